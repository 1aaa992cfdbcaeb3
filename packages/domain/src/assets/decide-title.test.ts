import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { decideTitle, type TitleStanding } from './decide-title.ts';

const standing: TitleStanding = {
  ...{ code: 'FH-1', titleId: 'giver', bookId: 'taker', bookedFrom: '2026-06-10', titledFrom: '2025-01-01' },
  inOrder: false,
};
const ask = (over: Partial<TitleStanding> = {}, on = '2026-06-10', companyId = 'taker') => {
  const by = { companyId, on: localDate(on), today: localDate('2026-06-16') };
  const decision = decideTitle({ ...standing, ...over }, by);
  return decision.outcome === 'accepted' ? [] : decision.refusals.map(({ code }) => code);
};

test('whoever has the asset on its book takes title from the day of the booking on', () => {
  expect(ask()).toEqual([]);
  expect(ask({}, '2026-06-16')).toEqual([]);
});

test('anybody else, an earlier or coming day, what is settled or on its way again is refused', () => {
  expect(ask({}, '2026-06-10', 'giver')).toEqual(['ASSET_NOT_OWNED']);
  expect(ask({ titleId: 'taker' })).toEqual(['TITLE_SETTLED']);
  expect(ask({ inOrder: true })).toEqual(['ASSET_IN_OPEN_ORDER']);
  expect(ask({}, '2026-06-17')).toEqual(['DAY_NOT_COME']);
  expect(ask({}, '2026-06-09')).toEqual(['TITLE_BEFORE_BOOKING']);
  expect(ask({ titledFrom: '2026-06-12' })).toEqual(['TITLE_BEFORE_BOOKING']);
});
