import { z } from 'zod';
import { addWorkingDays, extendCalendar, stateCouncilCalendar } from './calendar.ts';
import { calendarReason, startReason, workingDayReason } from './calendar-reasons.ts';
import { DateOutOfRange, localDate } from './local-date.ts';
import { InputProblem } from './problems.ts';
import { defineRule, rulebookOn } from './rule.ts';
import { calendarExtra, zCalendar, zDate, zReasons, zRulebook } from './wire.ts';

const zSuspension = z.strictObject({ from: zDate, to: zDate }).refine((range) => range.from <= range.to, {
  path: ['to'],
  error: '中止止日（to）不得早于中止起日（from）',
});

/** The n-th working day after a day, with the clock stopped on suspended days. */
export const workingDaysRule = defineRule({
  name: 'working-days',
  title: { zh: '工作日期限', en: 'Period in working days' },
  slice: 'kernel',
  input: z.strictObject({
    from: zDate,
    days: z.int().min(0).max(10_000),
    suspended: z.array(zSuspension).max(1000).optional(),
    calendar: zCalendar.optional(),
  }),
  output: z.strictObject({
    due: zDate,
    provisional: z.boolean(),
    counted: z.array(zDate),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: { from: '2026-09-16', days: 15 },
  run: (input) => {
    const from = localDate(input.from);
    const calendar = extendCalendar(stateCouncilCalendar, calendarExtra(input.calendar));
    const ranges = (input.suspended ?? []).map((r) => ({ from: localDate(r.from), to: localDate(r.to) }));
    try {
      const { due, provisional, counted } = addWorkingDays(calendar, from, input.days, ranges);
      const reasons = [
        startReason('working-days.start'),
        workingDayReason('working-days.count', from, due),
        calendarReason('working-days.calendar', provisional),
      ];
      return { due, provisional, counted, reasons, rulebook: rulebookOn(from) };
    } catch (error) {
      if (error instanceof DateOutOfRange) throw new InputProblem('days', '期限不得越过 9999-12-31');
      throw error;
    }
  },
});
