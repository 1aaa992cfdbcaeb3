import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { ratio } from '../kernel/ratio.ts';
import { assetClasses, transferPaths } from './asset-class.ts';
import { transferTax } from './transfer-tax.ts';
import { deedExemptions, specialTreatments } from './transfer-tax-law.ts';
import { lockUpEvents, type TransferTaxQuestion, taxRelations } from './transfer-tax-question.ts';

const amount = fc.bigInt({ min: 0n, max: 10n ** 20n }).map(fen);
const day = fc.integer({ min: 0, max: 10_000 }).map((days) => addDays(localDate('2008-01-01'), days));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const question: fc.Arbitrary<TransferTaxQuestion> = fc.record({
  path: fc.constantFrom(...transferPaths),
  relation: fc.constantFrom(...taxRelations),
  from: fc.constantFrom('public_body' as const, 'company' as const),
  holding: maybe(fc.record({ share: fc.constantFrom(ratio(1n), ratio(4n, 5n)), direct: fc.boolean() })),
  on: day,
  asset: fc.record({ class: fc.constantFrom(...assetClasses), value: amount, basis: amount }),
  administrativeOrder: fc.boolean(),
  approvalSays: fc.constantFrom('state_capital' as const, 'special_purpose' as const, 'silent' as const),
  conditions: maybe(
    fc.record({ atBookValue: fc.boolean(), noGainBooked: fc.boolean(), businessPurpose: fc.boolean() }),
  ),
  claims: maybe(fc.constantFrom('special' as const, 'ordinary' as const)),
  events: fc.array(fc.record({ kind: fc.constantFrom(...lockUpEvents), on: day }), { maxLength: 4 }),
});

const free = new Set(['not_income', 'non_taxable_income', 'special', 'exempt', 'not_taxed']);

test.prop([question])('no tax is negative or above the value; what is free costs nothing', (asked) => {
  const { taxes, reasons } = transferTax(asked);
  expect(taxes.map((each) => each.tax)).toEqual([
    'corporate_income',
    'deed',
    'vat',
    'land_appreciation',
    'stamp',
  ]);
  expect(reasons).toHaveLength(taxes.length);
  for (const { treatment, amount: due } of taxes) {
    if (due === null) expect(treatment).toBe('confirm');
    else expect(due >= 0n && due <= asked.asset.value).toBe(true);
    if (free.has(treatment)) expect(due).toBe(0n);
  }
});

test.prop([question])('special only where everything is shown, and only then a lock-up', (asked) => {
  const { taxes, lockedUntil, blocks, warnings } = transferTax(asked);
  const { holding, conditions, on } = asked;
  const [income] = taxes;
  const shown =
    asked.from === 'company' &&
    asked.path !== 'P3' &&
    asked.path !== 'P4' &&
    asked.claims !== 'ordinary' &&
    on >= '2014-01-01' &&
    holding?.share.numerator === holding?.share.denominator &&
    holding?.direct === true &&
    conditions !== undefined &&
    Object.values(conditions).every(Boolean);
  expect(income?.treatment === 'special').toBe(shown);
  expect(lockedUntil !== undefined).toBe(shown);
  if (shown) expect(income?.taxBasis).toBe(asked.asset.basis);
  const broken = (asked.events ?? []).filter(
    (event) => lockedUntil !== undefined && event.on > on && event.on <= lockedUntil,
  );
  expect(warnings).toHaveLength(broken.length);
  if (shown) expect(blocks.every((block) => block.code === 'DATA_INSUFFICIENT')).toBe(true);
});

test.prop([question, amount])('a larger value never owes less', (asked, more) => {
  const richer = { ...asked, asset: { ...asked.asset, value: fen(asked.asset.value + more) } };
  const [before, after] = [transferTax(asked).taxes, transferTax(richer).taxes];
  for (const [index, { treatment, amount: due }] of before.entries()) {
    expect(after[index]?.treatment).toBe(treatment);
    expect((after[index]?.amount ?? 0n) >= (due ?? 0n)).toBe(true);
  }
});

test.prop([question])('nothing is exempt outside the days of a row', (asked) => {
  const [income, deed] = transferTax(asked).taxes;
  const covers = (rows: readonly { effectiveFrom: string; effectiveTo?: string }[]): boolean =>
    rows.some((row) => row.effectiveFrom <= asked.on && asked.on <= (row.effectiveTo ?? '9999-12-31'));
  if (deed?.treatment === 'exempt') expect(covers(deedExemptions)).toBe(true);
  if (income?.treatment === 'special') expect(covers(specialTreatments)).toBe(true);
});
