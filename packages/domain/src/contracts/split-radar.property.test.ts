import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { ratio } from '../kernel/ratio.ts';
import {
  findSplits,
  type SplitFigures,
  splitThreshold,
  type WatchedContract,
  watchedClasses,
} from './split-radar.ts';

const figures: SplitFigures = {
  nearShare: ratio(9n, 10n),
  nearCount: 3,
  procurementLimit: fen(200_000_000n),
};
const start = localDate('2026-01-01');
const classes = fc.constantFrom(...watchedClasses);

/** Feeds contracts to the radar one by one, each against those before it; the ids that any finding adds up. */
function feed(contracts: readonly WatchedContract[], linked: ReadonlySet<string>): Set<string> {
  const flagged = new Set<string>();
  for (const [at, contract] of contracts.entries())
    for (const found of findSplits(contract, contracts.slice(0, at), linked, figures)) {
      expect(found.contracts.map(({ id }) => id)).toContain(contract.id);
      expect(found.amount).toBe(sumFen(found.contracts.map(({ amount }) => amount)));
      for (const { id } of found.contracts) flagged.add(id);
    }
  return flagged;
}

/** One purchase cut into parts that are each below the threshold, in one budget year, by one of the ties, in any order. */
const split = fc
  .record({
    of: classes,
    weights: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 8 }),
    over: fc.bigInt({ min: 0n, max: 90_000_000n }),
    days: fc.array(fc.nat({ max: 364 }), { minLength: 8, maxLength: 8 }),
    tie: fc.constantFrom('project' as const, 'counterparty' as const, 'linked' as const),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }),
  })
  .map(({ of, weights, over, days, tie, order }) => {
    const threshold = splitThreshold(of, start, figures);
    const whole = threshold + over;
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const parts: Fen[] = weights.map((weight) => fen((whole * BigInt(weight)) / BigInt(all)));
    parts[0] = fen((parts[0] ?? 0n) + whole - sumFen(parts));
    const contracts = parts.map(
      (amount, at): WatchedContract => ({
        id: `K${at}`,
        organizationId: `O${at}`,
        counterpartyId: tie === 'counterparty' ? 'S' : `S${at}`,
        project: tie === 'project' ? 'P' : `P${at}`,
        class: of,
        amount,
        decidedOn: addDays(start, days[at] ?? 0),
      }),
    );
    return {
      threshold,
      contracts: order.flatMap((at) => contracts[at] ?? []),
      linked: new Set(tie === 'linked' ? contracts.map((each) => each.counterpartyId ?? '') : []),
    };
  })
  .filter(({ contracts, threshold }) => contracts.every(({ amount }) => amount < threshold));

test.prop([split], { numRuns: 1_000, seed: 20_261_122 })(
  'a purchase that was split is found, every time',
  ({ contracts, linked, threshold }) => {
    const flagged = feed(contracts, linked);
    const found = contracts.filter(({ id }) => flagged.has(id));
    expect(sumFen(found.map(({ amount }) => amount)) >= threshold).toBe(true);
  },
);

test.prop(
  [
    fc.array(fc.record({ of: classes, share: fc.integer({ min: 1, max: 999 }), day: fc.nat({ max: 900 }) }), {
      maxLength: 40,
    }),
  ],
  { numRuns: 1_000, seed: 20_261_123 },
)('independent contracts below the threshold are left alone', (rows) => {
  const contracts = rows.map(
    ({ of, share, day }, at): WatchedContract => ({
      id: `K${at}`,
      organizationId: `O${at}`,
      counterpartyId: `S${at}`,
      project: at % 3 === 0 ? null : `P${at}`,
      class: of,
      amount: fen((splitThreshold(of, start, figures) * BigInt(share)) / 1000n),
      decidedOn: addDays(start, day),
    }),
  );
  expect(feed(contracts, new Set())).toEqual(new Set());
});

test.prop([split])('the order of what was there before changes nothing', ({ contracts, linked }) => {
  const [last, ...others] = [...contracts].reverse();
  if (last === undefined) return;
  const told = (before: readonly WatchedContract[]) =>
    findSplits(last, before, linked, figures).map((f) => [f.code, f.by, f.amount]);
  expect(told([...others].reverse())).toEqual(told(others));
});
