import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { ratio } from '../kernel/ratio.ts';
import { majorityClosure } from '../organizations/majority-control.ts';
import { type DirectHolding, type OwnershipEntity, shareGraph } from '../organizations/share-graph.ts';
import { bidderConflict } from './bidder-conflict.ts';

const ids = ['A', 'B', 'C', 'G', 'H', 'S', 'T'];
const bidders = ['A', 'B', 'C'];
const entities: OwnershipEntity[] = [{ id: 'S', kind: 'state' }];
const holdings: fc.Arbitrary<DirectHolding[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.nat({ max: 4 }))
    .map(([owner, owned, quarters]) => ({ owner, owned, share: ratio(BigInt(quarters), 4n) })),
  { maxLength: 12 },
);
const judge = (held: readonly DirectHolding[], order = bidders) =>
  new Map(
    bidderConflict({ tenderer: 'T', bidders: order, entities, holdings: held }).bids.map((bid) => [
      bid.id,
      bid,
    ]),
  );

test.prop([holdings])('what is found is what the closures of all say, one by one', (held) => {
  const graph = shareGraph(entities, held);
  const controls = new Map(ids.map((id) => [id, majorityClosure(graph, id)]));
  const either = (a: string, b: string) => controls.get(a)?.has(b) || controls.get(b)?.has(a) || false;
  const shared = (a: string, b: string) =>
    ids.some((id) => id !== 'S' && controls.get(id)?.has(a) && controls.get(id)?.has(b));
  const bids = judge(held);
  for (const a of bidders) {
    const others = bidders.filter((b) => b !== a);
    const codes = bids.get(a)?.codes ?? [];
    expect(codes.includes('CONTROL')).toBe(others.some((b) => either(a, b)));
    expect(codes.includes('COMMON_CONTROLLER')).toBe(others.some((b) => !either(a, b) && shared(a, b)));
    const direct = held.some(
      ({ owner, owned, share }) =>
        share.numerator > 0n && ((owner === a && owned === 'T') || (owner === 'T' && owned === a)),
    );
    expect(codes.includes('INTEREST')).toBe(direct || either(a, 'T') || shared(a, 'T'));
  }
});

test.prop([holdings, fc.shuffledSubarray(bidders, { minLength: 3 })])(
  'a conflict between two bidders is told of both, in whatever order they come',
  (held, order) => {
    const [one, two] = [judge(held), judge([...held].reverse(), order)];
    for (const id of bidders) {
      expect(two.get(id)?.codes).toEqual(one.get(id)?.codes);
      expect([...(two.get(id)?.with ?? [])].sort()).toEqual([...(one.get(id)?.with ?? [])].sort());
      for (const other of one.get(id)?.with ?? [])
        if (other !== 'T') expect(one.get(other)?.with).toContain(id);
    }
  },
);
