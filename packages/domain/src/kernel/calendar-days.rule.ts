import { z } from 'zod';
import { extendCalendar, stateCouncilCalendar } from './calendar.ts';
import { calendarReason, rollReason, startReason } from './calendar-reasons.ts';
import { DateOutOfRange, localDate } from './local-date.ts';
import { endOfPeriod } from './periods.ts';
import { InputProblem } from './problems.ts';
import { defineRule, rulebookOn } from './rule.ts';
import { calendarExtra, zCalendar, zDate, zReasons, zRulebook } from './wire.ts';

/** The end of a period in calendar days, months or years, forward or backward, rolled or not. */
export const calendarDaysRule = defineRule({
  name: 'calendar-days',
  title: { zh: '自然日、月、年期限', en: 'Period in calendar days, months or years' },
  slice: 'kernel',
  input: z.strictObject({
    from: zDate,
    amount: z.int().min(0).max(100_000),
    unit: z.enum(['day', 'month', 'year']),
    direction: z.enum(['forward', 'backward']),
    roll: z.boolean(),
    calendar: zCalendar.optional(),
  }),
  output: z.strictObject({ due: zDate, provisional: z.boolean(), reasons: zReasons, rulebook: zRulebook }),
  example: { from: '2026-01-31', amount: 1, unit: 'month', direction: 'forward', roll: true },
  run: (input) => {
    const from = localDate(input.from);
    const calendar = extendCalendar(stateCouncilCalendar, calendarExtra(input.calendar));
    try {
      const { due, provisional } = endOfPeriod(calendar, from, input, input.roll);
      const reasons = [
        startReason('calendar-days.start'),
        rollReason('calendar-days.roll', input.roll),
        ...(input.roll ? [calendarReason('calendar-days.calendar', provisional)] : []),
      ];
      return { due, provisional, reasons, rulebook: rulebookOn(from) };
    } catch (error) {
      if (error instanceof DateOutOfRange)
        throw new InputProblem('amount', '期限须落在 0001-01-01 至 9999-12-31 之间');
      throw error;
    }
  },
});
