import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { sideTotal } from '../accounting/entry-lines.ts';
import { localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { type Adjustment, decideAdjustment } from './adjustment.ts';
import { depreciationEntry, disposalEntry, registerAccounts } from './asset-accounts.ts';
import { assetClasses } from './asset-class.ts';
import { decideRun } from './decide-depreciation.ts';
import type { DepreciationCard } from './depreciation.ts';
import { decideDisposal } from './disposal.ts';
import { decideEncumbrance, decideEncumbranceStep, encumbranceKinds, stepsFor } from './encumbrance.ts';

const day = localDate;
const standing = {
  ...{ id: 'x', code: 'K-1', name: '厂房', bookId: 'a', bookedFrom: day('2026-01-01') },
  ...{ lastEntryOn: day('2026-05-31'), inOrder: false, retiredOn: null },
};
const card: DepreciationCard = {
  ...{ keeper: 'company', class: 'plant', publicBenefit: false, formedOn: day('2026-01-01') },
  ...{ chargedThrough: day('2026-05-01'), monthly: fen(10n), cost: fen(1000n), residual: fen(0n) },
  ...{ depreciation: fen(100n), impairment: fen(50n) },
};
const by = { organizationId: 'a', on: day('2026-06-10'), today: day('2026-06-16') };
const codeOf = (answer: { outcome: string; refusals?: readonly { code: string }[] }) =>
  answer.outcome === 'accepted' ? null : answer.refusals?.[0]?.code;

describe('adjustments', () => {
  const improve: Adjustment = { kind: 'improve', amount: fen(1n), source: 'bank' };
  test.each([
    ['ASSET_NOT_OWNED', { bookId: 'b' }],
    ['ASSET_RETIRED', { retiredOn: day('2026-06-01') }],
    ['ASSET_IN_OPEN_ORDER', { inOrder: true }],
    ['DAY_BEFORE_BOOK', { bookedFrom: day('2026-06-11') }],
  ] as const)('%s', (code, over) => {
    expect(codeOf(decideAdjustment({ ...standing, ...over }, card, improve, by))).toBe(code);
  });
  test('a new monthly charge waits until the months before are charged', () => {
    const faster: Adjustment = { ...improve, monthly: fen(20n) };
    expect(codeOf(decideAdjustment(standing, card, faster, by))).toBeNull();
    const behind = { ...card, chargedThrough: day('2026-04-01') };
    expect(codeOf(decideAdjustment(standing, behind, faster, by))).toBe('DEPRECIATION_BEHIND');
  });
  test('a public body improves against its own construction account and keeps no impairment', () => {
    const body: DepreciationCard = { ...card, keeper: 'public_body', impairment: fen(0n) };
    const decision = decideAdjustment(standing, body, { ...improve, source: 'cip' }, by);
    expect(decision).toMatchObject({ effects: { entry: { credit: [{ account: '1613' }] } } });
    expect(codeOf(decideAdjustment(standing, body, { kind: 'impair', amount: fen(1n) }, by))).toBe(
      'IMPAIRMENT_NOT_KEPT',
    );
  });
});

const amount = fc.bigInt({ min: 0n, max: 10n ** 9n }).map(fen);
property.prop([amount, fc.nat(100), fc.nat(100), amount, fc.nat(100)])(
  'the voucher of a disposal balances, and its gain is the price less the net value after the last charge',
  (cost, written, impaired, price, last) => {
    const off = (cost * BigInt(written)) / 100n;
    const impairment = (off * BigInt(impaired)) / 100n;
    const charge = ((cost - off) * BigInt(last)) / 100n;
    const accounts = registerAccounts('company', { class: 'plant', publicBenefit: false });
    if (accounts === null) throw new Error('plants have accounts');
    const amounts = { cost, depreciation: fen(off - impairment), impairment: fen(impairment) };
    const entry = disposalEntry(accounts, amounts, price, fen(charge));
    if (entry === null) return;
    expect(sideTotal(entry.debit)).toBe(sideTotal(entry.credit));
    const gained = entry.credit.find((l) => l.account === '6115')?.amount ?? 0n;
    const lost = entry.debit.find((l) => l.account === '6115')?.amount ?? 0n;
    expect(gained - lost).toBe(price - (cost - off - charge));
  },
);

test('a run without charges has no entry', () => {
  expect(depreciationEntry('company', new Map())).toBeNull();
});

test('every class that a company may sell has its accounts or no amounts', () => {
  const none = assetClasses.filter(
    (c) => registerAccounts('company', { class: c, publicBenefit: false }) === null,
  );
  expect(none).toEqual(['payable', 'contract', 'archive']);
  expect(registerAccounts('company', { class: 'road', publicBenefit: true })).toBeNull();
  expect(registerAccounts('public_body', { class: 'road', publicBenefit: true })?.accumulated).toBe('1802');
});

describe('disposals', () => {
  const warrant = { number: '1', kind: 'asset_disposal', mode: 'public', assetIds: ['x'] };
  const asked = { manner: 'public' as const, price: fen(1n) };
  test('scrap goes under either way of sale; a lease or a free transfer lets nothing go', () => {
    const decide = (mode: string | null, manner: 'public' | 'non_public' | 'scrap') =>
      codeOf(decideDisposal(standing, card, { ...asked, manner }, { ...warrant, mode }, [], by));
    expect([decide('public', 'scrap'), decide('non_public', 'scrap')]).toEqual([null, null]);
    for (const mode of ['lease', 'free_transfer', null])
      expect(decide(mode, 'scrap')).toBe('WARRANT_OF_OTHER_KIND');
  });
  test('only what a court or a dispute holds bars it', () => {
    const barred = encumbranceKinds.filter(
      (kind) => codeOf(decideDisposal(standing, card, asked, warrant, [kind], by)) === 'ASSET_BARRED',
    );
    expect(barred).toEqual(['seizure', 'dispute']);
  });
  test('not dated before the newest entry', () => {
    const early = { ...by, on: day('2026-05-30') };
    expect(codeOf(decideDisposal(standing, card, asked, warrant, [], early))).toBe('DAY_BEFORE_LAST_ENTRY');
  });
});

describe('encumbrances', () => {
  const asset = { code: 'K-1', name: '厂房', bookId: 'a', formedOn: day('2026-01-01'), retiredOn: null };
  const recorder = { side: 'company' as const, organizationId: 'a', today: day('2026-06-16') };
  test('each kind has the steps that the law gives its holder', () => {
    expect(encumbranceKinds.map((kind) => [kind, stepsFor(kind).length])).toEqual([
      ['mortgage', 3],
      ['pledge', 3],
      ['seizure', 1],
      ['lease', 2],
      ['priority_claim', 2],
      ['settlement', 1],
      ['dispute', 1],
    ]);
  });
  test('a registered bar is one that was agreed', () => {
    const asked = {
      kind: 'mortgage' as const,
      barsTransfer: false,
      barRegistered: true,
      validFrom: day('2026-02-01'),
    };
    expect(codeOf(decideEncumbrance(asset, asked, recorder))).toBe('ENCUMBRANCE_BAR_IMPOSSIBLE');
    expect(codeOf(decideEncumbrance(asset, { ...asked, barsTransfer: true }, recorder))).toBeNull();
  });
  test('after it is let go of nothing more is recorded', () => {
    const steps = [{ kind: 'released' as const, on: day('2026-03-01') }];
    const encumbrance = { kind: 'mortgage' as const, validFrom: day('2026-02-01'), steps };
    const asked = { kind: 'consented' as const, on: day('2026-02-20') };
    expect(codeOf(decideEncumbranceStep(asset, encumbrance, asked, recorder))).toBe('ENCUMBRANCE_ENDED');
  });
});

describe('runs', () => {
  const today = day('2026-06-01');
  const may = { month: day('2026-05-01'), number: 2 };
  test('a month ends with its last day', () => {
    expect(codeOf(decideRun(null, may.month, day('2026-05-31')))).toBe('DEPRECIATION_MONTH_OPEN');
    expect(decideRun(null, may.month, today)).toMatchObject({ effects: { number: 1 } });
  });
  test('again or the next, nothing else', () => {
    expect(decideRun(may, may.month, today)).toMatchObject({ effects: { number: 3 } });
    expect(codeOf(decideRun(may, day('2026-04-01'), today))).toBe('DEPRECIATION_OUT_OF_ORDER');
    expect(decideRun(may, day('2026-06-30'), day('2026-07-01'))).toMatchObject({ effects: { number: 1 } });
    expect(codeOf(decideRun(may, day('2026-07-01'), day('2026-08-01')))).toBe('DEPRECIATION_OUT_OF_ORDER');
  });
});
