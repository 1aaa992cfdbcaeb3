import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { clusterFolder, findBinaries, serverAccount } from './binaries.ts';
import {
  archiveSettings,
  freePort,
  HOST,
  type Home,
  initialise,
  OWNER,
  ownerPassword,
  restoringFolder,
  urlOf,
} from './cluster.ts';
import {
  commandLine,
  endProcess,
  identify,
  isAlive,
  isRunning,
  type ProcessIdentity,
} from './process-identity.ts';
import { holdReserve } from './reserve.ts';

/** A running server of our own. `url` is the owner's, with its password: never print it. */
export type EmbeddedPostgres = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
};

/**
 * `dataDir` holds the cluster, the owner's password (mode 0600), the port and the log.
 * `database` is created when missing (default `postgres`). `test` gives up durability for speed: never for data. `archive` is the
 * folder where every finished segment of the write-ahead log is kept, at least one in ARCHIVE_SECONDS. `reserve` are the bytes held
 * back on its disk for the moment when that is full. `settings` are PostgreSQL's own.
 */
export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly port?: number;
  readonly database?: string;
  readonly test?: boolean;
  readonly archive?: string;
  readonly reserve?: number;
  readonly settings?: Readonly<Record<string, string>>;
};

/**
 * After a crash PostgreSQL syncs its folder before it recovers: file by file that is seconds for two thousand files, by one
 * call of Linux a fraction of one.
 */
export const RECOVERY: Readonly<Record<string, string>> =
  process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {};

const START_ATTEMPTS = 8;
const START_SECONDS = 60;
const STOP_SECONDS = 30;
const [RESTART_MS, RESTART_MS_MAX] = [500, 5000];

/**
 * Starts the PostgreSQL that npm brings, initialising it once. It listens on 127.0.0.1 only.
 * A server left behind by a killed owner is stopped first; a cluster that another process runs is refused. One that dies by itself is
 * started again, over and over.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dir = resolve(options.dataDir);
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const server = serverAccount();
  const cluster = clusterFolder(join(dir, 'cluster'), server);
  refuseSecondOwner(dir);
  await clearLeftovers(cluster);
  writeFileSync(join(dir, 'running.json'), JSON.stringify(identify(process.pid)));
  const home = { dir, cluster, server, password: ownerPassword(dir), binaries: await findBinaries(server) };
  if (existsSync(restoringFolder(cluster)))
    throw new Error(
      `此处的恢复未完成，请换一个空目录重新恢复 / a restore into ${dir} was not finished: restore into an empty folder`,
    );
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(home);
  const { child, port } = await launch(home, options);
  if (options.database) await ensureDatabase(urlOf(home, port, OWNER), options.database);
  const kept = keepRunning(home, options, { child, port });
  const atExit = () => kept.child().kill('SIGINT');
  process.once('exit', atExit);
  return {
    url: urlOf(home, port, options.database ?? OWNER),
    port,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', atExit);
      await kept.stop();
      rmSync(join(dir, 'running.json'), { force: true });
    },
  };
}

const say = (line: string): void => void process.stderr.write(`[guanyun] ${line}\n`);

/** Starts the server again when it ends without being told to, and holds the reserve of its disk. */
function keepRunning(
  home: Home,
  options: EmbeddedOptions,
  { child: first, port }: { child: ChildProcess; port: number },
): { child(): ChildProcess; stop(): Promise<void> } {
  const url = urlOf(home, port, OWNER);
  const reserve =
    options.reserve === undefined
      ? null
      : holdReserve({ cluster: home.cluster, url, bytes: options.reserve }, say);
  let [child, stopping] = [first, false];
  async function again(): Promise<void> {
    say('数据库意外停止，正在重新启动 / the database stopped by itself: starting it again');
    for (let pause = RESTART_MS; !stopping; pause = Math.min(2 * pause, RESTART_MS_MAX)) {
      // It may have stopped for want of space.
      reserve?.release();
      await wait(pause);
      if (stopping) return;
      child = spawnServer(home, port, options);
      if (await becomesReady(child, url)) return watch();
      await stopServer(child);
    }
  }
  function watch(): void {
    child.once('exit', (code) => {
      if (code !== 0 && !stopping) again().catch((error: unknown) => say(String(error)));
    });
  }
  watch();
  return {
    child: () => child,
    async stop() {
      stopping = true;
      reserve?.stop();
      await stopServer(child);
    },
  };
}

