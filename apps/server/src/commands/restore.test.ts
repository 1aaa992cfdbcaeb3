import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../guanyun.ts', import.meta.url));
const ROOT_OF_NOTHING = Buffer.alloc(32).toString('base64');
const NOTE = `guanyun/test\n5\n${ROOT_OF_NOTHING}\n\n— guanyun/test ${Buffer.alloc(68).toString('base64')}\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanyun-restore-words-'));
  writeFileSync(join(folder, 'note'), NOTE);
  writeFileSync(join(folder, 'other'), 'no checkpoint\n');
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'taken', 'file'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function guanyun(...words: string[]): { exit: number | null; text: string } {
  const env = { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', GUANYUN_HOME: join(folder, 'home') };
  const done = spawnSync(process.execPath, [command, ...words], { cwd: folder, encoding: 'utf8', env });
  return { exit: done.status, text: done.stdout + done.stderr };
}

it.each([
  [['restore'], '--into'],
  [['restore', 'backup', '--into', 'new'], '--checkpoint'],
  [['restore', 'backup', '--into', 'new', '--checkpoint', 'other'], 'no file of checkpoints|is no file'],
  [['restore', 'backup', '--into', 'new', '--checkpoint', 'none'], 'is no file'],
  [
    ['restore', 'backup', '--into', 'new', '--checkpoint', 'note', '--to', '2026-11-23T09:30:00'],
    'with its zone',
  ],
  [['restore', 'backup', '--into', 'new', '--checkpoint', 'note', '--fast'], '--into'],
  [['backup', '--keep', '0'], '--keep'],
  [['backup', '--keep', '1', '--check'], '--check'],
  [['backup', 'one', 'two'], '--check'],
  [['backup'], 'DATABASE_URL'],
])('does not understand %j and says what it needs', (words, says) => {
  const { exit, text } = guanyun(...words);
  expect([exit, text]).toEqual([2, expect.stringMatching(says)]);
  expect(text).not.toContain('    at ');
});

it.each([
  [['restore', 'backup', '--into', 'taken', '--checkpoint', 'note'], 'is not empty'],
  [['restore', 'backup', '--into', 'new', '--checkpoint', 'note'], 'holds no backup'],
])('refuses %j and leaves everything as it was', (words, says) => {
  const { exit, text } = guanyun(...words);
  expect([exit, text]).toEqual([1, expect.stringContaining(says)]);
  expect(readdirSync(folder).sort()).toEqual(['note', 'other', 'taken']);
  expect(readdirSync(join(folder, 'taken'))).toEqual(['file']);
});
