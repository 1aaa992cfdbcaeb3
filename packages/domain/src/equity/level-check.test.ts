import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { builtIn, levelRuleOf, lookup } from '../matters/parameter-lookup.ts';
import { decideExemption, decideExemptionEnd } from './decide-exemption.ts';
import { exemptionState, exemptOn, judgeLevel, type LevelExemption, readLevels } from './level-check.ts';

const term = (from: string, to: string, endedOn: string | null = null): LevelExemption => ({
  ...{ companyId: 'A', validFrom: localDate(from), validTo: localDate(to) },
  endedOn: endedOn === null ? null : localDate(endedOn),
});
const year = term('2026-07-01', '2027-06-30');
const verdictOn = (day: string, exemption: LevelExemption, level: number | null = 3) => {
  const exempt = exemptOn([exemption], localDate(day));
  const { violation, exemptUntil } = judgeLevel({ limit: 2, basis: 'nearest', exempt }, 'A', level);
  return exemptUntil ?? (violation ? 'violation' : 'fine');
};

describe('a level that is too deep', () => {
  test('is a violation until the day before, exempt from the first day to the last, and a violation after', () => {
    const days = ['2026-06-30', '2026-07-01', '2027-06-30', '2027-07-01'];
    expect(days.map((day) => verdictOn(day, year))).toEqual([
      'violation',
      '2027-06-30',
      '2027-06-30',
      'violation',
    ]);
  });

  test('is a violation again from the day on which an exemption was ended early', () => {
    const ended = term('2026-07-01', '2027-06-30', '2026-10-01');
    expect(['2026-09-30', '2026-10-01', '2027-06-30'].map((day) => verdictOn(day, ended))).toEqual([
      '2026-09-30',
      'violation',
      'violation',
    ]);
    const states = ['2026-06-30', '2026-09-30', '2026-10-01'].map((d) => exemptionState(ended, localDate(d)));
    expect(states).toEqual(['coming', 'in_force', 'ended']);
    expect(exemptionState(year, localDate('2027-07-01'))).toBe('over');
  });

  test('an exemption says nothing of a level that is not, of a holding without control, or of another company', () => {
    expect(verdictOn('2026-08-01', year, 2)).toBe('fine');
    expect(verdictOn('2026-08-01', year, null)).toBe('fine');
    expect(verdictOn('2026-08-01', { ...year, companyId: 'B' })).toBe('violation');
  });
});

describe('the two readings', () => {
  const read = (text: string) => {
    const holdings = text.split(', ').map((part) => {
      const [, owner = '', owned = '', share = ''] = /^(.+)>(.+) (.+)$/.exec(part) ?? [];
      return { owner, owned, share: parseRatio(share) };
    });
    const ids = [...new Set(holdings.flatMap(({ owner, owned }) => [owner, owned]))];
    const levels = readLevels(
      ids.map((id) => ({ id, kind: 'company' as const })),
      holdings,
      'G',
    );
    return [...levels].map(([id, { nearest, largest }]) => `${id} ${nearest}/${largest}`);
  };

  test('differ where the nearest holder is not the largest; who is only held has no level', () => {
    expect(read('G>A 1, G>B 0.1, A>B 0.9, B>C 0.3, c>C 0.7')).toEqual(['G 1/1', 'A 2/2', 'B 2/3']);
    expect(read('s>G 1, G>A 0.6, A>B 0.6, B>D 1')).toEqual(['G 1/1', 'A 2/2', 'B 3/3', 'D 4/4']);
  });

  test('which of them counts, and how deep, stands in the catalogue', () => {
    expect(levelRuleOf(builtIn)).toEqual({ limit: 2, basis: 'nearest' });
    const set = lookup({ 'procedure.group_levels': '3', 'procedure.level_reading': 'largest' });
    expect(levelRuleOf(set)).toEqual({ limit: 3, basis: 'largest' });
  });
});

describe('recording and ending', () => {
  const codes = (answer: ReturnType<typeof decideExemption> | ReturnType<typeof decideExemptionEnd>) =>
    answer.outcome === 'refused' ? answer.refusals.map(({ code }) => code) : [];

  test.each([
    ['2027-06-30', '2027-12-31', ['EXEMPTION_OVERLAPS']],
    ['2027-07-01', '2027-12-31', []],
    ['2026-01-01', '2026-06-30', []],
    ['2026-01-01', '2026-07-01', ['EXEMPTION_OVERLAPS']],
    ['2028-01-02', '2028-01-01', ['EXEMPTION_TERM_WRONG']],
    ['2028-01-01', '2028-01-01', []],
  ])('from %s to %s beside the one that stands', (from, to, expected) => {
    expect(codes(decideExemption(term(from, to), [year]))).toEqual(expected);
  });

  test('what was ended early leaves its later days free, what was withdrawn whole leaves all', () => {
    const ended = term('2026-07-01', '2027-06-30', '2026-10-01');
    expect(codes(decideExemption(term('2026-10-01', '2027-12-31'), [ended]))).toEqual([]);
    expect(codes(decideExemption(term('2026-09-30', '2027-12-31'), [ended]))).toEqual(['EXEMPTION_OVERLAPS']);
    const withdrawn = term('2026-07-01', '2027-06-30', '2026-07-01');
    expect(codes(decideExemption(year, [withdrawn]))).toEqual([]);
    expect(codes(decideExemption(term('2026-01-01', '2027-12-31'), [withdrawn]))).toEqual([]);
  });

  test('it is ended once, on one of its days', () => {
    const end = (one: LevelExemption, day: string) => codes(decideExemptionEnd(one, localDate(day)));
    expect(end(year, '2026-07-01')).toEqual([]);
    expect(end(year, '2027-06-30')).toEqual([]);
    expect([end(year, '2026-06-30'), end(year, '2027-07-01')]).toEqual([
      ['EXEMPTION_END_OUTSIDE'],
      ['EXEMPTION_END_OUTSIDE'],
    ]);
    expect(end({ ...year, endedOn: localDate('2026-08-01') }, '2026-09-01')).toEqual(['EXEMPTION_ENDED']);
  });
});

const anyTerm = fc
  .record({ at: fc.nat({ max: 60 }), days: fc.nat({ max: 30 }), ended: fc.option(fc.nat({ max: 30 })) })
  .map(({ at, days, ended }): LevelExemption => {
    const validFrom = addDays(localDate('2026-01-01'), at);
    return {
      ...{ companyId: 'A', validFrom, validTo: addDays(validFrom, days) },
      endedOn: ended === null || ended > days ? null : addDays(validFrom, ended),
    };
  });

prop.prop([fc.array(anyTerm, { maxLength: 12 })])(
  'of what may be recorded one after another, at most one is in force on any day',
  (asked) => {
    const kept: LevelExemption[] = [];
    for (const one of asked) if (decideExemption(one, kept).outcome === 'accepted') kept.push(one);
    for (let at = 0; at < 95; at += 1) {
      const on = addDays(localDate('2026-01-01'), at);
      const inForce = kept.filter((one) => exemptionState(one, on) === 'in_force');
      expect(inForce.length).toBeLessThanOrEqual(1);
      const said = judgeLevel({ limit: 2, basis: 'nearest', exempt: exemptOn(kept, on) }, 'A', 3);
      expect(said.violation).toBe(inForce.length === 0);
      expect(said.exemptUntil === null || said.exemptUntil >= on).toBe(true);
    }
  },
);
