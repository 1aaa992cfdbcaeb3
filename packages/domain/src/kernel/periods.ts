import { type Calendar, rollForward } from './calendar.ts';
import { addDays, addMonths, addYears, type LocalDate } from './local-date.ts';

/** A period in calendar days, months or years. */
export type Period = {
  readonly amount: number;
  readonly unit: 'day' | 'month' | 'year';
  readonly direction: 'forward' | 'backward';
};

/**
 * The end of a period; the start day does not count, and a month without such a day ends on its last day.
 * With `roll` an end on a day off moves to the next working day, which alone can be provisional.
 * Due dates roll; validity and periods counted backward do not: the caller says which it is.
 */
export function endOfPeriod(
  c: Calendar,
  from: LocalDate,
  period: Period,
  roll: boolean,
): { due: LocalDate; provisional: boolean } {
  const move = { day: addDays, month: addMonths, year: addYears }[period.unit];
  const end = move(from, period.direction === 'forward' ? period.amount : -period.amount);
  if (!roll) return { due: end, provisional: false };
  const { date, provisional } = rollForward(c, end);
  return { due: date, provisional };
}
