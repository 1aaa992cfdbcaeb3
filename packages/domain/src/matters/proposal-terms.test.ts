import { describe, expect, test } from 'vitest';
import { matterSlugs } from './matter-slug.ts';
import { matterTypes } from './precheck-input.ts';
import type { Proposal } from './proposal.ts';
import { aggregationKeyOf, balanceKeyOf, precheckTypeOf, routeTermsOf } from './proposal-terms.ts';

const said = { companyId: 'c', decidedOn: '2026-03-01', subject: '示例事项', purpose: '示例' } as const;
const registered = { companyId: 'c', decidedOn: '2026-03-01', basisDate: '2026-01-31' } as const;
const transfer = {
  ...registered,
  matter: 'equity_transfer',
  targetId: 't',
  fromId: 'f',
  toId: 'g',
  share: '1/1',
  amount: '1.00',
} as const satisfies Proposal;
const disposal = { ...registered, matter: 'asset_disposal', assetIds: ['b', 'a'] } as const;
const guarantee = {
  ...said,
  matter: 'external_guarantee',
  amount: '1.00',
  counterparty: { name: '示例公司' },
  facts: {},
} as const satisfies Proposal;

/** Each matter in each of its types. */
const typed: Record<Proposal['matter'], (type: never) => Proposal> = {
  party_building: (kind) => ({ ...said, matter: 'party_building', kind }),
  business_policy: (kind) => ({ ...said, matter: 'business_policy', facts: { kind } }),
  investment_plan: (kind) => ({ ...said, matter: 'investment_plan', kind, facts: {} }),
  equity_transfer: (mode) => ({ ...transfer, mode }),
  articles_amendment: () => ({ ...said, matter: 'articles_amendment', facts: {} }),
  capital_change: (direction) => ({ ...said, matter: 'capital_change', facts: { direction } }),
  reorganization: (type) => ({ ...said, matter: 'reorganization', facts: { type } }),
  bond_financing: (kind) => ({ ...said, matter: 'bond_financing', kind, facts: {} }),
  external_guarantee: () => guarantee,
  asset_disposal: (mode) => ({ ...disposal, mode }),
  profit_distribution: () => ({ ...said, matter: 'profit_distribution', facts: {} }),
  budget_accounts: (kind) => ({ ...said, matter: 'budget_accounts', kind, facts: {} }),
  remuneration: (kind) => ({ ...said, matter: 'remuneration', facts: { kind } }),
  donation: () => ({ ...guarantee, matter: 'donation' }),
};

test.each(matterSlugs)('%s gives each type that its precheck knows, and none beside', (matter) => {
  const types = matterTypes[matter];
  expect(types.map((type) => precheckTypeOf(typed[matter](type as never)))).toEqual(types);
  if (types.length === 0) expect(precheckTypeOf(typed[matter](undefined as never))).toBeUndefined();
});

test('contents from before there was a choice are free transfers', () => {
  expect(precheckTypeOf(transfer)).toBe('free_transfer');
  expect(precheckTypeOf({ ...disposal, toId: 'g' })).toBe('free_transfer');
});

describe('what amounts are summed under', () => {
  const plant = { ...said, matter: 'investment_plan', kind: 'project', facts: {} } as const;

  test.each([
    [
      'a project before all',
      { ...plant, project: 'ＡB-1 ', counterparty: { id: 'x' } },
      'project:investment_plan/ab-1',
    ],
    ['else the counterparty', { ...plant, counterparty: { id: 'x' } }, 'counterparty:investment_plan/x'],
    ['else the object', plant, 'object:investment_plan/示例事项'],
    ['a blank project is none', { ...plant, project: '　' }, 'object:investment_plan/示例事项'],
    ['equity by the company transferred', transfer, 'object:t'],
    ['assets by who receives them', { ...disposal, toId: 'g' }, 'counterparty:g'],
    [
      'assets by the buyer',
      { ...disposal, mode: 'public', counterparty: { name: '某 公司' } },
      'counterparty:asset_disposal/某公司',
    ],
    ['assets without a buyer', { ...disposal, mode: 'public' }, 'object:asset_disposal/a,b'],
    [
      'a name in other brackets',
      { ...guarantee, counterparty: { name: '示例（集团）公司' } },
      'counterparty:external_guarantee/示例(集团)公司',
    ],
  ] satisfies [string, Proposal, string][])('%s', (_why, proposal, key) => {
    expect(aggregationKeyOf(proposal)).toBe(key);
  });

  test('the cap of guarantees is the group’s, the year of donations the company’s', () => {
    expect(balanceKeyOf(guarantee)).toBe(balanceKeyOf({ ...guarantee, companyId: 'sister' }));
    const gift: Proposal = { ...guarantee, matter: 'donation' };
    expect(balanceKeyOf(gift)).not.toBe(balanceKeyOf({ ...gift, companyId: 'sister' }));
    expect(balanceKeyOf(plant)).toBeNull();
  });

  test('the route is told what is said and nothing else', () => {
    expect(routeTermsOf(plant)).toEqual({ kind: 'project' });
    const more = { ...plant, planned: false, special: ['fund'], urgent: { cause: '抢险' } } as const;
    expect(routeTermsOf(more)).toEqual({ kind: 'project', planned: false, special: ['fund'], urgent: true });
  });
});
