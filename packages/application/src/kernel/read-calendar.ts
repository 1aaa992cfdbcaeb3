import { calendarDays } from '@guanyun/db/kernel/calendar.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type Calendar, extendCalendar, stateCouncilCalendar } from '@guanyun/domain/kernel/calendar.ts';

/** What the zone has entered beyond the notices that the rules carry, as the rules take it. */
export async function enteredCalendar(tx: Tx): Promise<{ holidays: string[]; workdays: string[] }> {
  const entered = await calendarDays(tx);
  const of = (kind: 'holiday' | 'workday'): string[] =>
    entered.filter((d) => d.kind === kind).map((d) => d.day);
  return { holidays: of('holiday'), workdays: of('workday') };
}

/** The working calendar of the zone: the notices that the rules carry, and over them what the zone has entered. */
export const readCalendar = async (tx: Tx): Promise<Calendar> =>
  extendCalendar(stateCouncilCalendar, await enteredCalendar(tx));
