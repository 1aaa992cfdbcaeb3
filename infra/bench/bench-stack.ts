import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@guanyun/db/embedded/embedded.ts';
import pg from 'pg';
import { HOME, ROOT, SERVER_MAIN } from '../paths.ts';

/** The real server process on one database. */
export type BenchServer = { readonly pid: number; stop(): Promise<void> };

/** A durable PostgreSQL and the product's server, both for this run only, on the loopback. */
export type BenchStack = {
  /** The server's address, the same whichever database it runs on. */
  readonly url: string;
  databaseUrl(name: string): string;
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  serve(database: string): Promise<BenchServer>;
  /** Passwords of the example's accounts, once a server filled a database. */
  passwords(): ReadonlyMap<string, string>;
  /** Ends every process and removes every file. */
  remove(): Promise<void>;
};

/** The zone that the example fills. */
export const SCHEMA = 'zone_qijiang';
const FOLDER = join(HOME, 'bench');
const DATA = join(FOLDER, 'postgres');
const SERVER_HOME = join(FOLDER, 'server');
const START_SECONDS = 60;
const STOP_SECONDS = 15;
/** Statements go to the log as JSON, one file, where a database asks for it; a restart brings the collector. */
const LOGGING: Readonly<Record<string, string>> = {
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_filename: 'bench',
  log_rotation_age: '0',
  log_rotation_size: '0',
  log_file_mode: '0600',
};

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Runs one statement as the owner. */
export async function asOwner<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Every meeting to come is held today, and the statement log is not told: it is the bench that will not wait. */
export async function holdMeetings(url: string, today: string): Promise<void> {
  const unlogged = new URL(url);
  unlogged.searchParams.set('options', '-c log_statement=none');
  const later = `UPDATE ${SCHEMA}.meetings SET held_on = '${today}' WHERE held_on > '${today}'`;
  await asOwner(unlogged.href, later);
}

async function startPostgres(): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres({ dataDir: DATA });
  try {
    for (const [name, value] of Object.entries(LOGGING))
      await asOwner(first.url, `ALTER SYSTEM SET ${name} = '${value}'`);
  } finally {
    await first.stop();
  }
  return startEmbeddedPostgres({ dataDir: DATA });
}

/** The machine's settings, except those that would steer the measured server. */
function environment(databaseUrl: string, port: number): NodeJS.ProcessEnv {
  const steering = /^(GUANYUN_|DATABASE_|PG|NODE_OPTIONS$|HOST$)/;
  const kept = Object.entries(process.env).filter(([name]) => !steering.test(name));
  return {
    ...Object.fromEntries(kept),
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    GUANYUN_HOME: SERVER_HOME,
    GUANYUN_DEMO: 'on',
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(late);
}

async function startServer(databaseUrl: string, port: number, onStart: (child: ChildProcess) => void) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER_MAIN], {
    cwd: ROOT,
    env: environment(databaseUrl, port),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onStart(child);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const until = Date.now() + START_SECONDS * 1000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if ((await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok === true) return child;
    await wait(50);
  }
  await stopChild(child);
  throw new Error(`the server did not start:\n${said}`);
}

/** Starts PostgreSQL with the settings of a real installation in a folder that the last run left empty. */
export async function startBenchStack(): Promise<BenchStack> {
  await removeEmbeddedPostgres(DATA);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(SERVER_HOME, { recursive: true });
  const postgres = await startPostgres();
  const port = await freePort();
  const children = new Set<ChildProcess>();
  let removed = false;
  const databaseUrl = (name: string): string =>
    Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl,
    async createDatabase(name, template) {
      await asOwner(postgres.url, `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
    },
    async dropDatabase(name) {
      await asOwner(postgres.url, `DROP DATABASE ${name} WITH (FORCE)`);
    },
    async serve(database) {
      // An interrupted run goes on until its next failure: it must not leave a server behind.
      if (removed) throw new Error('the stack was removed');
      const child = await startServer(databaseUrl(database), port, (started) => children.add(started));
      return { pid: child.pid ?? 0, stop: () => stopChild(child) };
    },
    passwords() {
      const text = readFileSync(join(SERVER_HOME, 'demo-accounts.json'), 'utf8');
      const accounts = JSON.parse(text) as { account: string; password: string }[];
      return new Map(accounts.map(({ account, password }) => [account, password]));
    },
    async remove() {
      removed = true;
      for (const child of children) await stopChild(child);
      await postgres.stop();
      await removeEmbeddedPostgres(DATA);
      rmSync(FOLDER, { recursive: true, force: true });
    },
  };
}
