import { type ChildProcess, spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { restoreCommand } from '../backup/wal.ts';
import { type Account, type Binaries, clusterFolder, findBinaries, serverAccount } from './binaries.ts';
import { freePort, HOST, OWNER, own, ownerPassword, restoringFolder } from './cluster.ts';
import { RECOVERY, stopServer } from './embedded.ts';

/** The log does not reach the moment that was asked for. `last` is the last commit in it, as PostgreSQL tells it. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
  readonly last: string | null;
  constructor(last: string | null) {
    super(`the log ends at ${last ?? 'the base backup'}`);
    this.last = last;
  }
}

/** A cluster that is put together beside its place, where no server starts, until it is found good. */
export type Restoring = {
  /** Where the files of the base backup go, and the compressed segments. */
  readonly cluster: string;
  readonly wal: string;
  /** Plays the log up to the moment, null: to its end, and opens the server; the owner's address of `database`. */
  recover(to: Date | null, from: { superuser: string; database: string }): Promise<string>;
  /** Stops the server and puts the cluster in its place: from now on it starts as an embedded one. */
  finish(): Promise<void>;
  /** Stops it and leaves nothing. */
  discard(): Promise<void>;
};

type Place = {
  readonly dir: string;
  readonly final: string;
  readonly cluster: string;
  readonly wal: string;
  readonly secret: string;
  readonly server: Account;
  readonly binaries: Binaries;
};

function giveTo(path: string, server: Account): void {
  if (server.uid === undefined || server.gid === undefined) return;
  chownSync(path, server.uid, server.gid);
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
    chownSync(join(entry.parentPath, entry.name), server.uid, server.gid);
}

/** Of the old server's own settings none are kept: an archive of its own must never be written to by this one. */
function configure({ cluster, secret, server }: Place): void {
  for (const name of ['standby.signal', 'postmaster.pid', 'postmaster.opts'])
    rmSync(join(cluster, name), { force: true });
  const own = {
    'postgresql.conf': '',
    'postgresql.auto.conf': '',
    'pg_ident.conf': '',
    'recovery.signal': '',
  };
  const hosts = 'host all all 127.0.0.1/32 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n';
  for (const [name, text] of Object.entries({ ...own, 'pg_hba.conf': hosts }))
    writeFileSync(join(cluster, name), text, { mode: 0o600 });
  writeFileSync(join(secret, 'hba'), `local all all trust\n${hosts}`);
  for (const path of [cluster, secret]) giveTo(path, server);
}

/** As PostgreSQL takes it before it knows the names of zones. */
const momentText = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '+00');

function launch(place: Place, to: Date | null, port: number): ChildProcess {
  const settings = {
    ...{ listen_addresses: HOST, port: String(port) },
    ...{ unix_socket_directories: place.secret, hba_file: join(place.secret, 'hba') },
    ...{ restore_command: restoreCommand(place.wal), recovery_target_timeline: 'latest' },
    ...(to === null ? {} : { recovery_target_time: momentText(to), recovery_target_action: 'promote' }),
    ...{ hot_standby: 'off', archive_mode: 'off', log_timezone: 'UTC', lc_messages: 'C', ...RECOVERY },
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(join(place.dir, 'postgres.log'), 'a', 0o600);
  const child = spawn(place.binaries.postgres, ['-D', place.cluster, ...flags], {
    ...{ ...place.server, cwd: place.cluster, detached: true, stdio: ['ignore', log, log] },
  });
  child.on('error', () => undefined);
  closeSync(log);
  return child;
}

/** Why it did not recover, from what the server wrote. */
function failureIn(dir: string): Error {
  const log = readFileSync(join(dir, 'postgres.log'), 'utf8');
  const last = /last completed transaction was at log time (.+)$/m.exec(log)?.[1] ?? null;
  if (log.includes('recovery ended before configured recovery target was reached'))
    return new NotReached(last);
  return new Error(
    `PostgreSQL did not recover. The end of its log:\n${log.trimEnd().split('\n').slice(-8).join('\n')}`,
  );
}

async function opened(child: ChildProcess, place: Place, user: string, port: number): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ host: place.secret, port, user, database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch {
      await client.end().catch(() => undefined);
    }
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
      throw failureIn(place.dir);
    await wait(100);
  }
}

/** The embedded server signs in as its own owner with a password of this place. */
async function takeOver(client: pg.Client, password: string): Promise<void> {
  const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
  await client.query(
    `${known.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${OWNER} SUPERUSER LOGIN REPLICATION PASSWORD ${client.escapeLiteral(password)}`,
  );
}

/** Makes room for a cluster below `dataDir`, which must not be there yet or be empty. */
export async function startRestoring(dataDir: string): Promise<Restoring> {
  const server = serverAccount();
  const final = clusterFolder(join(dataDir, 'cluster'), server);
  const cluster = restoringFolder(final);
  if (existsSync(final) || existsSync(cluster)) throw new Error(`${final} is there already`);
  const secret = mkdtempSync(join(tmpdir(), 'guanyun-restore-'));
  const wal = join(cluster, 'guanyun-wal');
  const place: Place = {
    dir: dataDir,
    final,
    cluster,
    wal,
    secret,
    server,
    binaries: await findBinaries(server),
  };
  for (const path of [dataDir, cluster, wal])
    mkdirSync(path, { recursive: true, mode: path === dataDir ? 0o755 : 0o700 });
  let child: ChildProcess | undefined;
  const atExit = () => child?.kill('SIGINT');
  process.once('exit', atExit);
  const stop = async (): Promise<void> => {
    process.off('exit', atExit);
    if (child !== undefined) await stopServer(child);
    rmSync(secret, { recursive: true, force: true });
  };
  return {
    ...{ cluster, wal },
    async recover(to, { superuser, database }) {
      configure(place);
      const port = (await freePort(0)) ?? 0;
      child = launch(place, to, port);
      const client = await opened(child, place, superuser, port);
      const password = ownerPassword(dataDir);
      await takeOver(client, password).finally(() => client.end());
      return `postgres://${OWNER}:${password}@${HOST}:${port}/${encodeURIComponent(database)}`;
    },
    async finish() {
      await stop();
      rmSync(wal, { recursive: true, force: true });
      own(cluster, server);
      renameSync(cluster, final);
    },
    async discard() {
      await stop();
      rmSync(cluster, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
