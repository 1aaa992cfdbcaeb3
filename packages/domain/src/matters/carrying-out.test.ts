import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { fen, parseYuan } from '../kernel/money.ts';
import { retentionOf } from './archive-file.ts';
import { carriedOutBy } from './carried-out-by.ts';
import { decideExtension } from './decide-extension.ts';
import { decideRelease } from './decide-release.ts';
import { decideSpending, type Warrant } from './decide-spending.ts';
import { builtIn } from './parameter-lookup.ts';
import { resolutionOn } from './shareholder-resolution.ts';

const codes = (decision: { outcome: string; refusals?: readonly { code: string }[] }): string[] =>
  decision.outcome === 'accepted' ? [] : (decision.refusals ?? []).map((r) => r.code);

const warrant: Warrant = {
  number: '管委批〔2026〕1号',
  kind: 'donation',
  companyId: 'a',
  proposalDigest: 'd',
  amount: parseYuan('10.00'),
  spent: parseYuan('4.00'),
  uses: 1,
  usesMax: null,
  issuedOn: localDate('2026-05-01'),
  expiresOn: localDate('2026-12-31'),
  revokedOn: null,
  suspended: false,
  resolution: null,
  openConditions: [],
};
const act = {
  kind: 'donation',
  companyId: 'a',
  proposalDigest: null,
  amount: parseYuan('6.00'),
  on: localDate('2026-06-01'),
};

describe('spending', () => {
  test('the rest is spent to the fen, and not one more', () => {
    expect(codes(decideSpending(warrant, act))).toEqual([]);
    expect(codes(decideSpending(warrant, { ...act, amount: fen(act.amount + 1n) }))).toEqual([
      'AMOUNT_EXCEEDS_WARRANT',
    ]);
  });

  test('a warrant with an amount is not spent without one; one without is', () => {
    expect(codes(decideSpending(warrant, { ...act, amount: null }))).toEqual(['AMOUNT_MISSING']);
    expect(codes(decideSpending({ ...warrant, amount: null }, { ...act, amount: null }))).toEqual([]);
  });

  test('all that bars it is named at once, in order', () => {
    const barred = {
      ...warrant,
      suspended: true,
      resolution: 'awaited' as const,
      openConditions: ['x', 'y'],
    };
    expect(codes(decideSpending(barred, act))).toEqual([
      'WARRANT_SUSPENDED',
      'RESOLUTION_MISSING',
      'CONDITION_OPEN',
      'CONDITION_OPEN',
    ]);
  });
});

test('no more is given back than was taken up and is not yet back', () => {
  const spending = { amount: parseYuan('10.00'), released: parseYuan('4.00') };
  expect(codes(decideRelease(spending, parseYuan('6.00')))).toEqual([]);
  expect(codes(decideRelease(spending, parseYuan('6.01')))).toEqual(['RELEASE_EXCEEDS_SPENDING']);
  expect(codes(decideRelease({ amount: null, released: fen(0n) }, fen(1n)))).toEqual([
    'RELEASE_EXCEEDS_SPENDING',
  ]);
});

test('a term is extended once, in time, to a later day and not beyond the latest', () => {
  const term = {
    number: '1',
    expiresOn: localDate('2026-12-31'),
    latest: localDate('2027-06-30'),
    askedBefore: false,
  };
  const asked = (until: string, on = '2026-12-31', over = {}) =>
    codes(decideExtension({ ...term, ...over }, { on: localDate(on), until: localDate(until) }));
  expect(asked('2027-06-30')).toEqual([]);
  expect(asked('2027-07-01')).toEqual(['EXTENSION_TOO_LONG']);
  expect(asked('2026-12-31')).toEqual(['EXTENSION_TOO_LONG']);
  expect(asked('2027-06-30', '2027-01-01')).toEqual(['EXTENSION_TOO_LATE']);
  expect(asked('2027-06-30', '2026-12-31', { askedBefore: true })).toEqual(['EXTENSION_USED']);
});

test('changes of the register, free transfers and sales of assets have acts of their own, all else is reported', () => {
  expect(carriedOutBy({ matter: 'equity_transfer' })).toBe('equity.executeTransfer');
  expect(carriedOutBy({ matter: 'equity_transfer', mode: 'public', toId: 'b' })).toBeNull();
  expect(carriedOutBy({ matter: 'equity_transfer', mode: 'non_public', toId: 'b' })).toBe(
    'equity.executeTransfer',
  );
  expect(carriedOutBy({ matter: 'capital_change' })).toBeNull();
  expect(carriedOutBy({ matter: 'capital_change', capital: {} })).toBe('equity.enterCapital');
  expect(carriedOutBy({ matter: 'reorganization' })).toBeNull();
  expect(carriedOutBy({ matter: 'reorganization', absorption: {} })).toBe('equity.reorganize');
  expect(carriedOutBy({ matter: 'reorganization', division: {} })).toBe('equity.reorganize');
  expect(carriedOutBy({ matter: 'asset_disposal', mode: 'free_transfer' })).toBe('assets.createOrder');
  expect(carriedOutBy({ matter: 'asset_disposal', mode: 'public' })).toBe('assets.dispose');
  expect(carriedOutBy({ matter: 'asset_disposal', mode: 'non_public' })).toBe('assets.dispose');
  expect(carriedOutBy({ matter: 'asset_disposal', mode: 'lease' })).toBeNull();
  expect(carriedOutBy({ matter: 'donation' })).toBeNull();
});

test('articles, capital and reorganisation need two thirds', () => {
  expect(['articles_amendment', 'capital_change', 'reorganization'].map(resolutionOn)).toEqual(
    Array(3).fill('special'),
  );
  expect(resolutionOn('equity_transfer')).toBe('ordinary');
});

test('files are kept by matter and by how the case ended', () => {
  expect(retentionOf(builtIn, 'articles_amendment', null, 'completed')).toBe('permanent');
  expect(retentionOf(builtIn, 'external_guarantee', null, 'revoked')).toBe('30');
  expect(retentionOf(builtIn, 'party_building', 'annual_report', 'completed')).toBe('30');
  expect(retentionOf(builtIn, 'party_building', 'preresearch_list', 'completed')).toBe('permanent');
  expect(retentionOf(builtIn, 'articles_amendment', null, 'rejected')).toBe('10');
  expect(retentionOf(builtIn, 'donation', null, 'not_passed')).toBe('10');
});
