import type { LocalDate } from '../kernel/local-date.ts';
import { type CapTableBasis, effectiveOn, type ShareTransaction } from './share-transaction.ts';

const kindOrder = { establish: 0, increase: 1, transfer: 2, free_transfer: 3, decrease: 4 } as const;

/** Names come last: who a holder is decides nothing where anything else does. */
function sortText(transaction: ShareTransaction): string {
  const { from = '', to = '', subscribed, paid, invested, price } = transaction;
  const ratio = price && `${price.numerator}/${price.denominator}`;
  return [subscribed, paid, invested, ratio, from, to].join('\u0000');
}

function canonicalOrder(a: ShareTransaction, b: ShareTransaction): number {
  if (a.kind !== b.kind) return kindOrder[a.kind] - kindOrder[b.kind];
  const [left, right] = [sortText(a), sortText(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Moves that may go in any order: what says how much is paid in before what passes it on in proportion. */
export function movesInOrder(a: ShareTransaction, b: ShareTransaction): number {
  const [said, other] = [a.paid !== undefined, b.paid !== undefined];
  if (said !== other) return said ? -1 : 1;
  return canonicalOrder(a, b);
}

const byDate = (of: (transaction: ShareTransaction) => LocalDate, all: readonly ShareTransaction[]) =>
  [...Map.groupBy(all, of)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, together]) => together);

/** What counts on one day, by the day of its decision. */
export const inOrderOfDecision = (ofDay: readonly ShareTransaction[]): ShareTransaction[][] =>
  byDate(({ decidedOn }) => decidedOn, ofDay).map((decided) => decided.sort(canonicalOrder));

/** What counts up to a day, included, by day. */
export function transactionsByDay(
  transactions: readonly ShareTransaction[],
  asOf: LocalDate,
  basis: CapTableBasis,
): ShareTransaction[][] {
  const counts = transactions.filter((transaction) => {
    const day = effectiveOn(transaction, basis);
    return day !== null && day <= asOf;
  });
  return byDate((transaction) => effectiveOn(transaction, basis) ?? asOf, counts);
}

/** Of moves that wait, to whom something is still to come and who has still to give. */
export function openMoves(waiting: readonly ShareTransaction[]) {
  const [coming, going] = [new Map<string, number>(), new Map<string, number>()];
  const count = ({ kind, from, to }: ShareTransaction, by: 1 | -1): void => {
    if (from === to) return;
    if (from !== undefined) going.set(from, (going.get(from) ?? 0) + by);
    if (to !== undefined && kind !== 'decrease') coming.set(to, (coming.get(to) ?? 0) + by);
  };
  for (const move of waiting) count(move, 1);
  return {
    awaits: (id: string | undefined): boolean => id !== undefined && (coming.get(id) ?? 0) > 0,
    gives: (id: string | undefined): boolean => id !== undefined && (going.get(id) ?? 0) > 0,
    settled: (move: ShareTransaction): void => count(move, -1),
  };
}
