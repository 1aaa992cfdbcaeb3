import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { addWorkingDays, isWorkingDay, rollForward, stateCouncilCalendar } from './calendar.ts';
import { addDays, dateOfDayNumber, dayNumber, daysBetween, localDate } from './local-date.ts';

const calendar = stateCouncilCalendar;
const start = dayNumber(localDate('2023-11-01'));
const end = dayNumber(localDate('2027-03-01'));
const someDay = fc.integer({ min: start, max: end }).map(dateOfDayNumber);
const days = fc.integer({ min: 0, max: 120 });
const stop = fc
  .tuple(someDay, fc.integer({ min: 0, max: 40 }))
  .map(([from, length]) => ({ from, to: addDays(from, length) }));
const stops = fc.array(stop, { maxLength: 4 });

test.prop([someDay, days, stops])(
  'counts exactly n working days, none of them suspended',
  (from, n, suspended) => {
    const { due, counted } = addWorkingDays(calendar, from, n, suspended);
    expect(counted).toHaveLength(n);
    expect(new Set(counted).size).toBe(n);
    expect(isWorkingDay(calendar, due)).toBe(true);
    if (n > 0) expect(due).toBe(counted.at(-1));
    for (const d of counted) {
      expect(isWorkingDay(calendar, d)).toBe(true);
      expect(d > from).toBe(true);
      expect(suspended.some((range) => range.from <= d && d <= range.to)).toBe(false);
    }
  },
);

test.prop([someDay, days, stops])('agrees with walking day by day', (from, n, suspended) => {
  fc.pre(n > 0);
  let left = n;
  let d = from;
  while (left > 0) {
    d = addDays(d, 1);
    const stopped = suspended.some((range) => range.from <= d && d <= range.to);
    if (!stopped && isWorkingDay(calendar, d)) left -= 1;
  }
  expect(addWorkingDays(calendar, from, n, suspended).due).toBe(d);
});

test.prop([someDay, days, days])(
  'more days never end earlier, nor sooner than as many calendar days',
  (from, a, b) => {
    const [fewer, more] = [Math.min(a, b), Math.max(a, b)];
    const early = addWorkingDays(calendar, from, fewer).due;
    const late = addWorkingDays(calendar, from, more).due;
    expect(early <= late).toBe(true);
    expect(daysBetween(from, late)).toBeGreaterThanOrEqual(more);
  },
);

test.prop([someDay, someDay, days])('a later start never ends earlier', (a, b, n) => {
  const [first, second] = a <= b ? [a, b] : [b, a];
  expect(addWorkingDays(calendar, first, n).due <= addWorkingDays(calendar, second, n).due).toBe(true);
});

test.prop([someDay, days, stop])('stopping the clock never brings the end forward', (from, n, suspension) => {
  expect(addWorkingDays(calendar, from, n, [suspension]).due >= addWorkingDays(calendar, from, n).due).toBe(
    true,
  );
});

test.prop([someDay])('rolling lands on the first working day and rolls no further', (d) => {
  const { date } = rollForward(calendar, d);
  expect(isWorkingDay(calendar, date)).toBe(true);
  expect(rollForward(calendar, date).date).toBe(date);
  for (let between = d; between < date; between = addDays(between, 1)) {
    expect(isWorkingDay(calendar, between)).toBe(false);
  }
});

test.prop([someDay, days])('an end outside the covered years is always provisional', (from, n) => {
  const { due, provisional } = addWorkingDays(calendar, from, n);
  if (due < '2024-01-01' || due > '2026-12-31') expect(provisional).toBe(true);
  if (from >= '2024-01-01' && due <= '2026-12-31') expect(provisional).toBe(false);
});
