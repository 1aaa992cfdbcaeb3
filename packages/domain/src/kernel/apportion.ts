import { type Fen, fen } from './money.ts';

/**
 * Splits an amount by weights so that the parts add up to it: each takes its exact share rounded down, then the 分 that
 * are left go one each to the largest remainders, of equal ones to the earlier. Null when no weight is above zero.
 * Amount and weights are not negative; the unit of the weights does not matter.
 */
export function apportion(amount: Fen, weights: readonly bigint[]): Fen[] | null {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return null;
  const shares = weights.map((weight) => amount * weight);
  const parts = shares.map((share) => share / all);
  const left = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  const ranked = shares.map((share, index) => ({ index, remainder: share % all }));
  ranked.sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1));
  const raised = new Set(ranked.slice(0, left).map(({ index }) => index));
  return parts.map((part, index) => fen(raised.has(index) ? part + 1n : part));
}
