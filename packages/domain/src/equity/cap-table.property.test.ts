import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { add, ONE, ZERO } from '../kernel/ratio.ts';
import { capTable } from './cap-table.ts';
import type { ShareTransaction } from './share-transaction.ts';

const who = fc.constantFrom('A', 'B', 'C', 'D');
const capital = fc.bigInt({ min: 1n, max: 1000n });
const day = fc.integer({ min: 1, max: 9 }).map((d) => localDate(`2025-01-0${d}`));

const joining: fc.Arbitrary<ShareTransaction> = fc
  .record({
    kind: fc.constantFrom('establish' as const, 'increase' as const),
    to: who,
    sum: capital,
    part: capital,
    decidedOn: day,
  })
  .map(({ sum, part, ...rest }) => ({ ...rest, subscribed: fen(sum), paid: fen(part % (sum + 1n)) }));
const moving: fc.Arbitrary<ShareTransaction> = fc
  .record({
    kind: fc.constantFrom('transfer' as const, 'free_transfer' as const),
    from: who,
    to: who,
    sum: capital,
    decidedOn: day,
  })
  .map(({ sum, ...rest }) => ({ ...rest, subscribed: fen(sum) }));
const events = fc.array(fc.oneof(joining, moving), { maxLength: 12 });
const shuffled = events.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);
const end = localDate('2025-12-31');

test.prop([shuffled])('the order of the input is of no consequence', ([list, other]) => {
  const [one, two] = [capTable(list, end, 'decision'), capTable(other, end, 'decision')];
  expect(two).toEqual({ ...one, warnings: two.warnings });
});

test.prop([events])('holders add up to the capital, and their votes to one', (list) => {
  const table = capTable(list, end, 'decision');
  expect(table.holders.reduce((sum, holder) => sum + holder.subscribed, 0n)).toBe(table.registeredCapital);
  expect(table.holders.reduce((sum, holder) => sum + holder.paid, 0n)).toBe(table.paidIn);
  const votes = table.holders.reduce((sum, holder) => add(sum, holder.vote ?? ZERO), ZERO);
  if (table.holders.length > 0) expect(votes).toEqual(ONE);
  for (const holder of table.holders) expect(holder.subscribed >= 0n && holder.paid >= 0n).toBe(true);
});

test.prop([events])('transfers move capital and make none', (list) => {
  const news = list.filter((event) => event.kind === 'establish' || event.kind === 'increase');
  const [all, without] = [capTable(list, end, 'decision'), capTable(news, end, 'decision')];
  expect([all.registeredCapital, all.paidIn]).toEqual([without.registeredCapital, without.paidIn]);
});

test.prop([events, day])('what comes later does not change an earlier day', (list, asOf) => {
  const past = list.filter((event) => event.decidedOn <= asOf);
  expect(capTable(list, asOf, 'decision')).toEqual(capTable(past, asOf, 'decision'));
});

const flow = fc.record({
  from: fc.integer({ min: 0, max: 4 }),
  further: fc.integer({ min: 1, max: 4 }),
  subscribed: capital,
});
test.prop([
  fc.array(capital, { minLength: 5, maxLength: 5 }),
  fc.array(flow, { maxLength: 8 }),
  fc.shuffledSubarray([...'ABCDEFGHI'], { minLength: 9 }),
])(
  'what moves on one day along chains hangs on nobody’s name, but for a rounding of each move',
  (starts, flows, names) => {
    const table = (nameOf: (at: number) => string) => {
      const opening = starts.map((sum, at): ShareTransaction => {
        const paid = fen(at % 2 === 0 ? sum : 0n);
        return {
          kind: 'establish',
          to: nameOf(at),
          subscribed: fen(sum),
          paid,
          decidedOn: localDate('2025-01-01'),
        };
      });
      const moves = flows.map(({ from, further, subscribed }): ShareTransaction => {
        const ends = { from: nameOf(from), to: nameOf(from + further) };
        return { kind: 'transfer', ...ends, subscribed: fen(subscribed), decidedOn: localDate('2025-02-01') };
      });
      const { holders, blocks } = capTable([...opening, ...moves], end, 'decision');
      const of = (at: number) => holders.find(({ id }) => id === nameOf(at));
      return { blocked: blocks.length, of };
    };
    const [one, two] = [table((at) => `holder ${at}`), table((at) => names[at] ?? '')];
    if (one.blocked > 0 || two.blocked > 0) return;
    for (let at = 0; at < 9; at += 1) {
      expect(two.of(at)?.subscribed).toBe(one.of(at)?.subscribed);
      const off = (two.of(at)?.paid ?? 0n) - (one.of(at)?.paid ?? 0n);
      expect(off <= BigInt(flows.length) && -off <= BigInt(flows.length)).toBe(true);
    }
  },
);
