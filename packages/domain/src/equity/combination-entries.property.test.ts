import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { sideTotal } from '../accounting/entry-lines.ts';
import { fen, sumFen } from '../kernel/money.ts';
import { type Ratio, ratio, ZERO } from '../kernel/ratio.ts';
import { acquisition } from './acquisition.ts';
import type { CombinationResult, FreeTransfer, Takeover } from './combination.ts';
import { commonControl } from './common-control.ts';
import { freeTransfer } from './free-transfer.ts';
import { equityTotal } from './statement-lines.ts';

const amount = fc.bigInt({ min: 0n, max: 100_000n }).map(fen);
const signed = fc.bigInt({ min: -100_000n, max: 100_000n }).map(fen);
const share: fc.Arbitrary<Ratio> = fc
  .tuple(fc.bigInt({ min: 1n, max: 40n }), fc.bigInt({ min: 0n, max: 40n }))
  .map(([part, rest]) => ratio(part, part + rest));
const equity = fc.record({
  capital: amount,
  capitalReserve: signed,
  surplusReserve: amount,
  retained: signed,
});
const profits = fc.record({ beforeControl: signed, afterControl: signed });
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined });
const takeover: fc.Arbitrary<Takeover> = fc.record({
  kind: fc.constant('acquisition' as const),
  share,
  consideration: fc.array(
    fc.record({
      kind: fc.constantFrom('land' as const, 'fixed_asset' as const, 'shares' as const),
      book: amount,
      fair: maybe(amount),
    }),
    { maxLength: 4 },
  ),
  target: fc.record({
    netAssets: fc.constant(undefined),
    equity: maybe(equity),
    fairNetAssets: maybe(signed),
    fairAdjustment: maybe(signed),
    goodwill: amount,
  }),
  acquirer: maybe(equity),
  taxRate: fc.oneof(fc.constant(ZERO), share),
  profits: maybe(profits),
});
const transfer: fc.Arbitrary<FreeTransfer> = fc.record({
  kind: fc.constant('free_transfer' as const),
  investmentBook: amount,
  approvedAmount: maybe(amount),
  transferor: equity,
  credit: fc.constantFrom('reserve' as const, 'capital' as const),
  profits: maybe(profits),
});

function expectBalanced({ entries }: CombinationResult): void {
  for (const { debit, credit } of entries) {
    expect(debit.length).toBeGreaterThan(0);
    expect(sideTotal(debit)).toBe(sideTotal(credit));
    for (const side of [debit, credit]) {
      expect(new Set(side.map((line) => line.account)).size).toBe(side.length);
      expect(side.every((line) => line.amount > 0n)).toBe(true);
    }
  }
}
const accounts = ({ entries }: CombinationResult): string[] =>
  entries.flatMap(({ debit, credit }) => [...debit, ...credit].map((line) => line.account));

test.prop([takeover, transfer])(
  'every entry balances, with no zero line and an account once on a side',
  (of, free) => {
    for (const result of [acquisition(of), commonControl(of), freeTransfer(free)]) expectBalanced(result);
  },
);

test.prop([takeover])('common control makes neither goodwill nor gain, whatever fair values are', (of) => {
  const result = commonControl({ ...of, target: { ...of.target, goodwill: fen(0n) } });
  expect([result.goodwill, result.bargainGain, result.disposalGain]).toEqual([0n, 0n, 0n]);
  for (const line of ['goodwill', 'bargain_gain', '6115']) expect(accounts(result)).not.toContain(line);
  const unfair = commonControl({
    ...of,
    consideration: of.consideration.map(({ kind, book }) => ({ kind, book })),
    target: { ...of.target, fairNetAssets: undefined, fairAdjustment: undefined },
  });
  expect(commonControl(of)).toEqual(unfair);
});

test.prop([takeover])(
  'the group is the acquirer, what it issued, and the minority: nothing appears',
  (of) => {
    const { consolidated, minority, investment } = commonControl(of);
    if (consolidated === null || of.acquirer === undefined || of.target.equity === undefined) return;
    const issued = of.consideration.filter(({ kind }) => kind === 'shares').map(({ book }) => book);
    const given = of.consideration.filter(({ kind }) => kind !== 'shares').map(({ book }) => book);
    const before = equityTotal(of.acquirer) + equityTotal(of.target.equity) + of.target.goodwill;
    expect(consolidated.total).toBe(before - sumFen(given));
    expect(consolidated.capital).toBe(of.acquirer.capital + sumFen(issued));
    expect((investment ?? 0n) + (minority ?? 0n)).toBe(equityTotal(of.target.equity) + of.target.goodwill);
  },
);

test.prop([takeover])('a transfer back never takes more than the capital reserve that stands', (of) => {
  const { transferBack, consolidated } = commonControl(of);
  if (transferBack === null || consolidated === null) return;
  expect(transferBack.surplusReserve + transferBack.retained).toBe(transferBack.amount);
  if (transferBack.amount > 0n) expect(consolidated.capitalReserve).toBeGreaterThanOrEqual(0n);
  if (transferBack.short > 0n) expect(consolidated.capitalReserve).toBeLessThanOrEqual(0n);
});

test.prop([takeover])('an acquisition has goodwill or a bargain gain, never both', (of) => {
  const result = acquisition(of);
  if (result.goodwill === null || result.bargainGain === null) return;
  expect(result.goodwill === 0n || result.bargainGain === 0n).toBe(true);
  expect(result.goodwill >= 0n && result.bargainGain >= 0n).toBe(true);
});

test.prop([transfer])('a free transfer makes no profit and no loss, and moves the book value', (of) => {
  const result = freeTransfer(of);
  for (const account of accounts(result)) expect(['1511', '4001', '4002', '4101', '4104']).toContain(account);
  const { reserveChange, surplusChange, retainedChange } = result;
  expect((reserveChange ?? 0n) + (surplusChange ?? 0n) + (retainedChange ?? 0n)).toBe(-of.investmentBook);
});
