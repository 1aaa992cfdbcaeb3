import { describe, expect, test } from 'vitest';
import { stateCouncilCalendar } from '../kernel/calendar.ts';
import { localDate } from '../kernel/local-date.ts';
import { askRule } from '../kernel/rule.ts';
import { obligationsAfter } from './after-approval.ts';
import { retentionOf } from './archive-file.ts';
import { catalogueV1 } from './catalogue-v1.ts';
import { parametersOn } from './catalogue-versions.ts';
import { type CatalogueVersion, zCatalogueVersion } from './catalogue-wire.ts';
import { matterPrecheckRule } from './matter-precheck.rule.ts';
import { matterRouteRule } from './matter-route.rule.ts';
import { matterSlugs, stepCodes } from './matter-slug.ts';
import { meetingDecisionRule } from './meeting-decision.rule.ts';
import { canonicalValue, isChangeable, optionsOf } from './parameter.ts';
import { builtIn, prerequisitesOf, timeLimitOf, validityOf } from './parameter-lookup.ts';
import { parameterOf, parametersV1 } from './parameters-v1.ts';
import { recusalCauses } from './recusal.ts';
import { warrantValidityRule } from './warrant-validity.rule.ts';

const version = (effectiveFrom: string, over: Partial<CatalogueVersion> = {}): CatalogueVersion => ({
  version: effectiveFrom,
  effectiveFrom,
  bands: [],
  ...over,
});

