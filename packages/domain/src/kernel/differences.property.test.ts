import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './differences.ts';

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)));

test('a value differs from itself nowhere, and from another in the same places in both directions', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(differences(a, JSON.parse(JSON.stringify(a)))).toEqual([]);
      const there = differences(a, b).map((d) => d.path);
      const back = differences(b, a).map((d) => d.path);
      expect(new Set(there)).toEqual(new Set(back));
      expect(there.length > 0).toBe(JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)));
    }),
  );
});

/** Keys in order, and named entries too: what the comparison does not tell apart. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

test('each difference is named once, as deep as both go', () => {
  const was = {
    level: 'committee',
    company: { netAssets: '1.00', tier: 1 },
    history: [{ id: 'a', amount: '1' }],
  };
  const is = {
    level: 'sasac',
    company: { tier: 1, netAssets: '2.00' },
    history: [
      { id: 'b', amount: '2' },
      { id: 'a', amount: '3' },
    ],
    mandate: null,
  };
  expect(differences(was, is)).toEqual([
    { path: 'level', was: 'committee', is: 'sasac' },
    { path: 'company.netAssets', was: '1.00', is: '2.00' },
    { path: 'history.a.amount', was: '1', is: '3' },
    { path: 'history.b', was: undefined, is: { id: 'b', amount: '2' } },
    { path: 'mandate', was: undefined, is: null },
  ]);
});

test('what is undefined is not there, and lists without names are one value', () => {
  expect(differences({ a: 1, b: undefined }, { a: 1 })).toEqual([]);
  expect(differences({ days: ['2026-01-01'] }, { days: ['2026-01-01', '2026-01-04'] })).toEqual([
    { path: 'days', was: ['2026-01-01'], is: ['2026-01-01', '2026-01-04'] },
  ]);
  const twice = [
    { rule: 'r', because: '一' },
    { rule: 'r', because: '二' },
  ];
  expect(
    differences(
      twice,
      twice.map((one) => ({ ...one })),
    ),
  ).toEqual([]);
});
