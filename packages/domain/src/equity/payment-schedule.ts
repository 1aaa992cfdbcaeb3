import type { Basis } from '../kernel/basis.ts';
import { addYears, type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { capTable } from './cap-table.ts';
import type { ShareTransaction } from './share-transaction.ts';

/** What a holder still owes on its subscription, and by when at the latest. 分. */
export type PaymentDue = {
  readonly holder: string;
  readonly subscribed: Fen;
  readonly paid: Fen;
  readonly outstanding: Fen;
  readonly dueBy: LocalDate;
  readonly overdue: boolean;
  readonly basis: Basis;
};

const inForce = localDate('2024-07-01');
const lawOf = (article: string): Basis => ({
  title: '中华人民共和国公司法(2023年修订)',
  article,
  grade: 'law',
});
const transition: Basis = {
  title: '国务院关于实施《中华人民共和国公司法》注册资本登记管理制度的规定(国务院令第784号)',
  grade: 'memory',
};
/** Three years of transition from the law's day, and five more. */
const oldCompaniesBy = localDate('2032-06-30');

/** By when capital subscribed on a day has to be paid in; a company limited by shares before it is founded. */
function dueOf(joinedOn: LocalDate, form: string): { dueBy: LocalDate; basis: Basis } {
  if (form === 'joint_stock') return { dueBy: joinedOn, basis: lawOf('第九十八条') };
  if (joinedOn < inForce) return { dueBy: oldCompaniesBy, basis: transition };
  return { dueBy: addYears(joinedOn, 5), basis: lawOf('第四十七条') };
}

/**
 * Who still has to pay in, in the order of the cap table. The five years (公司法 47) run from the company's first entry in
 * the register of members; capital added later has its own five years, so the last subscription of a holder sets its day. A
 * taker of unpaid capital owes it by the day of whoever it had it from (公司法 88).
 */
export function paymentsDue(
  transactions: readonly ShareTransaction[],
  form: string,
  today: LocalDate,
): PaymentDue[] {
  const subscribedOn = transactions
    .filter(
      ({ kind, subscribed = fen(0n) }) => (kind === 'establish' || kind === 'increase') && subscribed > 0n,
    )
    .flatMap((t) => (t.registerBookOn === undefined ? [] : [{ to: t.to, on: t.registerBookOn }]));
  const first = subscribedOn.map(({ on }) => on).toSorted()[0];
  if (first === undefined) return [];
  return capTable(transactions, today, 'register_book').holders.flatMap(({ id, subscribed, paid }) => {
    const outstanding = fen(subscribed - paid);
    if (outstanding <= 0n) return [];
    const own = subscribedOn.filter(({ to, on }) => to === id && on <= today).map(({ on }) => on);
    const { dueBy, basis } = dueOf(own.toSorted().at(-1) ?? first, form);
    return [{ holder: id, subscribed, paid, outstanding, dueBy, overdue: dueBy < today, basis }];
  });
}
