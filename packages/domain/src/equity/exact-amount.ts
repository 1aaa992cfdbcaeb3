import { type Fen, fen } from '../kernel/money.ts';
import { divideHalfUp, type Ratio } from '../kernel/ratio.ts';

/**
 * An exact amount of money in fen as a fraction that need not be in lowest terms, denominator above zero. Long sums and
 * chains are many times faster without a common divisor at every step; denominators grow only as their factors demand.
 */
export type ExactAmount = { readonly numerator: bigint; readonly denominator: bigint };

export const NOTHING: ExactAmount = { numerator: 0n, denominator: 1n };

/** An amount of whole fen. */
export const exactly = (amount: Fen): ExactAmount => ({ numerator: amount, denominator: 1n });

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** a + b over the least common denominator of the two. */
export function plus(a: ExactAmount, b: ExactAmount): ExactAmount {
  const [wide, narrow] = a.denominator >= b.denominator ? [a, b] : [b, a];
  if (narrow.numerator === 0n) return wide;
  if (wide.denominator % narrow.denominator === 0n) {
    const factor = wide.denominator / narrow.denominator;
    return { numerator: wide.numerator + narrow.numerator * factor, denominator: wide.denominator };
  }
  const left = narrow.denominator / greatestCommonDivisor(wide.denominator, narrow.denominator);
  const denominator = wide.denominator * left;
  const numerator = wide.numerator * left + narrow.numerator * (denominator / narrow.denominator);
  return { numerator, denominator };
}

/** −a. */
export const negative = (a: ExactAmount): ExactAmount => ({ ...a, numerator: -a.numerator });

/** a − b. */
export const minus = (a: ExactAmount, b: ExactAmount): ExactAmount => plus(a, negative(b));

/** a × r; nothing times anything has no denominator. */
export function times(a: ExactAmount, r: Ratio): ExactAmount {
  const numerator = a.numerator * r.numerator;
  return numerator === 0n ? NOTHING : { numerator, denominator: a.denominator * r.denominator };
}

/** Rounded once to the fen, a half away from zero. */
export const toFen = (a: ExactAmount): Fen => fen(divideHalfUp(a.numerator, a.denominator));

/** Numbers are found in a map several times faster than big integers, and most denominators are small. */
const largestNumber = BigInt(Number.MAX_SAFE_INTEGER);
const keyOf = (denominator: bigint): number | bigint =>
  denominator <= largestNumber ? Number(denominator) : denominator;

/** A running exact sum: what has one denominator is added as integers, the denominators meet once at the end. */
export class ExactSum {
  readonly #byDenominator = new Map<number | bigint, bigint>();

  add({ numerator, denominator }: ExactAmount): void {
    const key = keyOf(denominator);
    this.#byDenominator.set(key, (this.#byDenominator.get(key) ?? 0n) + numerator);
  }

  total(): ExactAmount {
    let parts = [...this.#byDenominator].map(([key, numerator]) => ({ numerator, denominator: BigInt(key) }));
    // Pairs of pairs, so that a long sum of many denominators has a large one only in its last steps.
    while (parts.length > 1) {
      parts = parts.flatMap((part, index) => {
        const next = parts[index + 1];
        return index % 2 === 1 ? [] : [next === undefined ? part : plus(part, next)];
      });
    }
    return parts[0] ?? NOTHING;
  }
}
