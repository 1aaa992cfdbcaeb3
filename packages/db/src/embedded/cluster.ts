import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { archiveCommand } from '../backup/wal.ts';
import { type Account, type Binaries, reachable } from './binaries.ts';

/** The folder of one embedded server: its cluster, password, port and log. */
export type Home = {
  readonly dir: string;
  readonly cluster: string;
  readonly password: string;
  readonly server: Account;
  readonly binaries: Binaries;
};

export const OWNER = 'postgres';
export const HOST = '127.0.0.1';
/** What a loss of the whole machine may cost: a segment that is not full is closed after so long. */
export const ARCHIVE_SECONDS = 30;

export function urlOf(home: Home, port: number, database: string): string {
  return `postgres://${OWNER}:${home.password}@${HOST}:${port}/${database}`;
}

/** Where a cluster is put together before it takes its place. */
export const restoringFolder = (cluster: string): string => `${cluster}.restoring`;

/** The owner's address of a server that runs or ran over this folder; null where none did. */
export function embeddedUrl(dataDir: string, database: string): string | null {
  const [password, port] = ['owner-password', 'port'].map((name) => join(dataDir, name)) as [string, string];
  if (!existsSync(password) || !existsSync(port)) return null;
  const [secret, number] = [password, port].map((path) => readFileSync(path, 'utf8').trim());
  return `postgres://${OWNER}:${secret}@${HOST}:${number}/${database}`;
}

export function ownerPassword(dir: string): string {
  const path = join(dir, 'owner-password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Makes the cluster under another name and renames it, so that an interrupted run leaves nothing half done. */
export function initialise(home: Home): void {
  const half = `${home.cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const secret = mkdtempSync(join(tmpdir(), 'guanyun-init-'));
  const passwordFile = join(secret, 'password');
  writeFileSync(passwordFile, `${home.password}\n`, { mode: 0o600 });
  for (const path of [half, secret, passwordFile]) own(path, home.server);
  try {
    const flags = ['--data-checksums', '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256'];
    const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const names = [`--pgdata=${half}`, `--username=${OWNER}`, `--pwfile=${passwordFile}`];
    const done = spawnSync(home.binaries.initdb, [...names, ...flags, ...collation], {
      ...home.server,
      cwd: half,
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
    renameSync(half, home.cluster);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

export function own(path: string, server: Account): void {
  if (server.uid !== undefined && server.gid !== undefined) chownSync(path, server.uid, server.gid);
}

/** The settings of a server whose log is kept in a folder, which its account can write to. */
export function archiveSettings(folder: string, server: Account): Record<string, string> {
  // The account of the database passes through the backup folder and sees its own part only.
  mkdirSync(dirname(folder), { recursive: true, mode: 0o711 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (server.uid !== undefined && !reachable(folder))
    throw new Error(
      `数据库账号进不了备份目录 ${folder}，请换一个上级目录都可进入的位置 / the account of the database cannot get to ${folder}`,
    );
  own(folder, server);
  return {
    archive_mode: 'on',
    archive_command: archiveCommand(folder),
    archive_timeout: String(ARCHIVE_SECONDS),
  };
}

export function freePort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(undefined));
    probe.listen({ host: HOST, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
