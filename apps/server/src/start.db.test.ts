import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cloneTestDatabase, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoAccount, demoAccountsFile } from './demo-accounts.ts';
import { certificateFor } from './testing/certificate.ts';
import { headerOf, mailServer, partsOf } from './testing/mail-server.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const command = fileURLToPath(new URL('./guanyun.ts', import.meta.url));
let database: TestDatabase;
let home = '';

beforeAll(async () => {
  database = await cloneTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'guanyun-start-'));
});
afterAll(async () => {
  await database?.drop();
  await rm(home, { recursive: true, force: true });
});

type Program = { child: ChildProcess; text: () => string; ended: Promise<number | null> };

function run(words: readonly string[], settings: Record<string, string> = {}): Program {
  const environment = {
    PATH: process.env.PATH,
    DATABASE_URL: database.ownerUrl,
    PORT: '0',
    GUANYUN_HOME: home,
    GUANYUN_UNSAFE_DATABASE: '1',
    GUANYUN_LOG: 'error',
  };
  const child = spawn(process.execPath, [...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, ...settings },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  return { child, text: () => text, ended: once(child, 'close').then(([code]) => code as number | null) };
}

async function listening(program: Program): Promise<string> {
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(program.text())?.[0];
    if (url !== undefined) return url;
    if (program.child.exitCode !== null) throw new Error(program.text());
    await new Promise((go) => setTimeout(go, 50));
  }
}

async function stopped(program: Program): Promise<number | null> {
  program.child.kill('SIGTERM');
  return program.ended;
}

