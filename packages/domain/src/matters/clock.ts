import { type Calendar, isWorkingDay } from '../kernel/calendar.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';

/** Working days left until `due`, the last one included; negative once it has passed. */
export function workingDaysLeft(calendar: Calendar, today: LocalDate, due: LocalDate): number {
  const late = due < today;
  const [from, to] = late ? [due, today] : [today, due];
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) days += 1;
  return late ? -days : days;
}
