import { voucherEntries, vouchersPage } from '@guanyun/db/accounting/voucher.store.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';
import { afterAll, expect, test } from 'vitest';
import { exportVouchers } from '../accounting/export-vouchers.ts';
import { postVoucher } from '../accounting/post-voucher.ts';
import { listVouchers } from '../accounting/read-vouchers.ts';
import { transferZone } from './testing/transfers.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const { zone, work, deps, sub, sister } = await transferZone(db.app);

test('vouchers are numbered without a gap by company, book and year, whatever fails between and however many post at once', async () => {
  const post = (
    on: string,
    amount: bigint,
    fail = false,
    book: 'enterprise' | 'government_budget' = 'enterprise',
  ) =>
    work(async (tx) => {
      const line = { memo: '示例', debit: fen(0n), credit: fen(0n) };
      const lines = [
        { ...line, account: '1601', debit: fen(amount) },
        { ...line, account: '4002', credit: fen(amount) },
      ];
      const at = { organizationId: zone.sister, on, summary: '示例', orderId: null };
      await postVoucher(tx, deps, { book, lines }, at);
      if (fail) throw new Error('undone');
    });
  const posts = Array.from({ length: 30 }, (_, i) =>
    post(
      i % 2 === 0 ? '2026-03-01' : '2025-03-01',
      BigInt(i + 1),
      i % 5 === 3,
      i % 3 === 0 ? 'government_budget' : 'enterprise',
    ),
  );
  await Promise.allSettled(posts);
  const rows = await work((tx) => vouchersPage(tx, { organizationId: zone.sister }));
  const series = Map.groupBy(rows, ({ book, number }) => `${book} ${number.slice(0, 4)}`);
  expect(series.size).toBe(4);
  for (const its of series.values()) {
    const numbers = its.map(({ number }) => Number(number.split('-').at(-1))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  }
  expect(rows).toHaveLength(24);
});

test('vouchers by book and period, page after page, and out as Excel, balanced', async () => {
  const of = { organizationId: zone.sister, from: '2026-01-01', to: '2026-12-31' } as const;
  const page = (after: Parameters<typeof vouchersPage>[2]) => work((tx) => vouchersPage(tx, of, after, 4));
  const all = await work((tx) => vouchersPage(tx, of));
  const read: string[] = [];
  let last: Parameters<typeof vouchersPage>[2] = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof page>> = await page(last);
    read.push(...rows.map(({ id }) => id));
    const end = rows.at(-1);
    if (rows.length < 4 || end === undefined) break;
    last = { on: end.voucherOn, number: end.number, id: end.id };
  }
  expect(read).toEqual(all.map(({ id }) => id));
  expect(
    (await listVouchers(deps, sister, { ...of, book: 'budget' })).items.every(
      ({ book }) => book === 'budget',
    ),
  ).toBe(true);
  expect((await listVouchers(deps, sub, of)).items).toEqual([]);
  const [lines, sums] = await exportVouchers(deps, sister, of);
  const entries = await work((tx) => voucherEntries(tx, of, 1000));
  expect(lines?.rows).toHaveLength(entries.length);
  expect(lines?.rows[0]?.slice(0, 5)).toEqual(['2026-03-01', '转', '1', '0', '1']);
  expect(sums?.rows).toHaveLength(2);
  for (const row of sums?.rows ?? []) {
    expect(row[3]).toBe(row[4]);
    expect(row[5]).toBe(fen(0n));
  }
});
