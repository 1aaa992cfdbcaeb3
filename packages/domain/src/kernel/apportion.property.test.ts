import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { apportion } from './apportion.ts';
import { fen, sumFen } from './money.ts';

const amount = fc.oneof(fc.bigInt({ min: 0n, max: 200n }), fc.bigInt({ min: 0n, max: 10n ** 20n })).map(fen);
const weight = fc.oneof(fc.bigInt({ min: 0n, max: 4n }), fc.bigInt({ min: 0n, max: 10n ** 36n }));
const weights = fc
  .array(weight, { minLength: 1, maxLength: 40 })
  .filter((all) => all.some((each) => each > 0n));
const parts = (of: bigint, by: readonly bigint[]): bigint[] => apportion(fen(of), by) ?? [];
const total = (by: readonly bigint[]): bigint => by.reduce((sum, each) => sum + each, 0n);

test.prop([amount, weights])('the parts add up, and none is a whole fen from its exact share', (of, by) => {
  const given = parts(of, by);
  expect(sumFen(given.map(fen))).toBe(of);
  for (const [index, part] of given.entries()) {
    const off = part * total(by) - of * (by[index] ?? 0n);
    expect(off < total(by) && -off < total(by)).toBe(true);
    if (by[index] === 0n) expect(part).toBe(0n);
  }
});

test.prop([amount, weights])(
  'a larger weight never gets less, an equal and earlier one neither',
  (of, by) => {
    const ranked = by.map((each, index) => ({ each, part: parts(of, by)[index] ?? 0n }));
    for (const [place, a] of ranked.entries()) {
      for (const b of ranked.slice(place + 1)) {
        if (a.each >= b.each) expect(a.part >= b.part).toBe(true);
        if (a.each < b.each) expect(a.part <= b.part).toBe(true);
      }
    }
  },
);

test.prop([amount, weights, fc.nat(), fc.bigInt({ min: 1n, max: 10n ** 20n })])(
  'who weighs more than before never gets less',
  (of, by, at, more) => {
    const index = at % by.length;
    const before = parts(of, by)[index] ?? 0n;
    const after = parts(of, by.with(index, (by[index] ?? 0n) + more))[index] ?? 0n;
    expect(after >= before).toBe(true);
  },
);

test.prop([amount, weights, fc.bigInt({ min: 1n, max: 10n ** 18n })])(
  'the unit of the weights does not matter, nor an item of no weight',
  (of, by, unit) => {
    const scaled = by.map((each) => each * unit);
    expect(parts(of, scaled)).toEqual(parts(of, by));
    expect(parts(of, [0n, ...by, 0n])).toEqual([0n, ...parts(of, by), 0n]);
  },
);

test.prop([amount, weights])(
  'another order changes who of equal remainders gets the fen, and only that',
  (of, by) => {
    const remainder = (each: bigint): bigint => (of * each) % total(by);
    const label = by.map((each, index) => ({ each, part: parts(of, by)[index] ?? 0n }));
    const turned = by.toReversed();
    const other = turned.map((each, index) => ({ each, part: parts(of, turned)[index] ?? 0n })).toReversed();
    const raised = (all: typeof label, left: bigint): number =>
      all.filter(({ each, part }) => remainder(each) === left && part * total(by) > of * each).length;
    for (const [index, { each, part }] of label.entries()) {
      const alone = by.filter((weighs) => remainder(weighs) === remainder(each)).length === 1;
      if (alone) expect(other[index]?.part).toBe(part);
      expect(raised(other, remainder(each))).toBe(raised(label, remainder(each)));
    }
  },
);

test('without a weight there is nothing to split by', () => {
  expect(apportion(fen(5n), [0n, 0n])).toBeNull();
  expect(apportion(fen(0n), [])).toBeNull();
});
