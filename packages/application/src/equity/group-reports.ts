import {
  allStatements,
  type GroupStatementRow,
  type IntragroupRow,
  intragroupOf,
  linesOf,
  statementsOf,
} from '@guanyun/db/equity/statement.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import type { GroupBooks } from '@guanyun/domain/equity/group-books.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Ratio } from '@guanyun/domain/kernel/ratio.ts';
import { businessDay } from '../kernel/deps.ts';
import { dealingsOf, investmentsOf } from './group-dealings.ts';
import { capTablesOn, ownershipsOn } from './read-equity.ts';

/** A company of the zone as the statements name it. */
export type Named = { readonly id: string; readonly name: string };
export type NameOf = (id: string) => Named;

export async function namesOn(tx: Tx, on: LocalDate): Promise<ReadonlyMap<string, Named>> {
  const organizations = await organizationsOn(tx, on);
  return new Map(
    organizations.map(({ id, code, name }) => [id, { id, name: name || `${code}（名称未知）` }]),
  );
}

type Recorded = { readonly recordedAt: Date; readonly version: number };
const knownBy =
  (knownOn: LocalDate | null) =>
  ({ recordedAt }: Recorded): boolean =>
    knownOn === null || businessDay(recordedAt) <= knownOn;

/** What was known of a period: of each company its newest version, and of the dealings their newest together. */
export type Reported = {
  readonly statements: readonly GroupStatementRow[];
  readonly items: readonly IntragroupRow[];
};

/** A group at the end of a period, as known on a day. */
export type PeriodOf = {
  readonly groupId: string;
  readonly periodEnd: LocalDate;
  readonly knownOn: LocalDate | null;
};

export async function reportedOn(tx: Tx, { groupId, periodEnd, knownOn }: PeriodOf): Promise<Reported> {
  const known = knownBy(knownOn);
  const rows = (await statementsOf(tx, groupId, periodEnd)).filter(known);
  const items = (await intragroupOf(tx, groupId, periodEnd)).filter(known);
  const newest = items.at(-1)?.version;
  return {
    // The newest version is the last of each company.
    statements: [...new Map(rows.map((row) => [row.companyId, row])).values()],
    items: items.filter(({ version }) => version === newest),
  };
}

type Tables = ReadonlyMap<
  string,
  { readonly holders: readonly { readonly id: string; readonly vote: Ratio | null }[] }
>;

/** The shares of these in one another. */
export const holdingsAmong = (members: ReadonlySet<string>, tables: Tables): GroupBooks['holdings'] =>
  [...tables].flatMap(([owned, table]) =>
    members.has(owned)
      ? table.holders.flatMap(({ id, vote }) =>
          members.has(id) && vote !== null ? [{ owner: id, owned, share: vote }] : [],
        )
      : [],
  );

/** The books of those who are controlled, with their shares in one another as the tables have them. */
export async function booksFrom(
  tx: Tx,
  group: { readonly parent: string; readonly controlled: readonly string[] },
  tables: Tables,
  { statements, items }: Reported,
): Promise<GroupBooks> {
  const ids = statements.map(({ id }) => id);
  const lines = Map.groupBy(await linesOf(tx, ids), (line) => line.statementId);
  return {
    ...group,
    holdings: holdingsAmong(new Set([group.parent, ...group.controlled]), tables),
    statements: statements.map(({ id, companyId }) => ({
      company: companyId,
      figures: (lines.get(id) ?? []).map(({ line, amount, sheet, cell }) => ({
        ...{ line, amount: parseYuan(amount), sheet, cell },
      })),
    })),
    investments: investmentsOf(items),
    intragroup: dealingsOf(items),
  };
}

/**
 * The books of a group at the end of a period, as known on a day. `joined` are taken in with those whom they control though
 * they came later.
 */
export async function booksOf(
  tx: Tx,
  { groupId, periodEnd, knownOn }: PeriodOf,
  reported: Reported,
  joined: readonly string[] = [],
): Promise<GroupBooks> {
  const ownership = await ownershipsOn(tx, periodEnd, knownOn);
  const all = [groupId, ...joined].flatMap((id) => [id, ...ownership(id).control]);
  const controlled = [...new Set(all)].filter((id) => id !== groupId);
  const tables = await capTablesOn(tx, periodEnd, 'register', knownOn);
  return booksFrom(tx, { parent: groupId, controlled }, tables, reported);
}

/** Of every company its newest statement up to a day, the group's own before others', and the group's newest dealings. */
export async function newestReported(tx: Tx, groupId: string, day: LocalDate): Promise<Reported> {
  const rows = (await allStatements(tx)).filter(({ periodEnd }) => periodEnd <= day);
  const order = (row: GroupStatementRow): string =>
    `${row.periodEnd} ${row.groupId === groupId ? 1 : 0} ${String(row.version).padStart(9, '0')}`;
  const newest = [...Map.groupBy(rows, ({ companyId }) => companyId).values()].flatMap((of) =>
    of.sort((a, b) => (order(a) < order(b) ? 1 : -1)).slice(0, 1),
  );
  const [period] = rows
    .filter((row) => row.groupId === groupId)
    .map(({ periodEnd }) => periodEnd)
    .sort()
    .reverse();
  const items = period === undefined ? [] : await intragroupOf(tx, groupId, period);
  const version = items.at(-1)?.version;
  return { statements: newest, items: items.filter((item) => item.version === version) };
}
