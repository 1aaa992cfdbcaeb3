import { insert, insertMany, select, selectOne, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

export type VoucherRow = {
  id: string;
  number: string;
  organizationId: string;
  book: 'financial' | 'budget';
  voucherOn: string;
  summary: string;
  orderId: string | null;
  /** The sheet of the order that it books. */
  sheetId?: string | null;
  /** The act in the register whose entries it goes with. */
  causeId?: string | null;
};
export type VoucherLineRow = {
  voucherId: string;
  line: number;
  account: string;
  memo: string;
  debit: string;
  credit: string;
};

const vouchers = table<VoucherRow>('vouchers', {
  id: 'uuid',
  number: 'text',
  organizationId: 'uuid',
  book: 'text',
  voucherOn: 'date',
  summary: 'text',
  orderId: 'uuid',
  sheetId: 'uuid',
  causeId: 'uuid',
});
const lines = table<VoucherLineRow>('voucher_lines', {
  voucherId: 'uuid',
  line: 'integer',
  account: 'text',
  memo: 'text',
  debit: 'money',
  credit: 'money',
});

export type VoucherView = VoucherRow & { total: string };

/** Vouchers newest first with their totals, of one organisation or of all that may be seen. */
export const vouchersPage = (
  tx: Tx,
  filter: { organizationId: string | null; orderId: string | null },
): Promise<VoucherView[]> =>
  query(
    tx,
    `SELECT v.id, v.number, v.organization_id AS "organizationId", v.book, v.voucher_on AS "voucherOn", v.summary, v.order_id AS "orderId",
       (SELECT sum(l.debit) FROM voucher_lines l WHERE l.voucher_id = v.id) AS total
     FROM vouchers v WHERE ($1::uuid IS NULL OR v.organization_id = $1) AND ($2::uuid IS NULL OR v.order_id = $2)
     ORDER BY v.voucher_on DESC, v.number DESC LIMIT 200`,
    [filter.organizationId, filter.orderId],
  );
export const findVoucher = (tx: Tx, id: string): Promise<VoucherRow | null> =>
  selectOne(tx, vouchers, { id });
export const voucherLinesOf = (tx: Tx, voucherId: string): Promise<VoucherLineRow[]> =>
  select(tx, lines, { voucherId }, { order: [['line', 'ASC']] });
export async function saveVoucher(
  tx: Tx,
  voucher: VoucherRow,
  voucherLines: readonly Omit<VoucherLineRow, 'voucherId'>[],
): Promise<void> {
  await insert(tx, vouchers, voucher);
  await insertMany(
    tx,
    lines,
    voucherLines.map((line) => ({ ...line, voucherId: voucher.id })),
  );
}
