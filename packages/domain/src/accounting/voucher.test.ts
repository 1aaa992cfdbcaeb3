import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { accountName, chartOn } from './chart-of-accounts.ts';
import { accountBalances, decidePosting, reversalOf, type Voucher, voucherOf } from './voucher.ts';

const entry = {
  debit: [{ account: '1601', amount: fen(170000n) }],
  credit: [{ account: '4002', amount: fen(170000n) }],
};
const voucher = voucherOf('enterprise', entry, '划入厂房');

describe('posting', () => {
  test('a balanced voucher is accepted with its total', () => {
    expect(decidePosting(voucher)).toEqual({ outcome: 'accepted', effects: { voucher, total: 170000n } });
  });
  test('one fen is enough to refuse', () => {
    const [first, ...rest] = voucher.lines;
    const off = { ...voucher, lines: [...rest, { ...first, debit: fen(170001n) }] } as Voucher;
    expect(decidePosting(off)).toEqual({
      outcome: 'refused',
      refusals: [{ code: 'VOUCHER_UNBALANCED', facts: { debit: '1700.01', credit: '1700.00' } }],
    });
  });
  test('nothing, both sides at once, and negative amounts are refused', () => {
    expect(decidePosting({ book: 'enterprise', lines: [] }).outcome).toBe('refused');
    const both = { account: '1601', debit: fen(1n), credit: fen(1n), memo: '' };
    expect(decidePosting({ book: 'enterprise', lines: [both] })).toMatchObject({
      refusals: [{ facts: { line: '1' } }],
    });
    const negative = [
      { account: '1601', debit: fen(-1n), credit: fen(0n), memo: '' },
      { account: '4002', debit: fen(0n), credit: fen(-1n), memo: '' },
    ];
    expect(decidePosting({ book: 'enterprise', lines: negative }).outcome).toBe('refused');
  });
});

test('a voucher and its reversal leave nothing', () => {
  const back = reversalOf(voucher, '冲销');
  expect(decidePosting(back).outcome).toBe('accepted');
  expect([...accountBalances([voucher, back]).values()]).toEqual([0n, 0n]);
  expect(accountBalances([voucher]).get('4002')).toBe(-170000n);
});

test('accounts by name, on a day', () => {
  const day = localDate('2026-01-01');
  expect(accountName('enterprise', '4002', day)).toBe('资本公积');
  expect(accountName('government_financial', '3401', day)).toBe('无偿调拨净资产');
  expect(accountName('government_budget', '8001', day)).toBe('资金结存');
  expect(accountName('enterprise', '3401', day)).toBeNull();
  expect(chartOn('government_financial', localDate('2018-12-31'))).toBeNull();
});
