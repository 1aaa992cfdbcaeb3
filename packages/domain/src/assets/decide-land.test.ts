import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { parseYuan } from '../kernel/money.ts';
import { decideLandFact, decideLandParcel } from './decide-land.ts';
import { parseArea } from './land-area.ts';
import { type LandFact, type LandFactKind, type LandParcel, standingLine } from './land-line.ts';

const parcel: LandParcel = {
  ...{ area: parseArea('66666.67'), price: parseYuan('100000000.00') },
  ...{ grantedOn: localDate('2023-03-01'), startBy: localDate('2024-03-01') },
  ...{ completeBy: localDate('2026-03-01'), requiredInvestment: parseYuan('400000000.00') },
  ...{ investmentPerMu: null, taxPerMu: null },
};
const today = localDate('2026-06-16');

type Said = { area?: string; amount?: string; corrects?: string; startBy?: string; completeBy?: string };
/** Entries one after another; the id of each is its place. */
function line(...entries: readonly (readonly [LandFactKind, string, Said?])[]): LandFact[] {
  return entries.map(([kind, day, said = {}], place) => ({
    ...{ id: String(place), index: place + 1, kind, day: localDate(day), corrects: said.corrects ?? null },
    area: said.area === undefined ? null : parseArea(said.area),
    amount: said.amount === undefined ? null : parseYuan(said.amount),
    startBy: said.startBy === undefined ? null : localDate(said.startBy),
    completeBy: said.completeBy === undefined ? null : localDate(said.completeBy),
    way: kind === 'released' ? 'transfer' : null,
  }));
}
/** The codes with which the last entry is refused, all before it recorded one by one and accepted. */
function codes(...entries: readonly (readonly [LandFactKind, string, Said?])[]): string[] {
  const facts = line(...entries);
  for (const [place, fact] of facts.entries()) {
    const decision = decideLandFact(parcel, facts.slice(0, place), fact, today);
    if (decision.outcome === 'accepted') continue;
    if (place < facts.length - 1) throw new Error(`${fact.kind}: ${decision.refusals[0].code}`);
    return decision.refusals.map(({ code }) => code);
  }
  return [];
}
const [most, tooMuch] = [{ amount: '20000000.00' }, { amount: '20000000.01' }];
const begun = ['started', '2024-02-01', { area: '1000.00' }] as const;

test('a fee from a year after the agreed start until two years after it, and never above a fifth of the price', () => {
  expect(codes(['fee', '2025-02-28', most])).toEqual(['LAND_FEE_NOT_DUE']);
  expect(codes(['fee', '2025-03-01', most])).toEqual([]);
  expect(codes(['fee', '2025-03-01', tooMuch])).toEqual(['LAND_FEE_TOO_HIGH']);
  expect(codes(['fee', '2026-02-28', most])).toEqual([]);
  expect(codes(['fee', '2026-03-01', most])).toEqual(['LAND_FEE_NOT_DUE']);
  expect(codes(['fee', '2025-03-01', most], ['fee', '2025-03-02', { amount: '0.01' }])).toEqual([
    'LAND_FEE_TOO_HIGH',
  ]);
  expect(codes(begun, ['fee', '2025-03-01', most])).toEqual(['LAND_FEE_NOT_DUE']);
  expect(codes(['government_cause', '2024-03-01'], ['fee', '2025-03-01', most])).toEqual([
    'LAND_FEE_NOT_DUE',
  ]);
  expect(codes(['released', '2025-03-01', { area: '66666.67' }], ['fee', '2025-03-01', most])).toEqual([
    'LAND_FEE_NOT_DUE',
  ]);
});

test('a payment is of what was decided', () => {
  expect(codes(['fee_paid', '2025-04-01', most])).toEqual(['LAND_FEE_NOT_OWED']);
  expect(codes(['fee', '2025-03-01', most], ['fee_paid', '2025-04-01', tooMuch])).toEqual([
    'LAND_FEE_NOT_OWED',
  ]);
  expect(codes(['fee', '2025-03-01', most], ['fee_paid', '2025-04-01', most])).toEqual([]);
});

test('land is taken back from two years on, and nothing follows until that is corrected', () => {
  expect(codes(['reclaimed', '2026-02-28'])).toEqual(['LAND_NOT_RECLAIMABLE']);
  expect(codes(begun, ['reclaimed', '2026-03-01'])).toEqual(['LAND_NOT_RECLAIMABLE']);
  expect(codes(['reclaimed', '2026-03-01'])).toEqual([]);
  for (const kind of ['investigated', 'stopped', 'reclaimed', 'struck'] as const)
    expect(codes(['reclaimed', '2026-03-01'], [kind, '2026-03-02'])).toEqual(['LAND_SETTLED']);
  expect(codes(['reclaimed', '2026-03-01'], ['investigated', '2025-03-02'])).toEqual(['LAND_SETTLED']);
  expect(codes(['investigated', '2026-03-02'], ['reclaimed', '2026-03-01'])).toEqual(['LAND_SETTLED']);
  expect(
    codes(
      ['reclaimed', '2026-03-01'],
      ['withdrawn', '2026-04-01', { corrects: '0' }],
      ['investigated', '2026-04-02'],
    ),
  ).toEqual([]);
});

test('no day before the grant, and none that has not come', () => {
  expect(codes(['investigated', '2023-02-28'])).toEqual(['LAND_BEFORE_GRANT']);
  expect(codes(['investigated', '2023-03-01'])).toEqual([]);
  expect(codes(['investigated', '2026-06-17'])).toEqual(['DAY_NOT_COME']);
});

