import { expect, test } from 'vitest';
import { showSpread, spreadOf, Tally } from './figures.ts';
import { figuresOf } from './matters-report.ts';

test('a spread is the middle, the least and the greatest', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(() => spreadOf([])).toThrow('nothing was measured');
  expect(showSpread({ median: 2, min: 1, max: 3.25 }, 1)).toBe('2.0 (1.0–3.3)');
});

test('a tally adds up under names', () => {
  const tally = new Tally();
  for (const [name, value] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
  ] as const)
    tally.add(name, value);
  expect([...tally.sums]).toEqual([
    ['a', 4],
    ['b', 2],
  ]);
  expect(tally.total).toBe(6);
});

test('ratio and growth are taken round by round', () => {
  const figures = figuresOf(
    'queue',
    { stack: [10, 12, 20], floor: [5, 4, 8] },
    { stack: [10, 8, 16], floor: [1, 1, 1] },
  );
  expect(figures.ratio).toEqual({ median: 2.5, min: 2, max: 3 });
  expect(figures.growth).toEqual({ median: 1.25, min: 1, max: 1.5 });
});
