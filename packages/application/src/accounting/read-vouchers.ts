import { findVoucher, voucherLinesOf, vouchersPage } from '@guanyun/db/accounting/voucher.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accountName, type ChartName } from '@guanyun/domain/accounting/chart-of-accounts.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, type Ref } from '../organizations/names.ts';

export type VoucherLine = {
  id: string;
  number: string;
  organization: Ref;
  book: string;
  on: string;
  summary: string;
  total: string;
};

export async function voucherLinesView(
  tx: Tx,
  deps: Deps,
  filter: { organizationId: string | null; orderId: string | null },
): Promise<VoucherLine[]> {
  const organization = await organizationNames(tx, today(deps));
  return (await vouchersPage(tx, filter)).map((v) => ({
    id: v.id,
    number: v.number,
    organization: organization(v.organizationId),
    book: v.book,
    on: v.voucherOn,
    summary: v.summary,
    total: v.total,
  }));
}

export const listVouchers = (deps: Deps, actor: Actor, organizationId?: string): Promise<VoucherLine[]> =>
  read(deps, actor, (tx) =>
    voucherLinesView(tx, deps, { organizationId: organizationId ?? null, orderId: null }),
  );

const nothing = (amount: string): string | null => (amount === '0.00' ? null : amount);

/** A company keeps enterprise accounts, every other body government accounts in two books. */
const chartOf = (book: 'financial' | 'budget', kind: string): ChartName => {
  if (book === 'budget') return 'government_budget';
  return kind === 'company' ? 'enterprise' : 'government_financial';
};

/** One voucher as it is printed. */
export function readVoucher(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const voucher = found(await findVoucher(tx, id), 'voucher');
    const organization = await organizationNames(tx, voucher.voucherOn);
    const [body] = await organizationsById(tx, voucher.voucherOn, [voucher.organizationId]);
    const chart = chartOf(voucher.book, body?.kind ?? 'company');
    const lines = await voucherLinesOf(tx, id);
    const [view] = (
      await voucherLinesView(tx, deps, { organizationId: voucher.organizationId, orderId: voucher.orderId })
    ).filter((v) => v.id === id);
    return {
      id,
      number: voucher.number,
      organization: organization(voucher.organizationId),
      book: voucher.book,
      on: voucher.voucherOn,
      summary: voucher.summary,
      total: found(view, 'voucher').total,
      orderId: voucher.orderId,
      lines: lines.map((l) => ({
        account: l.account,
        accountName: accountName(chart, l.account, localDate(voucher.voucherOn)),
        memo: l.memo,
        debit: nothing(l.debit),
        credit: nothing(l.credit),
      })),
    };
  });
}
