import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { add, compare, multiply, ONE, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';
import { controlledBy } from '../organizations/majority-control.ts';
import {
  type DirectHolding,
  holdersOf,
  type OwnershipEntity,
  shareGraph,
} from '../organizations/share-graph.ts';
import { ownership } from './ownership.ts';

const companies = ['A', 'B', 'C', 'D', 'E'];
const owners = ['g', 'h'];
const entities: OwnershipEntity[] = [
  ...owners.map((id) => ({ id, kind: 'person' as const })),
  ...companies.map((id) => ({ id, kind: 'company' as const })),
];

/** Complete groups: each company's shares add up to one, some of them always in outside hands. */
const complete: fc.Arbitrary<DirectHolding[]> = fc
  .array(fc.array(fc.nat({ max: 4 }), { minLength: 7, maxLength: 7 }), { minLength: 5, maxLength: 5 })
  .map((rows) =>
    rows.flatMap((row, j) => {
      const weights = row.map((weight, i) => (i === 0 ? weight + 1 : i === j + 2 ? 0 : weight));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.flatMap((weight, i) => {
        const [owner, owned] = [[...owners, ...companies][i] ?? '', companies[j] ?? ''];
        return weight === 0 ? [] : [{ owner, owned, share: ratio(BigInt(weight), BigInt(total)) }];
      });
    }),
  );

const total = (shares: readonly Ratio[]): Ratio => shares.reduce(add, ZERO);

test.prop([complete])(
  'with all holders known, the effective shares of a company add up to one',
  (holdings) => {
    const { effective, problems } = ownership({ entities, holdings });
    expect(problems).toEqual([]);
    for (const company of companies) {
      const shares = effective.filter((each) => each.owned === company).map((each) => each.ratio);
      expect(total(shares)).toEqual(ONE);
    }
  },
);

test.prop([complete, fc.shuffledSubarray(entities, { minLength: 7 })])(
  'the order of entities and holdings changes no number',
  (holdings, other) => {
    const key = (each: { owner: string; owned: string; ratio: Ratio }): string =>
      `${each.owner} ${each.owned} ${each.ratio.numerator}/${each.ratio.denominator}`;
    const one = ownership({ entities, holdings, root: 'g' });
    const two = ownership({ entities: other, holdings: [...holdings].reverse(), root: 'g' });
    expect(two.effective.map(key).sort()).toEqual(one.effective.map(key).sort());
    expect([...two.control].sort()).toEqual([...one.control].sort());
    expect(two.loops.flat().sort()).toEqual(one.loops.flat().sort());
  },
);

test.prop([complete])('a company that holds nothing changes nothing for the others', (holdings) => {
  const before = ownership({ entities, holdings, root: 'g' });
  const after = ownership({
    entities: [...entities, { id: 'Z', kind: 'company' }],
    holdings: [...holdings, { owner: 'A', owned: 'Z', share: ONE }],
    root: 'g',
  });
  expect(after.effective.filter((each) => each.owned !== 'Z')).toEqual(before.effective);
  expect(after.control.filter((id) => id !== 'Z')).toEqual(before.control);
});

test.prop([complete, fc.nat({ max: 100 })])('holding more never loses control', (holdings, pick) => {
  const held = companies[pick % companies.length] ?? 'A';
  const before = controlledBy(shareGraph(entities, holdings), 'g');
  const more = holdings.filter((each) => !(each.owned === held && each.owner === 'h'));
  const bought = holdings.filter((each) => each.owned === held && each.owner === 'h');
  const after = controlledBy(
    shareGraph(entities, [...more, ...bought.map((each) => ({ ...each, owner: 'g' }))]),
    'g',
  );
  expect(after).toEqual(expect.arrayContaining(before));
});

test.prop([complete])('a higher threshold never controls more', (holdings) => {
  const graph = shareGraph(entities, holdings);
  const all = controlledBy(graph, 'g');
  for (const id of controlledBy(graph, 'g', ratio(2n, 3n))) expect(all).toContain(id);
});

test.prop([complete])(
  'without its own circling a company never holds more than the whole of another',
  (holdings) => {
    for (const { owner, owned, naive, corrected } of ownership({ entities, holdings }).integrated ?? []) {
      expect(compare(corrected, naive)).toBeLessThanOrEqual(0);
      if (owner !== owned) expect(compare(corrected, ONE)).toBeLessThanOrEqual(0);
    }
  },
);

/** Any shares at all: too many, too few, of oneself, circling wholly. */
const wild: fc.Arbitrary<DirectHolding[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...owners, ...companies), fc.constantFrom(...companies), fc.nat({ max: 6 }))
    .map(([owner, owned, sixths]) => ({ owner, owned, share: ratio(BigInt(sixths), 6n) })),
  { maxLength: 18 },
);

test.prop([wild])('R = E + R·A, exactly, and never below nothing', (holdings) => {
  const graph = shareGraph(entities, holdings);
  const { effective, problems } = ownership({ entities, holdings });
  const ownerless = new Set(problems.filter((p) => p.code === 'NO_ULTIMATE_OWNER').flatMap((p) => p.ids));
  const finals = graph.order.filter((id) => holdersOf(graph, id).size === 0 && !ownerless.has(id));
  const found = new Map(effective.map(({ owner, owned, ratio: share }) => [`${owner}>${owned}`, share]));
  const of = (owner: string, owned: string): Ratio =>
    owner === owned ? ONE : (found.get(`${owner}>${owned}`) ?? ZERO);
  for (const share of found.values()) expect(compare(share, ZERO)).toBe(1);
  for (const owner of finals)
    for (const owned of graph.order.filter((id) => !finals.includes(id) && !ownerless.has(id)))
      expect(of(owner, owned)).toEqual(
        total([...holdersOf(graph, owned)].map(([by, share]) => multiply(of(owner, by), share))),
      );
});
