import type {
  ContractPaymentRow,
  ContractRow,
  ContractStepRow,
} from '@guanyun/db/contracts/contract-life.model.ts';
import {
  advanceAgreed,
  bonusBound,
  feeBound,
  paymentBound,
} from '@guanyun/domain/contracts/payment-bound.ts';
import { lateInterest } from '@guanyun/domain/contracts/payment-limits.ts';
import { addDays, daysBetween, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { parseRatio } from '@guanyun/domain/kernel/ratio.ts';
import { moneyOf } from './contract-terms.ts';

const notBelowZero = (amount: bigint): Fen => fen(amount < 0n ? 0n : amount);

/** What may still be paid, and from what it follows. */
export function moneyShown(row: ContractRow) {
  const m = moneyOf(row);
  return {
    bound: formatYuan(paymentBound(m)),
    left: formatYuan(notBelowZero(paymentBound(m) - m.paid)),
    advanceAgreed: formatYuan(advanceAgreed(m)),
    uncertified: formatYuan(fen(m.current - m.certified)),
    feeBound: formatYuan(feeBound(m)),
    bonusBound: formatYuan(bonusBound(m)),
  };
}

/** Interest that a payment late to a small or medium enterprise has run up until it was made, or until today. */
function interestOn(row: ContractRow, payment: ContractPaymentRow, today: string) {
  const until = localDate(payment.paidOn ?? today);
  const days = Math.max(0, daysBetween(localDate(payment.dueBy), until));
  const late = days > 0 && ['applied', 'approved', 'paid'].includes(payment.state);
  if (!late) return { daysLate: 0, interest: '0.00' };
  if (!row.sme) return { daysLate: days, interest: null };
  const { interest } = lateInterest({
    ...{ due: parseYuan(payment.amount), days },
    ...(row.lateRate === null ? {} : { agreedAnnualRate: parseRatio(row.lateRate) }),
    ...(row.lprAtSigning === null ? {} : { lprAtSigning: parseRatio(row.lprAtSigning) }),
  });
  return { daysLate: days, interest: formatYuan(interest) };
}

export const paymentsShown = (row: ContractRow, payments: readonly ContractPaymentRow[], today: string) =>
  payments.map(({ facts: _facts, paidBy: _by, ...payment }) => ({
    ...payment,
    ...interestOn(row, { ...payment, facts: _facts, paidBy: _by }, today),
  }));

/** By when wages are to be paid over next, while the works go on: a cycle after they last were, or after the start. */
export function wagesDue(
  row: ContractRow,
  payments: readonly ContractPaymentRow[],
  steps: readonly ContractStepRow[],
  today: string,
): { next: string; overdue: boolean } | null {
  if (row.wageCycleDays === null || row.state !== 'in_force') return null;
  const paid = payments.filter(({ kind, paidOn }) => kind === 'wages' && paidOn !== null).at(-1)?.paidOn;
  const from = paid ?? steps.find(({ step }) => step === 'start')?.stepOn ?? row.signedOn;
  const next = addDays(localDate(from), row.wageCycleDays);
  return { next, overdue: next < today };
}
