import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fen } from '../kernel/money.ts';
import { type Mergeable, mergeAspects, mergeShares, type Shares, splitShares } from './reshape.ts';

const measures = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 2, maxLength: 12 });
const part = fc.integer({ min: 0, max: 1000 });
const wholes = fc
  .record({
    basis: fc.constantFrom('quantity' as const, 'area' as const, 'value' as const),
    measures,
    cost: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    written: part,
    impaired: part,
    residual: part,
    monthly: fc.option(fc.bigInt({ min: 0n, max: 10n ** 6n })),
    area: fc.option(fc.bigInt({ min: 1n, max: 10n ** 9n })),
  })
  .map(({ basis, measures, cost, written, impaired, residual, monthly, area }) => {
    const sum = measures.reduce((a, b) => a + b, 0n);
    const total = basis === 'value' ? sum : cost;
    const off = (total * BigInt(written)) / 1000n;
    const impairment = (off * BigInt(impaired)) / 1000n;
    const whole: Shares = {
      cost: fen(total),
      depreciation: fen(off - impairment),
      impairment: fen(impairment),
      residual: fen((total * BigInt(residual)) / 1000n),
      monthly: monthly === null ? null : fen(monthly),
      area: basis === 'area' ? sum : area,
      quantity: basis === 'quantity' ? sum : 10_000n * 10n ** 9n,
    };
    return { basis, measures, whole };
  });
const keys = ['cost', 'depreciation', 'impairment', 'residual', 'monthly', 'area', 'quantity'] as const;

test.prop([wholes])(
  'parts add up to the whole in everything; none is below zero or written off beyond its cost',
  ({ whole, basis, measures }) => {
    const split = splitShares(whole, basis, measures);
    if (split.outcome === 'refused') {
      expect(split.refusals[0].code).toBe('PART_TOO_SMALL');
      return;
    }
    for (const key of keys) {
      const total = split.effects.reduce((sum, one) => sum + (one[key] ?? 0n), 0n);
      expect([key, total]).toEqual([key, whole[key] ?? 0n]);
    }
    for (const one of split.effects) {
      expect(keys.every((key) => (one[key] ?? 0n) >= 0n)).toBe(true);
      expect(one.depreciation + one.impairment <= one.cost).toBe(true);
      expect(one.residual <= one.cost || whole.residual > whole.cost).toBe(true);
    }
    const measured = { quantity: 'quantity', area: 'area', value: 'cost' }[basis] as
      | 'quantity'
      | 'area'
      | 'cost';
    expect(split.effects.map((one) => one[measured])).toEqual(measures);
    const same = { bookId: 'a', titleId: 'a', custodyId: 'a', clusterId: 'k', class: 'pipe', unit: '米' };
    const merged = mergeShares(
      split.effects.map((one) => ({
        ...one,
        ...same,
        publicBenefit: false,
        use: 'own',
        chargedThrough: null,
      })),
    );
    expect(merged).toEqual({ outcome: 'accepted', effects: whole });
  },
);

test.prop([wholes, fc.bigInt({ min: 1n, max: 9n })])(
  'one too much or too little is no split',
  ({ whole, basis, measures }, off) => {
    const [first = 0n, ...rest] = measures;
    expect(splitShares(whole, basis, [first + off, ...rest]).outcome).toBe('refused');
    expect(splitShares(whole, basis, [0n, ...measures]).outcome).toBe('refused');
    expect(splitShares(whole, basis, [measures.reduce((a, b) => a + b, 0n)]).outcome).toBe('refused');
  },
);

test.prop([fc.constantFrom(...mergeAspects)])('what differs in %s is not merged', (aspect) => {
  const shares = { cost: fen(2n), depreciation: fen(0n), impairment: fen(0n), residual: fen(0n) };
  const one: Mergeable = {
    ...{ ...shares, monthly: null, area: null, quantity: 1n, bookId: 'a', titleId: 'a', custodyId: 'a' },
    ...{ clusterId: 'k', class: 'pipe', unit: '米', publicBenefit: false, use: 'own', chargedThrough: null },
  };
  const other = { ...one, [aspect]: aspect === 'publicBenefit' ? true : 'x' };
  expect(mergeShares([one, one]).outcome).toBe('accepted');
  expect(mergeShares([one, other])).toMatchObject({
    refusals: [{ code: 'MERGE_DIFFERS', facts: { aspect } }],
  });
});
