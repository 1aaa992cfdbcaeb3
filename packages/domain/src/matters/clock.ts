import { addWorkingDays, type Calendar, isWorkingDay } from '../kernel/calendar.ts';
import { addDays, type LocalDate, yearOf } from '../kernel/local-date.ts';

/** Working days left until `due`, the last one included; negative once it has passed. */
export function workingDaysLeft(calendar: Calendar, today: LocalDate, due: LocalDate): number {
  const late = due < today;
  const [from, to] = late ? [due, today] : [today, due];
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) days += 1;
  return late ? -days : days;
}

/** Why the clock stands. Consultation inside the committee never stops it. */
export const suspensionCauses = [
  'supplement',
  'expert_review',
  'appraisal_filing',
  'public_notice',
  'hearing',
  'higher_body',
  'statutory_notice_period',
] as const;
export type SuspensionCause = (typeof suspensionCauses)[number];

/** A written stop: from its first day standing to its last one, null while it lasts. Both included. */
export type ClockStop = {
  readonly cause: SuspensionCause;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
};

export type ClockDay = {
  readonly day: LocalDate;
  readonly kind: 'counted' | 'off' | 'stopped';
  readonly cause?: SuspensionCause;
};
export type ClockAccount = {
  /** The last day for the answer; while the clock stands, the day if it went on tomorrow. */
  readonly due: LocalDate;
  readonly provisional: boolean;
  readonly stopped: boolean;
  /** Every day from acceptance to `due`, and what it was. */
  readonly days: readonly ClockDay[];
};

/**
 * The account of a clock: `limit` working days from the day after `acceptedOn` (民法典 201: the first day does not count),
 * without the days on which it was stopped. A stop without an end lasts through `today`.
 */
export function accountOf(
  calendar: Calendar,
  acceptedOn: LocalDate,
  limit: number,
  stops: readonly ClockStop[],
  today: LocalDate,
): ClockAccount {
  const ranges = stops.map((s) => ({ from: s.from, to: s.to ?? (today > s.from ? today : s.from) }));
  const { due, provisional } = addWorkingDays(calendar, acceptedOn, limit, ranges);
  const days: ClockDay[] = [];
  for (let day = addDays(acceptedOn, 1); day <= due; day = addDays(day, 1)) {
    const at = ranges.findIndex((r) => r.from <= day && day <= r.to);
    const stop = stops[at];
    if (stop !== undefined) days.push({ day, kind: 'stopped', cause: stop.cause });
    else days.push({ day, kind: isWorkingDay(calendar, day) ? 'counted' : 'off' });
  }
  return { due, provisional, stopped: stops.some((s) => s.to === null), days };
}

/** Whether a day so many working days ahead lies in a year whose calendar is out. */
export const isCovered = (calendar: Calendar, day: LocalDate): boolean => calendar.years.has(yearOf(day));
