import { assert } from '../kernel/assert.ts';
import { type Fen, fen } from '../kernel/money.ts';

/** One account and its amount, always above zero, on the side of the list it stands in. */
export type EntryLine<A extends string = string> = { readonly account: A; readonly amount: Fen };

/** The two sides of a balanced entry: at most one line for each account on a side. */
export type EntrySides<A extends string = string> = {
  readonly debit: readonly EntryLine<A>[];
  readonly credit: readonly EntryLine<A>[];
};

/** An account and an amount, before the accounts of a side are added up. */
export type Posting<A extends string = string> = readonly [account: A, amount: Fen];

function addUp<A extends string>(postings: readonly Posting<A>[]): Map<A, bigint> {
  const sums = new Map<A, bigint>();
  for (const [account, amount] of postings) {
    if (amount !== 0n) sums.set(account, (sums.get(account) ?? 0n) + amount);
  }
  return sums;
}

function side<A extends string>(own: ReadonlyMap<A, bigint>, other: ReadonlyMap<A, bigint>): EntryLine<A>[] {
  const lines: { account: A; amount: Fen }[] = [];
  for (const [account, amount] of own) if (amount > 0n) lines.push({ account, amount: fen(amount) });
  for (const [account, amount] of other) {
    if (amount >= 0n) continue;
    const line = lines.find((one) => one.account === account);
    if (line === undefined) lines.push({ account, amount: fen(-amount) });
    else line.amount = fen(line.amount - amount);
  }
  return lines;
}

/** Total of one side. */
export function sideTotal(lines: readonly EntryLine[]): Fen {
  return fen(lines.reduce((sum, line) => sum + line.amount, 0n));
}

/**
 * Debits against credits, accounts in the order of their first posting; a negative sum stands on the other side, and
 * sums of zero are left out. Null when nothing is left. Postings that do not balance are a broken invariant; `name`
 * says whose.
 */
export function entrySides<A extends string>(
  name: string,
  debits: readonly Posting<A>[],
  credits: readonly Posting<A>[],
): EntrySides<A> | null {
  const debited = addUp(debits);
  const credited = addUp(credits);
  const sides = { debit: side(debited, credited), credit: side(credited, debited) };
  assert(sideTotal(sides.debit) === sideTotal(sides.credit), `entry ${name} balances`);
  return sides.debit.length === 0 ? null : sides;
}
