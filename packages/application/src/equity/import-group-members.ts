import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type LocalDate, tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import type { WorkbookRow } from '../kernel/workbook-cells.ts';
import {
  type KnownOrganization,
  mustOrganizationIn,
  type References,
} from '../organizations/import-organizations-references.ts';
import { ownershipOn } from './read-equity.ts';

/** Reads the cells that every sheet of a group's workbook has: the period, and a company of the group on its last day. */
export type GroupReader = {
  period(row: WorkbookRow): LocalDate | null;
  member(row: WorkbookRow, header: string, on: LocalDate | null): KnownOrganization | null;
};

const PERIOD = '期末日';
const quarterEnd = /-(03-31|06-30|09-30|12-31)$/;

/** @param dates the periods as the cells have them; who is controlled is looked up once for each that is one */
export async function groupReader(
  tx: Tx,
  references: References,
  groupId: string,
  dates: readonly string[],
): Promise<GroupReader> {
  const members = new Map<string, ReadonlySet<string>>();
  for (const text of new Set(dates)) {
    const on = tryLocalDate(text);
    if (on === null || !quarterEnd.test(on)) continue;
    members.set(on, new Set([groupId, ...(await ownershipOn(tx, on, groupId)).control]));
  }
  return {
    period(row) {
      const on = row.mustDate(PERIOD);
      if (on === null || quarterEnd.test(on)) return on;
      return row.bad(PERIOD, 'NOT_A_DATE', '应为季末：3 月 31 日、6 月 30 日、9 月 30 日或 12 月 31 日');
    },
    member(row, header, on) {
      const company = mustOrganizationIn(references, row, header, 'company');
      if (company === null || on === null || members.get(on)?.has(company.id) === true) return company;
      return row.bad(header, 'NOT_IN_GROUP', `按股东名册，“${row.raw(header)}”在 ${on} 不受本集团控制`);
    },
  };
}
