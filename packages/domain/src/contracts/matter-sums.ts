import { addMonths, yearOf } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import type { CooperationItem } from './cooperation-list.ts';
import type { ClassifyInput, EarlierMatter, ProcurementLimits } from './matter-to-classify.ts';

/** The amounts that a matter is judged by. */
export type MatterSums = {
  /** The matter with those of the same project. */
  readonly aggregate: { readonly amount: Fen; readonly count: number };
  /** The matter with those of the same item earlier in its calendar year. */
  readonly itemYear: Fen;
  /** Whether the aggregate passes a cap or reaches a limit that the matter alone does not. */
  readonly splitSuspected: boolean;
  /** What caps and procurement limits are held against: the aggregate when splitting is suspected. */
  readonly judged: Fen;
};

/** Of the same project, and decided in the twelve months before or in the same calendar year. */
function ofOneProject(input: ClassifyInput): readonly EarlierMatter[] {
  const { project, decidedOn } = input.matter;
  if (project === undefined) return [];
  const from = addMonths(decidedOn, -12);
  return (input.earlier ?? []).filter(
    (other) =>
      other.project === project &&
      ((from <= other.decidedOn && other.decidedOn <= decidedOn) ||
        yearOf(other.decidedOn) === yearOf(decidedOn)),
  );
}

function ofOneItem(input: ClassifyInput, item: CooperationItem): readonly EarlierMatter[] {
  const { decidedOn } = input.matter;
  return (input.earlier ?? []).filter(
    (other) =>
      other.item === item.code &&
      other.decidedOn <= decidedOn &&
      yearOf(other.decidedOn) === yearOf(decidedOn),
  );
}

function total(amount: Fen, others: readonly EarlierMatter[]): Fen {
  return fen(others.reduce((sum, other) => sum + other.amount, amount as bigint));
}

/** Caps are passed by more than the cap （超过）; procurement limits are reached by the limit itself （以上）. */
function crosses(alone: Fen, sum: Fen, item: CooperationItem | null, limits?: ProcurementLimits): boolean {
  const caps = [item?.capSingle, item?.capAnnual].some(
    (cap) => cap !== undefined && alone <= cap && sum > cap,
  );
  const reached = [limits?.limit, limits?.openTenderLimit].some(
    (limit) => limit !== undefined && alone < limit && sum >= limit,
  );
  return caps || reached;
}

/** Adds up what belongs together, so that no matter is judged by a part of itself. */
export function sumMatter(input: ClassifyInput, item: CooperationItem | null): MatterSums {
  const { amount } = input.matter;
  const others = ofOneProject(input);
  const aggregate = { amount: total(amount, others), count: others.length + 1 };
  const splitSuspected = crosses(amount, aggregate.amount, item, input.procurement);
  return {
    aggregate,
    itemYear: item === null ? amount : total(amount, ofOneItem(input, item)),
    splitSuspected,
    judged: splitSuspected ? aggregate.amount : amount,
  };
}
