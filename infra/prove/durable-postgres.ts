import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Account, findBinaries, serverAccount } from '@guanyun/db/embedded/binaries.ts';
import { RECOVERY, startEmbeddedPostgres } from '@guanyun/db/embedded/embedded.ts';
import { type Row, sqlOnce } from './sql.ts';

/** A PostgreSQL of this proof alone, durable as in production, that may be killed and started again. */
export type DurablePostgres = {
  /** The owner's address; the same after each start. */
  readonly url: string;
  readonly port: number;
  /** Starts the server and waits until it answers. `settings` are given on its command line. */
  start(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** SIGKILL to the postmaster and to every process of its own, as when the machine goes; returns when all are gone. */
  kill(): Promise<void>;
  /** What the server says it runs with. */
  setting(name: string): Promise<string>;
  remove(): Promise<void>;
};

const START_SECONDS = 60;

const isThere = (pid: number): boolean => {
  try {
    // A zombie is gone: it holds nothing any more.
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/\) \S (\d+) /s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);

/** Runs the binary itself: pg_ctl waits whole seconds. */
function launch(
  binary: string,
  at: { cluster: string; port: number; log: string; account: Account },
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const all = {
    ...{ listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(at.port) },
    ...{ max_connections: '100', ...RECOVERY, ...settings },
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(at.log, 'a', 0o600);
  const child = spawn(binary, ['-D', at.cluster, ...flags], {
    ...{ ...at.account, cwd: at.cluster, detached: true, stdio: ['ignore', log, log] },
  });
  child.on('error', () => undefined);
  closeSync(log);
  return child;
}

/** Makes a cluster with one database in a folder of its own and starts it. */
export async function startDurablePostgres(database: string): Promise<DurablePostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-prove-'));
  chmodSync(folder, 0o755);
  const first = await startEmbeddedPostgres({ dataDir: folder, database });
  const { url, port } = first;
  const setting = async (name: string): Promise<string> => {
    const [row] = await sqlOnce<Row>(url, `SELECT current_setting('${name}') AS value`);
    return String(row?.value);
  };
  const cluster = await setting('data_directory');
  await first.stop();
  const account = serverAccount();
  const { postgres } = await findBinaries(account);
  const place = { cluster, port, log: join(folder, 'killed.log'), account };
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const pid = child?.pid;
    if (pid === undefined) return;
    const all = [pid, ...childrenOf(pid)];
    for (const one of all)
      try {
        process.kill(one, 'SIGKILL');
      } catch {
        // It went by itself.
      }
    while (all.some(isThere)) await wait(5);
  };
  return {
    ...{ url, port, kill, setting },
    async start(settings = {}) {
      for (const until = Date.now() + START_SECONDS * 1000; ; ) {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null)
          child = launch(postgres, place, settings);
        if ((await sqlOnce(url, 'SELECT 1').catch(() => null)) !== null) return;
        if (Date.now() > until)
          throw new Error(`PostgreSQL did not start:\n${readFileSync(place.log, 'utf8').slice(-2000)}`);
        await wait(15);
      }
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
      rmSync(cluster, { recursive: true, force: true });
    },
  };
}
