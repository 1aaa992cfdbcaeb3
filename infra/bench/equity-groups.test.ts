import { largeComponents } from '@guanyun/domain/equity/large-components.ts';
import { largeGraph } from '@guanyun/domain/equity/large-graph.ts';
import { describe, expect, test } from 'vitest';
import { consolidated, makeAccounts, summedOnce } from './equity-accounts.ts';
import { makeGroup, PARTS } from './equity-groups.ts';

describe.each([1_000, 10_000])('a group of %i companies', (companies) => {
  const { holdings, circling } = makeGroup(companies);

  test('three different holders each, together for at most the whole', () => {
    const holders = Array.from({ length: companies }, () => new Set<number>());
    const sums = new Float64Array(companies);
    for (const [edge, owned] of holdings.owned.entries()) {
      expect(holdings.owner[edge]).not.toBe(owned);
      holders[owned]?.add(holdings.owner[edge] ?? -1);
      sums[owned] = (sums[owned] ?? 0) + (holdings.amount[edge] ?? 0);
    }
    expect(holders.slice(1).every((each) => each.size === 3)).toBe(true);
    expect(holders[0]?.size).toBe(0);
    expect(sums.every((sum) => sum <= PARTS)).toBe(true);
  });

  test('one in a hundred stands in a loop, and nobody else', () => {
    const { start, members } = largeComponents(largeGraph(holdings));
    const found: number[] = [];
    for (let c = 0; c + 1 < start.length; c += 1) {
      const component = members.subarray(start[c], start[c + 1]);
      if (component.length > 1) found.push(...component);
    }
    expect(found.toSorted((a, b) => a - b)).toEqual(circling.toSorted((a, b) => a - b));
    expect(found).toHaveLength(companies / 100);
  });
});

test('the same seed makes the same group', () => {
  expect(makeGroup(500, 7)).toEqual(makeGroup(500, 7));
  expect(makeGroup(500, 8).holdings.amount).not.toEqual(makeGroup(500, 7).holdings.amount);
});

test('a consolidated group leaves nothing out: rows of every kind, each known to both sides', () => {
  const accounts = makeAccounts(20, 7, 100);
  const { sums, result } = consolidated(accounts);
  const prices = accounts.group.intragroup.map((one) => (one.kind === 'balance' ? one.amount : one.price));
  expect(sums).toHaveLength(7);
  expect([...sums, ...prices].reduce((a, b) => a + b, 0n)).toBe(summedOnce(accounts));
  expect(result.blocks).toEqual([]);
  const refs = new Set(result.eliminations.map(({ ref }) => ref));
  expect(refs.size).toBe(19 + 100);
});
