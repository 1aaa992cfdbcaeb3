import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';

const root = resolve(import.meta.dirname, '../../../..');

export type DemoAccount = { account: string; person: string; post: string; body: string; password: string };

/** The whole product as a user meets it: its own database, its own server process, its own documents folder. */
export type Stack = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly accounts: readonly DemoAccount[];
  /** Where the server keeps what is not in the database. */
  readonly home: string;
  readonly pid: () => number;
  /** All that the server has said so far. */
  readonly log: () => string;
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Lets so many days pass; sessions end meanwhile. */
  passDays(days: number): Promise<void>;
  /** How many days have passed. */
  daysPassed(): number;
  sql<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>;
};

/** Below the ports that the system hands out by itself: what asks for any port, or connects anywhere, gets none of these. */
const PORTS = { from: 20_000, to: 32_000 };

async function freePort(): Promise<number> {
  const server = createServer();
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const free = await new Promise<boolean>((done) =>
      server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)),
    );
    server.removeAllListeners('error');
    if (!free) continue;
    await new Promise((done) => server.close(done));
    return port;
  }
}

async function ready(child: ChildProcess, url: string, heard: string[]): Promise<void> {
  let own = '';
  const listen = (chunk: Buffer): void => {
    const text = chunk.toString();
    own += text;
    heard.push(text);
    // A bug of the server is told where the test that met it fails.
    for (const line of text.split('\n')) if (line.includes('"level":50')) console.error(line);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  for (let tried = 0; tried < 600; tried += 1) {
    if (child.exitCode !== null) break;
    // Its own word, not whoever answers under its address.
    const answer = own.includes(url) ? await fetch(`${url}/healthz`).catch(() => null) : null;
    if (answer?.ok === true) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the server did not start:\n${heard.join('').slice(-4000)}`);
}

const gone = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', () => done()));

/** Starts the product on a new database of the test server, with the case (`demo`) or empty. */
export async function startStack(
  options: {
    demo: boolean;
    node?: (home: string) => readonly string[];
    /** What else the environment says; the server's own address is known by then. */
    settings?:
      | Readonly<Record<string, string>>
      | ((url: string) => Promise<Readonly<Record<string, string>>>);
  } = { demo: true },
): Promise<Stack> {
  const admin = process.env.GUANYUN_TEST_DATABASE_URL;
  if (admin === undefined)
    throw new Error('GUANYUN_TEST_DATABASE_URL is not set: run the tests with `npm test`');
  const name = `guanyun_e2e_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  const databaseUrl = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
  const home = await mkdtemp(join(tmpdir(), 'guanyun-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { settings } = options;
  const more = typeof settings === 'function' ? await settings(url) : settings;
  let child: ChildProcess | null = null;
  let passed = 0;
  const heard: string[] = [];
  const start = async (): Promise<void> => {
    child = spawn(
      process.execPath,
      [...(options.node?.(home) ?? []), join(root, 'apps/server/src/main.ts')],
      {
        env: {
          ...process.env,
          DATABASE_URL: databaseUrl,
          PORT: String(port),
          GUANYUN_HOME: home,
          GUANYUN_WEB: join(root, 'apps/web/dist'),
          GUANYUN_DEMO: options.demo ? 'on' : 'off',
          GUANYUN_UNSAFE_DATABASE: '1',
          ...more,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    await ready(child, url, heard);
  };
  await start();
  const accounts = options.demo
    ? (JSON.parse(await readFile(join(home, 'demo-accounts.json'), 'utf8')) as DemoAccount[])
    : [];
  const work = new pg.Client({ connectionString: databaseUrl });
  await work.connect();
  return {
    url,
    databaseUrl,
    accounts,
    home,
    pid: () => child?.pid ?? 0,
    log: () => heard.join(''),
    start,
    async passDays(days) {
      passed += days;
      await writeFile(join(home, 'days-ahead'), String(passed));
    },
    daysPassed: () => passed,
    async kill() {
      const dying = child;
      if (dying === null) return;
      dying.kill('SIGKILL');
      await gone(dying);
    },
    async stop() {
      if (child !== null) {
        child.kill('SIGTERM');
        await gone(child);
      }
      await work.end();
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await client.end();
      await rm(home, { recursive: true, force: true });
    },
    async sql<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
      await work.query(`SET search_path = zone_${options.demo ? 'qijiang' : 'zone'}, public`);
      return (await work.query<Row>(text)).rows;
    },
  };
}
