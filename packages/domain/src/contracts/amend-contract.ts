import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan } from '../kernel/money.ts';
import type { ContractOrigin, ContractState } from './contract-state.ts';
import { addendumLimit } from './payment-limits.ts';

export const amendmentKinds = ['value', 'period', 'scope', 'party'] as const;
export type AmendmentKind = (typeof amendmentKinds)[number];
export const amendmentCauses = [
  'design_change',
  'site_visa',
  'claim',
  'policy_price',
  'geology',
  'other',
] as const;
export type AmendmentCause = (typeof amendmentCauses)[number];

/** The contract as it stands when a change is judged. */
export type AmendedContract = {
  readonly origin: ContractOrigin;
  readonly mode: 'entrusted' | 'purchased' | null;
  readonly state: ContractState;
  readonly signedOn: LocalDate;
  readonly original: Fen;
  readonly current: Fen;
  readonly certified: Fen;
  /** All that was added before, whatever was taken off again. */
  readonly additions: Fen;
  /** The part of the approved estimate that it must stay within. */
  readonly estimate: Fen | null;
  /** What the contract above still leaves, where there is one. */
  readonly parentLeft: Fen | null;
  /** What was passed on under it already. */
  readonly passedOn: Fen;
};

/** A change that has been judged by the rules it falls under. */
export type JudgedAmendment = {
  readonly kind: AmendmentKind;
  readonly delta: Fen;
  readonly on: LocalDate;
  readonly unchanged: boolean;
  /** In list: the answer of contract-classify on the day of the change. */
  readonly listed: { readonly inList: boolean; readonly because: string } | null;
};

const larger = (a: Fen, b: Fen): Fen => (a > b ? a : b);

function tooMuch(c: AmendedContract, change: JudgedAmendment): Refusal[] {
  const { delta } = change;
  const next = fen(c.current + delta);
  if (delta <= 0n) {
    const floor = larger(c.certified, c.passedOn);
    return next >= floor && next > 0n
      ? []
      : [{ code: 'AMENDMENT_BELOW_CERTIFIED', facts: { limit: formatYuan(floor), next: formatYuan(next) } }];
  }
  const counted = c.origin === 'award' || c.origin === 'direct' || c.mode === 'purchased';
  const addendum = addendumLimit({ original: c.original, earlier: c.additions, proposed: delta });
  const facts = { next: formatYuan(next), delta: formatYuan(delta) };
  return [
    ...(c.estimate !== null && next > c.estimate
      ? [{ code: 'AMENDMENT_OVER_ESTIMATE' as const, facts: { ...facts, limit: formatYuan(c.estimate) } }]
      : []),
    ...(counted && addendum.allowed === false
      ? [
          {
            code: 'AMENDMENT_OVER_ADDENDUM' as const,
            facts: { ...facts, remaining: formatYuan(addendum.remaining) },
          },
        ]
      : []),
    ...(change.listed !== null && !change.listed.inList
      ? [{ code: 'AMENDMENT_OFF_LIST' as const, facts: { ...facts, because: change.listed.because } }]
      : []),
    ...(c.parentLeft !== null && delta > c.parentLeft
      ? [
          {
            code: 'DOWNSTREAM_OVER_PARENT' as const,
            facts: { left: formatYuan(c.parentLeft), amount: formatYuan(delta) },
          },
        ]
      : []),
  ];
}

/**
 * Whether a contract may be changed. What is added to a contract let by tender or directly, or to purchased services, is at
 * most a tenth of the original in all (政府采购法第四十九条; 重庆市招标投标条例第十条 for works and goods); no change beyond the
 * approved estimate (政府投资条例第二十三条: adjusted first), none that the list in force on its own day does not carry.
 * All that apply are given: AMENDMENT_OVER_ESTIMATE, AMENDMENT_OVER_ADDENDUM, AMENDMENT_OFF_LIST, DOWNSTREAM_OVER_PARENT,
 * AMENDMENT_BELOW_CERTIFIED; before them WRONG_STATE, CONTRACT_DAY_WRONG, AMENDMENT_EMPTY, AMENDMENT_PARTY_LISTED.
 */
export function decideAmendment(
  c: AmendedContract,
  change: JudgedAmendment,
  today: LocalDate,
): Decision<null, Refusal> {
  if (c.state !== 'signed' && c.state !== 'in_force')
    return refuse('WRONG_STATE', { state: c.state, step: 'amend' });
  if (change.on > today || change.on < c.signedOn)
    return refuse('CONTRACT_DAY_WRONG', { from: c.signedOn, to: today });
  if (change.unchanged) return refuse('AMENDMENT_EMPTY');
  if (change.kind === 'party' && c.origin === 'list') return refuse('AMENDMENT_PARTY_LISTED');
  if (change.kind !== 'value') return accept(null);
  return refuseAll(tooMuch(c, change)) ?? accept(null);
}
