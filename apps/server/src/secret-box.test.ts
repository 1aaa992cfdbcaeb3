import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretBox } from './secret-box.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-box-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what one server sealed another opens with the same file, and only for what it belongs to', async () => {
  const path = join(folder, 'key');
  const [one, other] = await Promise.all([secretBox(path), secretBox(path)]);
  const sealed = one.seal('SEC密', 'webhook 1 secret');
  expect(other.open(sealed, 'webhook 1 secret')).toBe('SEC密');
  expect(one.seal('SEC密', 'webhook 1 secret')).not.toBe(sealed);
  expect(() => other.open(sealed, 'webhook 2 secret')).toThrow();
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => other.open(bytes.toString('base64'), 'webhook 1 secret')).toThrow();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(sealed).not.toContain(await readFile(path, 'utf8'));
});

test('a file that is no key is refused; a new secret has 32 bytes of its own', async () => {
  await writeFile(join(folder, 'short'), 'abc');
  await expect(secretBox(join(folder, 'short'))).rejects.toThrow('no key');
  const box = await secretBox(join(folder, 'key'));
  const made = box.make();
  expect(Buffer.from(made.replace('whsec_', ''), 'base64')).toHaveLength(32);
  expect(box.make()).not.toBe(made);
});
