import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  localDate,
  tryLocalDate,
  weekday,
  yearOf,
} from './local-date.ts';

const first = dayNumber(localDate('0001-01-01'));
const last = dayNumber(localDate('9999-12-31'));
const anyDate = fc.integer({ min: first, max: last }).map(dateOfDayNumber);
const middle = fc.integer({ min: first + 800_000, max: last - 800_000 }).map(dateOfDayNumber);

const oracle = (text: string): Date => new Date(`${text}T00:00:00Z`);

test.prop([anyDate])('agrees with the platform calendar', (d) => {
  expect(oracle(d).toISOString().slice(0, 10)).toBe(d);
  expect(weekday(d)).toBe(((oracle(d).getUTCDay() + 6) % 7) + 1);
  expect(yearOf(d)).toBe(oracle(d).getUTCFullYear());
  expect(tryLocalDate(d)).toBe(d);
  expect(dateOfDayNumber(dayNumber(d))).toBe(d);
});

test.prop([middle, fc.integer({ min: -700_000, max: 700_000 })])(
  'adding days and counting them agree',
  (d, n) => {
    const moved = addDays(d, n);
    expect(daysBetween(d, moved)).toBe(n);
    expect((oracle(moved).getTime() - oracle(d).getTime()) / 86_400_000).toBe(n);
    expect(addDays(moved, -n)).toBe(d);
  },
);

test.prop([anyDate, anyDate])('the text sorts as the calendar does', (a, b) => {
  expect(a < b).toBe(daysBetween(a, b) > 0);
});

test.prop([middle, fc.integer({ min: -5000, max: 5000 })])(
  'months keep the day, or take the last one',
  (d, n) => {
    const moved = addMonths(d, n);
    const months = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
    expect(months(moved) - months(d)).toBe(n);
    if (moved.slice(8) !== d.slice(8)) {
      expect(moved < addDays(moved, 1)).toBe(true);
      expect(addDays(moved, 1).slice(8)).toBe('01');
      expect(moved.slice(8) < d.slice(8)).toBe(true);
    }
  },
);

test('ends of months and leap days', () => {
  expect(addMonths(localDate('2026-01-31'), 1)).toBe('2026-02-28');
  expect(addMonths(localDate('2028-03-31'), -1)).toBe('2028-02-29');
  expect(addMonths(localDate('2026-01-15'), -1)).toBe('2025-12-15');
  expect(addYears(localDate('2024-02-29'), 1)).toBe('2025-02-28');
  expect(addYears(localDate('2024-02-29'), 4)).toBe('2028-02-29');
  expect(weekday(localDate('2026-11-22'))).toBe(7);
  expect(() => addDays(localDate('9999-12-31'), 1)).toThrow(RangeError);
  expect(() => addYears(localDate('0001-01-01'), -1)).toThrow(RangeError);
});

test.each([
  '',
  '2026-2-1',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '0000-01-01',
  '2026/01/01',
  '2026-01-01T00:00',
])('refuses %j', (text) => {
  expect(tryLocalDate(text)).toBeNull();
  expect(() => localDate(text)).toThrow(RangeError);
});
