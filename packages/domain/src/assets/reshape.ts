import { apportion } from '../kernel/apportion.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { type Fen, fen } from '../kernel/money.ts';

/** What of a card is shared out: amounts in fen, area in hundredths, quantity in ten-thousandths. */
export type Shares = {
  readonly cost: Fen;
  readonly depreciation: Fen;
  readonly impairment: Fen;
  readonly residual: Fen;
  readonly monthly: Fen | null;
  readonly area: bigint | null;
  readonly quantity: bigint;
};
export const splitBases = ['quantity', 'area', 'value'] as const;
/** What the parts are measured by: they add up to the whole of it. */
export type SplitBasis = (typeof splitBases)[number];

const byWeight = (amount: bigint, weights: readonly bigint[], otherwise: readonly bigint[]): Fen[] =>
  apportion(fen(amount), weights) ?? apportion(fen(amount), otherwise) ?? weights.map(() => fen(0n));

/**
 * Splits a card by the measures of its parts, which must add up to the whole: every amount by largest remainder, so that
 * the parts add up to the fen. What is written off follows the cost, so that no part is written off beyond its own.
 * Refused: PARTS_NOT_WHOLE, and PART_TOO_SMALL where a part would be of no quantity or area.
 */
export function splitShares(
  whole: Shares,
  basis: SplitBasis,
  measures: readonly bigint[],
): Decision<readonly Shares[], Refusal<'PARTS_NOT_WHOLE' | 'PART_TOO_SMALL'>> {
  const measured = { quantity: whole.quantity, area: whole.area, value: whole.cost }[basis];
  const sum = measures.reduce((total, measure) => total + measure, 0n);
  if (measures.length < 2 || measures.some((measure) => measure <= 0n) || sum !== measured)
    return refuse('PARTS_NOT_WHOLE', { basis });
  const cost = byWeight(whole.cost, measures, measures);
  const written = byWeight(whole.depreciation + whole.impairment, cost, measures);
  const impairment = byWeight(whole.impairment, written, cost);
  const residual = byWeight(whole.residual, cost, measures);
  const monthly = whole.monthly === null ? null : byWeight(whole.monthly, cost, measures);
  const area = whole.area === null ? null : byWeight(whole.area, measures, measures);
  const quantity = byWeight(whole.quantity, measures, measures);
  if (quantity.some((part) => part === 0n) || area?.some((part) => part === 0n))
    return refuse('PART_TOO_SMALL');
  const at = (amounts: readonly Fen[], index: number): Fen => amounts[index] ?? fen(0n);
  return accept(
    measures.map((_, i) => ({
      cost: at(cost, i),
      depreciation: fen(at(written, i) - at(impairment, i)),
      impairment: at(impairment, i),
      residual: at(residual, i),
      monthly: monthly && at(monthly, i),
      area: area && at(area, i),
      quantity: at(quantity, i),
    })),
  );
}

/** What must agree between cards that become one. */
export type Mergeable = Shares & {
  readonly bookId: string;
  readonly titleId: string;
  readonly custodyId: string;
  readonly clusterId: string;
  readonly class: string;
  readonly unit: string;
  readonly publicBenefit: boolean;
  readonly use: string;
  readonly chargedThrough: string | null;
};
/** In the order in which they are looked at. */
export const mergeAspects = [
  'bookId',
  'titleId',
  'custodyId',
  'clusterId',
  'class',
  'unit',
  'publicBenefit',
  'use',
  'chargedThrough',
] as const satisfies readonly (keyof Mergeable)[];

/** Adds cards up into one. Refused: MERGE_DIFFERS, naming what they differ in. */
export function mergeShares(cards: readonly Mergeable[]): Decision<Shares, Refusal<'MERGE_DIFFERS'>> {
  const aspect = mergeAspects.find((one) => new Set(cards.map((card) => card[one])).size > 1);
  if (aspect !== undefined || cards.length < 2) return refuse('MERGE_DIFFERS', { aspect: aspect ?? 'class' });
  const sum = (pick: (card: Mergeable) => bigint | null): Fen =>
    fen(cards.reduce((total, card) => total + (pick(card) ?? 0n), 0n));
  const some = (pick: (card: Mergeable) => bigint | null): Fen | null =>
    cards.every((card) => pick(card) === null) ? null : sum(pick);
  return accept({
    cost: sum((c) => c.cost),
    depreciation: sum((c) => c.depreciation),
    impairment: sum((c) => c.impairment),
    residual: sum((c) => c.residual),
    monthly: some((c) => c.monthly),
    area: some((c) => c.area),
    quantity: sum((c) => c.quantity),
  });
}
