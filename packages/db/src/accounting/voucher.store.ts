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

export type VoucherFilter = {
  readonly organizationId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly book?: VoucherRow['book'] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};
/** Where a page ended. */
export type VoucherPlace = { readonly on: string; readonly number: string; readonly id: string };

function filtered(filter: VoucherFilter): { where: string[]; bind: unknown[] } {
  const bind: unknown[] = [];
  const is = (column: string, value: string | undefined, by = '=') =>
    value === undefined ? [] : [`${column} ${by} $${bind.push(value)}`];
  const where = [
    ...is('v.organization_id', filter.organizationId),
    ...is('v.order_id', filter.orderId),
    ...is('v.book', filter.book),
    ...is('v.voucher_on', filter.from, '>='),
    ...is('v.voucher_on', filter.to, '<='),
  ];
  return { where, bind };
}
const conditions = (where: readonly string[]): string =>
  where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;

/** A page of vouchers with their totals, newest first, of all that may be seen. */
export function vouchersPage(
  tx: Tx,
  filter: VoucherFilter,
  after: VoucherPlace | null = null,
  limit = 200,
): Promise<VoucherView[]> {
  const { where, bind } = filtered(filter);
  if (after !== null) {
    const [on, number, id] = [bind.push(after.on), bind.push(after.number), bind.push(after.id)];
    where.push(`(v.voucher_on, v.number, v.id) < ($${on}::date, $${number}::text, $${id}::uuid)`);
  }
  return query(
    tx,
    `SELECT v.id, v.number, v.organization_id AS "organizationId", v.book, v.voucher_on AS "voucherOn", v.summary, v.order_id AS "orderId",
       (SELECT sum(l.debit) FROM voucher_lines l WHERE l.voucher_id = v.id) AS total
     FROM vouchers v ${conditions(where)} ORDER BY v.voucher_on DESC, v.number DESC, v.id DESC LIMIT $${bind.push(limit)}`,
    bind,
  );
}

export type VoucherEntry = Omit<VoucherLineRow, 'voucherId'> & {
  number: string;
  organizationId: string;
  book: VoucherRow['book'];
  voucherOn: string;
  /** Papers shown for the order that it books. */
  attachments: number;
};
/** The lines of vouchers in the order of a book: company, book, day, number, line. */
export function voucherEntries(tx: Tx, filter: VoucherFilter, limit: number): Promise<VoucherEntry[]> {
  const { where, bind } = filtered(filter);
  return query(
    tx,
    `SELECT v.number, v.organization_id AS "organizationId", v.book, v.voucher_on AS "voucherOn", l.line, l.account, l.memo, l.debit, l.credit,
       coalesce(p.papers, 0)::int AS attachments
     FROM vouchers v JOIN voucher_lines l ON l.voucher_id = v.id
     LEFT JOIN (SELECT order_id, count(*) AS papers FROM transfer_papers GROUP BY order_id) p ON p.order_id = v.order_id
     ${conditions(where)} ORDER BY v.organization_id, v.book, v.voucher_on, length(v.number), v.number, v.id, l.line LIMIT $${bind.push(limit)}`,
    bind,
  );
}
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
