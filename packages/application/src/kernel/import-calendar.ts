import { type CalendarDayRow, saveCalendarDays } from '@guanyun/db/kernel/calendar.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type {
  CheckedImport,
  ImportContext,
  OpenedWorkbook,
  SheetLayout,
  WorkbookRow,
} from './workbook-cells.ts';

/** The workbook of a year's notice on days off: 国务院办公厅 says them in the autumn before. */
export const calendarLayout: readonly SheetLayout[] = [
  { name: '日历', columns: ['日期', '类型', '通知文号'] },
];

const KINDS = { 放假: 'holiday', 调休上班: 'workday' } as const;

function readDay(row: WorkbookRow, context: ImportContext): CalendarDayRow | null {
  const [day, kind, notice] = [row.mustDate('日期'), row.mustChoice('类型', KINDS), row.mustText('通知文号')];
  if (day === null || kind === null || notice === null) return null;
  return { id: context.newId(), day, kind, notice, personId: context.personId, recordedAt: context.now() };
}

/** Checks days off and make-up days; each day stands once. What is imported later counts over what was said before. */
export async function checkCalendar(
  _tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport> {
  const rows = opened.rows('日历');
  const days = rows.flatMap((row) => readDay(row, context) ?? []);
  const seen = new Set<string>();
  for (const row of rows) {
    const day = row.raw('日期');
    if (day !== '' && seen.has(day)) row.bad('日期', 'DUPLICATE', '同一天只写一行');
    seen.add(day);
  }
  const count = (kind: CalendarDayRow['kind']): number => days.filter((d) => d.kind === kind).length;
  return {
    summary: [
      { zh: '放假', en: 'Days off', count: count('holiday') },
      { zh: '调休上班', en: 'Make-up working days', count: count('workday') },
    ],
    save: (saving) => saveCalendarDays(saving, days),
  };
}
