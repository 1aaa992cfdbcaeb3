declare const brand: unique symbol;

/**
 * A business date in Asia/Shanghai: `YYYY-MM-DD`, proleptic Gregorian, years 0001 to 9999.
 * Compare with `<`, `>` and `===`: the text sorts as the calendar does.
 */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };

/** Thrown by date arithmetic that would leave the years 0001 to 9999. */
export class DateOutOfRange extends RangeError {
  constructor(year: number) {
    super(`a date outside the years 0001 to 9999: ${year}`);
    this.name = 'DateOutOfRange';
  }
}

type Civil = { readonly year: number; readonly month: number; readonly day: number };

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function civilOf(d: LocalDate): Civil {
  return { year: Number(d.slice(0, 4)), month: Number(d.slice(5, 7)), day: Number(d.slice(8, 10)) };
}

function print(c: Civil): LocalDate {
  if (c.year < 1 || c.year > 9999) throw new DateOutOfRange(c.year);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(c.year).padStart(4, '0')}-${two(c.month)}-${two(c.day)}` as LocalDate;
}

/** Null when the text is not `YYYY-MM-DD` or names no real day. */
export function tryLocalDate(text: string): LocalDate | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return text as LocalDate;
}

/**
 * As {@link tryLocalDate}, for what people enter: the years 1900 to 2199, far enough from both ends of the calendar that
 * every term of the house can be counted from such a day.
 */
export function tryEnteredDate(text: string): LocalDate | null {
  const day = tryLocalDate(text);
  return day !== null && day >= '1900-01-01' && day <= '2199-12-31' ? day : null;
}

/** As {@link tryLocalDate}, but throws. */
export function localDate(text: string): LocalDate {
  const parsed = tryLocalDate(text);
  if (parsed === null) throw new RangeError(`not a date: ${text}`);
  return parsed;
}

/** Days since 0000-03-01, counting years from March so that the leap day is the last of its year. */
export function dayNumber(d: LocalDate): number {
  const { year, month, day } = civilOf(d);
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear;
}

/** The inverse of {@link dayNumber}. Throws outside the years 0001 to 9999. */
export function dateOfDayNumber(n: number): LocalDate {
  const era = Math.floor(n / 146097);
  const dayOfEra = n - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return print({ year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 });
}

/** n days later (earlier when negative). Throws outside the years 0001 to 9999. */
export function addDays(d: LocalDate, n: number): LocalDate {
  return dateOfDayNumber(dayNumber(d) + n);
}

/** n months later; where that month has no such day, its last day. */
export function addMonths(d: LocalDate, n: number): LocalDate {
  const { year, month, day } = civilOf(d);
  const months = year * 12 + (month - 1) + n;
  const [y, m] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  return print({ year: y, month: m, day: Math.min(day, daysInMonth(y, m)) });
}

/** n years later; 29 February becomes 28 February in a common year. */
export function addYears(d: LocalDate, n: number): LocalDate {
  return addMonths(d, n * 12);
}

/** Days from a to b: positive when b is later. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayNumber(b) - dayNumber(a);
}

/** Monday is 1, Sunday is 7. */
export function weekday(d: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // 0000-03-01 (day number 0) is a Wednesday.
  return (((dayNumber(d) + 2) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** The calendar year. */
export function yearOf(d: LocalDate): number {
  return Number(d.slice(0, 4));
}
