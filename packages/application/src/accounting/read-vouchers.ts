import {
  findVoucher,
  type VoucherFilter,
  type VoucherPlace,
  voucherLinesOf,
  vouchersPage,
} from '@guanyun/db/accounting/voucher.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accountName, chartOf } from '@guanyun/domain/accounting/chart-of-accounts.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
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
  filter: VoucherFilter,
  ...page: [after?: VoucherPlace | null, limit?: number]
): Promise<VoucherLine[]> {
  const organization = await organizationNames(tx, today(deps));
  return (await vouchersPage(tx, filter, ...page)).map((v) => ({
    id: v.id,
    number: v.number,
    organization: organization(v.organizationId),
    book: v.book,
    on: v.voucherOn,
    summary: v.summary,
    total: v.total,
  }));
}

const PAGE = 50;

/** A page of vouchers, newest first. */
export const listVouchers = (
  deps: Deps,
  actor: Actor,
  asked: VoucherFilter & { readonly cursor?: VoucherPlace | undefined },
): Promise<{ items: VoucherLine[]; nextCursor: VoucherPlace | null }> =>
  read(deps, actor, async (tx) => {
    const { cursor, ...filter } = asked;
    const items = await voucherLinesView(tx, deps, filter, cursor ?? null, PAGE);
    const last = items.length === PAGE ? items.at(-1) : undefined;
    return {
      items,
      nextCursor: last === undefined ? null : { on: last.on, number: last.number, id: last.id },
    };
  });

const nothing = (amount: string): string | null => (amount === '0.00' ? null : amount);

/** One voucher as it is printed. */
export function readVoucher(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const voucher = found(await findVoucher(tx, id), 'voucher');
    const organization = await organizationNames(tx, voucher.voucherOn);
    const [body] = await organizationsById(tx, voucher.voucherOn, [voucher.organizationId]);
    const chart = chartOf(body?.kind ?? 'company', voucher.book);
    const lines = await voucherLinesOf(tx, id);
    return {
      id,
      number: voucher.number,
      organization: organization(voucher.organizationId),
      book: voucher.book,
      on: voucher.voucherOn,
      summary: voucher.summary,
      total: formatYuan(sumFen(lines.map(({ debit }) => parseYuan(debit)))),
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
