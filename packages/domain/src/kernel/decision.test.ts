import { describe, expect, it } from 'vitest';
import { assert, unreachable } from './assert.ts';
import { inForce } from './dated.ts';
import { accept, refuse, refuseAll } from './decision.ts';
import { localDate } from './local-date.ts';
import { refusalCodeList } from './refusal-codes.ts';

describe('a decision', () => {
  it('is accepted with effects or refused with facts', () => {
    expect(accept({ saved: 1 })).toEqual({ outcome: 'accepted', effects: { saved: 1 } });
    expect(refuse('NO_WARRANT')).toEqual({
      outcome: 'refused',
      refusals: [{ code: 'NO_WARRANT', facts: {} }],
    });
    expect(refuse('STALE', { version: '3' }).refusals[0].facts).toEqual({ version: '3' });
  });

  it('names several reasons in order of precedence', () => {
    const refused = refuseAll([
      { code: 'VOUCHER_UNBALANCED', facts: {} },
      { code: 'AMOUNT_EXCEEDS_WARRANT', facts: {} },
      { code: 'NO_WARRANT', facts: {} },
    ]);
    expect(refused?.refusals.map((r) => r.code)).toEqual([
      'NO_WARRANT',
      'AMOUNT_EXCEEDS_WARRANT',
      'VOUCHER_UNBALANCED',
    ]);
    expect(refuseAll([])).toBeNull();
  });

  it('has every code once, in capitals', () => {
    const codes = refusalCodeList.map((row) => row.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[A-Z][A-Z_]+[A-Z]$/);
  });
});

describe('a dated table', () => {
  const old = { effectiveFrom: localDate('2020-01-01'), effectiveTo: localDate('2024-06-30'), name: 'old' };
  const current = { effectiveFrom: localDate('2024-07-01'), name: 'current' };

  it('chooses by day, both ends included', () => {
    const rows = [current, old];
    expect(inForce(rows, localDate('2019-12-31'))).toBeNull();
    expect(inForce(rows, localDate('2020-01-01'))?.name).toBe('old');
    expect(inForce(rows, localDate('2024-06-30'))?.name).toBe('old');
    expect(inForce(rows, localDate('2024-07-01'))?.name).toBe('current');
    expect(inForce(rows, localDate('2099-01-01'))?.name).toBe('current');
  });

  it('refuses a table in which two rows claim the day', () => {
    const rows = [old, { ...current, effectiveFrom: localDate('2024-06-30') }];
    expect(() => inForce(rows, localDate('2024-06-30'))).toThrow();
  });
});

describe('an invariant', () => {
  it('throws when broken', () => {
    expect(() => assert(false, 'x')).toThrow('invariant broken: x');
    expect(() => assert(1, 'x')).not.toThrow();
    expect(() => unreachable('odd' as never)).toThrow('odd');
  });
});
