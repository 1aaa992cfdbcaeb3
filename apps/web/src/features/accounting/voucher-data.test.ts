import { describe, expect, it } from 'vitest';
import { entryAmount, voucherSums } from './voucher-data.ts';

describe('voucherSums', () => {
  it('adds both sides exactly', () => {
    const lines = [
      { debit: '0.10', credit: null },
      { debit: '0.20', credit: null },
      { debit: null, credit: '0.30' },
    ];
    expect(voucherSums(lines)).toEqual({ debit: '0.30', credit: '0.30', balanced: true });
  });

  it('sees one fen', () => {
    const lines = [
      { debit: '1000.01', credit: null },
      { debit: null, credit: '1000.00' },
    ];
    expect(voucherSums(lines).balanced).toBe(false);
  });
});

describe('entryAmount', () => {
  it('leaves the other side blank', () => {
    expect(entryAmount(null)).toBe('');
    expect(entryAmount('38000000.00')).toBe('38,000,000.00');
  });
});
