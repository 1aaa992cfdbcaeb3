import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { wholeZone } from '@guanyun/application/organizations/actor.ts';
import { appUrl, connect } from '@guanyun/db/kernel/connection.ts';
import { schemaVersion } from '@guanyun/db/kernel/migrate.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import {
  organizationsOn,
  saveNames,
  saveOrganizations,
} from '@guanyun/db/organizations/organization.store.ts';
import { saveAccount, savePersons, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { somePerson } from '@guanyun/db/testing/builders.ts';
import { someMatter } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase, TEST_ZONE, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { durabilityLacking } from './database-state.ts';
import { createDiskStore } from './disk-store.ts';
import { DOCUMENT_MAX } from './documents.ts';
import { createHttp, type Host } from './http.ts';
import { createLimits, limitsOf } from './limits.ts';
import { logSigner } from './log-key.ts';
import { createPasswords } from './passwords.ts';
import { type Scanner, ScannerAway, type ScanVerdict } from './scanner.ts';
import { readWorkbook } from './workbook/read-workbook.ts';

const PASSWORD = 'Correct-Horse-7';
let database: TestDatabase;
let home = '';
let host: Host;
let app: FastifyInstance;

const ours = {
  'x-guanyun': '1',
  host: 'localhost:8080',
  origin: 'http://localhost:8080',
  'sec-fetch-site': 'same-origin',
};

async function addAccount(
  login: string,
  kind: PostKind,
  organizationId: string,
  passwordHash: string,
): Promise<void> {
  const personId = randomUUID();
  await inTransaction(database.owner, wholeZone(host.deps), async (tx) => {
    await savePersons(tx, [{ id: personId, code: login, name: login, source: 'entered' }]);
    await savePosts(tx, [
      {
        id: randomUUID(),
        personId,
        organizationId,
        kind,
        validFrom: '2020-01-01',
        validTo: null,
        source: 'entered',
      },
    ]);
    await saveAccount(tx, {
      id: randomUUID(),
      login,
      personId,
      passwordHash,
      disabledAt: null,
      disabledReason: null,
    });
  });
}

async function addOrganization(code: string, kind: 'committee' | 'company' | 'supplier'): Promise<string> {
  const id = randomUUID();
  const facts = {
    parentId: null,
    form: null,
    tier: null,
    uscc: null,
    usccOverride: null,
    important: false,
    netAssets: null,
    netAssetsOn: null,
  };
  await inTransaction(database.owner, wholeZone(host.deps), async (tx) => {
    await saveOrganizations(tx, [
      { id, code, kind, ...facts, establishedOn: '2020-01-01', source: 'entered' },
    ]);
    await saveNames(tx, [
      { organizationId: id, name: code, status: 'known', validFrom: '2020-01-01', validTo: null },
    ]);
  });
  return id;
}

beforeAll(async () => {
  database = await cloneTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'guanyun-http-'));
  const web = join(home, 'web');
  await mkdir(join(web, 'assets'), { recursive: true });
  await writeFile(join(web, 'index.html'), '<!doctype html><title>管运</title>');
  await writeFile(join(web, 'assets', 'main-Ab12Cd34.js'), 'export {}');
  await writeFile(join(web, '.secret'), 'no');
  const store = createDiskStore(join(home, 'documents'));
  const passwords = await createPasswords();
  const deps: Deps = {
    db: database.app,
    zone: TEST_ZONE,
    now: () => new Date(),
    newId: randomUUID,
    passwords,
    files: store,
    readWorkbook: (bytes) => readWorkbook(bytes),
  };
  host = {
    settings: { home, web, publicOrigin: null, logLevel: 'silent' },
    deps,
    store,
    limits: createLimits(database.app),
    signer: await logSigner(join(home, 'log-key.pem'), 'guanyun/test'),
  };
  app = await createHttp(host);
  const hash = await passwords.hash(PASSWORD);
  const [committee, one, two] = [
    await addOrganization('GWH', 'committee'),
    await addOrganization('ONE', 'company'),
    await addOrganization('TWO', 'company'),
  ];
  await addAccount('reviewer', 'committee_reviewer', committee, hash);
  await addAccount('one', 'company_handler', one, hash);
  await addAccount('two', 'company_handler', two, hash);
  await addAccount('admin', 'system_admin', committee, hash);
  await addAccount('supplier', 'supplier_bidder', await addOrganization('SUP', 'supplier'), hash);
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
  await rm(home, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.owner.sequelize.query('TRUNCATE guanyun.rate_limits');
});

