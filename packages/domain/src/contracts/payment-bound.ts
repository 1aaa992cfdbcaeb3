import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan } from '../kernel/money.ts';
import { divideHalfUp } from '../kernel/ratio.ts';
import type { ContractHalt, ContractLayer, ContractOrigin, ContractState } from './contract-state.ts';
import { progressLimit } from './payment-limits.ts';
import { payerOf, percentOf } from './payment-terms.ts';

export const paymentKinds = [
  'advance',
  'progress',
  'wages',
  'process_settlement',
  'completion_settlement',
  'retention',
  'agency_fee',
  'bonus',
] as const;
export type PaymentKind = (typeof paymentKinds)[number];

/** The sums of a contract; percentages in hundredths of a percent. */
export type ContractMoney = {
  readonly layer: ContractLayer;
  readonly origin: ContractOrigin;
  readonly state: ContractState;
  readonly halt: ContractHalt | null;
  readonly signedOn: LocalDate;
  readonly amount: Fen;
  readonly current: Fen;
  readonly certified: Fen;
  readonly paid: Fen;
  readonly advancePaid: Fen;
  readonly feePaid: Fen;
  readonly bonusPaid: Fen;
  readonly advancePercent: Fen;
  readonly retentionPercent: Fen;
  readonly agencyFee: Fen | null;
  readonly settlement: Fen | null;
  readonly retention: Fen | null;
  readonly accounted: boolean;
};

const least = (a: Fen, b: Fen): Fen => (a < b ? a : b);
export const advanceAgreed = (m: ContractMoney): Fen => percentOf(m.amount, m.advancePercent);

/**
 * The most that may have been paid for the works: certified − retention + advance agreed, never beyond the contract as it
 * stands; once settled, the settlement less what is still retained; broken off, what is certified.
 */
export function paymentBound(m: ContractMoney): Fen {
  if (m.settlement !== null) {
    const released = m.state === 'released' || m.state === 'closed';
    return fen(m.settlement - (released ? 0n : (m.retention ?? 0n)));
  }
  if (m.state === 'terminated') return m.certified;
  return least(m.current, fen(m.certified - percentOf(m.certified, m.retentionPercent) + advanceAgreed(m)));
}

/** The most that may have been paid of the agency fee: in step with what is certified, all of it once settled. */
export function feeBound(m: ContractMoney): Fen {
  const fee = m.agencyFee ?? fen(0n);
  if (m.settlement !== null) return fee;
  return m.current === 0n ? fen(0n) : fen(divideHalfUp(fee * m.certified, m.current));
}

/** At most a tenth of the agency fee, on time, of quality and within the estimate, all three (财建〔2016〕504号, from memory). */
export const bonusBound = (m: ContractMoney): Fen => fen(divideHalfUp(m.agencyFee ?? 0n, 10n));

const running: readonly ContractState[] = ['in_force', 'completed', 'terminated'];
const after: readonly ContractState[] = ['settled', 'accounted', 'delivered', 'warranty', 'released'];
const open: Record<PaymentKind, readonly ContractState[]> = {
  advance: ['in_force'],
  progress: running,
  wages: running,
  process_settlement: running,
  completion_settlement: after,
  retention: ['released'],
  agency_fee: [...running, 'settled'],
  bonus: ['settled'],
};

export type AskedPayment = {
  readonly kind: PaymentKind;
  readonly amount: Fen;
  readonly performance?:
    | { readonly onTime: boolean; readonly quality: boolean; readonly withinEstimate: boolean }
    | undefined;
};

function overOf(m: ContractMoney, asked: AskedPayment): Refusal[] {
  const { kind, amount } = asked;
  const over = (paid: Fen, bound: Fen, code: Refusal['code']): Refusal[] =>
    paid + amount <= bound
      ? []
      : [{ code, facts: { bound: formatYuan(bound), paid: formatYuan(paid), amount: formatYuan(amount) } }];
  if (kind === 'agency_fee') return over(m.feePaid, feeBound(m), 'FEE_OVER_BOUND');
  if (kind === 'bonus') {
    const p = asked.performance;
    if (p?.onTime !== true || !p.quality || !p.withinEstimate)
      return [{ code: 'BONUS_NOT_EARNED', facts: {} }];
    return over(m.bonusPaid, bonusBound(m), 'FEE_OVER_BOUND');
  }
  const advance = kind === 'advance' ? over(m.advancePaid, advanceAgreed(m), 'ADVANCE_OVER_AGREED') : [];
  return [...over(m.paid, paymentBound(m), 'PAYMENT_OVER_BOUND'), ...advance];
}

/** A payer of the state pays at least 80% of what is certified with every progress payment. */
function tooLittle(m: ContractMoney, asked: AskedPayment): Refusal[] {
  if (asked.kind !== 'progress' || m.state === 'terminated') return [];
  const limit = progressLimit({
    payer: payerOf(m.layer, m.origin),
    signedOn: m.signedOn,
    certified: m.certified,
    proposed: fen(m.paid + asked.amount),
  });
  if (limit.allowed !== false || limit.limit === null) return [];
  const least = fen(limit.limit - m.paid);
  return [
    { code: 'PROGRESS_BELOW_MINIMUM', facts: { limit: formatYuan(limit.limit), least: formatYuan(least) } },
  ];
}

/**
 * Whether a payment may be made. Wages go on whatever is in dispute. Refused: WRONG_STATE, CONTRACT_HALTED, and all of
 * PAYMENT_OVER_BOUND, ADVANCE_OVER_AGREED, FEE_OVER_BOUND, BONUS_NOT_EARNED, PROGRESS_BELOW_MINIMUM that apply.
 */
export function decidePayment(m: ContractMoney, asked: AskedPayment): Decision<null, Refusal> {
  if (!open[asked.kind].includes(m.state) || (['agency_fee', 'bonus'].includes(asked.kind) && m.accounted))
    return refuse('WRONG_STATE', { state: m.state, step: `payment.${asked.kind}` });
  if (m.halt !== null && asked.kind !== 'wages') return refuse('CONTRACT_HALTED', { halt: m.halt });
  return refuseAll([...overOf(m, asked), ...tooLittle(m, asked)]) ?? accept(null);
}

/** What is certified for a period comes after the last and stays within the contract as it stands. */
export function decideMeasure(
  m: ContractMoney,
  asked: { readonly amount: Fen; readonly periodTo: LocalDate },
  at: { readonly lastTo: LocalDate | null; readonly today: LocalDate },
): Decision<null, Refusal> {
  if (m.state !== 'in_force' && m.state !== 'completed')
    return refuse('WRONG_STATE', { state: m.state, step: 'measure' });
  if (
    asked.periodTo > at.today ||
    asked.periodTo < m.signedOn ||
    (at.lastTo !== null && asked.periodTo <= at.lastTo)
  )
    return refuse('CONTRACT_DAY_WRONG', { from: at.lastTo ?? m.signedOn, to: at.today });
  if (m.certified + asked.amount > m.current)
    return refuse('CERTIFIED_OVER_CONTRACT', {
      limit: formatYuan(m.current),
      certified: formatYuan(m.certified),
      left: formatYuan(fen(m.current - m.certified)),
    });
  return accept(null);
}