test('no area beyond the parcel, summed over releases', () => {
  const part = (area: string) => ['released', '2025-03-01', { area }] as const;
  expect(codes(part('66666.68'))).toEqual(['LAND_AREA_EXCEEDED']);
  expect(codes(part('66666.00'), part('0.68'))).toEqual(['LAND_AREA_EXCEEDED']);
  expect(codes(part('66666.00'), part('0.67'))).toEqual([]);
  expect(codes(['started', '2024-02-01', { area: '66666.68' }])).toEqual(['LAND_AREA_EXCEEDED']);
});

test('work has its order', () => {
  expect(codes(['progress', '2024-03-01', { area: '1.00' }])).toEqual(['LAND_NOT_STARTED']);
  expect(codes(['completed', '2024-03-01'])).toEqual(['LAND_NOT_STARTED']);
  expect(codes(begun, begun)).toEqual(['LAND_RECORDED_ALREADY']);
  expect(codes(begun, ['resumed', '2024-03-01'])).toEqual(['LAND_NOT_STOPPED']);
  expect(codes(begun, ['stopped', '2024-03-01'], ['stopped', '2024-04-01'])).toEqual([
    'LAND_RECORDED_ALREADY',
  ]);
  expect(codes(begun, ['output_review', '2026-03-01', { amount: '0.00' }])).toEqual(['LAND_NOT_COMPLETED']);
  expect(
    codes(begun, ['completed', '2026-03-01'], ['output_review', '2026-06-01', { amount: '0.00' }]),
  ).toEqual([]);
});

test('land is determined idle only when it is', () => {
  expect(codes(['determined', '2025-02-28'])).toEqual(['LAND_NOT_IDLE']);
  expect(codes(['determined', '2025-03-01'])).toEqual([]);
  expect(codes(begun, ['determined', '2026-06-01'])).toEqual(['LAND_NOT_IDLE']);
  expect(codes(begun, ['stopped', '2024-06-01'], ['determined', '2025-06-01'])).toEqual([]);
});

test('new dates by agreement move the terms; they follow one another', () => {
  const later = ['rescheduled', '2025-01-10', { startBy: '2025-06-01', completeBy: '2027-06-01' }] as const;
  expect(codes(later, ['fee', '2026-05-31', most])).toEqual(['LAND_FEE_NOT_DUE']);
  expect(codes(later, ['fee', '2026-06-01', most])).toEqual([]);
  expect(codes(['rescheduled', '2025-01-10', { startBy: '2027-06-01', completeBy: '2025-06-01' }])).toEqual([
    'LAND_DATES_WRONG',
  ]);
});

test('a correction stands in the place of an entry of its kind, once, and keeps the line lawful', () => {
  const fee = ['fee', '2025-03-01', most] as const;
  expect(codes(fee, ['fee', '2025-03-05', { amount: '1.00', corrects: '0' }])).toEqual([]);
  expect(codes(fee, ['fee_paid', '2025-03-05', { amount: '1.00', corrects: '0' }])).toEqual([
    'LAND_CORRECTION_WRONG',
  ]);
  expect(codes(fee, ['withdrawn', '2025-03-05', { corrects: '9' }])).toEqual(['LAND_CORRECTION_WRONG']);
  expect(codes(fee, ['withdrawn', '2025-03-05'])).toEqual(['LAND_CORRECTION_WRONG']);
  const withdrawn = ['withdrawn', '2025-03-05', { corrects: '0' }] as const;
  expect(codes(fee, withdrawn, withdrawn)).toEqual(['LAND_CORRECTION_WRONG']);
  // A payment that stands holds its decision; a start found out later cannot come before a fee.
  expect(codes(fee, ['fee_paid', '2025-04-01', most], withdrawn)).toEqual(['LAND_FEE_NOT_OWED']);
  expect(codes(fee, begun)).toEqual(['LAND_FEE_NOT_DUE']);
  expect(
    standingLine(line(fee, ['fee', '2025-03-05', { amount: '1.00', corrects: '0' }])).map(({ id }) => id),
  ).toEqual(['1']);
});

test('a parcel is registered with its dates in order, once while it is live, and names land', () => {
  const register = (
    over: Partial<LandParcel>,
    found: { taken?: boolean; assetClass?: string | null } = {},
  ) => {
    const facts = { number: 'DK-1', taken: false, assetClass: undefined, ...found };
    const decision = decideLandParcel({ ...parcel, ...over }, facts, today);
    return decision.outcome === 'accepted' ? [] : decision.refusals.map(({ code }) => code);
  };
  expect(register({})).toEqual([]);
  expect(register({ grantedOn: localDate('2026-06-17') })).toEqual(['DAY_NOT_COME']);
  expect(register({ grantedOn: localDate('2024-03-02') })).toEqual(['LAND_DATES_WRONG']);
  expect(register({ completeBy: localDate('2024-02-29') })).toEqual(['LAND_DATES_WRONG']);
  expect(register({}, { taken: true })).toEqual(['LAND_PARCEL_TAKEN']);
  expect(register({}, { assetClass: 'plant' })).toEqual(['LAND_ASSET_WRONG']);
  expect(register({}, { assetClass: null })).toEqual(['LAND_ASSET_WRONG']);
  expect(register({}, { assetClass: 'land' })).toEqual([]);
});
