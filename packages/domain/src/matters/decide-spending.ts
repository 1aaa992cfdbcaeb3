import { accept, type Decision, type Refusal, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';

/** A warrant 批复 as the acts see it. */
export type Warrant = {
  readonly number: string;
  readonly kind: string;
  readonly companyId: string;
  /** Digest of exactly what was decided on, of the proposal part that acts are compared with. */
  readonly proposalDigest: string;
  readonly amount: Fen | null;
  readonly spent: Fen;
  readonly uses: number;
  /** null: as often as the amount lasts. */
  readonly usesMax: number | null;
  /** Nothing more is done under it, whatever is left. */
  readonly finished?: boolean;
  readonly issuedOn: LocalDate;
  readonly expiresOn: LocalDate;
  readonly revokedOn: LocalDate | null;
  readonly suspended: boolean;
  /** A vote instruction carries acts only once the shareholders' meeting has passed the resolution; null: none is needed. */
  readonly resolution: 'awaited' | 'passed' | null;
  /** Conditions before execution that are not yet met. */
  readonly openConditions: readonly string[];
};

/** What somebody is about to do under it. */
export type Spending = {
  readonly kind: string;
  readonly companyId: string;
  /** null: the act has no form that could be compared; the amount and the purpose bind it. */
  readonly proposalDigest: string | null;
  readonly amount: Fen | null;
  readonly on: LocalDate;
};

export type SpendingRefusal = Refusal<
  | 'NO_WARRANT'
  | 'WARRANT_OF_OTHER_COMPANY'
  | 'WARRANT_OF_OTHER_KIND'
  | 'WARRANT_SPENT'
  | 'WARRANT_EXPIRED'
  | 'WARRANT_NOT_IN_FORCE'
  | 'WARRANT_SUSPENDED'
  | 'RESOLUTION_MISSING'
  | 'CONDITION_OPEN'
  | 'WARRANT_CONTENT_DIFFERS'
  | 'AMOUNT_MISSING'
  | 'AMOUNT_EXCEEDS_WARRANT'
>;

/**
 * No act without its warrant: is this act what the warrant allows, by whom, up to what amount, until when? All reasons
 * are named, in order of precedence.
 */
export function decideSpending(
  warrant: Warrant | null,
  act: Spending,
): Decision<{ readonly amount: Fen | null }, SpendingRefusal> {
  if (warrant === null) return refuseAll([{ code: 'NO_WARRANT', facts: {} }]) ?? accept({ amount: null });
  const facts = { number: warrant.number };
  const refusals: SpendingRefusal[] = [];
  if (act.companyId !== warrant.companyId) refusals.push({ code: 'WARRANT_OF_OTHER_COMPANY', facts });
  if (act.kind !== warrant.kind) refusals.push({ code: 'WARRANT_OF_OTHER_KIND', facts });
  if (warrant.finished === true || (warrant.usesMax !== null && warrant.uses >= warrant.usesMax))
    refusals.push({ code: 'WARRANT_SPENT', facts });
  if (act.on > warrant.expiresOn)
    refusals.push({ code: 'WARRANT_EXPIRED', facts: { ...facts, expiresOn: warrant.expiresOn } });
  if (act.on < warrant.issuedOn || warrant.revokedOn !== null)
    refusals.push({ code: 'WARRANT_NOT_IN_FORCE', facts: { ...facts, issuedOn: warrant.issuedOn } });
  if (warrant.suspended) refusals.push({ code: 'WARRANT_SUSPENDED', facts });
  if (warrant.resolution === 'awaited') refusals.push({ code: 'RESOLUTION_MISSING', facts });
  for (const text of warrant.openConditions)
    refusals.push({ code: 'CONDITION_OPEN', facts: { ...facts, text } });
  if (act.proposalDigest !== null && act.proposalDigest !== warrant.proposalDigest)
    refusals.push({ code: 'WARRANT_CONTENT_DIFFERS', facts });
  if (warrant.amount !== null && act.amount === null) refusals.push({ code: 'AMOUNT_MISSING', facts });
  if (warrant.amount !== null && fen(warrant.spent + (act.amount ?? 0n)) > warrant.amount)
    refusals.push({ code: 'AMOUNT_EXCEEDS_WARRANT', facts });
  return refuseAll(refusals) ?? accept({ amount: act.amount });
}
