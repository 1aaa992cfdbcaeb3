import { fc, test } from '@fast-check/vitest';
import { expect, test as once } from 'vitest';
import { sha256, toHex, utf8 } from '../kernel/sha256.ts';
import { panelDraw, seedCommitment } from './panel-draw.ts';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((b) => toHex(b));
const hashOf = (text: string): string => toHex(sha256(utf8(text)));
const experts = (count: number): string[] => Array.from({ length: count }, (_, i) => `ZJ${100 + i}`);
const ask = (seed: string, over: object = {}) => ({
  ...{ seed, commitment: seedCommitment(seed), receipts: ['a'.repeat(64), 'b'.repeat(64)] },
  ...{ experts: experts(20), excluded: [], seats: 5, ...over },
});

test.prop([seeds])(
  'the same seed and receipts draw the same panel, in whatever order they are given',
  (seed) => {
    const first = panelDraw(ask(seed));
    const again = panelDraw(
      ask(seed, { experts: experts(20).reverse(), receipts: ['b'.repeat(64), 'a'.repeat(64)] }),
    );
    expect(again).toEqual(first);
    expect(first.genuine).toBe(true);
    expect([...first.order].sort()).toEqual(experts(20));
  },
);

test.prop([seeds, seeds])('another seed than the one committed to is found out', (seed, other) => {
  fc.pre(seed !== other);
  expect(panelDraw({ ...ask(seed), commitment: seedCommitment(other) }).genuine).toBe(false);
});

test.prop([seeds, fc.subarray(experts(20), { maxLength: 12 })])(
  'who is excluded is passed over, and nobody else changes place',
  (seed, excluded) => {
    const all = panelDraw(ask(seed));
    const some = panelDraw(ask(seed, { excluded }));
    expect(some.order).toEqual(all.order);
    expect(some.drawn).toEqual(all.order.filter((id) => !excluded.includes(id)).slice(0, 5));
  },
);

once('one more receipt draws another panel: nobody knows it before the last bid', () => {
  const seed = hashOf('seed');
  const orders = Array.from({ length: 20 }, (_, i) =>
    panelDraw(ask(seed, { receipts: [hashOf(`${i}`)] })).order.join(),
  );
  expect(new Set(orders).size).toBe(20);
});

once('over many seeds every expert is drawn about as often (chi-squared, 19 degrees, p ≈ 10⁻⁶)', () => {
  const [rounds, seats, count] = [4000, 5, 20];
  const times = new Map(experts(count).map((id) => [id, 0]));
  for (let i = 0; i < rounds; i += 1) {
    const seed = hashOf(`round ${i}`);
    for (const id of panelDraw(ask(seed)).drawn) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const expected = (rounds * seats) / count;
  const chi = [...times.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // Without replacement the statistic is smaller by (count − seats) ÷ (count − 1).
  expect(chi).toBeLessThan(64 * ((count - seats) / (count - 1)));
});

once('a draw worked out once stays what it is', () => {
  const seed = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
  expect(panelDraw(ask(seed, { experts: experts(8) })).drawn).toMatchInlineSnapshot(`
    [
      "ZJ100",
      "ZJ102",
      "ZJ103",
      "ZJ105",
      "ZJ107",
    ]
  `);
});