const company = {
  ...{ id: 'C1', tier: 1, form: 'wholly_state_owned', stateShare: '1', important: false },
  ...{ netAssets: '100000000000.00', inMandate: true },
};
/** What the route answers under a version that sets these figures. */
const route = (input: object, values: Record<string, string>) => {
  const catalogueVersions = [version('2026-01-01', { values })];
  const answer = askRule(matterRouteRule, {
    decidedOn: '2026-09-01',
    company,
    catalogueVersions,
    ...input,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.output;
};

describe('the table of figures', () => {
  test('every figure stands once, with its source, in its one form', () => {
    expect(new Set(parametersV1.map((one) => one.key)).size).toBe(parametersV1.length);
    for (const one of parametersV1) {
      expect(canonicalValue(one, one.value), one.key).toBe(one.value);
      expect(one.title.zh !== '' && one.title.en !== '' && one.basis.title !== '', one.key).toBe(true);
      if (one.basis.grade === 'law') expect(one.basis.article, one.key).toMatch(/^第.+条$/);
    }
  });

  test('it says what the lines of the catalogue say', () => {
    for (const slug of matterSlugs) {
      const { timeLimit, validity, bands, shareBands, steps } = catalogueV1.lines[slug];
      expect(timeLimitOf(builtIn, slug, null, false)).toBe(timeLimit);
      expect(validityOf(builtIn, slug, null)).toEqual(validity);
      expect(builtIn.bands(slug)).toEqual(bands);
      expect(builtIn.shareBands(slug)).toEqual(shareBands);
      const needs = prerequisitesOf(builtIn, slug, null);
      const of = (need: string) => needs.filter((step) => step.need === need).map((step) => step.code);
      const inOrder = (codes: readonly string[]) => stepCodes.filter((code) => codes.includes(code));
      expect(of('required')).toEqual(inOrder(steps.required));
      expect(of('conditional')).toEqual(inOrder(steps.conditional));
    }
  });

  test.each([
    ['procedure.acceptance_days', '5', true],
    ['procedure.recusal_years', '3', true],
    ['meeting.large_quorum', '2/3', true],
    ['donation.band.committee', '50000.00', true],
    ['donation.band.gov', '300000.00', true],
    ['donation.urgent_time_limit', '2', true],
    ['asset_disposal.band.committee', '500000.01', true],
    ['asset_disposal.lease_years', '5', true],
    ['investment_plan.share_band.gov', '3/10', true],
    ['external_guarantee.single_cap', '1/2', true],
    ['external_guarantee.group_cap', '2/5', false],
    ['articles_amendment.level.tier1', 'sasac', false],
    ['equity_transfer.step.APPR', 'required', false],
    ['equity_transfer.free_transfer.step.APPR', 'conditional', true],
    ['donation.step.PARTY', 'required', false],
    ['donation.step.EXPERT', 'none', true],
    ['profit_distribution.validity_months', '6', false],
    ['budget_accounts.validity_months', 'none', true],
    ['budget_accounts.validity_end_of_year', 'yes', true],
    ['donation.materials', '捐赠协议\n受赠人资质\n年度捐赠预算与累计表\n资金来源说明', true],
    ['donation.retention', '30', true],
    ['party_building.annual_report.retention', '30', true],
    ['donation.large_quorum', 'no', true],
    ['equity_transfer.large_quorum', 'yes', true],
    ['business_policy.annual_policy.decision', 'verify', true],
    ['external_guarantee.bar.distressed', 'yes', true],
    ['business_policy.after.evaluation', '03-31', true],
    ['bond_financing.after.file_result', '5', true],
    ['articles_amendment.after.register', '30', false],
    ['capital_change.decrease.after.notify', '10', false],
    ['procedure.group_levels', '2', true],
    ['procedure.level_reading', 'nearest', true],
    ['procedure.never_lacking.M4', 'yes', true],
    ['procedure.never_lacking.M6', 'no', true],
  ])('%s is %s; may be changed: %s', (key, value, may) => {
    const parameter = parameterOf(key);
    expect(parameter?.value).toBe(value);
    expect(parameter !== null && isChangeable(parameter)).toBe(may);
  });

  test.each([
    ['amount', '1.00', '1.00'],
    ['amount', '-1.00', null],
    ['amount', '1', null],
    ['share', '0.40', '2/5'],
    ['share', '1.01', null],
    ['share', '-0.1', null],
    ['working_days', '007', '7'],
    ['working_days', '0', null],
    ['months', '1201', null],
    ['count', '0', '0'],
    ['years', '2.5', null],
    ['need', 'none', 'none'],
    ['level', 'party', null],
    ['switch', 'no', 'no'],
    ['term', 'none', 'none'],
    ['term', '012', '12'],
    ['term', '', null],
    ['month_day', '03-31', '03-31'],
    ['month_day', '02-29', null],
    ['month_day', '3-31', null],
    ['month_day', '13-01', null],
    ['decision', 'file', null],
    ['retention', '20', null],
    ['level_reading', 'largest', 'largest'],
    ['level_reading', 'management', null],
    ['names', ' 资产清单 \n\n处置方案', '资产清单\n处置方案'],
    ['names', '', ''],
    ['names', '资产清单\n资产清单', null],
    ['names', '字'.repeat(101), null],
    ['names', Array.from({ length: 41 }, (_, n) => `材料${n}`).join('\n'), null],
  ] as const)('a value of kind %s: %s is %s', (kind, text, form) => {
    expect(canonicalValue({ kind, options: optionsOf({ kind }) }, text)).toBe(form);
  });
});

describe('the version that decides', () => {
  const key = 'donation.time_limit';
  const versions = [
    version('2026-01-01', { values: { [key]: '8' } }),
    version('2027-01-01', { values: { [key]: '9' } }),
  ];
  const on = (acceptedOn?: string, of = versions) => parametersOn(of, { acceptedOn }).text(key);

  test('is the one in force on acceptance, without it the last, by name the one asked for', () => {
    expect([on('2025-12-31'), on('2026-01-01'), on('2026-12-31'), on('2027-01-01')]).toEqual([
      '7',
      '8',
      '8',
      '9',
    ]);
    expect(on()).toBe('9');
    expect(parametersOn(versions, { catalogue: 'v1' }).text(key)).toBe('7');
    expect(parametersOn(versions, { acceptedOn: '2024-06-30' }).tooEarly).toBe(true);
  });

  test('a retroactive one reaches back, unless a later one was in force already', () => {
    const reaching = [
      version('2026-01-01', { values: { [key]: '8' }, retroactive: true }),
      versions[1] as CatalogueVersion,
    ];
    expect([on('2025-01-01', reaching), on('2026-06-01', reaching), on('2027-06-01', reaching)]).toEqual([
      '8',
      '8',
      '9',
    ]);
  });

  test('each stands on v1 alone', () => {
    const other = [version('2026-01-01', { values: { [key]: '8' } }), version('2027-01-01')];
    expect(on('2027-01-01', other)).toBe('7');
  });

  test('a version that sets what law fixes, what there is not, or a band twice is bad input at its key', () => {
    const problems = (over: Partial<CatalogueVersion>) =>
      zCatalogueVersion
        .safeParse(version('2026-01-01', over))
        .error?.issues.map((issue) => issue.path.join('.'));
    expect(problems({ values: { 'external_guarantee.group_cap': '1/2' } })).toEqual([
      'values.external_guarantee.group_cap',
    ]);
    expect(problems({ values: { 'donation.nothing': '1' } })).toEqual(['values.donation.nothing']);
    expect(problems({ values: { [key]: '0' } })).toEqual([`values.${key}`]);
    const bands = [{ matter: 'donation' as const, level: 'gov' as const, from: '200000.00' }];
    expect(problems({ bands, values: { 'donation.band.gov': '200000.00' } })).toEqual([
      'values.donation.band.gov',
    ]);
    expect(problems({ bands, values: { [key]: '8' } })).toBeUndefined();
  });
});

describe('in the rules', () => {
  const lease = {
    matter: 'asset_disposal',
    facts: { class: 'building', mode: 'lease', leaseYears: 6, annualRent: '1500000.00' },
  };

  test('the figures of one matter move its level, and the reason says the new ones', () => {
    const values = { 'asset_disposal.lease_years': '10', 'asset_disposal.large_rent': '2000000.00' };
    expect(route(lease, {}).level).toBe('committee');
    const output = route(lease, values);
    expect(output.level).toBe('file');
    expect(output.reasons.map((reason) => reason.because)).toContain(
      '出租期限不超过10年且年租金不足200万元：企业自主决策并备案',
    );
  });

  test('a report that the zone wants decided is decided', () => {
    const report = { matter: 'budget_accounts', kind: 'monthly_report' };
    expect(route(report, {}).level).toBe('report');
    const output = route(report, { 'budget_accounts.level.monthly_report': 'committee' });
    expect([output.level, output.decision]).toEqual(['committee', 'verify']);
  });

  test('what no longer raises a level is no longer asked for', () => {
    const project = { matter: 'investment_plan', mainBusiness: true, amount: '30000000.00' };
    expect(route(project, {}).level).toBe('blocked');
    expect(route(project, { 'investment_plan.raise.unplanned': 'no' }).level).toBe('committee');
  });

  test('urgent takes its share of the time limit in force', () => {
    const values = { 'asset_disposal.time_limit': '11', 'procedure.urgent_share': '1/3' };
    const days = (urgent: boolean) => route({ ...lease, urgent }, values).timeLimit.days;
    expect([days(false), days(true)]).toEqual([11, 4]);
  });

  test('the precheck asks for the steps of the same version', () => {
    const missing = (values: Record<string, string>) => {
      const catalogueVersions = [version('2026-01-01', { values })];
      const answer = askRule(matterPrecheckRule, { matter: 'donation', records: [], catalogueVersions });
      return answer.ok ? answer.output.findings.map((finding) => finding.code) : [];
    };
    expect(missing({})).toEqual(['PARTY_MISSING', 'BOARD_MISSING', 'LEGAL_MISSING', 'COMPL_MISSING']);
    expect(missing({ 'donation.step.COMPL': 'conditional', 'donation.step.RISK': 'required' })).toEqual([
      'PARTY_MISSING',
      'BOARD_MISSING',
      'LEGAL_MISSING',
      'RISK_MISSING',
    ]);
  });
});

describe("what was a list or a bar in the code is the zone's to change", () => {
  const gift = {
    matter: 'donation',
    amount: '10000.00',
    facts: {
      ...{ yearTotalBefore: '0.00', budgeted: true, disasterRelief: false },
      ...{ lossMaking: false, wagesOwed: false },
    },
  };

  test('the papers: its own by name and order, the general ones by their switch', () => {
    const values = { 'donation.materials': '捐赠协议\n公示照片', 'procedure.material.M12': 'no' };
    const { materials } = route(gift, values);
    expect(materials.filter(({ code }) => code.startsWith('S'))).toEqual([
      { code: 'S1', name: '捐赠协议' },
      { code: 'S2', name: '公示照片' },
    ]);
    expect(materials.some(({ code }) => code === 'M12')).toBe(false);
    expect(route(gift, { 'donation.materials': '' }).materials.some(({ code }) => code === 'S1')).toBe(false);
    expect(route(gift, {}).materials.some(({ code }) => code === 'M12')).toBe(true);
  });

  const poor = { ...gift, facts: { ...gift.facts, lossMaking: true } };
  const guarantee = {
    ...{ matter: 'external_guarantee', amount: '1000000.00', planned: true },
    facts: {
      ...{ guarantor: 'company', form: 'guarantee', relation: 'wholly', distressed: true },
      ...{
        debt: '1000000.00',
        groupNetAssets: '1000000000.00',
        balanceBefore: '0.00',
        singleBalanceBefore: '0.00',
      },
    },
  };
  const profit = {
    matter: 'profit_distribution',
    facts: { lossUncovered: false, reserveBarred: false, accountsVerified: false },
  };
  test.each([
    [poor, 'donation.bar.poor', 'DONATION_BARRED'],
    [guarantee, 'external_guarantee.bar.distressed', 'GUARANTEE_DISTRESSED'],
    [profit, 'profit_distribution.bar.accounts_not_verified', 'ACCOUNTS_NOT_VERIFIED'],
  ])('a bar of its own is lifted, and the reason says so: %#', (input, key, code) => {
    expect(route(input, {}).blocks.map((block) => block.code)).toEqual([code]);
    const lifted = route(input, { [key]: 'no' });
    expect(lifted.blocks).toEqual([]);
    expect(lifted.reasons.map(({ because }) => because).join()).toContain('按目录不作限制');
  });

  test('what a lifted bar hung on is no longer asked for', () => {
    const { distressed: _unknown, ...facts } = guarantee.facts;
    const silent = { ...guarantee, facts };
    expect(route(silent, {}).blocks.map((block) => block.code)).toEqual(['DATA_INSUFFICIENT']);
    expect(route(silent, { 'external_guarantee.bar.distressed': 'no' }).blocks).toEqual([]);
  });

  test('how it is decided, for how long, and what goes with it', () => {
    const bond = { matter: 'bond_financing', planned: true, amount: '1.00', facts: { instrument: 'bond' } };
    expect(route(bond, {}).decision).toBe('approve');
    expect(route(bond, { 'bond_financing.bond.decision': 'verify' }).decision).toBe('verify');
    const budget = { matter: 'budget_accounts', kind: 'budget' };
    expect(route(budget, {}).validity).toEqual({ endOfYear: true });
    expect(
      route(budget, {
        'budget_accounts.validity_months': '18',
        'budget_accounts.validity_end_of_year': 'no',
      }).validity,
    ).toEqual({ months: 18 });
    expect(route(profit, {}).linked).toEqual(['budget_accounts']);
    expect(route(profit, { 'profit_distribution.linked.budget_accounts': 'no' }).linked).toEqual([]);
    expect(route(budget, {}).warnings.map((one) => one.code)).toEqual(['ARTICLES_SILENT']);
    expect(route(budget, { 'budget_accounts.articles_warning': 'no' }).warnings).toEqual([]);
  });

  test('the order of the dates', () => {
    const records = [
      { code: 'PARTY', heldOn: '2026-03-02', outcome: 'approved' },
      { code: 'BOARD', heldOn: '2026-03-01', outcome: 'approved' },
      ...['LEGAL', 'COMPL'].map((code) => ({ code, heldOn: '2026-02-01' })),
    ];
    const passed = (values: Record<string, string>) => {
      const catalogueVersions = [version('2026-01-01', { values })];
      const answer = askRule(matterPrecheckRule, { matter: 'donation', records, catalogueVersions });
      return answer.ok && answer.output.passed;
    };
    expect([passed({}), passed({ 'procedure.dates_in_order': 'no' })]).toEqual([false, true]);
  });

  test('how long a file is kept, and when a report is owed', () => {
    const set = parametersOn(
      [
        version('2026-01-01', {
          values: { 'donation.retention': 'permanent', 'business_policy.after.evaluation': '06-30' },
        }),
      ],
      {},
    );
    expect(retentionOf(builtIn, 'donation', null, 'completed')).toBe('30');
    expect(retentionOf(set, 'donation', null, 'completed')).toBe('permanent');
    const due = (parameters: typeof builtIn) =>
      obligationsAfter(
        ...(['business_policy', 'annual_policy', localDate('2025-03-03')] as const),
        ...([stateCouncilCalendar, 'decision', parameters] as const),
      ).map(({ dueOn }) => dueOn);
    expect([due(builtIn), due(set)]).toEqual([['2026-03-31'], ['2026-06-30']]);
  });
});

describe('the meeting and the warrant take what the zone has set', () => {
  /** Three at the table who all vote for it; whoever is named must stand aside. */
  const three = (recused = '') =>
    ['a', 'b', 'c'].map((id) => ({ id, present: true, recused: id === recused, vote: 'for' }));
  const meet = (over: object) => {
    const input = { mode: 'collective_vote', matter: 'donation', expected: 5, members: three(), ...over };
    const answer = askRule(meetingDecisionRule, input);
    return answer.ok ? answer.output.result : JSON.stringify(answer.problems);
  };

  test.each([
    [{}, 'approved'],
    [{ quorum: '3/5' }, 'no_quorum'],
    [{ quorum: '0.59' }, 'approved'],
    [{ matter: 'equity_transfer' }, 'no_quorum'],
    [{ matter: 'equity_transfer', largeQuorum: '3/5' }, 'approved'],
    [{ matter: 'equity_transfer', quorum: '0.1' }, 'no_quorum'],
    [{ minimumMembers: 6 }, 'cannot_decide'],
    [{ matter: 'equity_transfer', large: false }, 'approved'],
    [{ large: true }, 'no_quorum'],
    [{ majority: '3/5' }, 'not_approved'],
    [{ majority: '0.59' }, 'approved'],
    [{ expected: 4, members: three('a') }, 'approved'],
    [{ expected: 4, members: three('a'), minimumShare: '4/5' }, 'cannot_decide'],
  ])('%o: %s', (over, result) => {
    expect(meet(over)).toBe(result);
  });

  test('the warning begins so many days before', () => {
    const warn = (over: object) => {
      const answer = askRule(warrantValidityRule, { approvedOn: '2026-01-31', months: 1, ...over });
      return answer.ok ? [answer.output.expiresOn, answer.output.warnFrom] : [];
    };
    expect(warn({})).toEqual(['2026-02-28', '2026-01-29']);
    expect(warn({ warningDays: 10 })).toEqual(['2026-02-28', '2026-02-18']);
  });

  test('recusal looks back so many years', () => {
    const post = {
      ...{ organizationId: 'C1', kind: 'company_director' as const },
      ...{ validFrom: localDate('2020-01-01'), validTo: localDate('2022-12-31') },
    };
    const causes = (years: number) =>
      recusalCauses([post], [], ['C1'], localDate('2026-11-22'), years).length;
    expect([causes(3), causes(4)]).toEqual([0, 1]);
    const declared = {
      ...{ organizationId: 'C1', kind: 'own_interest' as const },
      ...{ validFrom: localDate('2026-01-01'), validTo: null },
    };
    expect(recusalCauses([], [declared], ['C1'], localDate('2026-11-22'), 3)).toMatchObject([
      { held: 'declared' },
    ]);
    expect(recusalCauses([], [declared], ['C2'], localDate('2026-11-22'), 3)).toEqual([]);
  });
});
