import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@guanyun/db/embedded/embedded.ts';
import { appUrl, type Database } from '@guanyun/db/kernel/connection.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT, SERVER_MAIN } from '../paths.ts';
import { type Cast, type Stage, stubborn } from './acts.ts';
import { type Load, startLoad } from './load.ts';
import { foundProofZone } from './proof-zone.ts';
import { countOf, number, quantile, seed, tell } from './runs.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { nothingWrong, Standing } from './standing.ts';

// The full count: GUANYUN_FILLS=20.
const FILLS = countOf('GUANYUN_FILLS', 2);
const DISK_MB = 256;
const RESERVE = 24 * 1024 * 1024;
/** So that the log of so small a disk leaves room for the tables. */
const SMALL_LOG = { max_wal_size: '64MB', min_wal_size: '32MB' };
const FULL_SECONDS = 6;
const HOUR = 3_600_000;

let disk: SmallDisk | null;
let postgres: EmbeddedPostgres;
let zone: { db: Database; stage: Stage; cast: Cast };
let server: ChildProcess;
let url = '';
let cookie = '';

async function startServer(home: string): Promise<string> {
  server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER_MAIN], {
    ...{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL: postgres.url, PORT: '0', GUANYUN_HOME: home },
      ...{ GUANYUN_DEMO: '1', GUANYUN_LOG: 'error' },
    },
  });
  let text = '';
  for (const stream of [server.stdout, server.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  for (;;) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
    if (found !== undefined) return found;
    if (server.exitCode !== null) throw new Error(text);
    await wait(50);
  }
}

const call = (path: string, body: unknown): Promise<Response> =>
  fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guanyun': '1', cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });

async function signIn(home: string): Promise<void> {
  const accounts = JSON.parse(readFileSync(join(home, 'demo-accounts.json'), 'utf8')) as {
    account: string;
    password: string;
  }[];
  const { account, password } = accounts.find((one) => one.account === 'gf.jingban') ?? {
    account: '',
    password: '',
  };
  const answer = await call('session.signIn', { account, password });
  if (!answer.ok) throw new Error(await answer.text());
  cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

beforeAll(async () => {
  disk = mountSmallDisk(DISK_MB);
  if (disk === null) return;
  const options = { dataDir: join(disk.path, 'postgres'), database: 'guanyun' };
  postgres = await startEmbeddedPostgres({ ...options, reserve: RESERVE, settings: SMALL_LOG });
  zone = await foundProofZone(postgres.url);
  const home = join(disk.path, 'home');
  url = await startServer(home);
  await signIn(home);
}, 240_000);
afterAll(async () => {
  server?.kill('SIGKILL');
  await zone?.db.close().catch(() => undefined);
  await postgres?.stop();
  disk?.remove();
}, 60_000);

/** One small file handed in: what the server answered, and of which kind a failure is. */
async function write(): Promise<{ status: number; kind: string | null }> {
  const form = new FormData();
  form.append(
    'file',
    new File([`%PDF-1.4\n${Math.random()}\n%%EOF\n`], '示例.pdf', { type: 'application/pdf' }),
  );
  const answer = await fetch(`${url}/documents`, {
    ...{ method: 'POST', body: form, headers: { 'x-guanyun': '1', cookie } },
    signal: AbortSignal.timeout(15_000),
  });
  const said = (await answer.json().catch(() => null)) as { failure?: { kind: string } | null } | null;
  return { status: answer.status, kind: said?.failure?.kind ?? null };
}

/** What waits for the one who is signed in: rows of many tables. */
const read = (): Promise<Response> =>
  fetch(`${url}/trpc/workbench.get`, { headers: { cookie }, signal: AbortSignal.timeout(15_000) });

type Figures = {
  typed: number;
  otherwise: string[];
  read: number;
  unread: string[];
  acknowledged: number;
  back: number[];
};

/** While the disk is full: what is written is refused by its kind, what is read is read. */
async function whileFull(figures: Figures): Promise<void> {
  for (const until = Date.now() + FULL_SECONDS * 1000; Date.now() < until; await wait(100)) {
    const answer = await write().catch((error: Error) => ({ status: 0, kind: error.name }));
    // Where a row still finds room in its page it is written: that is no fault.
    if (answer.status === 503 && answer.kind === 'full') figures.typed += 1;
    else if (answer.status !== 200) figures.otherwise.push(`${answer.status} ${answer.kind}`);
    const reading = await read().catch((error: Error) => ({ status: 0, text: () => error.name }));
    if (reading.status === 200) figures.read += 1;
    else figures.unread.push(`${reading.status} ${await reading.text()}`);
  }
}

async function acknowledgedAgain(load: Load): Promise<number> {
  const from = performance.now();
  const count = load.acknowledged();
  for (const until = Date.now() + 60_000; load.acknowledged() < count + 3; await wait(5))
    if (Date.now() > until || load.failure() !== '') throw new Error(`not working again: ${load.failure()}`);
  return (performance.now() - from) / 1000;
}

test(
  `${FILLS} times the disk is full (seed ${seed})`,
  async ({ skip }) => {
    if (disk === null) {
      process.stdout.write('G7 is not shown on this machine: nobody may mount a disk in memory here\n');
      return skip('no disk can be mounted');
    }
    const figures: Figures = { typed: 0, otherwise: [], read: 0, unread: [], acknowledged: 0, back: [] };
    const standing = new Standing(zone.stage.deps);
    const wrongs = nothingWrong();
    const load = startLoad(appUrl(postgres.url), zone.cast, 3);
    load.go();
    for (let round = 0; round < FILLS; round += 1) {
      await acknowledgedAgain(load);
      disk.fill();
      // Every other time what is held back is taken at once, too.
      const greedy = round % 2 === 1 ? setInterval(() => disk?.fill(), 50) : undefined;
      await whileFull(figures);
      clearInterval(greedy);
      disk.free();
      figures.back.push(await acknowledgedAgain(load));
      const acknowledged = load.take();
      figures.acknowledged += acknowledged.size;
      const found = await stubborn(() => standing.look(acknowledged));
      for (const key of ['lost', 'doubled', 'halves', 'otherAnswers'] as const) wrongs[key] += found[key];
      wrongs.uncommon.push(...found.uncommon.slice(0, 5));
    }
    await load.kill();
    tell(
      'G7',
      `${FILLS} times a disk of ${DISK_MB} MB filled to the last block under load`,
      `${figures.typed} writes refused with 503 "full" and ${figures.otherwise.length} otherwise`,
      `${figures.read} of ${figures.read + figures.unread.length} readings answered`,
      `${number(figures.acknowledged)} acknowledged and ${wrongs.lost} lost`,
      `${wrongs.halves} halves`,
      `acknowledged again by itself within ${quantile(figures.back, 1).toFixed(1)} s`,
    );
    expect(wrongs).toEqual(nothingWrong());
    expect(await standing.verifierSays()).toMatch(/^VALID /);
    expect(figures.typed).toBeGreaterThan(0);
    expect([new Set(figures.otherwise), new Set(figures.unread)]).toEqual([new Set(), new Set()]);
  },
  HOUR,
);
