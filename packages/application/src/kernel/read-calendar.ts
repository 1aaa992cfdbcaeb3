import { calendarDays } from '@guanyun/db/kernel/calendar.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type Calendar, extendCalendar, stateCouncilCalendar } from '@guanyun/domain/kernel/calendar.ts';

/** The working calendar of the zone: the notices that the rules carry, and over them what the zone has entered. */
export async function readCalendar(tx: Tx): Promise<Calendar> {
  const entered = await calendarDays(tx);
  const of = (kind: 'holiday' | 'workday'): string[] =>
    entered.filter((d) => d.kind === kind).map((d) => d.day);
  return extendCalendar(stateCouncilCalendar, { holidays: of('holiday'), workdays: of('workday') });
}
