import { allPlans } from '@guanyun/db/equity/plan.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { PlanItem } from '@guanyun/domain/equity/plan.ts';
import { type LocalDate, tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import type { WorkbookRow } from '../kernel/workbook-cells.ts';
import {
  type KnownOrganization,
  mustOrganizationIn,
  type References,
} from '../organizations/import-organizations-references.ts';
import { ownershipOn, ownershipsOn } from './read-equity.ts';

/** Reads the cells that every sheet of a group's workbook has: the period, and a company of the group on its last day. */
export type GroupReader = {
  period(row: WorkbookRow): LocalDate | null;
  member(row: WorkbookRow, header: string, on: LocalDate | null): KnownOrganization | null;
};

const PERIOD = '期末日';
const quarterEnd = /-(03-31|06-30|09-30|12-31)$/;

/** Who is in the group now or is to come into it by a plan: their earlier statements are wanted for what is compared. */
async function comers(tx: Tx, groupId: string, now: LocalDate): Promise<string[]> {
  const plans = (await allPlans(tx)).filter((plan) => plan.groupId === groupId && plan.state !== 'discarded');
  const planned = plans.flatMap(({ items }) => (items as readonly PlanItem[]).map((item) => item.companyId));
  const below = await ownershipsOn(tx, now);
  return [groupId, ...planned].flatMap((id) => [id, ...below(id).control]);
}

/** @param dates the periods as the cells have them; who is controlled is looked up once for each that is one */
export async function groupReader(
  tx: Tx,
  references: References,
  groupId: string,
  dates: readonly string[],
  now: LocalDate,
): Promise<GroupReader> {
  const members = new Map<string, ReadonlySet<string>>();
  const coming = await comers(tx, groupId, now);
  for (const text of new Set(dates)) {
    const on = tryLocalDate(text);
    if (on === null || !quarterEnd.test(on)) continue;
    members.set(on, new Set([groupId, ...coming, ...(await ownershipOn(tx, on, groupId)).control]));
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
      return row.bad(
        header,
        'NOT_IN_GROUP',
        `按股东名册，“${row.raw(header)}”在 ${on} 和现在都不受本集团控制，本集团的整合方案也未列入`,
      );
    },
  };
}
