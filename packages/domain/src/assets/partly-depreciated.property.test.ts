import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addMonths, localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { type CardBroughtIn, continueDepreciation, monthsCharged } from './partly-depreciated.ts';

const card = (over: Partial<CardBroughtIn> = {}): CardBroughtIn => ({
  cost: fen(1_200_000n),
  residual: fen(0n),
  depreciation: fen(120_000n),
  impairment: fen(0n),
  formedOn: localDate('2026-01-15'),
  chargedThrough: localDate('2026-11-01'),
  life: 100,
  chargedAtOnce: false,
  ...over,
});

test('ten months of a hundred are charged; the rest goes on at the same rate', () => {
  expect(continueDepreciation(card())).toEqual({ ok: true, monthly: 12_000n, monthsLeft: 90 });
});

test('a public body has charged one month more', () => {
  const atOnce = card({ chargedAtOnce: true });
  expect([monthsCharged(card()), monthsCharged(atOnce)]).toEqual([10, 11]);
  expect(continueDepreciation(atOnce)).toEqual({ ok: false, problem: 'differs', expected: 132_000n });
});

test('what does not fit the months is refused with the amount it ought to be', () => {
  const expected = { ok: false, problem: 'differs', expected: 120_000n };
  expect(continueDepreciation(card({ depreciation: fen(120_006n) }))).toEqual(expected);
  expect(continueDepreciation(card({ depreciation: fen(0n) }))).toEqual(expected);
  // Ten months rounded by themselves differ by five fen at most.
  expect(continueDepreciation(card({ depreciation: fen(120_005n) }))).toMatchObject({ ok: true });
});

test('after an impairment less was charged, and less goes on', () => {
  const impaired = card({ depreciation: fen(100_000n), impairment: fen(200_000n) });
  expect(continueDepreciation(impaired)).toEqual({ ok: true, monthly: 10_000n, monthsLeft: 90 });
  expect(continueDepreciation({ ...impaired, depreciation: fen(130_000n) })).toMatchObject({ ok: false });
});

test('a life that is over leaves nothing to charge', () => {
  const over = card({ life: 10, depreciation: fen(1_200_000n) });
  expect(continueDepreciation(over)).toEqual({ ok: true, monthly: 0n, monthsLeft: 0 });
  const impaired = { ...over, depreciation: fen(600_000n), impairment: fen(100_000n) };
  expect(continueDepreciation(impaired)).toEqual({ ok: false, problem: 'left_after_life' });
});

property.prop([
  fc.bigInt({ min: 100n, max: 10n ** 14n }),
  fc.integer({ min: 0, max: 99 }),
  fc.integer({ min: 1, max: 600 }),
  fc.integer({ min: 0, max: 700 }),
  fc.boolean(),
])(
  'a card charged month by month at the rounded rate goes on, and charges in the end all but the residual',
  (cost, percent, life, months, atOnce) => {
    const residual = (cost * BigInt(percent)) / 100n;
    const base = cost - residual;
    const rate = (2n * base + BigInt(life)) / (2n * BigInt(life));
    const chargedMonths = Math.min(months, life);
    const charged = rate * BigInt(chargedMonths);
    const depreciation =
      chargedMonths === life || charged > base ? (chargedMonths === life ? base : charged) : charged;
    const formedOn = localDate('1990-06-20');
    const through = localDate(
      `${addMonths(localDate('1990-06-01'), atOnce ? months - 1 : months).slice(0, 7)}-01`,
    );
    const next = continueDepreciation({
      ...{ cost: fen(cost), residual: fen(residual), depreciation: fen(depreciation), impairment: fen(0n) },
      ...{ formedOn, chargedThrough: through, life, chargedAtOnce: atOnce },
    });
    expect(next.ok).toBe(true);
    if (!next.ok) return;
    expect(next.monthsLeft).toBe(life - chargedMonths);
    const left = base - depreciation > 0n ? base - depreciation : 0n;
    const over = next.monthly * BigInt(next.monthsLeft) - left;
    if (next.monthsLeft > 0) expect(over < 0n ? -over : over).toBeLessThanOrEqual(BigInt(next.monthsLeft));
  },
);