type Headers = Record<string, string>;
const call = (path: string, body: unknown, headers: Headers = {}): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url: `/trpc/${path}`,
    headers: { ...ours, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });
const signIn = (account: string, password = PASSWORD, headers: Headers = {}) =>
  call('session.signIn', { account, password }, headers);

async function cookieOf(account: string): Promise<Headers> {
  const { cookies } = await signIn(account);
  return { cookie: `guanyun=${cookies[0]?.value ?? ''}` };
}

function upload(
  name: string,
  content: string | Buffer,
  headers: Headers,
  field = 'file',
  to = app,
): Promise<LightMyRequestResponse> {
  const head = `--xyz\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n--xyz--\r\n')]);
  return to.inject({
    method: 'POST',
    url: '/documents',
    headers: { ...ours, 'content-type': 'multipart/form-data; boundary=xyz', ...headers },
    payload,
  });
}

describe('questions', () => {
  it('of one account are counted together, and those of others are not touched', async () => {
    const limits = createLimits(database.app);
    for (let i = 0; i < limitsOf.questions; i += 1)
      expect(await limits.attempt('questions', 'one', '10.0.0.9')).toBe(true);
    expect(await limits.attempt('questions', 'one', '10.0.0.9')).toBe(false);
    expect(await limits.attempt('questions', 'two', '10.0.0.9')).toBe(true);
    expect(await limits.attempt('matters.submit', 'one', '10.0.0.9')).toBe(true);
  });

  it('beyond what is allowed are not answered', async () => {
    const asked: string[] = [];
    const attempt = async (procedure: string) => asked.push(procedure) < 3;
    const tired = await createHttp({ ...host, limits: { ...host.limits, attempt } });
    const headers = await cookieOf('one');
    const ask = () => tired.inject({ url: '/trpc/session.me', headers });
    const codes = [await ask(), await ask(), await ask()].map(({ statusCode }) => statusCode);
    await tired.close();
    expect([codes, asked]).toEqual([
      [200, 200, 429],
      ['questions', 'questions', 'questions'],
    ]);
  });
});

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and other sites do not send, and takes it back', async () => {
    const answer = await signIn('one');
    expect(answer.statusCode).toBe(200);
    expect(answer.json().result.data).toMatchObject({ account: 'one', post: { kind: 'company_handler' } });
    expect(answer.cookies).toEqual([
      expect.objectContaining({ name: 'guanyun', httpOnly: true, sameSite: 'Strict', path: '/' }),
    ]);
    expect(answer.cookies[0]?.value).toMatch(/^[\w-]{43}$/);
    expect(answer.body).not.toContain(answer.cookies[0]?.value);
    const cookie = { cookie: `guanyun=${answer.cookies[0]?.value ?? ''}` };
    expect((await app.inject({ url: '/trpc/session.me', headers: cookie })).statusCode).toBe(200);
    const out = await call('session.signOut', {}, cookie);
    expect(out.cookies[0]).toMatchObject({ name: 'guanyun', value: '' });
    expect((await app.inject({ url: '/trpc/session.me', headers: cookie })).statusCode).toBe(401);
  });

  it('anew ends the session that was there', async () => {
    const before = await cookieOf('one');
    expect((await signIn('one', 'wrong', before)).statusCode).toBe(401);
    expect((await app.inject({ url: '/trpc/session.me', headers: before })).statusCode).toBe(200);
    const after = await signIn('one', PASSWORD, before);
    expect(after.cookies[0]?.value).not.toBe(before.cookie?.split('=')[1]);
    expect((await app.inject({ url: '/trpc/session.me', headers: before })).statusCode).toBe(401);
  });

  it('wrongly, and being turned away, is in the log with who asked; a supplier is never named', async () => {
    const lines: string[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(`${line}`) > 0);
    const logging = await createHttp({ ...host, settings: { ...host.settings, logLevel: 'info' } });
    const ask = (url: string, body: unknown, headers: Headers) =>
      logging.inject({
        method: 'POST',
        url: `/trpc/${url}`,
        headers: { ...ours, 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      });
    const [one, supplier] = [await cookieOf('one'), await cookieOf('supplier')];
    await ask('session.signIn', { account: 'one', password: 'wrong-\n-secret' }, {});
    for (const cookie of [one, supplier])
      await ask('administration.posts,session.me?batch=1', { 0: {}, 1: {} }, cookie);
    await logging.close();
    write.mockRestore();
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const away = told.filter((line) => line.msg === 'turned away');
    expect(away).toMatchObject([
      { path: 'session.signIn', code: 'UNAUTHORIZED', client: '127.0.0.1' },
      { path: 'administration.posts', code: 'FORBIDDEN', account: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]);
    const requests = told.filter((line) => line.msg === 'request');
    expect(requests.map((line) => line.account)).toEqual([undefined, away[1]?.account, undefined]);
    expect(requests.every((line) => typeof line.time === 'number' && line.reqId !== undefined)).toBe(true);
    expect(lines.join('')).not.toMatch(/secret|guanyun=|batch=/);
  });

  it('over TLS uses a __Host- cookie and asks browsers to stay with TLS', async () => {
    const secure = await createHttp({
      ...host,
      settings: { ...host.settings, publicOrigin: 'https://zone.example' },
    });
    const answer = await secure.inject({
      method: 'POST',
      url: '/trpc/session.signIn',
      headers: { ...ours, origin: 'https://zone.example', 'content-type': 'application/json' },
      payload: JSON.stringify({ account: 'one', password: PASSWORD }),
    });
    expect(answer.cookies[0]).toMatchObject({ name: '__Host-guanyun', secure: true, path: '/' });
    expect(answer.cookies[0]).not.toHaveProperty('domain');
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    await secure.close();
  });

  it('stops after five wrong passwords, for the right one too, and counts inside a batch', async () => {
    const bad = Object.fromEntries(
      [0, 1, 2, 3, 4, 5, 6].map((i) => [i, { account: 'two', password: 'wrong' }]),
    );
    const answer = await call(`${Array(7).fill('session.signIn').join(',')}?batch=1`, bad);
    const codes = answer.json().map((item: { error: { data: { code: string } } }) => item.error.data.code);
    expect(codes.filter((code: string) => code === 'UNAUTHORIZED')).toHaveLength(limitsOf.account);
    expect(codes.filter((code: string) => code === 'TOO_MANY_REQUESTS')).toHaveLength(2);
    const right = await signIn(' TWO'.trim());
    expect(right.statusCode).toBe(429);
    expect(right.json().error.data.failure).toEqual({ kind: 'busy' });
    expect((await signIn('one')).statusCode).toBe(200);
  });

  it('starts afresh after a right one', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < limitsOf.account - 1; i += 1)
        expect((await signIn('one', 'wrong')).statusCode).toBe(401);
      expect((await signIn('one')).statusCode).toBe(200);
    }
  });

  it('stops an address after fifty failures, and it then locks no further account', async () => {
    const { limits } = host;
    for (let i = 0; i < limitsOf.client; i += 1)
      await limits.attempt('session.signIn', 'client:10.0.0.9', '10.0.0.9');
    expect(await limits.attempt('session.signIn', 'account:one', '10.0.0.9')).toBe(false);
    expect(await limits.attempt('session.signIn', 'client:10.0.0.9', '10.0.0.9')).toBe(false);
    expect(await limits.attempt('session.signIn', 'account:one', '10.0.0.8')).toBe(true);
  });
});

describe('procedures', () => {
  it('run at most twenty in one request', async () => {
    const many = (n: number) =>
      app.inject({
        url: `/trpc/${Array(n).fill('setup.state').join(',')}?batch=1&input=${encodeURIComponent('{}')}`,
      });
    expect((await many(20)).statusCode).toBe(200);
    expect((await many(21)).statusCode).toBe(400);
  });

  it.each([
    [
      'multipart/form-data; boundary=xyz',
      '--xyz\r\nContent-Disposition: form-data; name="account"\r\n\r\none\r\n--xyz--',
    ],
    ['text/plain', '{"account":"one","password":"x"}'],
    ['application/x-www-form-urlencoded', 'account=one&password=x'],
    ['application/octet-stream', '{"account":"one","password":"x"}'],
  ])('are not run by a foreign page that sends %s', async (type, payload) => {
    for (const from of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const headers = { host: ours.host, 'content-type': type, ...from };
      const answer = await app.inject({ method: 'POST', url: '/trpc/session.signIn', headers, payload });
      expect([answer.statusCode, answer.json()]).toEqual([
        403,
        { failure: { kind: 'gate', code: 'CROSS_SITE' } },
      ]);
    }
    const same = await app.inject({
      method: 'POST',
      url: '/trpc/session.signIn',
      headers: { ...ours, 'content-type': type },
      payload,
    });
    expect(same.statusCode).toBe(415);
  });

  it('change nothing by GET', async () => {
    const input = encodeURIComponent(JSON.stringify({ account: 'one', password: PASSWORD }));
    expect((await app.inject({ url: `/trpc/session.signIn?input=${input}` })).statusCode).toBe(405);
  });

  it('say nothing of the inside when they fail', async () => {
    for (const answer of [
      await call('no.such', {}),
      await call('session.signIn', { account: 1 }),
      await call('session.signIn', '{"a"'),
    ]) {
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expect(answer.body).not.toMatch(/stack|node_modules|\.ts:|SELECT/);
    }
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/trpc/session.signIn',
          headers: { ...ours, 'content-type': 'application/json' },
          payload: '{',
        })
      ).statusCode,
    ).toBe(400);
  });

  it('take no body over two megabytes', async () => {
    expect((await call('session.signIn', { account: 'x'.repeat(2_100_000), password: 'x' })).statusCode).toBe(
      413,
    );
  });
});

describe('documents', () => {
  it('go in, and come out as an attachment that can run nothing', async () => {
    const cookie = await cookieOf('one');
    const answer = await upload('可研报告.pdf', '%PDF-1.7 报告', cookie);
    const digest = createHash('sha256').update('%PDF-1.7 报告').digest('hex');
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { digest, name: '可研报告.pdf', size: 15, type: 'application/pdf' },
    ]);
    const back = await app.inject({ url: `/documents/${digest}`, headers: cookie });
    expect([back.statusCode, back.body]).toEqual([200, '%PDF-1.7 报告']);
    expect(back.headers).toMatchObject({
      'content-disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent('可研报告.pdf')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  it('have names that are decoded once and no further', async () => {
    const answer = await upload('a%2fb%252e.txt', '一次', await cookieOf('one'));
    expect(answer.json().name).toBe('a%2fb%252e.txt');
  });

  it('are not there for another company, but for the committee', async () => {
    const { digest } = (await upload('a.txt', '只有一家', await cookieOf('one'))).json();
    expect(
      (await app.inject({ url: `/documents/${digest}`, headers: await cookieOf('two') })).statusCode,
    ).toBe(404);
    expect(
      (await app.inject({ url: `/documents/${'0'.repeat(64)}`, headers: await cookieOf('two') })).statusCode,
    ).toBe(404);
    expect(
      (await app.inject({ url: `/documents/${digest}`, headers: await cookieOf('reviewer') })).statusCode,
    ).toBe(200);
    expect(
      (await app.inject({ url: `/documents/${digest}`, headers: await cookieOf('admin') })).statusCode,
    ).toBe(404);
    expect((await app.inject({ url: `/documents/${digest}` })).statusCode).toBe(401);
  });

  it('belong to each company that handed them in', async () => {
    const { digest } = (await upload('b.txt', '两家都有', await cookieOf('one'))).json();
    const two = await cookieOf('two');
    expect((await upload('c.txt', '两家都有', two)).json().digest).toBe(digest);
    expect(
      (await app.inject({ url: `/documents/${digest}`, headers: two })).headers['content-disposition'],
    ).toContain('c.txt');
  });

  it.each([
    ['a.html', '<script>1</script>', 422, 'DOCUMENT_TYPE'],
    ['a.pdf', '<html>', 422, 'DOCUMENT_TYPE'],
    ['a.pdf', '', 422, 'DOCUMENT_TYPE'],
    ['a.txt', Buffer.alloc(DOCUMENT_MAX + 1, 0x61), 413, 'DOCUMENT_TOO_LARGE'],
  ])('%s is refused', async (name, content, status, code) => {
    const answer = await upload(name, content, await cookieOf('one'));
    expect([answer.statusCode, answer.json().failure?.refusals?.[0]?.code]).toEqual([status, code]);
    expect(await readdir(join(home, 'uploads'))).toEqual([]);
  });

  it('are kept only when the scanner says that they are clean', async () => {
    const verdicts: (ScanVerdict | Error)[] = [
      { clean: true },
      { clean: false, found: '示例病毒' },
      new ScannerAway('away'),
    ];
    const scanner: Scanner = {
      async scan() {
        const verdict = verdicts.shift() ?? new ScannerAway('asked too often');
        if (verdict instanceof Error) throw verdict;
        return verdict;
      },
    };
    const scanned = await createHttp({ ...host, scanner });
    const one = await cookieOf('one');
    const answers = [];
    for (const content of ['查杀甲', '查杀乙', '查杀丙'])
      answers.push(await upload('a.txt', content, one, 'file', scanned));
    await scanned.close();
    expect(
      answers.map((answer) => [answer.statusCode, answer.json().failure?.refusals?.[0]?.code ?? null]),
    ).toEqual([
      [200, null],
      [422, 'DOCUMENT_INFECTED'],
      [503, 'SCANNER_AWAY'],
    ]);
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const kept = await Promise.all(
      ['查杀甲', '查杀乙', '查杀丙'].map((text) => host.store.has(digest(text))),
    );
    expect(kept).toEqual([true, false, false]);
    expect(await readdir(join(home, 'uploads'))).toEqual([]);
  });

  it('are no more than an account may hand in, and what is there already takes no room', async () => {
    const two = await cookieOf('two');
    await upload('a.txt', '限额内', two);
    const handedIn = `SELECT count(*) AS files FROM documents WHERE uploaded_by = (SELECT person_id FROM accounts WHERE login = 'two')`;
    const [row] = await inTransaction(database.owner, wholeZone(host.deps), (tx) =>
      query<{ files: string }>(tx, handedIn),
    );
    const quota = { files: Number(row?.files) + 1, bytes: 1024 ** 3 };
    const narrow = await createHttp({ ...host, deps: { ...host.deps, quota } });
    const answers = [];
    for (const content of ['最后一份', '多出一份', '最后一份'])
      answers.push(await upload('a.txt', content, two, 'file', narrow));
    await narrow.close();
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 422, 200]);
    expect(answers[1]?.json().failure.refusals[0]).toMatchObject({ code: 'DOCUMENT_QUOTA' });
    const more = createHash('sha256').update('多出一份').digest('hex');
    expect(await host.store.has(more)).toBe(false);
  });

  it('say how a text is written', async () => {
    const one = await cookieOf('one');
    for (const [content, charset] of [
      ['编码,名称', 'utf-8'],
      [Buffer.from([0xb9, 0xdc, 0xd4, 0xcb]), 'gb18030'],
    ] as const) {
      const { digest } = (await upload('a.csv', content, one)).json();
      const answer = await app.inject({ url: `/documents/${digest}`, headers: one });
      expect(answer.headers['content-type']).toBe(`text/csv; charset=${charset}`);
    }
  });

  it('of the very size that is allowed are taken', async () => {
    expect((await upload('a.txt', Buffer.alloc(DOCUMENT_MAX, 0x61), await cookieOf('one'))).statusCode).toBe(
      200,
    );
  });

  it('are refused to strangers, administrators, other fields and other sites', async () => {
    expect((await upload('a.txt', 'a', {})).statusCode).toBe(401);
    expect((await upload('a.txt', 'a', await cookieOf('admin'))).json().failure.refusals[0].code).toBe(
      'NOT_YOUR_ORGANIZATION',
    );
    const cookie = await cookieOf('one');
    expect((await upload('a.txt', 'a', cookie, 'other')).statusCode).toBe(400);
    expect((await upload('a.txt', 'a', { ...cookie, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  });

  it('templates are workbooks with the columns', async () => {
    const answer = await app.inject({
      url: '/templates/organizations.xlsx',
      headers: await cookieOf('reviewer'),
    });
    const workbook = await readWorkbook(answer.rawPayload);
    expect(workbook.ok && workbook.sheets[0]?.rows[0]?.[0]).toBe('编码');
    expect((await app.inject({ url: '/templates/organizations.xlsx' })).statusCode).toBe(401);
    expect(
      (await app.inject({ url: '/templates/none.xlsx', headers: await cookieOf('reviewer') })).statusCode,
    ).toBe(404);
  });
});

describe('the export of matters', () => {
  const file = (filter: string, headers: Headers) =>
    app.inject({ url: `/exports/matters.xlsx?filter=${encodeURIComponent(filter)}`, headers });
  const rowsOf = async (filter: object, account: string) => {
    const answer = await file(JSON.stringify(filter), await cookieOf(account));
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('重大事项.xlsx'));
    const workbook = await readWorkbook(answer.rawPayload);
    return workbook.ok ? (workbook.sheets[0]?.rows ?? []) : [];
  };

  it('has the rows of the list, in its order, of whom may see them', async () => {
    const scope = wholeZone(host.deps);
    await inTransaction(database.owner, scope, async (tx) => {
      const personId = await somePerson(tx);
      for (const [code, title, dueOn] of [
        ['ONE', '=1+1 出租', '2026-12-02'],
        ['ONE', '转让', '2026-12-01'],
        ['TWO', '别家的转让', '2026-12-03'],
      ]) {
        const [owner] = await query<{ id: string }>(tx, 'SELECT id FROM organizations WHERE code = $1', [
          code,
        ]);
        const clock = { acceptedOn: '2026-11-20', dueOn: dueOn ?? null };
        await someMatter(tx, owner?.id ?? '', personId, { title: title ?? '', ...clock });
      }
    });
    const shown = (rows: readonly (readonly string[])[]) => rows.map((row) => row[1]);
    expect(shown(await rowsOf({}, 'reviewer'))).toEqual(['名称', '转让', '=1+1 出租', '别家的转让']);
    expect(shown(await rowsOf({}, 'one'))).toEqual(['名称', '转让', '=1+1 出租']);
    expect(shown(await rowsOf({ search: '转让' }, 'two'))).toEqual(['名称', '别家的转让']);
    expect((await rowsOf({ search: '出租', dueBy: '2026-12-02' }, 'one'))[1]?.slice(1, 8)).toEqual([
      '=1+1 出租',
      '重大资产处置',
      'ONE',
      '管委会',
      '1000.00',
      '已上会',
      '2026-12-02',
    ]);
  });

  it('is refused to strangers and administrators, and to what is no filter', async () => {
    expect((await file('{}', {})).statusCode).toBe(401);
    expect((await file('{}', await cookieOf('admin'))).statusCode).toBe(403);
    for (const filter of ['{', '[]', '{"cursor":"infinity"}', '{"states":["none"]}'])
      expect([filter, (await file(filter, await cookieOf('one'))).statusCode]).toEqual([filter, 400]);
  });
});

describe('the export of equity', () => {
  const file = (query: Record<string, string>, headers: Headers) =>
    app.inject({ url: `/exports/equity.json?${new URLSearchParams(query)}`, headers });

  it('is a file of statements, to whoever has business', async () => {
    for (const account of ['reviewer', 'one']) {
      const answer = await file({ asOf: '2026-11-22' }, await cookieOf(account));
      expect(answer.headers['content-disposition']).toContain(
        encodeURIComponent('股权-BODS-0.4-2026-11-22.json'),
      );
      expect(answer.headers['content-type']).toContain('application/json');
      const companies = (answer.json() as { recordId: string; declarationSubject: string }[]).filter(
        (one) => one.recordId === one.declarationSubject,
      );
      expect(companies.length).toBeGreaterThan(1);
    }
    const history = { asOf: '2026-11-22', extent: 'history' };
    const answer = await file(history, await cookieOf('one'));
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('全部历史'));
  });

  it('is refused to strangers and administrators, and for what is no day', async () => {
    const asOf = '2026-11-22';
    expect((await file({ asOf }, {})).statusCode).toBe(401);
    expect((await file({ asOf }, await cookieOf('admin'))).statusCode).toBe(403);
    for (const query of [{}, { asOf: '2026-02-30' }, { asOf, extent: 'all' }, { asOf, more: '1' }])
      expect((await file(query, await cookieOf('one'))).statusCode).toBe(400);
  });
});

describe('the register as a workbook', () => {
  const file = (query: Record<string, string>, headers: Headers) =>
    app.inject({ url: `/exports/equity.xlsx?${new URLSearchParams(query)}`, headers });

  it('has the holders of the day, and the entries in the columns in which a register comes in', async () => {
    const answer = await file({ asOf: '2026-11-22' }, await cookieOf('one'));
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('股权-2026-11-22.xlsx'));
    const workbook = await readWorkbook(answer.rawPayload);
    expect(workbook.ok && workbook.sheets.map(({ name, rows }) => [name, rows[0]?.slice(0, 3)])).toEqual([
      ['股东名册', ['公司编码', '公司', '股东编码']],
      ['股权', ['公司编码', '股东编码', '事件']],
    ]);
  });

  it('is refused to strangers and administrators, and for what is no day', async () => {
    const asOf = '2026-11-22';
    expect((await file({ asOf }, {})).statusCode).toBe(401);
    expect((await file({ asOf }, await cookieOf('admin'))).statusCode).toBe(403);
    expect((await file({ asOf: '2026-02-30' }, await cookieOf('one'))).statusCode).toBe(400);
  });
});

describe('group accounts as a workbook', () => {
  const periodEnd = '2026-06-30';
  const file = (query: Record<string, string>, headers: Headers) =>
    app.inject({ url: `/exports/group-accounts.xlsx?${new URLSearchParams(query)}`, headers });
  const groupOf = async () => {
    const rows = await inTransaction(database.owner, wholeZone(host.deps), (tx) =>
      organizationsOn(tx, '2026-06-30'),
    );
    return rows.find(({ code }) => code === 'ONE')?.id ?? '';
  };

  it('has a sheet for each part, also where nothing was reported yet', async () => {
    for (const account of ['one', 'reviewer']) {
      const answer = await file({ groupId: await groupOf(), periodEnd }, await cookieOf(account));
      expect(answer.headers['content-disposition']).toContain(encodeURIComponent('集团报表-2026-06-30.xlsx'));
      const workbook = await readWorkbook(answer.rawPayload);
      expect(workbook.ok && workbook.sheets.map(({ name }) => name)).toEqual([
        ...['合并资产负债表', '合并利润表', '合并工作底稿', '调整与抵销分录', '少数股东', '说明'],
      ]);
    }
  });

  it('is refused to strangers, administrators and other companies, and for what is no day', async () => {
    const groupId = await groupOf();
    expect((await file({ groupId, periodEnd }, {})).statusCode).toBe(401);
    expect((await file({ groupId, periodEnd }, await cookieOf('admin'))).statusCode).toBe(403);
    expect((await file({ groupId, periodEnd }, await cookieOf('two'))).statusCode).toBe(404);
    expect((await file({ groupId, periodEnd: '2026-02-30' }, await cookieOf('one'))).statusCode).toBe(400);
  });
});

describe('the web', () => {
  it('answers pages with the application and keeps only hashed files', async () => {
    const html = { accept: 'text/html,*/*' };
    for (const url of ['/', '/matters/123', '/sign-in?next=%2F']) {
      const page = await app.inject({ url, headers: html });
      expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(page.body).toContain('管运');
    }
    const asset = await app.inject({ url: '/assets/main-Ab12Cd34.js' });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const url of [
      '/assets/gone-12345678.js',
      '/.secret',
      '/../settings.ts',
      '/%2e%2e/x.ts',
      '/%252e%252e/x.ts',
    ])
      expect((await app.inject({ url, headers: html })).statusCode, url).toBeGreaterThanOrEqual(400);
  });

  it('comes with headers that let nothing foreign in', async () => {
    const { headers } = await app.inject({ url: '/', headers: { accept: 'text/html' } });
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    for (const url of [
      '/',
      '/trpc/setup.state',
      '/trpc/none',
      '/healthz',
      '/documents/x',
      '/none',
      '/log/key',
    ]) {
      const answer = await app.inject({ url, headers: { origin: 'https://evil.example' } });
      const policy = `${answer.headers['content-security-policy']}`;
      for (const part of [
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "default-src 'self'",
      ])
        expect([url, policy]).toEqual([url, expect.stringContaining(part)]);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-type': expect.stringMatching(/^(application\/json|text\/(html|plain); charset=utf-8)/),
      });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    const answers = await app.inject('/trpc/setup.state');
    expect(answers.headers['cache-control']).toBe('no-store');
    expect((await app.inject('/assets/')).statusCode).toBe(404);
  });

  it('refuses a message whose end can be read in two ways', async () => {
    const plain = await createHttp(host);
    await plain.listen({ host: '127.0.0.1', port: 0 });
    const { port } = plain.server.address() as AddressInfo;
    const speak = async (...lines: string[]): Promise<string> => {
      const socket = connectTo(port, '127.0.0.1');
      socket.end([...lines, ''].join('\r\n'));
      return (await buffer(socket)).toString();
    };
    const post = ['POST /trpc/session.signIn HTTP/1.1', 'host: x', 'connection: close'];
    const both = [
      ...post,
      'content-length: 5',
      'transfer-encoding: chunked',
      '',
      '0',
      '',
      'GET /healthz HTTP/1.1',
      '',
    ];
    expect((await speak(...both)).split('\r\n')[0]).toBe('HTTP/1.1 400 Bad Request');
    const twice = [...post, 'content-length: 0', 'content-length: 5', '', 'abcde'];
    expect((await speak(...twice)).split('\r\n')[0]).toBe('HTTP/1.1 400 Bad Request');
    expect((await speak(...post, 'content-length: 0', '', '')).split('\r\n')[0]).toBe(
      'HTTP/1.1 403 Forbidden',
    );
    await plain.close();
  });

  it('knows the client by a proxy on this machine alone, and only behind a public address', async () => {
    const lines: string[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(`${line}`) > 0);
    const headers = { 'x-forwarded-for': '203.0.113.6' };
    for (const publicOrigin of [null, 'https://zone.example']) {
      const settings = { ...host.settings, logLevel: 'info' as const, publicOrigin };
      const logging = await createHttp({ ...host, settings });
      for (const remoteAddress of ['127.0.0.1', '198.51.100.7'])
        await logging.inject({ url: '/none', headers, remoteAddress });
      await logging.close();
    }
    write.mockRestore();
    expect(lines.map((line) => JSON.parse(line).client)).toEqual([
      '127.0.0.1',
      '198.51.100.7',
      '203.0.113.6',
      '198.51.100.7',
    ]);
  });
});

describe('health', () => {
  it('names the database, its schema and the zone', async () => {
    const answer = await app.inject('/healthz');
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      {
        status: 'ok',
        database: expect.stringMatching(/^PostgreSQL \d/),
        schema: schemaVersion,
        zone: TEST_ZONE,
      },
    ]);
    expect((await app.inject('/readyz')).json()).toEqual({ ready: true });
  });

  it('is 503 when the database is away, and so is every procedure', async () => {
    const gone = connect(appUrl(database.ownerUrl).replace(/:\d+\//, ':1/'), 1);
    const away = await createHttp({ ...host, deps: { ...host.deps, db: gone } });
    expect((await away.inject('/healthz')).statusCode).toBe(503);
    expect((await away.inject('/readyz')).statusCode).toBe(503);
    const answer = await away.inject({ url: '/trpc/session.me', headers: { cookie: 'guanyun=x' } });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('ECONNREFUSED');
    await away.close();
    await gone.close();
  });

  it('does not wait behind the work: it has a connection of its own', async () => {
    const busy = connect(appUrl(database.ownerUrl), 1);
    const full = await createHttp({ ...host, deps: { ...host.deps, db: busy }, pulse: database.app });
    const work = busy.sequelize.query('SELECT pg_sleep(4)');
    const from = performance.now();
    expect((await full.inject('/healthz')).statusCode).toBe(200);
    expect((await full.inject('/readyz')).statusCode).toBe(200);
    expect(performance.now() - from).toBeLessThan(3500);
    await work;
    await full.close();
    await busy.close();
  });

  it('sees whether the database may lose answered writes', async () => {
    const [row] = await database.owner.sequelize.query('SHOW fsync', { plain: false });
    const off = JSON.stringify(row).includes('off');
    expect((await durabilityLacking(database.app, TEST_ZONE)).includes('fsync')).toBe(off);
  });
});

it('open data is for everyone: an empty package where nothing is public, and what is not known is not found', async () => {
  const get = (url: string) => app.inject({ method: 'GET', url });
  const releases = await get('/ocds/releases.json');
  expect([releases.statusCode, releases.json().releases]).toEqual([200, []]);
  expect(releases.json().uri).toMatch(/^http:.*\/ocds\/releases\.json$/);
  for (const url of [
    '/ocds/records/x.json',
    '/ocds/records/x',
    '/ocds/releases.json?after=x',
    '/ocds/releases.json?after=2026-01-01|x|y',
  ])
    expect((await get(url)).statusCode).toBe(404);
});
