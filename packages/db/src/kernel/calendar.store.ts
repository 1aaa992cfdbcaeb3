import { insertMany, table } from './table.ts';
import { query, type Tx } from './transaction.ts';

export type CalendarDayRow = {
  id: string;
  day: string;
  kind: 'holiday' | 'workday';
  notice: string;
  personId: string | null;
  recordedAt: Date;
};

const days = table<CalendarDayRow>('calendar_days', {
  id: 'uuid',
  day: 'date',
  kind: 'text',
  notice: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** What the zone has entered, the latest word on each day. */
export const calendarDays = (tx: Tx): Promise<{ day: string; kind: CalendarDayRow['kind'] }[]> =>
  query(tx, 'SELECT DISTINCT ON (day) day::text, kind FROM calendar_days ORDER BY day, said_as DESC');
export const saveCalendarDays = (tx: Tx, rows: readonly CalendarDayRow[]): Promise<void> =>
  insertMany(tx, days, rows);