/** Removes the whole cluster with its password. Refuses while a process runs it. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const dir = resolve(dataDir);
  const cluster = clusterFolder(join(dir, 'cluster'), serverAccount());
  refuseSecondOwner(dir);
  await clearLeftovers(cluster);
  rmSync(`${cluster}.reserve`, { force: true });
  rmSync(cluster, { recursive: true, force: true });
  rmSync(dir, { recursive: true, force: true });
}

function refuseSecondOwner(dir: string): void {
  const path = join(dir, 'running.json');
  if (!existsSync(path)) return;
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
    if (!isRunning(owner) || owner.pid === process.pid) return;
    throw new Error(
      `数据库正由进程 ${owner.pid} 使用，请先停止它 / process ${owner.pid} already runs this database: stop it first`,
    );
  } catch (error) {
    // A half-written file is what a killed owner leaves.
    if (!(error instanceof SyntaxError)) throw error;
  }
}

/** After a kill -9 the server may still run, or its pid file may name a stranger. */
async function clearLeftovers(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return;
  const command = commandLine(pid);
  if (!command.includes('postgres') || !command.includes(cluster)) rmSync(path, { force: true });
  else if (!(await endProcess(pid, 'SIGINT', STOP_SECONDS))) await endProcess(pid, 'SIGQUIT', STOP_SECONDS);
}

/** Tries again while the shared memory of a killed server is still held or the port was taken meanwhile. */
async function launch(home: Home, options: EmbeddedOptions): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(home.dir, options.port);
    const child = spawnServer(home, port, options);
    if (await becomesReady(child, urlOf(home, port, OWNER))) {
      writeFileSync(join(home.dir, 'port'), String(port));
      return { child, port };
    }
    await stopServer(child);
    if (attempt >= START_ATTEMPTS) {
      const log = readFileSync(join(home.dir, 'postgres.log'), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(-8)
        .join('\n');
      throw new Error(`PostgreSQL did not start. The end of its log:\n${log}`);
    }
    await wait(500);
  }
}

function spawnServer(
  home: Home,
  port: number,
  { test, archive, settings: asked }: EmbeddedOptions,
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: HOST,
    unix_socket_directories: '',
    port: String(port),
    max_connections: '200',
    ...RECOVERY,
    ...asked,
    ...(archive === undefined ? {} : archiveSettings(resolve(archive), home.server)),
    ...(test ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(join(home.dir, 'postgres.log'), test ? 'w' : 'a', 0o600);
  // A session of its own: Ctrl-C in the terminal must stop the application before its database.
  const child = spawn(home.binaries.postgres, ['-D', home.cluster, ...flags], {
    ...home.server,
    cwd: home.cluster,
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined);
  closeSync(log);
  return child;
}

async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
  const until = Date.now() + START_SECONDS * 1000;
  while (
    child.pid !== undefined &&
    child.exitCode === null &&
    child.signalCode === null &&
    Date.now() < until
  ) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch (error) {
      // A password that does not fit its cluster will not fit later.
      if ((error as { code?: string }).code === '28P01') return false;
      await wait(40);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** Fast shutdown: open transactions are rolled back and a checkpoint is written. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<boolean>((done) => child.once('exit', () => done(true)));
  child.kill('SIGINT');
  const clock = new AbortController();
  const late = wait(STOP_SECONDS * 1000, false, { signal: clock.signal }).catch(() => false);
  if (!(await Promise.race([ended, late]))) child.kill('SIGQUIT');
  await ended;
  clock.abort();
}

/** The port asked for, else the one of last time while it is free, else any free one. */
async function choosePort(dir: string, asked: number | undefined): Promise<number> {
  if (asked !== undefined) return asked;
  const path = join(dir, 'port');
  const last = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  return (await freePort(last)) ?? (await freePort(0)) ?? 0;
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
