import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ContractLayer, ContractOrigin } from '@guanyun/domain/contracts/contract-state.ts';
import { judgeTerms } from '@guanyun/domain/contracts/payment-terms.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { parseRatio } from '@guanyun/domain/kernel/ratio.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';

/** Terms of payment as they come in: percentages and amounts with two places, rates as ratios. */
export type WireTerms = {
  readonly advancePercent?: string | undefined;
  readonly progressPercent?: string | undefined;
  readonly retentionPercent?: string | undefined;
  readonly performanceBond?: string | undefined;
  readonly payDueDays?: number | undefined;
  readonly wageAccount?: string | undefined;
  readonly wageCycleDays?: number | undefined;
  readonly warrantyMonths?: number | undefined;
  readonly taxRate?: string | undefined;
  readonly approvedEstimate?: string | undefined;
  readonly sme?: boolean | undefined;
  readonly clauses?: readonly ('back_to_back' | 'audit_as_condition')[] | undefined;
  readonly lateRate?: string | undefined;
  readonly lprAtSigning?: string | undefined;
};
type TermColumns = Pick<
  ContractRow,
  | 'advancePercent'
  | 'progressPercent'
  | 'retentionPercent'
  | 'performanceBond'
  | 'payDueDays'
  | 'wageAccount'
  | 'wageCycleDays'
  | 'warrantyMonths'
  | 'taxRate'
  | 'approvedEstimate'
  | 'sme'
  | 'lateRate'
  | 'lprAtSigning'
>;

const columnsOf = (wire: WireTerms): TermColumns => ({
  advancePercent: wire.advancePercent ?? '0.00',
  progressPercent: wire.progressPercent ?? '80.00',
  retentionPercent: wire.retentionPercent ?? '0.00',
  performanceBond: wire.performanceBond ?? '0.00',
  payDueDays: wire.payDueDays ?? null,
  wageAccount: wire.wageAccount ?? null,
  wageCycleDays: wire.wageCycleDays ?? null,
  warrantyMonths: wire.warrantyMonths ?? 0,
  taxRate: wire.taxRate ?? null,
  approvedEstimate: wire.approvedEstimate ?? null,
  sme: wire.sme ?? false,
  lateRate: wire.lateRate ?? null,
  lprAtSigning: wire.lprAtSigning ?? null,
});

/** Judges terms of payment, and gives them as a contract keeps them. Refused: what `judgeTerms` refuses, PRICE_OVER_ESTIMATE. */
export async function termsOf(
  tx: Tx,
  wire: WireTerms,
  of: { layer: ContractLayer; origin: ContractOrigin; price: Fen; signedOn: string },
): Promise<Decision<TermColumns, Refusal>> {
  const row = columnsOf(wire);
  const judged = judgeTerms(
    {
      advance: parseYuan(row.advancePercent),
      progress: parseYuan(row.progressPercent),
      retention: parseYuan(row.retentionPercent),
      performanceBond: parseYuan(row.performanceBond),
      payDueDays: row.payDueDays,
      wageCycleDays: row.wageCycleDays,
      clauses: wire.clauses ?? [],
      sme: row.sme,
      lateRate: row.lateRate === null ? null : parseRatio(row.lateRate),
      lprAtSigning: row.lprAtSigning === null ? null : parseRatio(row.lprAtSigning),
    },
    { ...of, signedOn: localDate(of.signedOn) },
    await readCalendar(tx),
  );
  if (judged.outcome === 'refused') return judged;
  const { approvedEstimate } = row;
  if (approvedEstimate !== null && parseYuan(approvedEstimate) < of.price)
    return refuse('PRICE_OVER_ESTIMATE', { limit: approvedEstimate, amount: formatYuan(of.price) });
  return accept(row);
}

export async function contractNumber(tx: Tx, deps: Deps): Promise<string> {
  const year = yearOf(today(deps));
  return `${year}-合-${(await nextNumber(tx, `contract-${year}`)).toString().padStart(3, '0')}`;
}

const amount = (text: string | null): Fen | null => (text === null ? null : parseYuan(text));

/** The sums of a contract as the rules on money see them. */
export const moneyOf = (row: ContractRow) => ({
  ...{ layer: row.layer, origin: row.origin, state: row.state, halt: row.halt },
  signedOn: localDate(row.signedOn),
  amount: parseYuan(row.amount),
  current: parseYuan(row.currentAmount),
  certified: parseYuan(row.certified),
  paid: parseYuan(row.paid),
  advancePaid: parseYuan(row.advancePaid),
  feePaid: parseYuan(row.feePaid),
  bonusPaid: parseYuan(row.bonusPaid),
  advancePercent: parseYuan(row.advancePercent),
  retentionPercent: parseYuan(row.retentionPercent),
  agencyFee: amount(row.agencyFee),
  settlement: amount(row.settlement),
  retention: amount(row.retention),
  accounted: row.finalAccounts !== null,
});
/** What the agent was paid for its work, of a project's cost. */
export const feesOf = (row: ContractRow): Fen => fen(parseYuan(row.feePaid) + parseYuan(row.bonusPaid));
