import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { catalogueV1 } from './catalogue-v1.ts';
import { matterRouteRule } from './matter-route.rule.ts';
import { matterSlugs } from './matter-slug.ts';
import type { RouteOutput } from './route-output.ts';

const tier1 = {
  id: 'C1',
  tier: 1,
  form: 'wholly_state_owned',
  stateShare: '1',
  important: false,
  netAssets: '100000000000.00',
  inMandate: true,
  articlesReserve: true,
};
const subsidiary = { ...tier1, id: 'C2', tier: 2, form: 'limited', keySubsidiary: false };

function ask(input: Record<string, unknown>): RouteOutput {
  const answer = askRule(matterRouteRule, { decidedOn: '2026-09-01', company: tier1, ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(matterRouteRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}

function problems(input: Record<string, unknown>): string[] {
  const answer = askRule(matterRouteRule, { decidedOn: '2026-09-01', company: tier1, ...input });
  return answer.ok ? [] : answer.problems.map((problem) => problem.path);
}

const codes = (output: RouteOutput): string[] => output.blocks.map((block) => block.code);
const wan = (n: number): string => `${n * 10_000}.00`;

const project = (input: Record<string, unknown> = {}) =>
  ask({ matter: 'investment_plan', amount: wan(100), planned: true, mainBusiness: true, ...input });
const disposal = (amount: string, facts: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) =>
  ask({ matter: 'asset_disposal', amount, facts: { class: 'other', mode: 'public', ...facts }, ...rest });
const transfer = (facts: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  ask({
    matter: 'equity_transfer',
    facts: { subject: 'subsidiary', mode: 'public', losesControl: false, ...facts },
    ...rest,
  });
const guarantee = (facts: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) =>
  ask({
    matter: 'external_guarantee',
    amount: wan(1000),
    planned: true,
    facts: {
      guarantor: 'company',
      form: 'guarantee',
      relation: 'wholly',
      shareRatio: '1',
      debt: wan(1000),
      distressed: false,
      groupNetAssets: '100000000000.00',
      balanceBefore: '0.00',
      singleBalanceBefore: '0.00',
      ...facts,
    },
    ...rest,
  });
const donation = (amount: string, facts: Record<string, unknown> = {}) =>
  ask({
    matter: 'donation',
    amount,
    facts: {
      yearTotalBefore: '0.00',
      budgeted: true,
      lossMaking: false,
      wagesOwed: false,
      disasterRelief: false,
      ...facts,
    },
  });
const financing = (input: Record<string, unknown> = {}, facts: Record<string, unknown> = {}) =>
  ask({
    matter: 'bond_financing',
    amount: wan(100),
    planned: true,
    facts: { instrument: 'loan', leverageAfter: '0.5', ...facts },
    ...input,
  });

test('the catalogue has the fourteen matters, each with sources and a start', () => {
  expect(Object.keys(catalogueV1.lines)).toEqual([...matterSlugs]);
  for (const line of Object.values(catalogueV1.lines)) {
    expect(line.basis.length).toBeGreaterThan(0);
    expect(line.effectiveFrom).toBe('2024-07-01');
    expect(new Set([...line.steps.required, ...line.steps.conditional]).size).toBe(
      line.steps.required.length + line.steps.conditional.length,
    );
  }
});

test('the example of the desk is answered', () => {
  expect(askRule(matterRouteRule, matterRouteRule.example)).toMatchObject({
    ok: true,
    output: { level: 'committee', instrument: 'reply', catalogueVersion: 'v1' },
  });
});

describe('asset disposal', () => {
  test.each([
    ['other', '500000.00', 'file'],
    ['other', '500000.01', 'committee'],
    ['other', '5000000.00', 'committee'],
    ['other', '5000000.01', 'sasac'],
    ['other', '49999999.99', 'sasac'],
    ['other', '50000000.00', 'gov'],
    ['land', '0.01', 'committee'],
    ['vehicle', '5000000.00', 'committee'],
    ['ip', '5000000.01', 'sasac'],
    ['building', '50000000.00', 'gov'],
  ])('%s for %s goes to %s', (kind, amount, level) => {
    expect(disposal(amount, { class: kind }).level).toBe(level);
  });
  test('a free transfer needs no market, and no appraisal between a company and its wholly owned ones', () => {
    const required = (facts: object): string[] =>
      ask({ matter: 'asset_disposal', amount: '1.00', facts: { class: 'other', ...facts } })
        .prerequisites.filter((step: { need: string }) => step.need === 'required')
        .map((step: { code: string }) => step.code);
    expect(required({ mode: 'public' })).toEqual(expect.arrayContaining(['APPR', 'PUB']));
    expect(required({ mode: 'free_transfer' })).toContain('APPR');
    expect(required({ mode: 'free_transfer' })).not.toContain('PUB');
    expect(required({ mode: 'free_transfer', withinGroupWholly: true })).not.toContain('APPR');
  });

  test.each(['non_public', 'free_transfer'])('%s is one level up, gov stays', (mode) => {
    expect(disposal('500000.00', { mode }).level).toBe('committee');
    expect(disposal('500000.01', { mode }).level).toBe('sasac');
    expect(disposal('5000000.01', { mode }).level).toBe('gov');
    expect(disposal('50000000.00', { mode }).level).toBe('gov');
  });
  test('ten percent of net assets, included, is gov; nothing or less is always reached', () => {
    const withNet = (netAssets: string | null) => ({ company: { ...tier1, netAssets } });
    expect(disposal('100000.00', {}, withNet('1000000.00')).level).toBe('gov');
    expect(disposal('99999.99', {}, withNet('1000000.00')).level).toBe('file');
    expect(disposal('0.01', {}, withNet('0.00')).level).toBe('gov');
    expect(disposal('0.01', {}, withNet('-5.00')).level).toBe('gov');
    expect(codes(disposal('0.01', {}, withNet(null)))).toEqual(['DATA_INSUFFICIENT']);
    expect(disposal('50000000.00', {}, withNet(null)).level).toBe('gov');
  });
  test.each([
    [5, '999999.99', 'file'],
    ['5.01', '0.00', 'committee'],
    [6, '0.00', 'committee'],
    [1, '1000000.00', 'committee'],
  ])('a lease of %s years at %s goes to %s', (leaseYears, annualRent, level) => {
    const facts = { class: 'other', mode: 'lease', leaseYears, annualRent };
    expect(ask({ matter: 'asset_disposal', facts }).level).toBe(level);
  });
  test('without its mode it may be a lease: nothing is decided', () => {
    expect(codes(disposal('900000000.00', { mode: null }))).toEqual(['DATA_INSUFFICIENT']);
    expect(codes(ask({ matter: 'asset_disposal', amount: '900000000.00' }))).toEqual(['DATA_INSUFFICIENT']);
  });
  test('a lease needs its years and its rent, not an amount', () => {
    expect(codes(ask({ matter: 'asset_disposal', facts: { mode: 'lease', leaseYears: 1 } }))).toEqual([
      'DATA_INSUFFICIENT',
    ]);
    expect(ask({ matter: 'asset_disposal', facts: { mode: 'lease', leaseYears: 9 } }).level).toBe(
      'committee',
    );
  });
});

describe('equity transfer', () => {
  test.each([
    [{ subject: 'tier1' }, 'gov'],
    [{ losesControl: true }, 'gov'],
    [{ subject: 'participation', losesControl: true }, 'gov'],
    [{}, 'sasac'],
    [{ mode: 'non_public' }, 'gov'],
    [{ subject: 'participation' }, 'committee'],
    [{ subject: 'participation', mode: 'non_public' }, 'sasac'],
    [{ mode: 'free_transfer', withinGroupWholly: true }, 'file'],
    [{ subject: 'participation', mode: 'free_transfer', withinGroupWholly: true }, 'file'],
    [{ mode: 'public', withinGroupWholly: true }, 'sasac'],
    [{ subject: 'tier1', mode: 'free_transfer', withinGroupWholly: true }, 'gov'],
    [{ mode: 'free_transfer' }, 'sasac'],
    [{ subject: 'participation', mode: 'free_transfer' }, 'sasac'],
    [{ subject: 'participation', mode: 'free_transfer', acrossInvestors: true }, 'sasac'],
  ])('%j goes to %s', (facts, level) => {
    expect(transfer(facts).level).toBe(level);
  });
  test('across investors both sides approve', () => {
    const output = transfer({ mode: 'free_transfer', acrossInvestors: true });
    expect(output.warnings.map((warning) => warning.code)).toEqual(['BOTH_INVESTORS']);
  });
  test('the amount does not matter, control does', () => {
    expect(transfer({ losesControl: null }).level).toBe('blocked');
    expect(ask({ matter: 'equity_transfer' }).level).toBe('blocked');
    expect(transfer({ subject: 'tier1', losesControl: null }).level).toBe('gov');
  });
  test('steps of a free transfer: creditors are told, the audit stands for the appraisal', () => {
    const need = (mode: string, code: string) =>
      transfer({ mode }).prerequisites.find((step) => step.code === code)?.need;
    expect([need('public', 'CRED'), need('free_transfer', 'CRED')]).toEqual(['conditional', 'required']);
    expect([need('public', 'APPR'), need('free_transfer', 'APPR')]).toEqual(['required', 'conditional']);
  });
});

describe('investment', () => {
  test.each([
    [1999.99, 'file'],
    [2000, 'committee'],
    [4999.99, 'committee'],
    [5000, 'sasac'],
    [19999.99, 'sasac'],
    [20000, 'gov'],
  ])('%d 万元 planned and main goes to %s', (amount, level) => {
    expect(project({ amount: `${(amount * 10_000).toFixed(2)}` }).level).toBe(level);
  });
  test('outside the plan is one level up, floors come after', () => {
    expect(project({ planned: false }).level).toBe('committee');
    expect(project({ planned: false, amount: wan(5000) }).level).toBe('gov');
    expect(project({ planned: false, mainBusiness: false }).level).toBe('committee');
    expect(project({ planned: false, mainBusiness: false, amount: wan(1000) }).level).toBe('sasac');
    expect(project({ mainBusiness: false }).level).toBe('committee');
    expect(project({ mainBusiness: false, amount: '9999999.99' }).level).toBe('committee');
    expect(project({ special: ['fund'], planned: false }).level).toBe('sasac');
    expect(project({ relatedParty: true }).level).toBe('sasac');
  });
  test('shares of net assets: ten and thirty percent, included', () => {
    const company = { ...tier1, netAssets: wan(1000) };
    expect(project({ company, amount: '999999.99' }).level).toBe('file');
    expect(project({ company, amount: wan(100) }).level).toBe('sasac');
    expect(project({ company, amount: wan(300) }).level).toBe('gov');
  });
  test('what is missing blocks where the level hangs on it', () => {
    for (const field of ['amount', 'planned', 'mainBusiness']) {
      expect(codes(project({ [field]: null }))).toEqual(['DATA_INSUFFICIENT']);
      expect(codes(project({ [field]: undefined }))).toEqual(['DATA_INSUFFICIENT']);
    }
    expect(project({ mainBusiness: null, amount: wan(6000) }).level).toBe('sasac');
    expect(project({ planned: null, amount: wan(20000) }).level).toBe('gov');
    const { netAssets: _, ...company } = tier1;
    expect(codes(project({ company }))).toEqual(['DATA_INSUFFICIENT']);
  });
  test('plans and adjustments', () => {
    const plan = (input: Record<string, unknown>) => ask({ matter: 'investment_plan', ...input });
    expect(plan({ kind: 'annual_plan' })).toMatchObject({
      level: 'committee',
      validity: { endOfYear: true },
    });
    expect(plan({ kind: 'adjustment', facts: { change: '0.10' } }).level).toBe('file');
    expect(plan({ kind: 'adjustment', facts: { change: '0.100001' } }).level).toBe('committee');
    expect(plan({ kind: 'adjustment', facts: { change: '-0.5' } }).level).toBe('file');
    expect(plan({ kind: 'adjustment' }).level).toBe('blocked');
  });
  test('the negative list blocks, and experts are required from sasac up', () => {
    expect(codes(project({ prohibited: true }))).toEqual(['PROHIBITED']);
    const experts = (amount: number) =>
      project({ amount: wan(amount) }).prerequisites.find((step) => step.code === 'EXPERT')?.need;
    expect([experts(3000), experts(5000)]).toEqual(['conditional', 'required']);
  });
});

describe('guarantees', () => {
  test.each([
    [{}, {}, 'file'],
    [{}, { amount: wan(4999) }, 'file'],
    [{}, { amount: wan(5000) }, 'committee'],
    [{}, { planned: false }, 'committee'],
    [{}, { relatedParty: true }, 'sasac'],
    [{ relation: 'participation', shareRatio: '0.3', debt: wan(10000) }, {}, 'sasac'],
    [{ relation: 'other_state' }, {}, 'gov'],
  ])('%j %j goes to %s', (facts, rest, level) => {
    expect(guarantee(facts, rest).level).toBe(level);
  });
  test.each([
    [{ guarantor: 'public_body' }, 'GUARANTOR_PUBLIC_BODY'],
    [{ relation: 'outside' }, 'GUARANTEE_OUTSIDE_GROUP'],
    [{ relation: 'controlled', shareRatio: '0.51', debt: wan(1000) }, 'GUARANTEE_OVER_SHARE'],
    [{ distressed: true }, 'GUARANTEE_DISTRESSED'],
    [{ groupNetAssets: wan(2499) }, 'GUARANTEE_CAP_EXCEEDED'],
    [{ groupNetAssets: '0.00' }, 'GUARANTEE_CAP_EXCEEDED'],
    [{ singleBalanceBefore: '49990000000.01' }, 'GUARANTEE_CAP_EXCEEDED'],
  ])('%j is barred: %s', (facts, code) => {
    expect(codes(guarantee(facts))).toEqual([code]);
  });
  test('exactly the share, 40 and 50 percent are not over', () => {
    expect(guarantee({ relation: 'controlled', shareRatio: '2/3', debt: wan(1500) }).level).toBe('file');
    expect(guarantee({ groupNetAssets: wan(2500) }).level).toBe('file');
    expect(guarantee({ singleBalanceBefore: '49990000000.00' }).level).toBe('file');
  });
  test('all that apply are listed in order', () => {
    const output = guarantee({ guarantor: 'public_body', relation: 'outside', distressed: true });
    expect(codes(output)).toEqual([
      'GUARANTOR_PUBLIC_BODY',
      'GUARANTEE_OUTSIDE_GROUP',
      'GUARANTEE_DISTRESSED',
    ]);
    expect(output).toMatchObject({ level: 'blocked', instrument: 'none', finalInstrument: 'none' });
  });
  test.each([
    'guarantor',
    'relation',
    'distressed',
    'groupNetAssets',
    'balanceBefore',
    'singleBalanceBefore',
  ])('without %s nothing is decided', (field) => {
    expect(codes(guarantee({ [field]: null }))).toContain('DATA_INSUFFICIENT');
  });
});

describe('donations', () => {
  test.each([
    ['49999.99', {}, 'file'],
    ['50000.00', {}, 'committee'],
    ['1000.00', { yearTotalBefore: '298999.99' }, 'file'],
    ['1000.00', { yearTotalBefore: '299000.00' }, 'gov'],
    ['299999.99', {}, 'committee'],
    ['1000.00', { budgeted: false }, 'sasac'],
    ['60000.00', { budgeted: false }, 'sasac'],
    ['300000.00', { budgeted: false }, 'gov'],
    ['1000.00', { lossMaking: true, disasterRelief: true }, 'file'],
  ])('%s %j goes to %s', (amount, facts, level) => {
    expect(donation(amount, facts).level).toBe(level);
  });
  test('a losing company or one that owes wages gives nothing but relief', () => {
    expect(codes(donation('1.00', { lossMaking: true }))).toEqual(['DONATION_BARRED']);
    expect(codes(donation('1.00', { wagesOwed: true }))).toEqual(['DONATION_BARRED']);
    expect(codes(donation('1.00', { wagesOwed: null }))).toEqual(['DATA_INSUFFICIENT']);
    expect(codes(donation('1.00', { yearTotalBefore: null }))).toEqual(['DATA_INSUFFICIENT']);
  });
});

describe('financing', () => {
  test.each([
    [{}, {}, 'file'],
    [{ amount: wan(10000) }, {}, 'committee'],
    [{ planned: false }, {}, 'committee'],
    [{ amount: wan(10000), planned: false }, {}, 'sasac'],
    [{}, { leverageAfter: '0.7' }, 'file'],
    [{}, { leverageAfter: '0.7000001' }, 'sasac'],
    [{}, { instrument: 'non_standard', leverageAfter: null }, 'sasac'],
    [{}, { instrument: 'bond', leverageAfter: null }, 'gov'],
    [{ kind: 'annual_plan', facts: undefined }, {}, 'committee'],
  ])('%j %j goes to %s', (input, facts, level) => {
    expect(financing(input, facts).level).toBe(level);
  });
  test('a loan needs the leverage after it', () => {
    expect(codes(financing({}, { leverageAfter: null }))).toEqual(['DATA_INSUFFICIENT']);
  });
});

describe('the other matters', () => {
  test.each([
    ['party_building', { kind: 'preresearch_list' }, 'party'],
    ['party_building', { kind: 'annual_report' }, 'report'],
    ['party_building', {}, 'blocked'],
    ['business_policy', { facts: { kind: 'five_year_plan' } }, 'sasac'],
    ['business_policy', { facts: { kind: 'five_year_plan' }, company: subsidiary }, 'file'],
    ['business_policy', { facts: { kind: 'annual_policy' } }, 'committee'],
    ['business_policy', { facts: { kind: 'implementation_report' } }, 'report'],
    ['articles_amendment', {}, 'sasac'],
    ['articles_amendment', { company: subsidiary }, 'file'],
    [
      'capital_change',
      { facts: { direction: 'increase', newShareholder: true, losesControl: false } },
      'gov',
    ],
    [
      'capital_change',
      { facts: { direction: 'decrease', newShareholder: false, losesControl: false } },
      'sasac',
    ],
    [
      'capital_change',
      { facts: { direction: 'decrease', losesControl: false }, company: subsidiary },
      'committee',
    ],
    ['capital_change', { facts: { direction: 'decrease', losesControl: true }, company: subsidiary }, 'gov'],
    ['reorganization', { facts: { type: 'merger' } }, 'sasac'],
    ['reorganization', { facts: { type: 'merger' }, company: subsidiary }, 'committee'],
    [
      'reorganization',
      { facts: { type: 'merger' }, company: { ...subsidiary, keySubsidiary: null } },
      'blocked',
    ],
    [
      'reorganization',
      { facts: { type: 'merger' }, company: { ...subsidiary, keySubsidiary: true } },
      'sasac',
    ],
    ['reorganization', { facts: { type: 'merger' }, company: { ...tier1, important: true } }, 'gov'],
    ['budget_accounts', { kind: 'budget' }, 'committee'],
    ['budget_accounts', { kind: 'monthly_report' }, 'report'],
    ['budget_accounts', { kind: 'adjustment', facts: { change: '-0.2' } }, 'committee'],
    ['budget_accounts', { kind: 'adjustment', facts: { change: '1/10' } }, 'file'],
    ['remuneration', { facts: { kind: 'executive_pay' } }, 'sasac'],
    ['remuneration', { facts: { kind: 'appraisal' } }, 'committee'],
    ['remuneration', { facts: { kind: 'payroll_total', class: 'commercial_1' } }, 'file'],
    ['remuneration', { facts: { kind: 'payroll_total', class: 'public' } }, 'committee'],
    ['remuneration', { facts: { kind: 'payroll_total' } }, 'blocked'],
  ])('%s %j goes to %s', (matter, input, level) => {
    expect(ask({ matter, ...input }).level).toBe(level);
  });
  test('profit is not distributed over losses, barred reserves or unverified accounts', () => {
    const facts = { lossUncovered: false, reserveBarred: false, accountsVerified: true };
    const profit = (change: object) => ask({ matter: 'profit_distribution', facts: { ...facts, ...change } });
    expect(profit({}).level).toBe('sasac');
    const all = profit({ lossUncovered: true, reserveBarred: true, accountsVerified: false });
    expect(codes(all)).toEqual(['LOSS_UNCOVERED', 'RESERVE_BARRED', 'ACCOUNTS_NOT_VERIFIED']);
    expect(codes(ask({ matter: 'profit_distribution' }))).toEqual(['DATA_INSUFFICIENT']);
  });
});

describe('aggregation', () => {
  const earlier = {
    id: 'H1',
    company: 'C9',
    aggregationKey: 'object:plot-1',
    amount: '300000.00',
    decidedOn: '2025-09-01',
    status: 'filed',
  };
  const split = (change: object = {}, key = 'object:plot-1') =>
    disposal(
      '300000.00',
      {},
      { aggregationKey: key, history: [{ ...earlier, aggregationKey: key, ...change }] },
    );
  test('splitting raises the level and marks the earlier case', () => {
    const output = split();
    expect(output.level).toBe('committee');
    expect(output.aggregate).toEqual({ amount: '600000.00', items: ['H1'], raised: true });
    expect(output.warnings.map((warning) => warning.code)).toEqual(['EARLIER_CASES_TO_REVIEW']);
  });
  test('twelve months to the day, a project without limit', () => {
    expect(split({ decidedOn: '2025-08-31' }).aggregate).toEqual({
      amount: '300000.00',
      items: [],
      raised: false,
    });
    expect(split({ decidedOn: '2015-01-01' }, 'project:p').level).toBe('committee');
  });
  test.each(['rejected', 'withdrawn', 'expired'])('%s does not count', (status) => {
    expect(split({ status }).level).toBe('file');
  });
  test('without a key there is no aggregate', () => {
    expect(disposal('1.00').aggregate).toBeUndefined();
  });
});

describe('catalogue versions', () => {
  const version = {
    version: 'v2',
    effectiveFrom: '2026-01-01',
    bands: [{ matter: 'asset_disposal', level: 'sasac', from: '3000000.00' }],
  };
  const routed = (rest: Record<string, unknown>) => {
    const output = disposal('3000000.00', {}, { catalogueVersions: [version], ...rest });
    return [output.level, output.catalogueVersion];
  };
  test('the version in force on acceptance decides, else the last', () => {
    expect(routed({ acceptedOn: '2025-12-31' })).toEqual(['committee', 'v1']);
    expect(routed({ acceptedOn: '2026-01-01' })).toEqual(['sasac', 'v2']);
    expect(routed({})).toEqual(['sasac', 'v2']);
    expect(routed({ catalogue: 'v1' })).toEqual(['committee', 'v1']);
  });
  test('a retroactive one reaches back', () => {
    const catalogueVersions = [{ ...version, retroactive: true }];
    expect(routed({ acceptedOn: '2025-12-31', catalogueVersions })).toEqual(['sasac', 'v2']);
  });
  test('other levels stay as they were', () => {
    expect(disposal('500000.01', {}, { catalogueVersions: [version] }).level).toBe('committee');
  });
  test('before the first version nothing is decided, an unknown name is refused', () => {
    expect(disposal('1.00', {}, { acceptedOn: '2024-06-30' }).level).toBe('blocked');
    expect(problems({ matter: 'articles_amendment', catalogue: 'v9' })).toEqual(['catalogue']);
  });
});

describe('mandate, urgency, instruments', () => {
  const mandate = { from: '2025-01-01', to: '2026-12-31' };
  test('both ends of the mandate count', () => {
    const on = (meetingOn: string) => codes(disposal('1.00', {}, { mandate, meetingOn }));
    expect(on('2025-01-01')).toEqual([]);
    expect(on('2026-12-31')).toEqual([]);
    expect(on('2027-01-01')).toEqual(['MANDATE_LAPSED']);
    expect(on('2024-12-31')).toEqual(['MANDATE_LAPSED']);
  });
  test('a committee that only deliberates forwards', () => {
    const only = { mandate: { ...mandate, deliberateOnly: ['asset_disposal'] } };
    expect(disposal('1000000.00', {}, only)).toMatchObject({
      level: 'sasac',
      instrument: 'forward',
      finalInstrument: 'reply',
    });
    expect(disposal('1.00', {}, only).level).toBe('file');
  });
  test('another investor’s company is not in the mandate', () => {
    const company = { ...tier1, inMandate: false };
    expect(codes(disposal('1.00', {}, { company }))).toEqual(['NOT_IN_MANDATE']);
  });
  test('a tier-1 company that is not wholly state-owned gets a vote instruction', () => {
    const company = { ...tier1, form: 'limited' };
    expect(disposal('1000000.00', {}, { company }).instrument).toBe('vote_instruction');
    expect(disposal('10000000.00', {}, { company })).toMatchObject({
      instrument: 'forward',
      finalInstrument: 'vote_instruction',
    });
    expect(disposal('1000000.00', {}, { company: subsidiary }).instrument).toBe('reply');
    expect(disposal('1.00', {}, { company }).instrument).toBe('filing_receipt');
  });
  test('the statutory core knows no urgency, the rest is halved', () => {
    expect(codes(ask({ matter: 'articles_amendment', urgent: true }))).toEqual(['URGENT_BARRED']);
    expect(codes(financing({ urgent: true }, { instrument: 'bond' }))).toEqual(['URGENT_BARRED']);
    expect(codes(financing({ urgent: true }))).toEqual([]);
    expect(disposal('1.00', {}, { urgent: true }).timeLimit.days).toBe(8);
    expect(transfer({}, { urgent: true }).timeLimit.days).toBe(10);
  });
  test('simple articles take five days', () => {
    const facts = { registrationItemsOnly: true };
    expect(ask({ matter: 'articles_amendment', facts }).timeLimit.days).toBe(5);
  });
});

describe('warnings and links', () => {
  test('net assets are stale after eighteen months', () => {
    const warned = (netAssetsAuditedOn: string) =>
      disposal('1.00', {}, { company: { ...tier1, netAssetsAuditedOn } }).warnings.map((w) => w.code);
    expect(warned('2025-03-01')).toEqual([]);
    expect(warned('2025-02-28')).toEqual(['NET_ASSETS_STALE']);
  });
  test('articles that are silent', () => {
    const { articlesReserve: _, ...company } = tier1;
    expect(project({ company }).warnings.map((w) => w.code)).toEqual(['ARTICLES_SILENT']);
    expect(disposal('1.00', {}, { company }).warnings).toEqual([]);
  });
  test('capital and reorganization bring the articles along', () => {
    const facts = { direction: 'decrease', newShareholder: false, losesControl: false };
    const output = ask({ matter: 'capital_change', facts });
    expect(output.linked).toEqual(['articles_amendment']);
    const need = (code: string) => output.prerequisites.find((step) => step.code === code)?.need;
    expect([need('CRED'), need('PUB'), need('APPR')]).toEqual(['required', 'required', 'conditional']);
  });
});

test('a lease is measured exactly and never negative', () => {
  const lease = (leaseYears: unknown) => ({
    matter: 'asset_disposal',
    facts: { mode: 'lease', leaseYears, annualRent: '1.00' },
  });
  expect(ask(lease(5e-7)).level).toBe('file');
  expect(ask(lease('11/2')).level).toBe('committee');
  expect(problems(lease('-1'))).toEqual(['facts.leaseYears']);
  expect(problems(lease(-1))).toEqual(['facts.leaseYears']);
});

test('a matter without an amount table obeys the bands laid over it', () => {
  const catalogueVersions = [
    {
      version: 'v2',
      effectiveFrom: '2026-01-01',
      bands: [{ matter: 'equity_transfer', level: 'gov', from: '10000000.00' }],
    },
  ];
  expect(transfer({}, { catalogueVersions, amount: '9999999.99' }).level).toBe('sasac');
  expect(transfer({}, { catalogueVersions, amount: '10000000.00' }).level).toBe('gov');
  expect(codes(transfer({}, { catalogueVersions }))).toEqual(['DATA_INSUFFICIENT']);
});

test('unknown keys and unknown matters are refused at their path', () => {
  expect(problems({ matter: 'party' })).toEqual(['matter']);
  expect(problems({ matter: 'donation', facts: { budget: true } })).toEqual(['facts.budget']);
  expect(problems({ matter: 'donation', kind: 'single' })).toEqual(['kind']);
  expect(problems({ matter: 'donation', amount: 5 })).toEqual(['amount']);
  expect(problems({ matter: 'donation', aggregationKey: 'plot-1' })).toEqual(['aggregationKey']);
});
