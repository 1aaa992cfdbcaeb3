import { calendarYears } from './calendar-data.ts';
import { dateOfDayNumber, dayNumber, type LocalDate, localDate, weekday, yearOf } from './local-date.ts';

/**
 * A working calendar: days off, make-up working days, and the years it covers. In a year that it does not
 * cover Monday to Friday is a guess, and every answer that leans on the guess is provisional.
 */
export type Calendar = {
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
  readonly years: ReadonlySet<number>;
};

/** A stretch of days that do not count, both ends included. */
export type Suspension = { readonly from: LocalDate; readonly to: LocalDate };

function published(): Calendar {
  const holidays = new Set<string>();
  for (const range of calendarYears.flatMap((row) => row.holidays)) {
    const last = dayNumber(localDate(range.to));
    for (let day = dayNumber(localDate(range.from)); day <= last; day += 1)
      holidays.add(dateOfDayNumber(day));
  }
  return {
    holidays,
    workdays: new Set(calendarYears.flatMap((row) => row.makeUpDays)),
    years: new Set(calendarYears.map((row) => row.year)),
  };
}

/** The State Council notices in calendar-data.ts (全国年节及纪念日放假办法). */
export const stateCouncilCalendar: Calendar = published();

/**
 * The base with more days. The added days win over the base, and every year of which they name a day is covered.
 * A day that is added both as a holiday and as a working day is refused by throwing.
 */
export function extendCalendar(
  base: Calendar,
  extra: { readonly holidays?: readonly string[]; readonly workdays?: readonly string[] },
): Calendar {
  const added = { holidays: extra.holidays ?? [], workdays: extra.workdays ?? [] };
  const holidays = new Set(base.holidays);
  const workdays = new Set(base.workdays);
  const years = new Set(base.years);
  const twice = added.holidays.find((day) => added.workdays.includes(day));
  if (twice !== undefined) throw new RangeError(`both a holiday and a working day: ${twice}`);
  for (const day of added.holidays) {
    holidays.add(day);
    workdays.delete(day);
    years.add(yearOf(localDate(day)));
  }
  for (const day of added.workdays) {
    workdays.add(day);
    holidays.delete(day);
    years.add(yearOf(localDate(day)));
  }
  return { holidays, workdays, years };
}

/** Whether people work on the day; Monday to Friday is a guess in a year that the calendar does not cover. */
export function isWorkingDay(c: Calendar, d: LocalDate): boolean {
  if (c.workdays.has(d)) return true;
  return !c.holidays.has(d) && weekday(d) <= 5;
}

/** The day itself when it is a working day, else the next one. Provisional when an uncovered year was looked at. */
export function rollForward(c: Calendar, d: LocalDate): { date: LocalDate; provisional: boolean } {
  let provisional = false;
  for (let day = dayNumber(d); ; day += 1) {
    const date = dateOfDayNumber(day);
    provisional ||= !c.years.has(yearOf(date));
    if (isWorkingDay(c, date)) return { date, provisional };
  }
}

function suspendedUntil(suspended: readonly Suspension[], date: LocalDate): LocalDate | null {
  let last: LocalDate | null = null;
  for (const range of suspended) {
    if (range.from <= date && date <= range.to && (last === null || range.to > last)) last = range.to;
  }
  return last;
}

/**
 * The n-th working day after `from`. The start day does not count, nor does a suspended day; `counted` lists
 * the days that do. With n = 0 nothing is counted and the answer is `from`, rolled to a working day.
 * Provisional when any day that had to be judged lies in an uncovered year. Throws beyond the year 9999.
 */
export function addWorkingDays(
  c: Calendar,
  from: LocalDate,
  n: number,
  suspended: readonly Suspension[] = [],
): { due: LocalDate; counted: LocalDate[]; provisional: boolean } {
  if (n === 0) {
    const rolled = rollForward(c, from);
    return { due: rolled.date, counted: [], provisional: rolled.provisional };
  }
  const counted: LocalDate[] = [];
  let due = from;
  let provisional = false;
  for (let day = dayNumber(from) + 1; counted.length < n; day += 1) {
    due = dateOfDayNumber(day);
    const resumesAfter = suspendedUntil(suspended, due);
    if (resumesAfter !== null) {
      day = dayNumber(resumesAfter);
      continue;
    }
    provisional ||= !c.years.has(yearOf(due));
    if (isWorkingDay(c, due)) counted.push(due);
  }
  return { due, counted, provisional };
}