const signIn = (url: string, { account, password }: DemoAccount): Promise<Response> =>
  fetch(`${url}/trpc/session.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guanyun': '1' },
    body: JSON.stringify({ account, password }),
  });
/** What a tRPC answer carries. */
const dataOf = async (answer: Response): Promise<unknown> =>
  ((await answer.json()) as { result: { data: unknown } }).result.data;
const accounts = async (): Promise<DemoAccount[]> =>
  JSON.parse(await readFile(demoAccountsFile(home), 'utf8'));

describe('the server', () => {
  it('fills a new zone with the example, says who can sign in, and stops with 0', async () => {
    const server = run([main], { GUANYUN_DEMO: '1' });
    const url = await listening(server);
    const cards = await accounts();
    expect(cards.length).toBeGreaterThan(15);
    for (const card of cards) expect(server.text()).toContain(card.password);
    for (const card of [cards[0], cards.at(-1)] as DemoAccount[]) {
      const answer = await signIn(url, card);
      expect(answer.status).toBe(200);
      expect(await dataOf(answer)).toMatchObject({
        account: card.account,
        person: { name: card.person },
        zone: { illustrative: true },
      });
    }
    const start = Date.now();
    expect(await stopped(server)).toBe(0);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('leaves a zone that is there alone, passwords too', async () => {
    const before = await accounts();
    const server = run([main], { GUANYUN_DEMO: '1' });
    const url = await listening(server);
    expect(await accounts()).toEqual(before);
    expect((await signIn(url, before[0] as DemoAccount)).status).toBe(200);
    expect(await stopped(server)).toBe(0);
  });

  it('opens an empty zone for its administrators without the example', async () => {
    const server = run([main], { GUANYUN_ZONE: 'east' });
    const url = await listening(server);
    expect(await dataOf(await fetch(`${url}/trpc/setup.state`))).toEqual({ needed: true });
    expect(await stopped(server)).toBe(0);
  });

  it('begins a log with the hash that is set, and starts with no other afterwards', async () => {
    const north = { GUANYUN_ZONE: 'north', GUANYUN_LOG_HASH: 'sm3' };
    for (let i = 0; i < 2; i += 1) {
      const server = run([main], north);
      const url = await listening(server);
      expect(await (await fetch(`${url}/log/key`)).text()).toMatch(/^guanyun\/north#sm3\+/);
      expect(await stopped(server)).toBe(0);
    }
    const refused = run([main], { GUANYUN_ZONE: 'north' });
    expect(await refused.ended).toBe(1);
    expect(refused.text()).toContain('GUANYUN_LOG_HASH：日志已按 SM3 建立，不得改为 SHA-256');
    expect(refused.text().trim().split('\n')).toHaveLength(1);
    const older = run([main], { GUANYUN_ZONE: 'east', GUANYUN_LOG_HASH: 'sm3' });
    expect(await older.ended).toBe(1);
    expect(older.text()).toContain('日志已按 SHA-256 建立，不得改为 SM3');
  });

  it('writes its checkpoints to a mailbox by TLS, to nobody whose certificate it does not trust', async () => {
    const cert = certificateFor('127.0.0.1');
    const mail = await mailServer({ tls: 'implicit', cert, login: 'guanyun:s3cret-of-mail' });
    try {
      const [secret, trusted] = [join(home, 'smtp'), join(home, 'ca.pem')];
      await writeFile(secret, `smtps://guanyun:s3cret-of-mail@127.0.0.1:${mail.port}\n`);
      await writeFile(trusted, cert.cert);
      const mailing = {
        GUANYUN_ZONE: 'south',
        GUANYUN_LOG_HOLDERS: 'mailto:inspectors@example.cn',
        GUANYUN_SMTP_FILE: secret,
      };
      const from = { GUANYUN_SMTP_FROM: 'guanyun@south.example.cn' };
      const nameless = run([main], mailing);
      expect([await nameless.ended, nameless.text()]).toEqual([
        1,
        expect.stringMatching(/ GUANYUN_SMTP_FROM：/),
      ]);
      const wary = run([main], { ...mailing, ...from });
      await listening(wary);
      await vi.waitFor(() => expect(wary.text()).toContain('DEPTH_ZERO_SELF_SIGNED_CERT'), 20_000);
      expect(await stopped(wary)).toBe(0);
      expect([mail.mails, mail.logins]).toEqual([[], []]);
      const trusting = run([main], { ...mailing, ...from, NODE_EXTRA_CA_CERTS: trusted });
      await listening(trusting);
      await vi.waitFor(() => expect(mail.mails).toHaveLength(1), 20_000);
      expect(await stopped(trusting)).toBe(0);
      const { head } = partsOf(mail.mails[0]?.raw ?? '');
      expect(headerOf(head, 'Subject')).toMatch(/^存证检查点 south \d+$/);
      expect(wary.text() + trusting.text()).not.toContain('s3cret-of-mail');
    } finally {
      await mail.close();
    }
  });

  it('refuses a database that may lose what was answered', async () => {
    const name = new URL(database.ownerUrl).pathname.slice(1);
    await database.owner.sequelize.query(`ALTER DATABASE "${name}" SET synchronous_commit = off`);
    const server = run([main], { GUANYUN_UNSAFE_DATABASE: '0' });
    expect(await server.ended).toBe(1);
    expect(server.text()).toContain('synchronous_commit');
    expect(server.text()).not.toContain('    at ');
  });

  it.each([
    [{ DATABASE_URL: '' }, 'DATABASE_URL'],
    [{ PORT: 'x' }, 'PORT'],
    [{ DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:1/none' }, '无法连接数据库'],
  ])('says in one line why it does not start: %j', async (settings, reason) => {
    const server = run([main], settings as Record<string, string>);
    expect(await server.ended).toBe(1);
    expect(server.text()).toContain(reason);
    expect(server.text().trim().split('\n')).toHaveLength(1);
    expect(server.text()).not.toContain('secret-word');
  });
});

describe('guanyun', () => {
  it('migrates a zone, again and again', async () => {
    for (let i = 0; i < 2; i += 1) {
      const done = run([command, 'migrate'], { GUANYUN_ZONE: 'west' });
      expect(await done.ended).toBe(0);
      expect(done.text()).toMatch(/^west \d{4}-/);
    }
  });

  it('resets only when told so', async () => {
    const asked = run([command, 'reset']);
    expect(await asked.ended).toBe(2);
    const zones = () =>
      database.owner.sequelize.query(`SELECT 1 FROM pg_namespace WHERE nspname LIKE 'zone\\_%'`);
    expect((await zones())[0]).not.toHaveLength(0);
    expect(await run([command, 'reset', '--yes']).ended).toBe(0);
    expect((await zones())[0]).toHaveLength(0);
  });
});
