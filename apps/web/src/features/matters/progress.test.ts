import { expect, test } from 'vitest';
import type { Matter } from './matter-data.ts';
import { progressOf } from './progress.ts';

const entry = (act: string, at: string, outcome = 'accepted') => ({ act, at, outcome });
const matter = {
  steps: [
    { key: 'notify', state: 'done', on: null },
    { key: 'accept', state: 'done', on: '2026-11-23' },
    { key: 'review', state: 'current', on: null },
    { key: 'reply', state: 'todo', on: null },
  ],
  meeting: null,
  history: [
    entry('matters.submit', '2026-11-20T02:00:00.000Z'),
    entry('matters.submit', '2026-11-22T17:00:00.000Z'),
    entry('matters.review', '2026-11-25T02:00:00.000Z', 'refused'),
    entry('matters.issue', '2026-11-26T02:00:00.000Z'),
  ],
} as unknown as Matter;

test('a step reached has the day of its last act in Shanghai; refused acts and steps to come have none', () => {
  expect(progressOf(matter).map(({ key, on }) => [key, on])).toEqual([
    ['notify', '2026-11-23'],
    ['accept', '2026-11-23'],
    ['review', null],
    ['reply', null],
  ]);
});
