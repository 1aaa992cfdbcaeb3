import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { assetTransferable } from './asset-transferable.ts';
import { type ConditionCard, conditionOf } from './condition-of.ts';
import type { EncumbranceStanding } from './encumbrance-standing.ts';

const on = localDate('2026-09-16');
const burden = (kind: EncumbranceStanding['kind'], over: Partial<EncumbranceStanding> = {}) => ({
  ...{ kind, barsTransfer: false, barRegistered: false, consentedOn: null, notifiedOn: null },
  ...over,
});
const plant = (
  particulars: Record<string, string> = {},
  over: Partial<ConditionCard> = {},
): ConditionCard => ({
  class: 'plant',
  publicBenefit: false,
  particulars,
  ...over,
});
const land = (particulars: Record<string, string>) => plant(particulars, { class: 'land' });
const blocks = (
  card: ConditionCard,
  burdens: readonly EncumbranceStanding[] = [],
  path: 'P1' | 'P2' = 'P1',
): string[] =>
  assetTransferable({ asset: conditionOf(card, burdens, on), path, on }).blocks.map(({ code }) => code);
const developed = { acquired: 'granted', invested: '25.00', required: '100.00' };

test('an asset with nothing on record but its class may go', () => {
  expect(blocks(plant())).toEqual([]);
  expect(assetTransferable({ asset: conditionOf(plant(), [], on), path: 'P1', on }).warnings).toEqual([]);
});

describe('burdens', () => {
  test.each<[EncumbranceStanding['kind'], string[]]>([
    ['seizure', ['SEIZED']],
    ['dispute', ['DISPUTED']],
    ['settlement', ['RESETTLEMENT_OPEN']],
    ['lease', []],
    ['priority_claim', []],
    ['mortgage', []],
  ])('%s', (kind, codes) => {
    expect(blocks(plant(), [burden(kind)])).toEqual(codes);
  });
  test('a registered bar blocks until that lender consents, whatever another lender did', () => {
    const barring = burden('mortgage', { barsTransfer: true, barRegistered: true });
    expect(blocks(plant(), [barring])).toEqual(['MORTGAGE_BARRED']);
    expect(blocks(plant(), [barring, burden('mortgage', { consentedOn: on })])).toEqual(['MORTGAGE_BARRED']);
    expect(blocks(plant(), [{ ...barring, consentedOn: on }, burden('pledge')])).toEqual([]);
    expect(blocks(plant(), [{ ...barring, barRegistered: false }])).toEqual([]);
  });
  test('a lender counts as told when told or consenting, and all of them have to be', () => {
    const told = (burdens: EncumbranceStanding[]) =>
      conditionOf(plant(), burdens, on).mortgage?.lenderNotified;
    expect(told([burden('mortgage', { notifiedOn: on }), burden('pledge', { consentedOn: on })])).toBe(true);
    expect(told([burden('mortgage', { notifiedOn: on }), burden('pledge')])).toBe(false);
  });
});

describe('particulars', () => {
  test.each<[string, ConditionCard, string[]]>([
    ['granted land developed by a quarter', land(developed), []],
    ['granted land below a quarter', land({ ...developed, invested: '24.99' }), ['LAND_UNDER_25']],
    ['allocated land', land({ acquired: 'allocated' }), ['ALLOCATED_LAND']],
    ['allocated land with approval', land({ acquired: 'allocated', allocation_approved: 'yes' }), []],
    ['reserve land', land({ acquired: 'reserve' }), ['LAND_RESERVE']],
    ['land idle since before', land({ ...developed, idle_since: '2025-01-01' }), ['IDLE_LAND']],
    ['land idle from a later day on', land({ ...developed, idle_since: '2026-09-17' }), []],
    ['no title', plant({ titled: 'no' }), ['NO_TITLE']],
    ['a dispute', plant({ dispute: 'yes' }), ['DISPUTED']],
    ['two thirds consent', plant({ co_owners: '甲:2/3:同意、乙:1/3:不同意' }), []],
    ['of public benefit', plant({}, { publicBenefit: true }), ['PUBLIC_BENEFIT']],
    [
      'government debt',
      plant({ creditor: '示例银行', government_debt: 'yes' }, { class: 'payable' }),
      ['GOVERNMENT_DEBT'],
    ],
  ])('%s', (_, card, codes) => {
    expect(blocks(card)).toEqual(codes);
  });
  test('fewer than two thirds consent', () => {
    expect(blocks(plant({ co_owners: '甲:65/100:同意、乙:35/100:不同意' }))).toHaveLength(1);
  });
  test('an adverse opinion bars the free transfer of equity', () => {
    const held = { held: '示例公司', share: '1', held_form: 'limited', audit_opinion: 'adverse' };
    expect(blocks(plant(held, { class: 'equity' }), [], 'P2')).toEqual(['AUDIT_OPINION']);
  });
  test('works not paid and a lease go along as warnings', () => {
    const asset = conditionOf(plant({ unpaid_works: '1.00' }, { class: 'cip' }), [], on);
    expect(asset.unpaidWorks).toBe(true);
    expect(conditionOf(plant({ unpaid_works: '0.00' }, { class: 'cip' }), [], on).unpaidWorks).toBe(false);
    expect(conditionOf(plant({ use: 'leased' }), [], on).leased).toBe(true);
  });
});
