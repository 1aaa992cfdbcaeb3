import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addMonths, localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import type { AssetClass } from './asset-class.ts';
import {
  chargeBetween,
  chargedBefore,
  chargedClasses,
  chargedTo,
  type DepreciationCard,
  lastMonthCharged,
  monthsCharged,
} from './depreciation.ts';

const start = localDate('2020-01-31');
const amount = (max: bigint) => fc.bigInt({ min: 0n, max }).map(fen);
const cards: fc.Arbitrary<DepreciationCard> = fc
  .record({
    keeper: fc.constantFrom('company' as const, 'public_body' as const),
    class: fc.constantFrom<AssetClass>('plant', 'equipment', 'pipe', 'land', 'intangible', 'road', 'cip'),
    publicBenefit: fc.boolean(),
    formed: fc.nat(24),
    monthly: fc.option(amount(500n)),
    cost: amount(5000n),
    residual: amount(600n),
    written: fc.nat(100),
    impaired: fc.nat(100),
  })
  .map(({ formed, written, impaired, cost, ...card }) => {
    const depreciation = fen((cost * BigInt(written)) / 200n);
    const impairment = fen((cost * BigInt(impaired)) / 200n);
    return {
      ...card,
      cost,
      depreciation,
      impairment,
      formedOn: addMonths(start, formed),
      chargedThrough: null,
    };
  });
const months = fc.array(fc.nat(60), { maxLength: 8 });
const month = (n: number) => addMonths(start, n);

test.prop([cards, months, fc.nat(60)])(
  'whoever charges how often up to a month, together they charge what one owner would at once',
  (card, runs, end) => {
    let held = card;
    let charged = 0n;
    for (const n of [...runs.filter((n) => n <= end), end].sort((a, b) => a - b)) {
      charged += chargeBetween(held, month(n));
      held = chargedTo(held, month(n));
    }
    expect(charged).toBe(chargeBetween(card, month(end)));
    expect(held.depreciation - card.depreciation).toBe(charged);
    expect(chargeBetween(held, month(end))).toBe(0n);
  },
);

test.prop([cards, months, fc.nat(60), fc.nat(60)])(
  'a transfer in any month leaves neither gap nor overlap: giver to delivery, receiver after it',
  (card, runs, delivery, end) => {
    const all = Math.max(delivery, end);
    const go = (from: DepreciationCard, upTo: number): DepreciationCard =>
      runs
        .filter((n) => n <= upTo)
        .sort((a, b) => a - b)
        .reduce((held, n) => chargedTo(held, month(n)), from);
    const handed = chargedTo(go(card, delivery), month(delivery));
    const received = chargedTo(go(handed, all), month(all));
    expect(received.depreciation).toBe(chargedTo(card, month(all)).depreciation);
  },
);

test.prop([cards, fc.nat(60)])(
  'what is charged through the month before its first charges as if nothing were said',
  (card, end) => {
    const chargedThrough = chargedBefore(card.keeper, card);
    expect(chargeBetween({ ...card, chargedThrough }, month(end))).toBe(chargeBetween(card, month(end)));
    expect(chargedThrough === null).toBe(!chargedClasses.includes(card.class));
  },
);

test.prop([cards, fc.nat(200)])(
  'nothing is charged below the residual, before forming, or without a rule',
  (card, n) => {
    const after = chargedTo(card, month(n));
    const left = card.cost - card.residual - card.depreciation - card.impairment;
    const charge = chargeBetween(card, month(n));
    expect(charge >= 0n && charge <= (left > 0n ? left : 0n)).toBe(true);
    expect(after.depreciation + after.impairment <= card.cost).toBe(true);
    const idle = !chargedClasses.includes(card.class) || (card.keeper === 'company' && card.publicBenefit);
    if (idle || month(n) < addMonths(card.formedOn, -1)) expect(charge).toBe(0n);
    expect(monthsCharged(card, month(n)) === 0).toBe(charge === 0n);
  },
);

describe('the first and the last month', () => {
  const card: DepreciationCard = {
    ...{ keeper: 'company', class: 'plant', publicBenefit: false, formedOn: localDate('2026-03-10') },
    ...{ chargedThrough: null, monthly: fen(10n), cost: fen(35n), residual: fen(2n) },
    ...{ depreciation: fen(0n), impairment: fen(0n) },
  };
  test.each([
    ['company', 'plant', 0n, '2026-06-01'],
    ['company', 'land', 10n, '2026-05-01'],
    ['public_body', 'plant', 10n, '2026-05-01'],
    ['public_body', 'intangible', 10n, '2026-05-01'],
  ] as const)(
    'of %s %s: %s in the month of forming, through %s when it leaves in June',
    (keeper, of, first, last) => {
      const one = { ...card, keeper, class: of };
      expect(chargeBetween(one, localDate('2026-03-31'))).toBe(first);
      expect(lastMonthCharged(one, localDate('2026-06-10'))).toBe(last);
    },
  );
  test('the last month takes what is left', () => {
    expect([4, 5, 6, 7, 8].map((m) => chargeBetween(card, localDate(`2026-0${m}-01`)))).toEqual([
      10n,
      20n,
      30n,
      33n,
      33n,
    ]);
  });
  test('without a monthly charge nothing is charged', () => {
    expect(chargeBetween({ ...card, monthly: null }, localDate('2027-01-01'))).toBe(0n);
    expect(monthsCharged({ ...card, monthly: fen(0n) }, localDate('2027-01-01'))).toBe(0);
  });
});
