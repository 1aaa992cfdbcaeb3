import { allStatements } from '@guanyun/db/equity/statement.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type GroupAccounts, groupAccounts } from '@guanyun/domain/equity/group-accounts.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { type Comparatives, comparativesOf } from './compare-group-accounts.ts';
import { combinationsIn, type Joined, withCombinations } from './group-combinations.ts';
import { booksOf, type Named, type NameOf, namesOn, type Reported, reportedOn } from './group-reports.ts';
import { showAccounts } from './show-group-accounts.ts';
import { showJoined } from './show-joined.ts';

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
  readonly joined: readonly Joined[];
  readonly compared: Comparatives;
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
  const period = { groupId, periodEnd, knownOn: asked.knownOn ?? null };
  const own = actor.post.side !== 'company' || actor.post.organizationId === groupId;
  const names = await namesOn(tx, today(deps));
  const group = found(own ? names.get(groupId) : null, 'group');
  const reported = await reportedOn(tx, period);
  const books = await booksOf(tx, period, reported);
  const joined = await combinationsIn(tx, period, books, reported);
  const accounts = groupAccounts(withCombinations(books, joined));
  const compared = await comparativesOf(tx, period, joined);
  const nameOf = (id: string): Named => names.get(id) ?? { id, name: '' };
  return { group, periodEnd, knownOn: period.knownOn, reported, accounts, joined, compared, nameOf };
}

/**
 * The consolidated statements of a group for a period, each figure with its parts down to the cell, of what was known by the
 * end of a day, beside those of the year before. A company reads those that it heads; whatever is wanting is named and they
 * are incomplete.
 */
export function readGroupAccounts(deps: Deps, actor: Actor, asked: AccountsAsked) {
  return read(deps, actor, async (tx) => {
    const known = await accountsFor(deps, tx, actor, asked);
    const { group, periodEnd, accounts, reported, compared, nameOf } = known;
    return {
      ...{ group, periodEnd },
      ...showAccounts(accounts, reported, nameOf, compared),
      joined: showJoined(known.joined, known),
    };
  });
}
