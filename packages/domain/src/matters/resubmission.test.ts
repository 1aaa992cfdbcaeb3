import { expect, test } from 'vitest';
import type { Proposal } from './proposal.ts';
import { isSameInSubstance } from './resubmission.ts';

const disposal = (assetIds: string[], companyId = 'c'): Proposal => ({
  matter: 'asset_disposal',
  companyId,
  assetIds,
  toId: 'r',
  basisDate: '2026-03-31',
  decidedOn: '2026-04-01',
});
const transfer = (targetId: string): Proposal => ({
  ...{
    matter: 'equity_transfer',
    companyId: 'c',
    targetId,
    fromId: 'c',
    toId: 'r',
    share: '1',
    amount: '1.00',
  },
  ...{ basisDate: '2026-03-31', decidedOn: '2026-04-01' },
});
const same = (one: Proposal, other: Proposal, keys: [string, string] = ['object:k', 'object:k']): boolean =>
  isSameInSubstance({ proposal: one, aggregationKey: keys[0] }, { proposal: other, aggregationKey: keys[1] });

test('some of the same assets are the same matter, other assets for the same receiver are not', () => {
  expect(same(disposal(['a', 'b']), disposal(['b']))).toBe(true);
  expect(same(disposal(['a']), disposal(['b']))).toBe(false);
});

test('anything else is the same where it adds up', () => {
  expect(same(transfer('t'), transfer('t'))).toBe(true);
  expect(same(transfer('t'), transfer('u'), ['object:t', 'object:u'])).toBe(false);
});

test('another company or another matter is another matter', () => {
  expect(same(disposal(['a']), disposal(['a'], 'd'))).toBe(false);
  expect(same(disposal(['a']), transfer('a'))).toBe(false);
});
