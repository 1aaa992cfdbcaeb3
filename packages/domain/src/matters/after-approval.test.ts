import { describe, expect, test } from 'vitest';
import { stateCouncilCalendar } from '../kernel/calendar.ts';
import { localDate } from '../kernel/local-date.ts';
import { groundOf, obligationsAfter } from './after-approval.ts';
import { afterApprovals } from './after-approval-data.ts';
import { capitalDecreaseClock } from './capital-decrease.ts';
import { matterSlugs } from './matter-slug.ts';
import { builtIn } from './parameter-lookup.ts';

const after = (
  matter: string,
  variant: string | undefined,
  on: string,
  from: 'decision' | 'act' = 'decision',
) => obligationsAfter(matter, variant, localDate(on), stateCouncilCalendar, from, builtIn);
const dues = (
  matter: string,
  variant: string | undefined,
  on: string,
  from: 'decision' | 'act' = 'decision',
) => after(matter, variant, on, from).map((o) => o.dueOn);

describe('what an approval brings with it', () => {
  test('thirty calendar days for registration, rolled over a day off', () => {
    // 2 September + 30 days is 2 October, in the National Day holiday: the first working day is 8 October.
    expect(dues('articles_amendment', undefined, '2026-09-02')).toEqual(['2026-10-08']);
    expect(dues('equity_transfer', 'free_transfer', '2026-06-01')).toEqual(['2026-07-01', '2026-07-01']);
  });

  test('an increase registers in thirty days; a decrease only after the creditors', () => {
    expect(dues('capital_change', 'increase', '2026-06-01')).toEqual(['2026-07-01', '2026-07-01']);
    const decrease = after('capital_change', 'decrease', '2026-06-01');
    const clock = capitalDecreaseClock({ decidedOn: '2026-06-01', publishedOn: '2026-07-01' });
    expect(decrease.map((o) => o.dueOn)).toEqual([
      clock.notifyBy,
      clock.publishBy,
      clock.registerBy,
      clock.registerBy,
    ]);
  });

  test('mergers and divisions wait for the creditors, a conversion does not', () => {
    expect(dues('reorganization', 'merger', '2026-06-01')).toHaveLength(4);
    expect(dues('reorganization', 'conversion', '2026-06-01')).toEqual(['2026-07-01', '2026-07-01']);
    expect(dues('reorganization', 'dissolution', '2026-06-01')).toEqual(['2026-06-11', '2026-06-16']);
  });

  test('guarantees and bonds are filed within five working days of each act, not of the approval', () => {
    expect(dues('external_guarantee', undefined, '2026-06-10')).toEqual([]);
    // Friday 19 June is the Dragon Boat Festival.
    expect(dues('external_guarantee', undefined, '2026-06-16', 'act')).toEqual(['2026-06-24']);
    expect(dues('bond_financing', 'single', '2026-06-10', 'act')).toEqual(['2026-06-17']);
  });

  test('profit is distributed within six months', () => {
    expect(dues('profit_distribution', undefined, '2026-02-28')).toEqual(['2026-08-28']);
  });

  test('a day in a year without a published calendar is provisional, and says so', () => {
    const [report] = after('business_policy', 'annual_policy', '2026-05-01');
    expect([report?.dueOn, report?.provisional]).toEqual(['2027-03-31', true]);
    expect(report === undefined ? '' : groundOf(report)).toMatch(/〔默〕.*暂定/);
  });

  test('each line names a matter of the catalogue and at least one source', () => {
    for (const line of afterApprovals) {
      expect(matterSlugs).toContain(line.matter);
      expect(line.basis.length).toBeGreaterThan(0);
    }
  });
});
