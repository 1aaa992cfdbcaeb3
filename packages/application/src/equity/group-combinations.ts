import type { IntragroupRow } from '@guanyun/db/equity/statement.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import { equityOf } from '@guanyun/domain/equity/group-accounts-investments.ts';
import type { GroupBooks } from '@guanyun/domain/equity/group-books.ts';
import {
  bookedOf,
  type CombinationAnswer,
  type CombinationTerms,
  combine,
  goodwillFindings,
} from '@guanyun/domain/equity/group-combinations.ts';
import { standing } from '@guanyun/domain/equity/register.ts';
import { type LocalDate, localDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { type Ratio, ZERO } from '@guanyun/domain/kernel/ratio.ts';
import { combinationOf } from './group-dealings.ts';
import { booksFrom, type PeriodOf, type Reported, reportedOn } from './group-reports.ts';
import { ownershipsOn } from './read-equity.ts';
import { registerOf, transactionsOf } from './register.ts';

/**
 * How a company came into the group in the year: by an entry of the register, founded in it, with the company that holds it;
 * or, in an earlier year, as its row says.
 */
export type Joining = 'event' | 'founded' | 'through' | 'earlier';
export type Joined = {
  readonly company: string;
  readonly how: Joining;
  /** The entry's kind and day. */
  readonly event: { readonly kind: string; readonly on: string; readonly from: string | null } | null;
  readonly through: string | null;
  readonly acquirer: string | null;
  readonly share: Ratio | null;
  readonly row: IntragroupRow | null;
  readonly terms: CombinationTerms | null;
  /** Null where there is nothing to combine, or no row that says how. */
  readonly answer: CombinationAnswer | null;
};

/** The last day of the year before. */
export const yearBefore = (day: LocalDate): LocalDate => localDate(`${yearOf(day) - 1}-12-31`);

type Entry = { readonly kind: string; readonly toId: string | null; readonly fromId: string | null };
type Came = Pick<Joined, 'how' | 'event' | 'through' | 'acquirer'>;

/** By what a newcomer came: the first entry of the year that gave somebody of the group a share of it. */
async function cameBy(
  tx: Tx,
  period: PeriodOf,
  books: GroupBooks,
  newcomers: ReadonlySet<string>,
  company: string,
): Promise<Came> {
  const members = new Set([books.parent, ...books.controlled]);
  const rows = standing(
    (await registerOf(tx, company, period.knownOn)).map((row) => ({
      ...row,
      corrects: row.corrects ?? undefined,
    })),
  );
  const ofYear = rows
    .flatMap((row: Entry & { registerOn: string | null }) =>
      row.registerOn !== null &&
      row.registerOn > yearBefore(period.periodEnd) &&
      row.registerOn <= period.periodEnd &&
      row.toId !== null &&
      members.has(row.toId)
        ? [{ ...row, registerOn: row.registerOn }]
        : [],
    )
    .sort((a, b) => (a.registerOn < b.registerOn ? -1 : 1));
  const [first] = ofYear;
  if (first !== undefined) {
    const event = { kind: first.kind, on: first.registerOn, from: first.fromId };
    const how: Joining = first.kind === 'establish' ? 'founded' : 'event';
    return { how, event, through: null, acquirer: first.toId };
  }
  const holder = books.holdings.find(({ owner, owned }) => owned === company && newcomers.has(owner));
  return { how: 'through', event: null, through: holder?.owner ?? null, acquirer: null };
}

/** The acquirer's share on the day, and what the company had then by its own statement of that day. */
async function onTheDay(tx: Tx, period: PeriodOf, acquirer: string, company: string, on: LocalDate) {
  const table = capTable(transactionsOf(await registerOf(tx, company, period.knownOn)), on, 'register_book');
  const share = table.holders.find(({ id }) => id === acquirer)?.vote ?? null;
  const reported = await reportedOn(tx, { ...period, periodEnd: on });
  const own = {
    ...reported,
    statements: reported.statements.filter((row) => row.companyId === company),
    items: [],
  };
  const books = await booksFrom(tx, { parent: company, controlled: [] }, new Map(), own);
  return { share, equity: own.statements.length === 0 ? null : equityOf(books, company) };
}

/** A company's joining with what the rule makes of the row that says how. */
async function combined(
  tx: Tx,
  period: PeriodOf,
  company: string,
  came: Came,
  row: IntragroupRow | null,
): Promise<Joined> {
  const acquirer = row?.fromId ?? came.acquirer;
  const nothing = { company, ...came, acquirer, row, share: null, terms: null, answer: null };
  if (row === null) {
    if (came.how !== 'event' || came.event === null || acquirer === null) return nothing;
    const { share } = await onTheDay(tx, period, acquirer, company, localDate(came.event.on));
    return { ...nothing, share };
  }
  const { on, ...said } = combinationOf(row);
  const { share, equity } = await onTheDay(tx, period, row.fromId, company, on);
  const terms = { ...said, share: share ?? ZERO, equity: said.equity ?? equity };
  return { ...nothing, share, terms, answer: share === null ? null : combine(terms) };
}

/** Every company that joined the group in the year to the end of the period, and those of which a row says how they did. */
export async function combinationsIn(
  tx: Tx,
  period: PeriodOf,
  books: GroupBooks,
  { items }: Reported,
): Promise<Joined[]> {
  const before = (await ownershipsOn(tx, yearBefore(period.periodEnd), period.knownOn))(
    period.groupId,
  ).control;
  const newcomers = new Set(books.controlled.filter((id) => !before.includes(id)));
  const rows = new Map(items.filter(({ kind }) => kind === 'combination').map((row) => [row.toId, row]));
  const joined: Joined[] = [];
  for (const company of new Set([...newcomers, ...rows.keys()])) {
    const came: Came = newcomers.has(company)
      ? await cameBy(tx, period, books, newcomers, company)
      : { how: 'earlier', event: null, through: null, acquirer: null };
    joined.push(await combined(tx, period, company, came, rows.get(company) ?? null));
  }
  return joined;
}

/** The books with what the combinations leave in them, and what is wrong with what was stated of them. */
export function withCombinations(books: GroupBooks, joined: readonly Joined[]): GroupBooks {
  const known = joined.flatMap(({ company, row, terms, answer, how }) => {
    const result = answer?.result ?? null;
    if (row === null || terms === null || result === null) return [];
    const pair = { acquirer: row.fromId, target: company };
    const stated = books.investments.find(
      ({ owner, owned }) => owner === row.fromId && owned === company,
    )?.goodwill;
    const findings = how === 'earlier' ? [] : goodwillFindings(pair, terms, result, stated);
    return [{ booked: bookedOf(pair, books.parent, result), findings }];
  });
  const booked = known.flatMap((one) => one.booked);
  return { ...books, booked, findings: known.flatMap(({ findings }) => findings) };
}
