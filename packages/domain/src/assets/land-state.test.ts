import { expect, test } from 'vitest';
import { lawOn } from '../kernel/dated.ts';
import { localDate } from '../kernel/local-date.ts';
import { parseYuan } from '../kernel/money.ts';
import { idleFees, idleTests, noticePeriods, reclaims, startWarnings } from './idle-land-law.ts';
import { area, lessPerMu, muOf, parseArea } from './land-area.ts';
import type { LandFact, LandFactKind, LandParcel } from './land-line.ts';
import { judgeLand } from './land-state.ts';
import { landOutlook } from './land-steps.ts';

const parcel: LandParcel = {
  ...{ area: parseArea('66666.67'), price: parseYuan('100000000.00') },
  ...{ grantedOn: localDate('2023-03-01'), startBy: localDate('2024-03-01') },
  ...{ completeBy: localDate('2026-03-01'), requiredInvestment: parseYuan('400000000.00') },
  ...{ investmentPerMu: parseYuan('4000000.00'), taxPerMu: parseYuan('200000.00') },
};
type Said = { area?: string; amount?: string };
const line = (...entries: readonly (readonly [LandFactKind, string, Said?])[]): LandFact[] =>
  entries.map(([kind, day, said = {}], place) => ({
    ...{ id: String(place), index: place, kind, day: localDate(day), startBy: null, completeBy: null },
    ...{ way: null, corrects: null },
    area: said.area === undefined ? null : parseArea(said.area),
    amount: said.amount === undefined ? null : parseYuan(said.amount),
  }));
const look = (on: string, ...entries: readonly (readonly [LandFactKind, string, Said?])[]) => {
  const judged = judgeLand(parcel, line(...entries), localDate(on));
  const { next, deadline, arithmetic } = landOutlook(parcel, judged, localDate(on));
  return [judged.state, next, deadline, arithmetic] as const;
};
const state = (on: string, ...entries: readonly (readonly [LandFactKind, string, Said?])[]) =>
  look(on, ...entries)[0];

test('a parcel on which nothing happens goes through its states day by day', () => {
  expect(look('2023-12-01')).toEqual(['not_due', 'await_start', '2024-03-01', null]);
  expect(look('2023-12-02')).toEqual(['due_soon', 'await_start', '2024-03-01', null]);
  expect(state('2024-03-01')).toBe('due_soon');
  expect(look('2024-03-02')).toEqual(['default', 'urge_start', '2025-03-01', null]);
  expect(state('2025-02-28')).toBe('default');
  const sum = '100,000,000.00 × 20% = 20,000,000.00';
  expect(look('2025-03-01')).toEqual(['idle_fee', 'investigate', null, sum]);
  expect(state('2026-02-28')).toBe('idle_fee');
  expect(look('2026-03-01')).toEqual(['reclaimable', 'investigate', null, null]);
});

test('what is next follows the notices, the decision and the payment, each with its deadline', () => {
  const [asked, found] = [['investigated', '2025-03-05'] as const, ['determined', '2025-04-10'] as const];
  const fee = ['fee', '2025-05-01', { amount: '20000000.00' }] as const;
  const paid = ['fee_paid', '2025-05-20', { amount: '20000000.00' }] as const;
  expect(look('2025-03-06', asked).slice(1, 3)).toEqual(['determine', '2025-04-04']);
  expect(look('2025-04-11', asked, found).slice(1, 3)).toEqual(['decide_fee', '2026-03-01']);
  expect(look('2025-05-02', asked, found, fee).slice(1)).toEqual([
    'collect_fee',
    '2025-05-31',
    '100,000,000.00 × 20% − 20,000,000.00 = 0.00',
  ]);
  expect(look('2025-05-21', asked, found, fee, paid).slice(1, 3)).toEqual(['dispose', '2026-03-01']);
  expect(look('2026-03-01', asked, found, fee, paid).slice(0, 2)).toEqual(['reclaimable', 'reclaim']);
  expect(state('2026-03-02', asked, found, ['reclaimed', '2026-03-02'])).toBe('reclaimed');
});

test('a parcel with the government in the way is not in default, then idle with nothing imposed', () => {
  const cause = ['government_cause', '2024-03-01'] as const;
  expect(look('2024-06-01', cause).slice(0, 2)).toEqual(['not_due', 'negotiate']);
  expect(look('2026-04-01', cause)).toEqual(['idle_government', 'investigate', null, null]);
});

test('a parcel on which work began: due, late, stopped, known too little of', () => {
  const little = ['started', '2024-02-01', { area: '22222.22', amount: '100000000.00' }] as const;
  const third = ['started', '2024-02-01', { area: '22222.23' }] as const;
  const stopped = ['stopped', '2024-06-01'] as const;
  expect(look('2026-03-01', little).slice(0, 3)).toEqual(['not_due', 'await_completion', '2026-03-01']);
  expect(look('2026-03-02', little).slice(0, 2)).toEqual(['default', 'claim_breach']);
  expect(state('2025-05-31', little, stopped)).toBe('not_due');
  expect(state('2025-06-01', little, stopped)).toBe('idle_stopped');
  expect(state('2025-06-01', third, stopped)).toBe('unclear');
  expect(state('2025-06-01', little, stopped, ['resumed', '2025-05-01'])).toBe('not_due');
});

test('a completed parcel is efficient or not as its review says', () => {
  const done = [
    ['started', '2024-02-01', { area: '60000.00', amount: '400000100.00' }],
    ['completed', '2026-02-01'],
  ] as const;
  const review = (amount: string) => ['output_review', '2026-05-01', { amount }] as const;
  expect(state('2026-04-01', ...done)).toBe('completed');
  // 66,666.67 m² are 100.000005 亩: 20 million are less than 200,000 for each.
  expect(state('2026-06-01', ...done, review('20000000.00'))).toBe('inefficient');
  expect(state('2026-06-01', ...done, review('20000001.00'))).toBe('completed');
  expect(
    state('2026-06-01', ...done, ['progress', '2026-04-01', { amount: '1.00' }], review('20000001.00')),
  ).toBe('inefficient');
});

test('what is wholly revived is idle no more; of part of it the rest is', () => {
  const part = ['released', '2025-03-05', { area: '16666.67' }] as const;
  const judged = judgeLand(parcel, line(part), localDate('2025-04-01'));
  expect([judged.state, judged.idleArea]).toEqual(['idle_fee', parseArea('50000.00')]);
  expect(state('2025-04-01', part, ['released', '2025-03-06', { area: '50000.00' }])).toBe('revived');
});

test('亩 are exact', () => {
  expect([muOf(parseArea('66666.67')), muOf(parseArea('666.66')), muOf(area(0n))]).toEqual([
    '100.00',
    '1.00',
    '0.00',
  ]);
  // 2,000 m² are three 亩 to the fen.
  const three = parseArea('2000.00');
  expect([lessPerMu(300n, three, 100n), lessPerMu(299n, three, 100n)]).toEqual([false, true]);
});

test('every figure of the law has its basis and grade, and is found for any day', () => {
  for (const rows of [idleTests, idleFees, reclaims, noticePeriods, startWarnings])
    for (const on of [undefined, localDate('1990-01-01'), localDate('2012-07-01'), localDate('2030-01-01')]) {
      const { basis } = lawOn<{ basis: { title: string; grade: string } }>(rows, on);
      expect(basis.title).not.toBe('');
      expect(['memory', 'default']).toContain(basis.grade);
    }
});
