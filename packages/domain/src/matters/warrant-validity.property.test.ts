import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { capitalDecreaseClock } from './capital-decrease.ts';
import { capitalDecreaseClockRule } from './capital-decrease-clock.rule.ts';
import { warrantValidity } from './warrant-term.ts';
import { warrantValidityRule } from './warrant-validity.rule.ts';

describe('warrant-validity', () => {
  test('the earliest binds, the first of equals', () => {
    const base = { approvedOn: '2026-09-01', months: 12 };
    expect(warrantValidity(base)).toMatchObject({
      expiresOn: '2027-09-01',
      warnFrom: '2027-08-02',
      boundBy: 'term',
    });
    expect(warrantValidity({ ...base, appraisalBaseDate: '2026-03-31' })).toMatchObject({
      expiresOn: '2027-03-31',
      boundBy: 'appraisal',
    });
    expect(warrantValidity({ ...base, appraisalBaseDate: '2026-09-01' }).boundBy).toBe('term');
    expect(warrantValidity({ ...base, planYear: 2026 })).toMatchObject({
      expiresOn: '2026-12-31',
      boundBy: 'plan_year',
    });
    expect(warrantValidity({ ...base, planYear: 2026, appraisalBaseDate: '2025-12-31' }).boundBy).toBe(
      'appraisal',
    );
  });
  test('month ends, and no rolling to a working day', () => {
    expect(warrantValidity({ approvedOn: '2026-08-31', months: 6 }).expiresOn).toBe('2027-02-28');
    expect(warrantValidity({ approvedOn: '2026-01-03', months: 1 }).expiresOn).toBe('2026-02-03');
    const leap = { approvedOn: '2024-03-01', months: 24, appraisalBaseDate: '2024-02-29' };
    expect(warrantValidity(leap).expiresOn).toBe('2025-02-28');
  });
  test('registration opens the day after the notice period', () => {
    const input = { approvedOn: '2026-09-01', months: 12, noticePeriodEnds: '2026-10-31' };
    expect(warrantValidity(input).earliestRegistration).toBe('2026-11-01');
    expect(warrantValidity({ approvedOn: '2026-09-01', months: 12 })).not.toHaveProperty(
      'earliestRegistration',
    );
  });
  test('beyond the calendar is bad input', () => {
    expect(askRule(warrantValidityRule, { approvedOn: '9999-12-31', months: 12 }).ok).toBe(false);
    expect(askRule(warrantValidityRule, { approvedOn: '2026-01-01', months: 1, planYear: '2026' }).ok).toBe(
      false,
    );
    expect(askRule(warrantValidityRule, warrantValidityRule.example).ok).toBe(true);
  });
});

const day = fc
  .tuple(
    fc.integer({ min: 2000, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);

property.prop([
  day,
  fc.integer({ min: 0, max: 36 }),
  fc.option(day),
  fc.option(fc.integer({ min: 2000, max: 2100 })),
])('another bound never lengthens a warrant', (approvedOn, months, appraisalBaseDate, planYear) => {
  const { expiresOn } = warrantValidity({ approvedOn, months });
  const bounded = warrantValidity({ approvedOn, months, appraisalBaseDate, planYear });
  expect(bounded.expiresOn <= expiresOn).toBe(true);
  expect(bounded.warnFrom < bounded.expiresOn).toBe(true);
});

describe('capital-decrease-clock', () => {
  test('days are calendar days, ends roll to a working day', () => {
    expect(capitalDecreaseClock({ decidedOn: '2026-03-02', publishedOn: '2026-03-10' })).toMatchObject({
      notifyBy: '2026-03-12',
      publishBy: '2026-04-01',
      claimsUntil: '2026-04-24',
      earliestRegistration: '2026-04-25',
      // 30 days end on Sunday 24 May.
      registerBy: '2026-05-25',
    });
    // 1 October is a holiday; 8 October is the next working day.
    expect(capitalDecreaseClock({ decidedOn: '2026-09-21' }).notifyBy).toBe('2026-10-08');
  });
  test('without publication there is no claims period', () => {
    const output = capitalDecreaseClock({ decidedOn: '2026-03-02', creditorsNotifiedOn: '2026-03-13' });
    expect(Object.keys(output).sort()).toEqual(['notifyBy', 'publishBy', 'reasons', 'rulebook']);
    expect(output.reasons[0]).toMatchObject({ outcome: 'fail' });
  });
  test('a year without a published calendar is provisional', () => {
    expect(capitalDecreaseClock({ decidedOn: '2026-12-28' }).provisional).toBe(true);
    expect(askRule(capitalDecreaseClockRule, { decidedOn: '9999-12-30' }).ok).toBe(false);
    expect(askRule(capitalDecreaseClockRule, capitalDecreaseClockRule.example).ok).toBe(true);
  });
});
