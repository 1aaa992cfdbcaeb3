import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';

/**
 * Which of the dates of an equity event counts: the entry in the register of members 股东名册 (rights of members,
 * 公司法第八十六条), the company registration 登记 (effect towards third parties, 第三十四条), or the decision.
 */
export type CapTableBasis = 'register_book' | 'registration' | 'decision';

/**
 * One dated event in the capital of one company. Capital amounts are 分.
 * - `establish`, `increase`: `to` and `subscribed` (paid: nothing unless said); an increase may give `invested`
 *   and `price` for `subscribed`, and is then fully paid;
 * - `transfer`, `free_transfer`: `from`, `to`, `subscribed`; `decrease`: `from`, `subscribed`; the paid-in part
 *   goes along in the proportion that `from` has paid, unless said.
 */
export type ShareTransaction = {
  readonly kind: 'establish' | 'transfer' | 'free_transfer' | 'increase' | 'decrease';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly subscribed?: Fen | undefined;
  readonly paid?: Fen | undefined;
  /** Yuan paid for one yuan of registered capital. */
  readonly price?: Ratio | undefined;
  readonly invested?: Fen | undefined;
  readonly decidedOn: LocalDate;
  readonly registerBookOn?: LocalDate | undefined;
  readonly registeredOn?: LocalDate | undefined;
};

/** The day from which a transaction counts in a basis; null where it has no such date. */
export function effectiveOn(transaction: ShareTransaction, basis: CapTableBasis): LocalDate | null {
  if (basis === 'decision') return transaction.decidedOn;
  const date = basis === 'register_book' ? transaction.registerBookOn : transaction.registeredOn;
  return date ?? null;
}
