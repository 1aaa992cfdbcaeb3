import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  extendCalendar,
  isWorkingDay,
  rollForward,
  stateCouncilCalendar,
} from './calendar.ts';
import { calendarYears } from './calendar-data.ts';
import { addDays, daysBetween, localDate, weekday, yearOf } from './local-date.ts';
import { endOfPeriod } from './periods.ts';

const calendar = stateCouncilCalendar;
const day = localDate;

describe('the published notices', () => {
  it.each([
    [2024, 30, 8, 251],
    [2025, 28, 5, 248],
    [2026, 33, 6, 248],
  ])('%i: %i days off in holidays, %i make-up days, %i working days', (year, off, makeUp, working) => {
    const inYear = (text: string): boolean => text.startsWith(`${year}-`);
    expect([...calendar.holidays].filter(inYear)).toHaveLength(off);
    expect([...calendar.workdays].filter(inYear)).toHaveLength(makeUp);
    let count = 0;
    for (let d = day(`${year}-01-01`); yearOf(d) === year; d = addDays(d, 1))
      count += isWorkingDay(calendar, d) ? 1 : 0;
    expect(count).toBe(working);
  });

  it('every make-up day is a Saturday or Sunday and no holiday', () => {
    for (const makeUp of calendar.workdays) {
      expect(weekday(day(makeUp)), makeUp).toBeGreaterThanOrEqual(6);
      expect(calendar.holidays.has(makeUp)).toBe(false);
    }
  });

  it('every range lies in the year of its notice and does not end before it begins', () => {
    for (const { year, holidays, makeUpDays } of calendarYears) {
      for (const { from, to } of holidays) {
        expect([yearOf(day(from)), yearOf(day(to))]).toEqual([year, year]);
        expect(daysBetween(day(from), day(to))).toBeGreaterThanOrEqual(0);
      }
      for (const makeUp of makeUpDays) expect(yearOf(day(makeUp))).toBe(year);
    }
  });
});

describe('working days', () => {
  it('15 from 2026-09-16 end after the holiday week, make-up days counted', () => {
    const { due, counted, provisional } = addWorkingDays(calendar, day('2026-09-16'), 15);
    expect(due).toBe('2026-10-13');
    expect(provisional).toBe(false);
    expect(counted).toHaveLength(15);
    expect(counted).toContain('2026-09-20');
    expect(counted).toContain('2026-10-10');
    expect(counted).not.toContain('2026-09-16');
  });

  it('a suspension counts neither of its ends', () => {
    const stopped = { from: day('2026-11-03'), to: day('2026-11-05') };
    const { due, counted } = addWorkingDays(calendar, day('2026-11-02'), 2, [stopped]);
    expect(counted).toEqual(['2026-11-06', '2026-11-09']);
    expect(due).toBe('2026-11-09');
  });

  it('overlapping suspensions are one', () => {
    const stops = [
      { from: day('2026-11-04'), to: day('2026-11-10') },
      { from: day('2026-11-03'), to: day('2026-11-05') },
    ];
    expect(addWorkingDays(calendar, day('2026-11-02'), 1, stops).due).toBe('2026-11-11');
  });

  it('no days at all: the day itself, or the next working day', () => {
    expect(addWorkingDays(calendar, day('2026-11-20'), 0)).toEqual({
      due: '2026-11-20',
      counted: [],
      provisional: false,
    });
    expect(addWorkingDays(calendar, day('2026-11-21'), 0).due).toBe('2026-11-23');
  });

  it('a year without a calendar is provisional, and naming a day of it covers it', () => {
    expect(addWorkingDays(calendar, day('2026-12-30'), 2)).toMatchObject({
      due: '2027-01-01',
      provisional: true,
    });
    const longer = extendCalendar(calendar, { holidays: ['2027-01-01'] });
    expect(addWorkingDays(longer, day('2026-12-30'), 2)).toMatchObject({
      due: '2027-01-04',
      provisional: false,
    });
    expect(addWorkingDays(calendar, day('2023-12-27'), 1).provisional).toBe(true);
  });
});

describe('an extended calendar', () => {
  it('lets the added day win over the notice, and leaves the base alone', () => {
    const changed = extendCalendar(calendar, { holidays: ['2026-10-10'], workdays: ['2026-10-01'] });
    expect(isWorkingDay(changed, day('2026-10-10'))).toBe(false);
    expect(isWorkingDay(changed, day('2026-10-01'))).toBe(true);
    expect(isWorkingDay(calendar, day('2026-10-10'))).toBe(true);
  });

  it('refuses a day that is both', () => {
    expect(() => extendCalendar(calendar, { holidays: ['2027-01-01'], workdays: ['2027-01-01'] })).toThrow(
      RangeError,
    );
  });
});

describe('calendar periods', () => {
  const roll = (
    from: string,
    amount: number,
    unit: 'day' | 'month' | 'year',
    direction: 'forward' | 'backward',
  ) => endOfPeriod(calendar, day(from), { amount, unit, direction }, true);

  it('rolls an end on a day off, and a make-up Saturday is none', () => {
    expect(roll('2026-01-31', 1, 'month', 'forward')).toEqual({ due: '2026-02-28', provisional: false });
    expect(roll('2026-09-01', 30, 'day', 'forward')).toEqual({ due: '2026-10-08', provisional: false });
    expect(rollForward(calendar, day('2026-10-03')).date).toBe('2026-10-08');
  });

  it('is provisional only when it rolls in a year without a calendar', () => {
    const period = { amount: 1, unit: 'year', direction: 'forward' } as const;
    expect(endOfPeriod(calendar, day('2026-05-01'), period, false)).toEqual({
      due: '2027-05-01',
      provisional: false,
    });
    expect(endOfPeriod(calendar, day('2026-05-01'), period, true).provisional).toBe(true);
    expect(roll('2026-05-31', 3, 'month', 'backward').due).toBe('2026-02-28');
  });
});
