import type { AppRouter } from '@guanyun/api/router.ts';
import { displayYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['accounting'];
/** A line of the voucher list. */
export type VoucherLine = Outputs['vouchers']['items'][number];
/** A voucher with its entries. */
export type Voucher = Outputs['voucher'];

type Entry = { debit: string | null; credit: string | null };

/** Sums of both sides of a voucher in yuan, and whether they are equal to the fen. */
export function voucherSums(lines: readonly Entry[]): { debit: string; credit: string; balanced: boolean } {
  const side = (key: 'debit' | 'credit') =>
    sumFen(lines.flatMap((line) => (line[key] === null ? [] : [parseYuan(line[key])])));
  const debit = side('debit');
  const credit = side('credit');
  return {
    debit: displayYuan(debit, 'yuan'),
    credit: displayYuan(credit, 'yuan'),
    balanced: debit === credit,
  };
}

/** An amount of an entry in yuan, with separators; an absent side is blank, as on paper. */
export function entryAmount(money: string | null): string {
  return money === null ? '' : displayYuan(parseYuan(money), 'yuan');
}
