import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type GroupAccounts, groupAccounts } from '@guanyun/domain/equity/group-accounts.ts';
import { equityOf } from '@guanyun/domain/equity/group-accounts-investments.ts';
import type { GroupBooks } from '@guanyun/domain/equity/group-books.ts';
import { restatedOn } from '@guanyun/domain/equity/group-combinations.ts';
import { type LocalDate, tryLocalDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';
import { combinationsIn, type Joined, withCombinations, yearBefore } from './group-combinations.ts';
import { booksOf, type PeriodOf, reportedOn } from './group-reports.ts';

/** The accounts of an earlier day, and which companies were put in or left out of them afterwards. */
export type Compared = {
  readonly periodEnd: LocalDate;
  readonly accounts: GroupAccounts;
  /** Joined later under common control: in the figures as if they had always been there. */
  readonly restated: readonly string[];
  /** Joined later under common control, and no statement of that day is known. */
  readonly unknown: readonly string[];
};
export type Comparatives = { readonly balance: Compared | null; readonly income: Compared | null };

/** The books with a company in them that came later, as if its acquirer had held it already. */
function withJoined(books: GroupBooks, { company, acquirer, share }: Joined): GroupBooks {
  if (acquirer === null || share === null) return books;
  const equity = { acquirer: equityOf(books, acquirer), target: equityOf(books, company) };
  const pair = { acquirer, target: company };
  const { carrying, booked } = restatedOn(pair, books.parent, share, equity);
  const nothing = fen(0n);
  return {
    ...books,
    holdings: [...books.holdings, { owner: acquirer, owned: company, share }],
    investments: [
      ...books.investments,
      { id: company, owner: acquirer, owned: company, carrying, goodwill: nothing, income: nothing },
    ],
    booked: [...(books.booked ?? []), ...booked],
  };
}

/** The accounts of an earlier day, restated where a combination under common control asks for it; null where nothing is known. */
async function comparedOn(tx: Tx, period: PeriodOf, joined: readonly Joined[]): Promise<Compared | null> {
  const reported = await reportedOn(tx, period);
  if (reported.statements.length === 0) return null;
  const plain = await booksOf(tx, period, reported);
  const own = await combinationsIn(tx, period, plain, reported);
  const members = new Set([plain.parent, ...plain.controlled]);
  const known = new Set(reported.statements.map((row) => row.companyId));
  const later = joined.filter(
    ({ company, acquirer, answer }) =>
      answer?.result?.restated === true &&
      !members.has(company) &&
      acquirer !== null &&
      members.has(acquirer),
  );
  const restated = later.filter(({ company }) => known.has(company));
  const ids = restated.map(({ company }) => company);
  const books = withCombinations(ids.length === 0 ? plain : await booksOf(tx, period, reported, ids), own);
  return {
    periodEnd: period.periodEnd,
    accounts: groupAccounts(restated.reduce(withJoined, books)),
    restated: ids,
    unknown: later.map(({ company }) => company).filter((id) => !known.has(id)),
  };
}

/** 上年年末 beside the balance sheet and 上期, the same days of the year before, beside the income statement. */
export async function comparativesOf(
  tx: Tx,
  period: PeriodOf,
  joined: readonly Joined[],
): Promise<Comparatives> {
  const yearEnd = yearBefore(period.periodEnd);
  const same = tryLocalDate(`${yearOf(period.periodEnd) - 1}${period.periodEnd.slice(4)}`) ?? yearEnd;
  const balance = await comparedOn(tx, { ...period, periodEnd: yearEnd }, joined);
  const income = same === yearEnd ? balance : await comparedOn(tx, { ...period, periodEnd: same }, joined);
  return { balance, income };
}
