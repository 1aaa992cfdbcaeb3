import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@guanyun/db/embedded/embedded.ts';
import {
  endProcess,
  identify,
  isRunning,
  type ProcessIdentity,
} from '@guanyun/db/embedded/process-identity.ts';
import { RESERVE_BYTES } from '@guanyun/db/embedded/reserve.ts';
import { GUANYUN_COMMAND, HOME, ROOT, SERVER_MAIN, WEB_DIST } from './paths.ts';
import { buildWeb } from './web-build.ts';

const home = resolve(process.env.GUANYUN_HOME ?? HOME);
const external = process.env.DATABASE_URL;
const RUN_FILE = join(home, 'running.json');
const STOP_SECONDS = 20;
/** Kept by --reset: what npm and the web build brought, which holds no data. */
const KEPT = new Set(['toolchain', 'web-build']);

type Run = { readonly start: ProcessIdentity; readonly server?: ProcessIdentity };

function say(line: string): void {
  process.stderr.write(`[guanyun] ${line}\n`);
}

/** One run at a time; a server left by a killed run is stopped, so that it neither writes nor holds the port. */
async function takeOver(): Promise<void> {
  mkdirSync(home, { recursive: true });
  if (existsSync(RUN_FILE)) {
    const last = JSON.parse(readFileSync(RUN_FILE, 'utf8') || 'null') as Run | null;
    if (last && isRunning(last.start)) {
      throw new Error(`已在运行（进程 ${last.start.pid}）/ already running as process ${last.start.pid}`);
    }
    if (last?.server && isRunning(last.server)) {
      say('正在停止上次遗留的服务 / stopping the server a killed run left behind');
      if (!(await endProcess(last.server.pid, 'SIGTERM', STOP_SECONDS))) {
        await endProcess(last.server.pid, 'SIGKILL', STOP_SECONDS);
      }
    }
  }
  note({ start: identify(process.pid) });
}

function note(run: Run): void {
  writeFileSync(RUN_FILE, JSON.stringify(run));
}

async function reset(): Promise<void> {
  say('正在清除全部数据 / removing all data');
  if (external) {
    const args = [GUANYUN_COMMAND, 'reset', '--yes'];
    const done = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (done.status !== 0)
      throw new Error('数据库未能清除，原因见上 / the database was not reset: see above');
  } else {
    await removeEmbeddedPostgres(join(home, 'postgres'));
  }
  for (const name of readdirSync(home)) {
    if (!KEPT.has(name) && name !== 'running.json')
      rmSync(join(home, name), { recursive: true, force: true });
  }
}

type Database = { readonly url: string; stop(): Promise<void> };

async function database(): Promise<Database> {
  if (external) return { url: external, stop: async () => undefined };
  say('正在启动 PostgreSQL / starting PostgreSQL');
  const backup = process.env.GUANYUN_BACKUP;
  const archive = backup ? { archive: join(resolve(backup), 'wal') } : {};
  return startEmbeddedPostgres({
    dataDir: join(home, 'postgres'),
    database: 'guanyun',
    reserve: RESERVE_BYTES,
    ...archive,
  });
}

function spawnServer(databaseUrl: string): ChildProcess {
  say('正在启动服务 / starting the server');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER_MAIN], {
    cwd: ROOT,
    // A group of its own: Ctrl-C reaches this process, which stops the server first and the database after it.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: process.env.PORT ?? '8080',
      GUANYUN_HOME: home,
      GUANYUN_WEB: WEB_DIST,
      GUANYUN_DEMO: process.env.GUANYUN_DEMO ?? '1',
    },
  });
  note({ start: identify(process.pid), server: identify(child.pid ?? 0) });
  let listening = false;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    if (listening || !/https?:\/\/\S+/.test(text)) return;
    listening = true;
    say('已就绪，按 Ctrl-C 停止 / ready, press Ctrl-C to stop');
  });
  return child;
}

const exited = (child: ChildProcess): Promise<number> =>
  new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });

async function main(): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const stopped = new Promise<'stop'>((done) => stop.signal.addEventListener('abort', () => done('stop')));
  await takeOver();
  try {
    if (process.argv.includes('--reset')) await reset();
    buildWeb(say);
    const postgres = await database();
    try {
      if (stop.signal.aborted) return 0;
      const server = spawnServer(postgres.url);
      const end = exited(server);
      const first = await Promise.race([end, stopped]);
      if (first !== 'stop') return first;
      say('正在停止 / stopping');
      server.kill('SIGTERM');
      const clock = new AbortController();
      const late = wait(STOP_SECONDS * 1000, 'late' as const, { signal: clock.signal }).catch(() => 0);
      if ((await Promise.race([end, late])) === 'late') server.kill('SIGKILL');
      clock.abort();
      await end;
      return 0;
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(RUN_FILE, { force: true });
  }
}

try {
  const status = await main();
  say(status === 0 ? '已停止 / stopped' : `服务已退出（${status}）/ the server ended with status ${status}`);
  process.exit(status);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
