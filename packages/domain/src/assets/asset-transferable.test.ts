import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { assetTransferableRule } from './asset-transferable.rule.ts';

type Json = Record<string, unknown>;

function ask(asset: Json, path = 'P1') {
  const answer = askRule(assetTransferableRule, {
    asset: { class: 'plant', ...asset },
    path,
    on: '2026-09-16',
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(assetTransferableRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const codes = (findings: { code: string }[]): string[] => findings.map((finding) => finding.code);
const granted = { class: 'land', landAcquired: 'granted' };
const barred = { transferBarred: true, barRegistered: true };
const clean = { form: 'wholly_state_owned', auditOpinion: 'clean' };
const equity = (change: Json): Json => ({ class: 'equity', equity: { ...clean, ...change } });

test('nothing against a plain plant', () => {
  expect(ask({})).toMatchObject({ transferable: true, custodyOnly: false, blocks: [], warnings: [] });
});

test.each<[string, Json, string?]>([
  ['SEIZED', { seized: true }],
  ['DISPUTED', { disputed: true }],
  ['NO_TITLE', { titled: false }],
  ['RESETTLEMENT_OPEN', { resettlementOpen: true }],
  ['MORTGAGE_BARRED', { mortgage: { ...barred, lenderNotified: true } }],
  ['LAND_UNDER_25', { ...granted, invested: '24.99', required: '100.00' }],
  ['DATA_INSUFFICIENT', granted],
  ['DATA_INSUFFICIENT', { ...granted, invested: '24.99' }],
  ['ALLOCATED_LAND', { class: 'land', landAcquired: 'allocated' }],
  ['LAND_RESERVE', { class: 'land', landAcquired: 'reserve' }],
  ['IDLE_LAND', { idle: true }],
  ['PUBLIC_BENEFIT', { publicBenefit: true }],
  ['PUBLIC_BENEFIT', { publicBenefit: true }, 'P2'],
  ['PUBLIC_BENEFIT', { publicBenefit: true }, 'P3'],
  ['CUSTODY_ONLY', { publicBenefit: true }, 'P4'],
  [
    'CO_OWNERS',
    {
      coOwners: [
        { share: '0.6666', consents: true },
        { share: '0.3334', consents: false },
      ],
    },
  ],
  [
    'CO_OWNERS',
    {
      jointly: true,
      coOwners: [
        { share: '0.9', consents: true },
        { share: '0.1', consents: false },
      ],
    },
  ],
  ['GOVERNMENT_DEBT', { governmentDebt: true }],
  ['JOINT_STOCK', equity({ form: 'joint_stock' }), 'P2'],
  ['DATA_INSUFFICIENT', { class: 'equity', equity: { form: 'limited' } }, 'P2'],
  ['DATA_INSUFFICIENT', { class: 'equity' }, 'P2'],
  ['AUDIT_OPINION', equity({ auditOpinion: 'qualified' }), 'P2'],
  ['AUDIT_OPINION', equity({ auditOpinion: 'adverse' }), 'P2'],
  ['AUDIT_OPINION', equity({ auditOpinion: 'disclaimer' }), 'P2'],
  ['OFF_MAIN_BUSINESS', equity({ fitsMainBusiness: false }), 'P2'],
  ['EMPLOYEES', equity({ employees: 'not_passed' }), 'P2'],
  ['CONTINGENT_LIABILITIES', equity({ contingentLiabilities: 'open' }), 'P2'],
  ['TRANSFEROR_DEBTS', equity({ transferorDebts: 'open' }), 'P2'],
])('%s: %j %s', (code, asset, path) => {
  const out = ask(asset, path);
  expect(codes(out.blocks)).toEqual([code]);
  expect(out.transferable).toBe(false);
});

test.each<[Json, string?]>([
  [{ ...granted, invested: '25.00', required: '100.00' }],
  [{ class: 'land', landAcquired: 'allocated', allocationApproved: true }],
  [{ class: 'land', landAcquired: 'contributed' }],
  [
    {
      coOwners: [
        { share: '2/3', consents: true },
        { share: '1/3', consents: false },
      ],
    },
  ],
  [
    {
      jointly: true,
      coOwners: [
        { share: '0.5', consents: true },
        { share: '0.5', consents: true },
      ],
    },
  ],
  [equity({ auditOpinion: 'emphasis', employees: 'passed', transferorDebts: 'settled' }), 'P2'],
  [equity({ form: 'joint_stock', auditOpinion: 'adverse' }), 'P3'],
])('nothing against %j %s', (asset, path) => {
  expect(ask(asset, path)).toMatchObject({ transferable: true, blocks: [] });
});

describe('mortgages', () => {
  test.each([
    [{ transferBarred: false, barRegistered: false, lenderNotified: true }, [], ['MORTGAGE_FOLLOWS']],
    [{ transferBarred: false, barRegistered: false }, [], ['MORTGAGE_FOLLOWS', 'LENDER_NOT_NOTIFIED']],
    [
      { transferBarred: true, barRegistered: false, lenderNotified: true },
      [],
      ['MORTGAGE_FOLLOWS', 'BAR_UNREGISTERED'],
    ],
    [{ ...barred, lenderConsents: true }, [], ['MORTGAGE_FOLLOWS']],
    [barred, ['MORTGAGE_BARRED'], ['LENDER_NOT_NOTIFIED']],
  ])('%j', (mortgage, blocks, warnings) => {
    const out = ask({ mortgage });
    expect([codes(out.blocks), codes(out.warnings)]).toEqual([blocks, warnings]);
  });
});

test('leases and unpaid works go along', () => {
  expect(codes(ask({ leased: true, unpaidWorks: true }).warnings)).toEqual([
    'LEASE_FOLLOWS',
    'PRIORITY_CLAIM',
  ]);
});

test('upkeep of a public asset may be handed over, but not while seized or in dispute', () => {
  expect(ask({ publicBenefit: true }).custodyOnly).toBe(true);
  expect(ask({ publicBenefit: true, seized: true }).custodyOnly).toBe(false);
  expect(ask({ publicBenefit: true, disputed: true }).custodyOnly).toBe(false);
});

test('all blocks are listed, in their order', () => {
  const out = ask({ governmentDebt: true, idle: true, seized: true, publicBenefit: true });
  expect(codes(out.blocks)).toEqual(['SEIZED', 'IDLE_LAND', 'PUBLIC_BENEFIT', 'GOVERNMENT_DEBT']);
});

describe('co-owners', () => {
  const owners = (...shares: string[]) => shares.map((share, index) => ({ share, consents: index === 0 }));
  const question = (asset: Json) => ({ asset: { class: 'plant', ...asset }, path: 'P2', on: '2026-09-16' });

  test('shares of more than the whole are refused, and do not carry a consent', () => {
    expect(askRule(assetTransferableRule, question({ coOwners: owners('0.7', '0.300001') }))).toMatchObject({
      ok: false,
      problems: [{ path: 'asset.coOwners' }],
    });
    expect(askRule(assetTransferableRule, question({ coOwners: owners('0.7', '0.3') })).ok).toBe(true);
    expect(askRule(assetTransferableRule, question({ coOwners: owners('x', '2') }))).toMatchObject({
      ok: false,
      problems: [{ path: 'asset.coOwners.0.share' }, { path: 'asset.coOwners.1.share' }],
    });
  });
  test('an owner who is not listed does not consent; joint owners have no shares to add up', () => {
    expect(codes(ask({ coOwners: owners('0.5') }).blocks)).toEqual(['CO_OWNERS']);
    const joint = owners('1', '1').map((owner) => ({ ...owner, consents: true }));
    expect(ask({ coOwners: joint, jointly: true }).transferable).toBe(true);
  });
});
