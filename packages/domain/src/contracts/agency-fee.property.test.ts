import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type Fen, fen, formatYuan, multiplyRatio } from '../kernel/money.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { type AgencyFeeTable, feeByBands, feeTables } from './agency-fee-table.ts';

const base = fc.bigInt({ min: 0n, max: 30_000_000_000_000n }).map(fen);
const cap = (table: AgencyFeeTable, of: Fen): Fen => feeByBands(table, of).cap;
const order504 = feeTables.filter((table) => table.name === 'caijian-2016-504');

test.prop([fc.constantFrom(...feeTables), base, base])('never falls, and never by leaps', (table, a, b) => {
  const [less, more] = a < b ? [a, b] : [b, a];
  const [low, high] = [cap(table, less), cap(table, more)];
  expect(high >= low).toBe(true);
  expect(high - low <= (more - less) / 50n + 2n).toBe(true);
});

test.prop([fc.constantFrom(...order504), base])(
  'parts add up, and the short formula gives the same',
  (table, of) => {
    const { cap: whole, bands } = feeByBands(table, of);
    expect(bands.reduce((sum, band) => sum + band.part, 0n)).toBe(whole);
    expect(whole <= multiplyRatio(of, parseRatio('0.02'))).toBe(true);
    const short: [bigint, string, bigint][] = [
      [1_000n, '0.02', 0n],
      [5_000n, '0.015', 5n],
      [10_000n, '0.012', 20n],
      [50_000n, '0.01', 40n],
      [100_000n, '0.008', 140n],
      [10n ** 12n, '0.004', 540n],
    ];
    const row = short.find(([end]) => of <= end * 1_000_000n);
    const quick = row && multiplyRatio(of, parseRatio(row[1])) + row[2] * 1_000_000n;
    expect(formatYuan(whole)).toBe(formatYuan(fen(quick ?? 0n)));
  },
);
