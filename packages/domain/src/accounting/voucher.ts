import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { type Fen, fen, formatYuan, sumFen } from '../kernel/money.ts';
import type { ChartName } from './chart-of-accounts.ts';

/** A line of a voucher: one side carries an amount above zero, the other is zero. */
export type VoucherLine = {
  readonly account: string;
  readonly debit: Fen;
  readonly credit: Fen;
  readonly memo: string;
};

/** An accounting voucher 记账凭证 of one book. Never edited once posted: a correction is a new voucher. */
export type Voucher = { readonly book: ChartName; readonly lines: readonly VoucherLine[] };

/** What is posted: the voucher, and the total of each of its sides. */
export type Posted = { readonly voucher: Voucher; readonly total: Fen };

/** Debits and credits of a voucher added up. */
export function voucherTotals(voucher: Voucher): { readonly debit: Fen; readonly credit: Fen } {
  return {
    debit: sumFen(voucher.lines.map((line) => line.debit)),
    credit: sumFen(voucher.lines.map((line) => line.credit)),
  };
}

function oneSided(line: VoucherLine): boolean {
  const [debit, credit] = [line.debit, line.credit];
  return debit >= 0n && credit >= 0n && debit > 0n !== credit > 0n;
}

/**
 * Whether a voucher may be posted: it has lines, each on one side only, and debits equal credits 有借必有贷，借贷必相等.
 * Refuses VOUCHER_UNBALANCED with both totals and the first line (from 1) that is not one-sided, if there is one.
 */
export function decidePosting(voucher: Voucher): Decision<Posted> {
  const { debit, credit } = voucherTotals(voucher);
  const wrong = voucher.lines.findIndex((line) => !oneSided(line));
  if (voucher.lines.length > 0 && wrong < 0 && debit === credit) return accept({ voucher, total: debit });
  return refuse('VOUCHER_UNBALANCED', {
    debit: formatYuan(debit),
    credit: formatYuan(credit),
    ...(wrong < 0 ? {} : { line: String(wrong + 1) }),
  });
}

/** An entry with its sides apart, as the rules give it. */
export type TwoSidedEntry = {
  readonly debit: readonly { readonly account: string; readonly amount: Fen }[];
  readonly credit: readonly { readonly account: string; readonly amount: Fen }[];
};

/** A voucher from an entry: debits first, one memo for all lines. */
export function voucherOf(book: ChartName, entry: TwoSidedEntry, memo: string): Voucher {
  const zero = fen(0n);
  const debits = entry.debit.map(({ account, amount }) => ({ account, debit: amount, credit: zero, memo }));
  const credits = entry.credit.map(({ account, amount }) => ({ account, debit: zero, credit: amount, memo }));
  return { book, lines: [...debits, ...credits] };
}

/** The voucher that undoes another 反向冲销: each line on its other side, the old one stays. */
export function reversalOf(voucher: Voucher, memo: string): Voucher {
  const lines = voucher.lines.map((line) => ({ ...line, debit: line.credit, credit: line.debit, memo }));
  return { book: voucher.book, lines };
}

/** Balances by account, debits less credits: zero together when every voucher balances. */
export function accountBalances(vouchers: readonly Voucher[]): ReadonlyMap<string, Fen> {
  const balances = new Map<string, Fen>();
  for (const line of vouchers.flatMap((voucher) => voucher.lines)) {
    balances.set(line.account, fen((balances.get(line.account) ?? 0n) + line.debit - line.credit));
  }
  return balances;
}
