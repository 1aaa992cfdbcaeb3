import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { decideKeyEnd, withinScope } from './machines.ts';

test('a scope names a procedure or its whole area, and nothing that only begins alike', () => {
  expect(withinScope(['assets'], 'assets.statement')).toBe(true);
  expect(withinScope(['assets.statement'], 'assets.statement')).toBe(true);
  expect(withinScope(['assets.statement'], 'assets.statementTable')).toBe(false);
  expect(withinScope(['asset'], 'assets.statement')).toBe(false);
  expect(withinScope([], 'assets.statement')).toBe(false);
});

test('a key lasts from today to a year on, no longer', () => {
  const today = localDate('2026-11-23');
  const of = (end: string) => decideKeyEnd(localDate(end), today).outcome;
  expect([of('2026-11-22'), of('2026-11-23'), of('2027-11-23'), of('2027-11-24')]).toEqual([
    'refused',
    'accepted',
    'accepted',
    'refused',
  ]);
});
