import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { tenderTimetableRule } from './tender-timetable.rule.ts';

type Json = Record<string, unknown>;

function ask(input: Json) {
  const answer = askRule(tenderTimetableRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(tenderTimetableRule.output.safeParse(answer.output).error).toBeUndefined();
  const { reasons: _r, rulebook: _b, blocks, warnings, ...days } = answer.output;
  expect(warnings).toEqual([]);
  return { ...days, codes: blocks.map(({ code }) => code) };
}
const calm = { provisional: false, codes: [] };

describe('days that follow', () => {
  test('nothing asked, nothing answered', () => {
    expect(ask({})).toEqual(calm);
  });
  test('twenty days from the documents, and on over a holiday', () => {
    // 2026-06-21 is a Sunday of the Dragon Boat Festival.
    expect(ask({ documentsFrom: '2026-06-01' })).toEqual({ ...calm, earliestDeadline: '2026-06-22' });
    expect(ask({ documentsFrom: '2026-05-20' })).toEqual({ ...calm, earliestDeadline: '2026-06-09' });
  });
  test('a make-up working day is a working day', () => {
    // 2026-05-09 is a Saturday on which people work.
    expect(ask({ documentsFrom: '2026-04-19' }).earliestDeadline).toBe('2026-05-09');
  });
  test('objections are counted backward and do not move', () => {
    expect(ask({ deadline: '2026-06-23' })).toEqual({ ...calm, objectionsUntil: '2026-06-13' });
  });
  test('publicity, and the notice in Chongqing', () => {
    const input = { candidatesPublishedFrom: '2026-06-24' };
    expect(ask(input)).toEqual({ ...calm, publicityEnds: '2026-06-29', noticeBy: null });
    expect(ask({ ...input, jurisdiction: 'chongqing' })).toMatchObject({ noticeBy: '2026-07-06' });
    expect(ask({ ...input, publicityDays: 8 })).toMatchObject({ publicityEnds: '2026-07-02', codes: [] });
  });
  test('signing within thirty days', () => {
    expect(ask({ awardNoticeOn: '2026-07-01' })).toEqual({ ...calm, signBy: '2026-07-31' });
    expect(ask({ awardNoticeOn: '2026-07-02' }).signBy).toBe('2026-08-03');
  });
  test.each([
    [{}, { returnBondBy: '2026-07-27', fileBy: null, announceBy: null }],
    [{ jurisdiction: 'chongqing' }, { returnBondBy: '2026-07-27', fileBy: '2026-07-29', announceBy: null }],
    [{ procurement: true }, { returnBondBy: '2026-07-27', fileBy: '2026-07-29', announceBy: '2026-07-22' }],
    [
      { contractSignedOn: '2026-07-22', procurement: true, jurisdiction: 'chongqing' },
      { returnBondBy: '2026-07-29', fileBy: '2026-07-31', announceBy: '2026-07-24' },
    ],
    [{ contractSignedOn: '2026-07-22' }, { returnBondBy: '2026-07-27', fileBy: null, announceBy: null }],
  ])('after signing: %j', (rest, expected) => {
    expect(ask({ contractSignedOn: '2026-07-20', ...rest })).toEqual({ ...calm, ...expected });
  });
});

describe('what the law does not allow', () => {
  test('a deadline before the earliest', () => {
    const documents = { documentsFrom: '2026-06-01' };
    expect(ask({ ...documents, deadline: '2026-06-22' }).codes).toEqual([]);
    expect(ask({ ...documents, deadline: '2026-06-21' }).codes).toEqual(['DEADLINE_TOO_EARLY']);
    expect(ask({ ...documents, deadline: '2026-05-31' }).codes).toEqual(['DEADLINE_TOO_EARLY']);
  });
  test.each([
    ['2026-06-07', '2026-06-22', null],
    ['2026-06-08', '2026-06-22', '2026-06-23'],
    // The fifteenth day is in the festival: in time for a deadline on it, but nothing is moved to it.
    ['2026-06-05', '2026-06-20', null],
    ['2026-06-05', '2026-06-18', '2026-06-22'],
    ['2026-06-25', '2026-06-22', '2026-07-10'],
  ])('amended on %s, deadline %s: %s', (amendedOn, deadline, mustExtendTo) => {
    const out = ask({ amendedOn, deadline });
    expect(out).toMatchObject({ mustExtendTo, codes: mustExtendTo === null ? [] : ['MUST_EXTEND'] });
  });
  test('an amendment without a deadline cannot be judged', () => {
    const out = ask({ documentsFrom: '2026-06-01', amendedOn: '2026-06-05' });
    expect(out.codes).toEqual(['DATA_INSUFFICIENT']);
    expect('mustExtendTo' in out).toBe(false);
  });
  test('publicity under three days ends as with three', () => {
    const out = ask({ candidatesPublishedFrom: '2026-06-22', publicityDays: 2 });
    expect(out).toMatchObject({ publicityEnds: '2026-06-25', codes: ['PUBLICITY_TOO_SHORT'] });
  });
  test('all at once, in order', () => {
    const out = ask({
      documentsFrom: '2026-06-01',
      deadline: '2026-06-20',
      amendedOn: '2026-06-10',
      candidatesPublishedFrom: '2026-06-24',
      publicityDays: 0,
    });
    expect(out.codes).toEqual(['DEADLINE_TOO_EARLY', 'MUST_EXTEND', 'PUBLICITY_TOO_SHORT']);
  });
});

describe('years without a calendar', () => {
  test('make the answer provisional, unless one is given', () => {
    const input = { awardNoticeOn: '2026-12-15' };
    expect(ask(input)).toMatchObject({ signBy: '2027-01-14', provisional: true });
    const calendar = { holidays: ['2027-01-14'] };
    expect(ask({ ...input, calendar })).toMatchObject({ signBy: '2027-01-15', provisional: false });
  });
  test('what does not roll is not provisional', () => {
    expect(ask({ deadline: '2030-06-23' })).toEqual({ ...calm, objectionsUntil: '2030-06-13' });
    expect(ask({ deadline: '2030-06-23', amendedOn: '2030-06-01' }).provisional).toBe(false);
    expect(ask({ deadline: '2030-06-23', amendedOn: '2030-06-20' }).provisional).toBe(true);
  });
});

test('each day has its source', () => {
  const answer = askRule(tenderTimetableRule, tenderTimetableRule.example);
  const cited = answer.ok ? answer.output.reasons.filter(({ rule }) => rule !== 'CALENDAR') : [];
  expect(cited.length).toBe(8);
  for (const { basis } of cited) expect(basis.length).toBeGreaterThan(0);
});

test.each([
  { deadline: '2026-02-30' },
  { publicityDays: -1 },
  { publicityDays: '3' },
  { deadlines: '2026-03-01' },
])('%j is refused', (input) => {
  expect(askRule(tenderTimetableRule, input).ok).toBe(false);
});
