import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createClock } from './clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'guanyun-clock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'days');
const aheadNow = (): number => Math.round((createClock(file)().getTime() - Date.now()) / 86_400_000) + 0;

test('without a file the clock is the real one', () => {
  expect(Math.abs(createClock(null)().getTime() - Date.now())).toBeLessThan(1000);
});

test.each([
  ['14', 14],
  ['0', 0],
  ['-3', 0],
  ['soon', 0],
])('a file that says %s goes %i days ahead', (text, days) => {
  writeFileSync(file, text);
  expect(aheadNow()).toBe(days);
});

test('a file that is not there is the real time', () => {
  expect(Math.abs(createClock(join(folder, 'none'))().getTime() - Date.now())).toBeLessThan(1000);
});
