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
import { type GroupAccounts, groupAccounts } from '@guanyun/domain/equity/group-accounts.ts';
import type { GroupBooks } from '@guanyun/domain/equity/group-books.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { businessDay, type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { dealingsOf, investmentsOf } from './group-dealings.ts';
import { capTablesOn, ownershipsOn } from './read-equity.ts';
import { showAccounts } from './show-group-accounts.ts';

/** A company of the zone as the statements name it. */
export type Named = { readonly id: string; readonly name: string };
export type NameOf = (id: string) => Named;

async function namesOn(tx: Tx, on: LocalDate): Promise<ReadonlyMap<string, Named>> {
  const organizations = await organizationsOn(tx, on);
  return new Map(
    organizations.map(({ id, code, name }) => [id, { id, name: name || `${code}（名称未知）` }]),
  );
}

/** The groups whose accounts one sees, each with the periods there are, the newest first. */
export function listGroupAccounts(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const names = await namesOn(tx, today(deps));
    const byGroup = Map.groupBy(await allStatements(tx), (row) => row.groupId);
    return [...byGroup].map(([id, rows]) => ({
      ...(names.get(id) ?? { id, name: '' }),
      periods: [...new Set(rows.map((row) => row.periodEnd))].sort().reverse(),
    }));
  });
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

async function reportedOn(
  tx: Tx,
  groupId: string,
  periodEnd: LocalDate,
  knownOn: LocalDate | null,
): Promise<Reported> {
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

async function booksOf(
  tx: Tx,
  groupId: string,
  periodEnd: LocalDate,
  knownOn: LocalDate | null,
  { statements, items }: Reported,
): Promise<GroupBooks> {
  const { control } = (await ownershipsOn(tx, periodEnd, knownOn))(groupId);
  const members = new Set([groupId, ...control]);
  const tables = await capTablesOn(tx, periodEnd, 'register', knownOn);
  const lines = Map.groupBy(
    await linesOf(
      tx,
      statements.map(({ id }) => id),
    ),
    (line) => line.statementId,
  );
  return {
    parent: groupId,
    controlled: control.filter((id) => id !== groupId),
    holdings: [...tables].flatMap(([owned, table]) =>
      members.has(owned)
        ? table.holders.flatMap(({ id, vote }) =>
            members.has(id) && vote !== null ? [{ owner: id, owned, share: vote }] : [],
          )
        : [],
    ),
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

export type AccountsAsked = {
  readonly groupId: string;
  readonly periodEnd: LocalDate;
  readonly knownOn?: LocalDate | undefined;
};

/** Group accounts with what they were made from. */
export type KnownAccounts = {
  readonly group: Named;
  readonly periodEnd: LocalDate;
  readonly knownOn: LocalDate | null;
  readonly reported: Reported;
  readonly accounts: GroupAccounts;
  readonly nameOf: NameOf;
};

/** A group's accounts, to whoever may read them: a company those that it heads. */
export async function accountsFor(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  asked: AccountsAsked,
): Promise<KnownAccounts> {
  const { groupId, periodEnd } = asked;
  const knownOn = asked.knownOn ?? null;
  const own = actor.post.side !== 'company' || actor.post.organizationId === groupId;
  const names = await namesOn(tx, today(deps));
  const group = found(own ? names.get(groupId) : null, 'group');
  const reported = await reportedOn(tx, groupId, periodEnd, knownOn);
  const accounts = groupAccounts(await booksOf(tx, groupId, periodEnd, knownOn, reported));
  const nameOf = (id: string): Named => names.get(id) ?? { id, name: '' };
  return { group, periodEnd, knownOn, reported, accounts, nameOf };
}

/**
 * The consolidated statements of a group for a period, each figure with its parts down to the cell, of what was known by the
 * end of a day. A company reads those that it heads; whatever is wanting is named and they are incomplete.
 */
export function readGroupAccounts(deps: Deps, actor: Actor, asked: AccountsAsked) {
  return read(deps, actor, async (tx) => {
    const known = await accountsFor(deps, tx, actor, asked);
    const { group, periodEnd, accounts, reported, nameOf } = known;
    return { group, periodEnd, ...showAccounts(accounts, reported, nameOf) };
  });
}
