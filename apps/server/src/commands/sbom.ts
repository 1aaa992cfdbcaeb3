import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { type LockedPackage, type Lockfile, readLockfile } from './lockfile.ts';

const ROOT = new URL('../../../../', import.meta.url);
/** What runs: server, pages, the start with its database, and the Node that the root brings. */
const RUNNING = ['.', 'apps/server', 'apps/web', 'infra'];

/** Everything that a running installation has of others, with what that brings along; never what only tests and builds use. */
export function runtimePackages(lockfile: Lockfile, folders: readonly string[]): LockedPackage[] {
  const seen = new Set<string>();
  const visited = new Set<string>();
  const queue: string[] = [];
  const visit = (folder: string): void => {
    const of = lockfile.folders.get(folder);
    if (of === undefined) throw new Error(`the lockfile does not know ${folder}`);
    if (visited.has(folder)) return;
    visited.add(folder);
    queue.push(...of.packages);
    for (const link of of.links) visit(posix.join(folder, link));
  };
  folders.forEach(visit);
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    const found = lockfile.packages.get(key);
    if (found === undefined) throw new Error(`the lockfile does not know ${key}`);
    queue.push(...found.needs);
  }
  return [...seen].sort().map((key) => lockfile.packages.get(key) as LockedPackage);
}

/** https://github.com/package-url/purl-spec: the at sign of a scope is percent-encoded. */
const purlOf = (one: { name: string; version: string }): string =>
  `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`;

function componentOf(one: LockedPackage) {
  const [group, name] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name];
  return {
    type: 'library',
    'bom-ref': purlOf(one),
    ...(group === undefined ? {} : { group }),
    name,
    version: one.version,
    purl: purlOf(one),
    hashes: [
      {
        alg: 'SHA-512',
        content: Buffer.from(one.integrity.slice('sha512-'.length), 'base64').toString('hex'),
      },
    ],
  };
}

/** The bill of materials as CycloneDX 1.6; the same lockfile gives the same bytes. */
export function bomOf(packages: readonly LockedPackage[], version: string) {
  const itself = { type: 'application', 'bom-ref': 'guanyun', name: 'guanyun', version };
  const known = new Map(packages.map((one) => [`${one.name}@${one.version}`, one]));
  const needed = new Set(packages.flatMap((one) => one.needs));
  const first = [...known].filter(([key]) => !needed.has(key)).map(([, one]) => purlOf(one));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: itself },
    components: packages.map(componentOf),
    dependencies: [
      { ref: itself['bom-ref'], dependsOn: first },
      ...packages.map((one) => ({
        ref: purlOf(one),
        dependsOn: one.needs.map((key) => purlOf(known.get(key) as LockedPackage)),
      })),
    ],
  };
}

/** `guanyun sbom` prints the bill of materials of what runs, read from the lockfile. */
export async function run(words: readonly string[]): Promise<number> {
  if (words.length > 0) {
    process.stderr.write('用法：guanyun sbom\n');
    return 2;
  }
  const text = await readFile(new URL('pnpm-lock.yaml', ROOT), 'utf8');
  const { version } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8')) as {
    version: string;
  };
  const packages = runtimePackages(readLockfile(text), RUNNING);
  process.stdout.write(`${JSON.stringify(bomOf(packages, version), null, 2)}\n`);
  return 0;
}
