import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { endProcess } from './process-identity.ts';

const top = mkdtempSync(join(tmpdir(), 'guanyun-embedded-'));
chmodSync(top, 0o755);
afterAll(() => rmSync(top, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

test('keeps data, password and port over a restart, and takes no shortcut with durability', async () => {
  const dataDir = join(top, 'kept');
  const first = await startEmbeddedPostgres({ dataDir, database: 'guanyun' });
  await ask(first.url, 'CREATE TABLE t AS SELECT 42 AS n');
  expect(await ask(first.url, 'SHOW data_checksums')).toEqual(['on']);
  expect(await ask(first.url, 'SHOW fsync')).toEqual(['on']);
  expect(await ask(first.url, 'SHOW server_encoding')).toEqual(['UTF8']);
  expect(await ask(first.url, 'SHOW listen_addresses')).toEqual(['127.0.0.1']);
  expect(statSync(join(dataDir, 'owner-password')).mode & 0o777).toBe(0o600);
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir, database: 'guanyun' });
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'SELECT n FROM t')).toEqual([42]);
  await second.stop();
});

test('comes back by itself after it was killed', async () => {
  const dataDir = join(top, 'killed');
  const first = await startEmbeddedPostgres({ dataDir });
  await ask(first.url, 'CREATE TABLE t AS SELECT 7 AS n');
  await endProcess(first.pid, 'SIGKILL', 10);
  await expect
    .poll(() => ask(first.url, 'SELECT n FROM t').catch(() => null), { timeout: 20_000 })
    .toEqual([7]);
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir });
  expect(await ask(second.url, 'SELECT n FROM t')).toEqual([7]);
  await second.stop();
});

test('stops a server whose owner was lost before starting its own', async () => {
  const dataDir = join(top, 'orphan');
  const lost = await startEmbeddedPostgres({ dataDir });
  const own = await startEmbeddedPostgres({ dataDir });
  expect(own.pid).not.toBe(lost.pid);
  expect(await ask(own.url, 'SELECT 1')).toEqual([1]);
  await own.stop();
  await removeEmbeddedPostgres(dataDir);
  expect(() => statSync(dataDir)).toThrow();
});
