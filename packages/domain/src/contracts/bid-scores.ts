import type { Fen } from '../kernel/money.ts';
import {
  add,
  compare,
  divide,
  divideHalfUp,
  formatScaled,
  multiply,
  ONE,
  type Ratio,
  ratio,
  subtract,
  ZERO,
} from '../kernel/ratio.ts';

export const evaluationMethods = ['lowest_evaluated', 'composite', 'procurement_low_price'] as const;
export type EvaluationMethod = (typeof evaluationMethods)[number];

/** On what an evaluation panel sets a bid aside, besides a price over the ceiling. */
export const panelFindings = [
  'UNSIGNED',
  'NO_CONSORTIUM_AGREEMENT',
  'UNQUALIFIED',
  'TWO_BIDS',
  'BELOW_COST',
  'NON_RESPONSIVE',
  'COLLUSION',
] as const;

/** A bid as it was opened. */
export type Bid = {
  readonly id: string;
  readonly price: Fen;
  /** What the method adds for omissions, time, terms of payment; may be negative. */
  readonly adjustments?: readonly { readonly name: string; readonly amount: Fen }[] | undefined;
  /** Taken off for evaluation only, in the low price method of government procurement only. */
  readonly smallEnterpriseDeduction?: Ratio | undefined;
  /** Points for all but the price. */
  readonly otherScore?: Ratio | undefined;
  readonly rejected?: (typeof panelFindings)[number] | undefined;
};

/** What the tender documents set for scoring. */
export type ScoringParameters = {
  /** From how many valid bids on the highest and the lowest are left out of the mean. */
  readonly trimFrom?: number | undefined;
  readonly discount?: Ratio | undefined;
  readonly fullScore?: Ratio | undefined;
  /** Points lost for each percent above, and below, the base. */
  readonly above?: Ratio | undefined;
  readonly below?: Ratio | undefined;
  readonly weight?: Ratio | undefined;
};

/** A valid bid on its way to a rank; `evaluated` in 分, exact. */
export type EvaluatedBid = Bid & { readonly evaluated: Ratio };
export type ScoredBid = EvaluatedBid & { readonly score: Ratio | null; readonly total: Ratio | null };

const hundred = ratio(100n);

/** The price for comparison: never what is paid. */
export function evaluatedPrice(bid: Bid, method: EvaluationMethod): Ratio {
  const deduction = method === 'procurement_low_price' ? (bid.smallEnterpriseDeduction ?? ZERO) : ZERO;
  const adjusted = (bid.adjustments ?? []).reduce((sum, { amount }) => sum + amount, 0n);
  return add(multiply(ratio(bid.price), subtract(ONE, deduction)), ratio(adjusted));
}

const ascending = (bids: readonly EvaluatedBid[]): EvaluatedBid[] =>
  [...bids].sort((a, b) => compare(a.evaluated, b.evaluated));

/** The mean 评标基准价 of a composite evaluation. There is at least one bid. */
export function meanBase(
  bids: readonly EvaluatedBid[],
  { trimFrom = 5, discount }: ScoringParameters,
): Ratio {
  const sorted = ascending(bids);
  const counted = bids.length >= trimFrom ? sorted.slice(1, -1) : sorted;
  const sum = counted.reduce((total, bid) => add(total, bid.evaluated), ZERO);
  return multiply(divide(sum, ratio(BigInt(counted.length))), subtract(ONE, discount ?? ZERO));
}

/** The lowest evaluated price. There is at least one bid. */
export function lowestBase(bids: readonly EvaluatedBid[]): Ratio {
  return ascending(bids)[0]?.evaluated ?? ZERO;
}

/** Full points at the base, fewer for each percent away from it, never under none. */
export function deviationScore(
  evaluated: Ratio,
  base: Ratio,
  { fullScore, above, below }: { fullScore: Ratio; above: Ratio; below: Ratio },
): Ratio {
  const percent = multiply(divide(subtract(evaluated, base), base), hundred);
  const over = compare(percent, ZERO) > 0;
  const away = over ? percent : subtract(ZERO, percent);
  const score = subtract(fullScore, multiply(away, over ? above : below));
  return compare(score, ZERO) > 0 ? score : ZERO;
}

/** base ÷ evaluated × weight × 100. */
export function lowPriceScore(evaluated: Ratio, base: Ratio, weight: Ratio): Ratio {
  return multiply(multiply(divide(base, evaluated), weight), hundred);
}

/** Points with six places, half up. */
export function formatScore(score: Ratio): string {
  return formatScaled(divideHalfUp(score.numerator * 1_000_000n, score.denominator), 6);
}
