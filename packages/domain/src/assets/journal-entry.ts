import { assert } from '../kernel/assert.ts';
import { type Fen, fen } from '../kernel/money.ts';

/** One account and its amount, always above zero, on the side of the list it stands in. */
export type EntryLine = { readonly account: string; readonly amount: Fen };

/** A balanced entry: at most one line for each account on a side. */
export type JournalEntry = {
  /** `financial` of either side; `budget` is the budget accounting of a public body. */
  readonly book: 'financial' | 'budget';
  readonly step: 'transition' | 'out' | 'in' | 'costs';
  readonly debit: readonly EntryLine[];
  readonly credit: readonly EntryLine[];
};

/** An account and an amount, before the accounts of a side are added up. */
export type Posting = readonly [account: string, amount: Fen];

function addUp(postings: readonly Posting[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [account, amount] of postings) sums.set(account, (sums.get(account) ?? 0n) + amount);
  return sums;
}

function side(own: ReadonlyMap<string, bigint>, other: ReadonlyMap<string, bigint>): EntryLine[] {
  const lines = [...own].filter(([, amount]) => amount > 0n);
  const turned = [...other]
    .filter(([, amount]) => amount < 0n)
    .map(([account, amount]) => [account, -amount] as const);
  return [...addUp([...lines, ...turned].map(([account, amount]) => [account, fen(amount)]))].map(
    ([account, amount]) => ({ account, amount: fen(amount) }),
  );
}

/** Total of one side. */
export function sideTotal(lines: readonly EntryLine[]): Fen {
  return fen(lines.reduce((sum, line) => sum + line.amount, 0n));
}

/**
 * An entry of debits against credits, accounts in the order of their first posting; a negative sum stands on the
 * other side, and sums of zero are left out. Null when nothing is left. Postings that do not balance are a broken
 * invariant.
 */
export function journalEntry(
  book: JournalEntry['book'],
  step: JournalEntry['step'],
  debits: readonly Posting[],
  credits: readonly Posting[],
): JournalEntry | null {
  const [debited, credited] = [addUp(debits), addUp(credits)];
  const entry = { book, step, debit: side(debited, credited), credit: side(credited, debited) };
  assert(sideTotal(entry.debit) === sideTotal(entry.credit), `entry ${step} balances`);
  return entry.debit.length === 0 ? null : entry;
}
