import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './paths.ts';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
type Service = {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly networks: readonly string[] | { readonly front: { readonly ipv4_address: string } };
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: object;
};
type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
  readonly secrets: object;
  readonly networks: {
    readonly front: { readonly ipam: { readonly config: { readonly subnet: string }[] } };
  };
};
const { services, volumes, secrets, networks } = parse(read('infra/servers.compose.yml'), {
  merge: true,
}) as Compose;
const servers = Object.entries(services).filter(([name]) => name.startsWith('server-'));
const environment = servers[0]?.[1].environment ?? {};

/** The settings, read off where they are declared: this package may not import the server. */
const settings = read('apps/server/src/settings.ts');
const declared = new Set(
  [...settings.matchAll(/^ {2}([A-Z][A-Z0-9_]+): (?:z|zDatabase|zHttp|zNames|zSwitch)\b/gm)].map(
    ([, name]) => name,
  ),
);
const [, listed = ''] = /inFiles = \[([\s\S]*?)\]/.exec(read('apps/server/src/secret-files.ts')) ?? [];
for (const [, name] of listed.matchAll(/'(\w+)'/g)) declared.add(`${name}_FILE`);

test('every variable of the servers is a setting, and no secret stands in one', () => {
  expect(declared.size).toBeGreaterThan(20);
  expect(Object.keys(environment).filter((name) => !declared.has(name))).toEqual([]);
  for (const secret of ['DATABASE_URL', 'DATABASE_APP_URL', 'GUANYUN_S3_SECRET'])
    expect(environment).not.toHaveProperty(secret);
});

test('three servers run as nobody, write nowhere but in their volumes, and are watched', () => {
  expect(servers).toHaveLength(3);
  for (const [, server] of servers)
    expect(server).toMatchObject({
      user: '10001:10001',
      read_only: true,
      cap_drop: ['ALL'],
      healthcheck: {},
    });
  expect(read('infra/Dockerfile')).toMatch(/^USER 10001:10001$/m);
});

test("the log's key is in a volume that the database has not", () => {
  const folderOf = (path: string) =>
    services['server-1']?.volumes.find((one) => path.startsWith(`${one.split(':')[1]}/`));
  const kept = folderOf(environment.GUANYUN_LOG_KEY ?? '')?.split(':')[0];
  expect(kept).toBe('key');
  expect(services.postgres?.volumes.map((one) => one.split(':')[0])).not.toContain(kept);
});

test('only the proxy can be reached, and only the proxy is believed', () => {
  expect(
    Object.entries(services)
      .filter(([, { ports }]) => ports !== undefined)
      .map(([name]) => name),
  ).toEqual(['proxy']);
  const proxy = services.proxy?.networks as { front: { ipv4_address: string } };
  expect(environment.GUANYUN_TRUSTED_PROXY).toBe(proxy.front.ipv4_address);
  expect(proxy.front.ipv4_address.split('.').slice(0, 3)).toEqual(
    networks.front.ipam.config[0]?.subnet.split('.').slice(0, 3),
  );
  for (const [name] of servers) expect(read('infra/Caddyfile')).toContain(`${name}:8080`);
  // The servers send the security headers themselves.
  expect(read('infra/Caddyfile')).not.toMatch(/^\s*header\s/m);
});

test('what is named is declared', () => {
  for (const service of Object.values(services)) {
    for (const secret of service.secrets ?? []) expect(secrets).toHaveProperty(secret);
    for (const volume of service.volumes)
      if (!volume.startsWith('.')) expect(volumes).toHaveProperty(volume.split(':')[0] ?? '');
  }
});
