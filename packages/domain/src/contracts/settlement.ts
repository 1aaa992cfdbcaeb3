import type { Basis } from '../kernel/basis.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { addDays, addMonths, type LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan } from '../kernel/money.ts';
import type { ContractState } from './contract-state.ts';
import { retentionLimit } from './payment-limits.ts';

/** Days in which a settlement is reviewed, by its amount (under the first bound, up to it, …). */
export const settlementReview: {
  readonly effectiveFrom: string;
  readonly basis: Basis;
  readonly bands: readonly { readonly below: Fen | null; readonly days: number }[];
} = {
  effectiveFrom: '2004-10-20',
  basis: { title: '建设工程价款结算暂行办法（财建〔2004〕369号）', grade: 'memory' },
  bands: [
    { below: fen(500_000_000n), days: 20 },
    { below: fen(2_000_000_000n), days: 30 },
    { below: fen(5_000_000_000n), days: 45 },
    { below: null, days: 60 },
  ],
};

/** Final accounts are drawn up within three months of what is finished being fit for use (财建〔2016〕503号, from memory). */
export const finalAccountsDue = (completedOn: LocalDate): LocalDate => addMonths(completedOn, 3);

/** The day by which a settlement handed in is to be reviewed. */
export function reviewDue(amount: Fen, submittedOn: LocalDate): LocalDate {
  const band = settlementReview.bands.find(({ below }) => below === null || amount < below);
  return addDays(submittedOn, band?.days ?? 60);
}

export type SettledContract = {
  readonly state: ContractState;
  readonly current: Fen;
  readonly paid: Fen;
  readonly completedOn: LocalDate | null;
  /** What was passed on: null where nothing was, else how many are not settled yet and the sum of those that are. */
  readonly below: { readonly open: number; readonly sum: Fen } | null;
};

export type AskedSettlement = {
  readonly amount: Fen;
  readonly retention: Fen;
  readonly guaranteed: boolean;
  readonly submittedOn: LocalDate;
};

/**
 * The settlement of a finished contract. Refused: WRONG_STATE, CONTRACT_DAY_WRONG, DOWNSTREAM_NOT_SETTLED, SETTLEMENT_DIFFERS
 * (from what was settled below), SETTLEMENT_OVER_CONTRACT, RETENTION_OVER_LIMIT (3% of the settlement, none beside a
 * guarantee), SETTLEMENT_OVERPAID.
 */
export function decideSettlement(
  c: SettledContract,
  asked: AskedSettlement,
  today: LocalDate,
): Decision<{ readonly reviewBy: LocalDate }, Refusal> {
  const { amount, retention, guaranteed, submittedOn } = asked;
  if (c.state !== 'completed' || c.completedOn === null)
    return refuse('WRONG_STATE', { state: c.state, step: 'settle' });
  if (submittedOn < c.completedOn || submittedOn > today)
    return refuse('CONTRACT_DAY_WRONG', { from: c.completedOn, to: today });
  if (c.below !== null && c.below.open > 0)
    return refuse('DOWNSTREAM_NOT_SETTLED', { count: String(c.below.open) });
  if (c.below !== null && c.below.sum !== amount)
    return refuse('SETTLEMENT_DIFFERS', { sum: formatYuan(c.below.sum), amount: formatYuan(amount) });
  if (amount > c.current)
    return refuse('SETTLEMENT_OVER_CONTRACT', { limit: formatYuan(c.current), amount: formatYuan(amount) });
  const limit = retentionLimit({
    stage: 'after_completion',
    settlement: amount,
    guaranteeOrInsurance: guaranteed,
    proposed: retention,
  });
  if (limit.blocks.length > 0)
    return refuse('RETENTION_OVER_LIMIT', {
      limit: formatYuan(limit.limit ?? fen(0n)),
      retention: formatYuan(retention),
    });
  if (c.paid > amount - retention)
    return refuse('SETTLEMENT_OVERPAID', {
      paid: formatYuan(c.paid),
      due: formatYuan(fen(amount - retention)),
    });
  return accept({ reviewBy: reviewDue(amount, submittedOn) });
}

/** Final accounts add up to the settlement and what the agent was paid, to the fen. Refused: WRONG_STATE, CONTRACT_DAY_WRONG, ACCOUNTS_DIFFER. */
export function decideAccounts(
  c: {
    readonly state: ContractState;
    readonly completedOn: LocalDate | null;
    readonly settlement: Fen | null;
    readonly fees: Fen;
  },
  asked: { readonly total: Fen; readonly preparedOn: LocalDate },
  today: LocalDate,
): Decision<{ readonly dueBy: LocalDate }, Refusal> {
  if (c.state !== 'settled' || c.completedOn === null || c.settlement === null)
    return refuse('WRONG_STATE', { state: c.state, step: 'finalAccounts' });
  if (asked.preparedOn < c.completedOn || asked.preparedOn > today)
    return refuse('CONTRACT_DAY_WRONG', { from: c.completedOn, to: today });
  const due = fen(c.settlement + c.fees);
  if (asked.total !== due)
    return refuse('ACCOUNTS_DIFFER', { total: formatYuan(asked.total), due: formatYuan(due) });
  return accept({ dueBy: finalAccountsDue(c.completedOn) });
}
