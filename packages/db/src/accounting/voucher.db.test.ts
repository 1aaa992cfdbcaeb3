import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { creditLine, debitLine, someVoucher } from '../testing/asset-builders.ts';
import { everything, newId, rowsOf, someCompany, unique, verdict } from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { findVoucher, saveVoucher, type VoucherRow, voucherLinesOf, vouchersPage } from './voucher.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const company = await work((tx) => someCompany(tx));
type Lines = Parameters<typeof someVoucher>[3];
const post = (lines: Lines, over: Partial<VoucherRow> = {}) =>
  verdict(work((tx) => someVoucher(tx, company, over, lines)));

test('a voucher balances to the fen or is refused', async () => {
  expect(await post([debitLine(1, '1000.00'), creditLine(2, '999.99')])).toBe('GY011');
  expect(await post([debitLine(1, '1000.00'), creditLine(2, '999.99'), creditLine(3, '0.01')])).toBe(
    'accepted',
  );
});

test('a voucher of one side, and one without lines, is refused', async () => {
  expect(await post([debitLine(1, '1000.00')])).toBe('GY011');
  expect(await post([creditLine(1, '1000.00')])).toBe('GY011');
  expect(await post([])).toBe('GY011');
});

test('a line has one amount, debit or credit, above nothing', async () => {
  const line = debitLine(1, '1000.00');
  expect(await post([{ ...line, credit: '1000.00' }])).toBe('23514');
  expect(await post([{ ...line, debit: '0.00' }])).toBe('23514');
  expect(await post([debitLine(1, '-1.00'), creditLine(2, '1.00')])).toBe('23514');
  expect(await post([debitLine(0, '1.00'), creditLine(2, '1.00')])).toBe('23514');
  expect(await post([debitLine(1, '1.00'), creditLine(1, '1.00')])).toBe('23505');
});

test('a voucher balanced once takes no further line, not even in pairs', async () => {
  const voucherId = await work((tx) => someVoucher(tx, company));
  const add = (...sides: ('debit' | 'credit')[]) => {
    const row = (side: string, i: number) =>
      `('${voucherId}', ${i + 3}, '1601', '', ${side === 'debit' ? '1, 0' : '0, 1'})`;
    const columns = 'voucher_id, line, account, memo, debit, credit';
    const sql = `INSERT INTO voucher_lines (${columns}) VALUES ${sides.map(row).join(', ')}`;
    return verdict(work((tx) => query(tx, sql)));
  };
  expect(await add('debit')).toBe('GY011');
  expect(await add('debit', 'credit')).toBe('GY011');
  expect(await work((tx) => voucherLinesOf(tx, voucherId))).toHaveLength(2);
});

test('numbers are held once in an organisation’s book', async () => {
  const number = unique('2026-转');
  const other = await work((tx) => someCompany(tx));
  const at = (organizationId: string, over: Partial<VoucherRow>) =>
    verdict(work((tx) => someVoucher(tx, organizationId, { number, ...over })));
  expect(await at(company, {})).toBe('accepted');
  expect(await at(company, {})).toBe('23505');
  expect(await at(company, { book: 'budget' })).toBe('accepted');
  expect(await at(other, {})).toBe('accepted');
  expect(await at(other, { book: 'cash' as VoucherRow['book'] })).toBe('23514');
});

test('a voucher and its lines come back exactly, in the order of the lines', async () => {
  const voucher: VoucherRow = {
    id: newId(),
    number: unique('2026-转'),
    organizationId: company,
    book: 'budget',
    voucherOn: '2024-02-29',
    summary: '资产划入',
    orderId: null,
  };
  const lines = [
    creditLine(3, '12345678901234567.88'),
    debitLine(1, '12345678901234567.89'),
    creditLine(2, '0.01'),
  ];
  await work((tx) => saveVoucher(tx, voucher, lines));
  expect(await work((tx) => findVoucher(tx, voucher.id))).toEqual({
    ...voucher,
    ...{ sheetId: null, causeId: null },
  });
  expect(await work((tx) => voucherLinesOf(tx, voucher.id))).toEqual(
    lines.toSorted((a, b) => a.line - b.line).map((line) => ({ ...line, voucherId: voucher.id })),
  );
  expect(await work((tx) => vouchersPage(tx, { organizationId: company }))).toContainEqual({
    ...voucher,
    total: '12345678901234567.89',
  });
});

test('vouchers are listed newest first, of one organisation', async () => {
  const own = await work((tx) => someCompany(tx));
  const ids = await work(async (tx) => [
    await someVoucher(tx, own, { voucherOn: '2026-01-31', number: '2026-转-0002' }),
    await someVoucher(tx, own, { voucherOn: '2026-02-28', number: '2026-转-0003' }),
    await someVoucher(tx, own, { voucherOn: '2026-01-31', number: '2026-转-0001' }),
  ]);
  const page = await work((tx) => vouchersPage(tx, { organizationId: own }));
  expect(page.map((v) => v.id)).toEqual([ids[1], ids[0], ids[2]]);
});

test('one side of a transfer posts a balanced voucher in the other side’s book, and cannot read it', async () => {
  const other = await work((tx) => someCompany(tx));
  const written = inTransaction(db.app, rowsOf(company), (tx) => someVoucher(tx, other));
  expect(await verdict(written)).toBe('accepted');
  const read = (scope: string) =>
    inTransaction(db.app, rowsOf(scope), (tx) => vouchersPage(tx, { organizationId: other }));
  expect(await read(company)).toEqual([]);
  expect(await read(other)).toHaveLength(1);
});
