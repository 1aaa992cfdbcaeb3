import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fen } from '../kernel/money.ts';
import { compare, ratio, ZERO } from '../kernel/ratio.ts';
import { evaluateBids } from './bid-evaluation.ts';
import { type Bid, evaluationMethods } from './bid-scores.ts';

const parameters = {
  fullScore: ratio(40n),
  above: ratio(1n),
  below: ratio(1n, 2n),
  weight: ratio(3n, 10n),
};
const method = fc.constantFrom(...evaluationMethods);
const bids: fc.Arbitrary<Bid[]> = fc
  .array(fc.tuple(fc.bigInt({ min: 1n, max: 10_000n }), fc.nat({ max: 60 }), fc.nat({ max: 20 })), {
    minLength: 3,
    maxLength: 9,
  })
  .map((rows) =>
    rows.map(([price, points, percent], at) => ({
      id: `B${at}`,
      price: fen(price),
      otherScore: ratio(BigInt(points)),
      smallEnterpriseDeduction: ratio(BigInt(percent), 100n),
    })),
  );

test.prop([method, bids])('everybody valid has one place, and nobody below scores more', (how, all) => {
  const { ranking, validBids, winner, contractPrice } = evaluateBids({ method: how, bids: all, parameters });
  expect(ranking.map(({ rank }) => rank)).toEqual(all.map((_, at) => at + 1));
  expect(new Set(ranking.map(({ id }) => id)).size).toBe(validBids);
  expect(contractPrice).toBe(all.find(({ id }) => id === winner)?.price);
  for (const [at, { total, evaluated }] of ranking.entries()) {
    const above = ranking[at - 1];
    if (above === undefined) continue;
    if (total === null || above.total === null) expect(above.evaluated <= evaluated).toBe(true);
    else expect(compare(above.total, total)).toBeGreaterThanOrEqual(0);
  }
});

test.prop([method, bids, fc.bigInt({ min: 10_001n, max: 99_999n })])(
  'a bid over the ceiling changes nothing for the others',
  (how, all, price) => {
    const ceiling = fen(10_000n);
    const without = evaluateBids({ method: how, bids: all, parameters, ceiling });
    const over: Bid = { id: 'over', price: fen(price), otherScore: ratio(60n) };
    const withIt = evaluateBids({ method: how, bids: [over, ...all], parameters, ceiling });
    expect(withIt.ranking).toEqual(without.ranking);
    expect(withIt.base).toBe(without.base);
    expect(withIt.rejected.map(({ id }) => id)).toEqual(['over']);
  },
);

test.prop([method, bids, fc.bigInt({ min: 2n, max: 9n })])(
  'prices in another measure change no score and no place',
  (how, all, times) => {
    const larger = all.map((bid) => ({ ...bid, price: fen(bid.price * times) }));
    const view = (list: readonly Bid[]) =>
      evaluateBids({ method: how, bids: list, parameters }).ranking.map(({ id, score, total }) => ({
        id,
        score,
        total,
      }));
    expect(view(larger)).toEqual(view(all));
  },
);

test.prop([bids])('a score lies between none and the whole', (all) => {
  for (const how of ['composite', 'procurement_low_price'] as const) {
    const most = how === 'composite' ? parameters.fullScore : ratio(30n);
    for (const { score } of evaluateBids({ method: how, bids: all, parameters }).ranking) {
      expect(score && compare(score, ZERO) >= 0 && compare(score, most) <= 0).toBe(true);
    }
  }
});
