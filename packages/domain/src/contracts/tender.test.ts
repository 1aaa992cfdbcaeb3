import { describe, expect, test } from 'vitest';
import { stateCouncilCalendar } from '../kernel/calendar.ts';
import { localDate } from '../kernel/local-date.ts';
import { answerDay, decideAward, decideFailure, decideObjection, decideOpening } from './tender.ts';

const code = (decision: ReturnType<typeof decideOpening>): string =>
  decision.outcome === 'accepted' ? 'accepted' : decision.refusals[0].code;

describe('an opening', () => {
  const ready = { suspended: false, bids: 3, shares: 2, needed: 2 };
  test.each([
    [{}, 'accepted'],
    [{ bids: null }, 'TENDER_DEADLINE_NOT_COME'],
    [{ suspended: true }, 'TENDER_SUSPENDED'],
    [{ bids: 2 }, 'TENDER_TOO_FEW_BIDS'],
    [{ bids: 2, shares: 0 }, 'TENDER_TOO_FEW_BIDS'],
    [{ shares: 1 }, 'TENDER_SHARES_MISSING'],
    [{ shares: 3 }, 'accepted'],
  ])('%o: %s', (over, expected) => {
    expect(code(decideOpening({ ...ready, ...over }))).toBe(expected);
  });
});

test('a tender fails for want of bids when the deadline has shown it, later for a reason', () => {
  expect(code(decideFailure('published', null))).toBe('TENDER_DEADLINE_NOT_COME');
  expect(code(decideFailure('published', 3))).toBe('TENDER_THREE_BIDS');
  expect(code(decideFailure('published', 2))).toBe('accepted');
  expect(code(decideFailure('opened', null))).toBe('accepted');
});

test('an award waits for the end of the publicity period and for every answer', () => {
  expect(code(decideAward('2026-12-05', '2026-12-05', false))).toBe('PUBLICITY_NOT_OVER');
  expect(code(decideAward('2026-12-05', '2026-12-06', true))).toBe('TENDER_SUSPENDED');
  expect(code(decideAward('2026-12-05', '2026-12-06', false))).toBe('accepted');
  expect(code(decideAward(null, '2026-12-06', false))).toBe('PUBLICITY_NOT_OVER');
});

describe('an objection is raised in its time', () => {
  const published = {
    state: 'published',
    objectionsUntil: '2026-12-10',
    publicityFrom: null,
    publicityEnds: null,
  };
  const publicized = {
    ...published,
    state: 'publicized',
    publicityFrom: '2027-01-04',
    publicityEnds: '2027-01-07',
  };
  test.each([
    [published, 'documents', '2026-12-10', 'accepted'],
    [published, 'documents', '2026-12-11', 'TENDER_OBJECTION_OUT_OF_TIME'],
    [published, 'result', '2026-12-01', 'TENDER_OBJECTION_OUT_OF_TIME'],
    [publicized, 'result', '2027-01-03', 'TENDER_OBJECTION_OUT_OF_TIME'],
    [publicized, 'result', '2027-01-07', 'accepted'],
    [publicized, 'result', '2027-01-08', 'TENDER_OBJECTION_OUT_OF_TIME'],
    [publicized, 'documents', '2026-12-01', 'TENDER_OBJECTION_OUT_OF_TIME'],
    [publicized, 'complaint', '2027-01-20', 'accepted'],
    [{ ...publicized, state: 'awarded' }, 'complaint', '2027-01-20', 'TENDER_OBJECTION_OUT_OF_TIME'],
  ] as const)('%o %s on %s: %s', (tender, kind, today, expected) => {
    expect(code(decideObjection(tender, kind, today))).toBe(expected);
  });
});

test('an objection is answered in three days, a complaint in thirty working days, by the calendar', () => {
  const by = (kind: 'documents' | 'result' | 'complaint', on: string): string =>
    answerDay(kind, localDate(on), stateCouncilCalendar);
  expect(by('documents', '2026-03-02')).toBe('2026-03-05');
  // 2026-03-08 is a Sunday: the last day moves on to the Monday.
  expect(by('result', '2026-03-05')).toBe('2026-03-09');
  expect(by('documents', '2025-09-29')).toBe('2025-10-09');
  expect(by('complaint', '2026-03-02')).toBe('2026-04-14');
});
