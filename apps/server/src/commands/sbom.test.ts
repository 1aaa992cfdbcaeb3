import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLockfile } from './lockfile.ts';
import { bomOf, runtimePackages } from './sbom.ts';

const digest = (letter: string): string => `sha512-${Buffer.alloc(64, letter).toString('base64')}`;
const lockfile = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  .:
    devDependencies:
      judge:
        specifier: 'catalog:'
        version: 1.0.0

  apps/server:
    dependencies:
      '@house/rules':
        specifier: workspace:*
        version: link:../../packages/rules
      '@scope/one':
        specifier: 'catalog:'
        version: 1.2.3(two@2.0.0)
    devDependencies:
      judge:
        specifier: 'catalog:'
        version: 1.0.0

  packages/rules:
    dependencies:
      three:
        specifier: 'catalog:'
        version: 3.0.0
    optionalDependencies:
      four-linux:
        specifier: 4.0.0
        version: 4.0.0

packages:

  '@scope/one@1.2.3':
    resolution: {integrity: ${digest('a')}}
    peerDependencies:
      two: '>=1'

  four-linux@4.0.0:
    resolution: {integrity: ${digest('d')}}

  judge@1.0.0:
    resolution: {integrity: ${digest('j')}}

  three@3.0.0:
    resolution: {integrity: ${digest('c')}}

  two@2.0.0:
    resolution: {integrity: ${digest('b')}}

snapshots:

  '@scope/one@1.2.3(two@2.0.0)':
    dependencies:
      two: 2.0.0

  four-linux@4.0.0:
    optional: true

  judge@1.0.0:
    dependencies:
      three: 3.0.0

  three@3.0.0: {}

  two@2.0.0: {}
`;

describe('the bill of materials', () => {
  const packages = runtimePackages(readLockfile(lockfile), ['.', 'apps/server']);

  it('has what runs, through the folders of the house and what packages bring along, and nothing of the tests', () => {
    expect(packages.map((one) => one.name)).toEqual(['@scope/one', 'four-linux', 'three', 'two']);
  });

  it('is CycloneDX 1.6: name, version, purl and digest, and who needs whom', () => {
    const bom = bomOf(packages, '0.9.0');
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { type: 'application', name: 'guanyun', version: '0.9.0' } },
    });
    expect(bom.components[0]).toEqual({
      type: 'library',
      'bom-ref': 'pkg:npm/%40scope/one@1.2.3',
      group: '@scope',
      name: 'one',
      version: '1.2.3',
      purl: 'pkg:npm/%40scope/one@1.2.3',
      hashes: [{ alg: 'SHA-512', content: '61'.repeat(64) }],
    });
    expect(bom.dependencies).toContainEqual({
      ref: 'guanyun',
      dependsOn: ['pkg:npm/%40scope/one@1.2.3', 'pkg:npm/four-linux@4.0.0', 'pkg:npm/three@3.0.0'],
    });
    expect(bom.dependencies).toContainEqual({
      ref: 'pkg:npm/%40scope/one@1.2.3',
      dependsOn: ['pkg:npm/two@2.0.0'],
    });
  });

  it('refuses a lockfile it cannot read, and a package without a digest', () => {
    expect(() => readLockfile('lockfileVersion: 6.0\n')).toThrow('version 9');
    expect(() => readLockfile(lockfile.replace(/ {4}resolution: .*\n/, ''))).toThrow('@scope/one@1.2.3');
    expect(() => runtimePackages(readLockfile(lockfile), ['apps/none'])).toThrow('apps/none');
  });

  it('of this house names every runtime package once, each with 64 bytes of digest', () => {
    const command = fileURLToPath(new URL('../guanyun.ts', import.meta.url));
    const done = spawnSync(process.execPath, [command, 'sbom'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(done.status).toBe(0);
    const bom = JSON.parse(done.stdout) as ReturnType<typeof bomOf>;
    const refs = bom.components.map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const has = (name: string): boolean =>
      bom.components.some((one) => one.name === name && !('group' in one));
    expect(['fastify', 'sequelize', 'pg', 'zod', 'react', 'antd'].filter((name) => !has(name))).toEqual([]);
    expect(['vitest', 'playwright-core', 'vite', 'knip', 'fast-check'].filter(has)).toEqual([]);
    for (const one of bom.components) expect(one.hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
    const named = new Set(['guanyun', ...refs]);
    for (const { ref, dependsOn } of bom.dependencies)
      expect([ref, ...dependsOn].filter((one) => !named.has(one))).toEqual([]);
  });
});
