import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { matterRouteRule } from './matter-route.rule.ts';
import { ladder, matterSlugs } from './matter-slug.ts';
import { isChangeable, type Parameter } from './parameter.ts';
import { parametersV1 } from './parameters-v1.ts';
import type { RouteOutput } from './route-output.ts';

type Json = Record<string, unknown>;

function ask(input: unknown): RouteOutput {
  const answer = askRule(matterRouteRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.output;
}

const yuan = (fenCount: bigint): string =>
  `${fenCount / 100n}.${(fenCount % 100n).toString().padStart(2, '0')}`;

const edges = [0n, 5n, 30n, 50n, 100n, 500n, 1000n, 2000n, 5000n, 10000n, 20000n].flatMap((n) =>
  [-1n, 0n, 1n].map((d) => n * 1_000_000n + d).filter((amount) => amount >= 0n),
);
const size = fc.oneof(fc.constantFrom(...edges), fc.bigInt(0n, 50_000_000_000n));
const money = size.map(yuan);
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null, freq: 8 });
const yes = fc.boolean();
const share = fc.constantFrom('0', '0.1', '0.3', '0.51', '2/3', '0.7', '1');

const facts: Record<string, fc.Arbitrary<Json>> = {
  equity_transfer: fc.record({
    subject: maybe(fc.constantFrom('tier1', 'subsidiary', 'participation')),
    mode: maybe(fc.constantFrom('public', 'non_public', 'free_transfer')),
    losesControl: maybe(yes),
    withinGroupWholly: yes,
    acrossInvestors: yes,
  }),
  capital_change: fc.record({
    direction: maybe(fc.constantFrom('increase', 'decrease')),
    newShareholder: maybe(yes),
    losesControl: maybe(yes),
  }),
  asset_disposal: fc.record({
    class: maybe(fc.constantFrom('land', 'building', 'ip', 'vehicle', 'other')),
    mode: maybe(fc.constantFrom('public', 'non_public', 'free_transfer', 'lease')),
    leaseYears: maybe(fc.integer({ min: 0, max: 20 })),
    annualRent: maybe(money),
  }),
  external_guarantee: fc.record({
    guarantor: maybe(fc.constantFrom('company', 'public_body')),
    form: maybe(fc.constantFrom('guarantee', 'liquidity_support', 'lending')),
    relation: maybe(fc.constantFrom('wholly', 'controlled', 'participation', 'other_state', 'outside')),
    shareRatio: maybe(share),
    debt: maybe(money),
    distressed: maybe(yes),
    groupNetAssets: maybe(money),
    balanceBefore: maybe(money),
    singleBalanceBefore: maybe(money),
  }),
  bond_financing: fc.record({
    instrument: maybe(fc.constantFrom('bond', 'loan', 'non_standard')),
    leverageAfter: maybe(share),
  }),
  donation: fc.record({
    yearTotalBefore: maybe(money),
    budgeted: maybe(yes),
    lossMaking: maybe(yes),
    wagesOwed: maybe(yes),
    disasterRelief: maybe(yes),
  }),
  reorganization: fc.record({ type: maybe(fc.constantFrom('merger', 'conversion', 'dissolution')) }),
  business_policy: fc.record({
    kind: maybe(fc.constantFrom('five_year_plan', 'main_business', 'annual_policy')),
  }),
  remuneration: fc.record({
    kind: maybe(fc.constantFrom('executive_pay', 'appraisal', 'payroll_total', 'incentive')),
    class: maybe(fc.constantFrom('commercial_1', 'commercial_2', 'public')),
  }),
  profit_distribution: fc.record({
    lossUncovered: maybe(yes),
    reserveBarred: maybe(yes),
    accountsVerified: maybe(yes),
  }),
};
const kinds: Record<string, string[]> = {
  party_building: ['preresearch_list', 'annual_report'],
  investment_plan: ['annual_plan', 'adjustment', 'project'],
  bond_financing: ['annual_plan', 'single'],
  budget_accounts: ['budget', 'accounts', 'adjustment', 'monthly_report'],
};

const key = fc.constantFrom('object:a', 'project:a', 'counterparty:b');
const day = fc.constantFrom('2024-08-31', '2025-08-31', '2025-09-01', '2026-01-01', '2026-08-31');
const historyItem = fc.record({
  id: fc.uuid(),
  company: fc.constantFrom('C1', 'C2'),
  aggregationKey: key,
  amount: money,
  decidedOn: day,
  status: fc.constantFrom('filed', 'approved', 'pending', 'rejected', 'withdrawn', 'expired'),
});
const company = fc.record({
  id: fc.constant('C1'),
  tier: fc.constantFrom(1, 2, 3),
  form: fc.constantFrom('wholly_state_owned', 'limited', 'joint_stock'),
  stateShare: share,
  important: yes,
  keySubsidiary: maybe(yes),
  netAssets: maybe(fc.oneof(money, fc.constantFrom('-1.00', '100000000000.00'))),
  inMandate: fc.constantFrom(true, true, true, false),
});

const routeInput: fc.Arbitrary<Json> = fc.constantFrom(...matterSlugs).chain((matter) => {
  const own: Record<string, fc.Arbitrary<unknown>> = {};
  const ofMatter = facts[matter];
  if (ofMatter !== undefined) own.facts = maybe(ofMatter);
  const ofKind = kinds[matter];
  if (ofKind !== undefined) own.kind = maybe(fc.constantFrom(...ofKind));
  return fc.record(
    {
      matter: fc.constant(matter),
      decidedOn: fc.constant('2026-09-01'),
      company,
      amount: maybe(money),
      planned: maybe(yes),
      mainBusiness: maybe(yes),
      special: fc.subarray(['overseas', 'fund'], { maxLength: 1 }),
      prohibited: fc.constantFrom(false, false, false, true),
      relatedParty: yes,
      urgent: yes,
      aggregationKey: key,
      history: fc.array(historyItem, { maxLength: 4 }),
      mandate: fc.record({
        from: fc.constant('2026-01-01'),
        to: fc.constant('2026-12-31'),
        deliberateOnly: fc.subarray([...matterSlugs], { maxLength: 4 }),
      }),
      ...own,
    },
    { requiredKeys: ['matter', 'decidedOn', 'company'] },
  ) as fc.Arbitrary<Json>;
});

const order: readonly string[] = ladder;
const rank = (output: RouteOutput): number => order.indexOf(output.level);

test.prop([routeInput])(
  'the output keeps its shape; it is blocked exactly when something blocks',
  (input) => {
    const output = ask(input);
    expect(matterRouteRule.output.safeParse(output).error).toBeUndefined();
    expect(output.level === 'blocked').toBe(output.blocks.length > 0);
    expect(output.finalInstrument).not.toBe('forward');
    if (output.level === 'blocked') expect(output.instrument).toBe('none');
    expect(new Set(output.blocks.map((block) => block.code)).size).toBe(output.blocks.length);
  },
);

test.prop([routeInput, size, size])('a larger amount never lowers the level', (input, a, b) => {
  const [less, more] = a <= b ? [a, b] : [b, a];
  const low = ask({ ...input, amount: yuan(less) });
  const high = ask({ ...input, amount: yuan(more) });
  const barred = low.blocks.some((block) => block.code !== 'DATA_INSUFFICIENT');
  if (barred) expect(high.level).toBe('blocked');
  // What is missing may cease to matter once the amount alone reaches the top.
  else if (low.level === 'blocked') expect(['blocked', 'sasac', 'gov']).toContain(high.level);
  else if (high.level !== 'blocked') expect(rank(high)).toBeGreaterThanOrEqual(rank(low));
});

test.prop([routeInput, historyItem])('an earlier case never lowers the level', (input, item) => {
  const history = (input.history ?? []) as Json[];
  const without = ask({ ...input, history });
  const withIt = ask({ ...input, history: [...history, item] });
  expect(rank(withIt)).toBeGreaterThanOrEqual(rank(without));
});

test.prop([routeInput])('the order of the history does not matter', (input) => {
  const history = (input.history ?? []) as Json[];
  const forth = ask({ ...input, history });
  const back = ask({ ...input, history: history.toReversed() });
  expect(back.level).toBe(forth.level);
  expect(back.aggregate?.amount).toBe(forth.aggregate?.amount);
  expect(back.aggregate?.items.toReversed()).toEqual(forth.aggregate?.items);
});

test.prop([routeInput])('raised is exactly what the amount alone would not have reached', (input) => {
  const together = ask(input);
  const { aggregationKey: _, ...rest } = input;
  const alone = ask(rest);
  if (together.aggregate === undefined || together.level === 'blocked' || alone.level === 'blocked') return;
  expect(together.aggregate.raised).toBe(rank(together) > rank(alone));
});

const droppable = ['amount', 'planned', 'mainBusiness', 'facts'] as const;

test.prop([routeInput, fc.constantFrom(...droppable)])(
  'what is missing never lowers a level: it blocks or changes nothing',
  (input, field) => {
    const full = ask(input);
    // An amount that is not there is in no aggregate; without the key the comparison is of one and the same case.
    if (field === 'amount' && input.aggregationKey !== undefined) return;
    const { [field]: _, ...rest } = input;
    const less = ask(rest);
    if (less.level !== 'blocked' && full.level !== 'blocked') expect(less.level).toBe(full.level);
    else if (full.level === 'blocked') expect(less.level).toBe('blocked');
  },
);

test.prop([routeInput])('a related party, a floor and a mere deliberation never lower the level', (input) => {
  const plain = ask({ ...input, relatedParty: false, mandate: undefined });
  const more = ask({
    ...input,
    relatedParty: true,
    mandate: { from: '2026-01-01', to: '2026-12-31', deliberateOnly: [...matterSlugs] },
  });
  if (plain.level === 'blocked' || more.level === 'blocked') return;
  expect(rank(more)).toBeGreaterThanOrEqual(rank(plain));
});

const changeable = parametersV1.filter(isChangeable);

/** Another value than the one built in. */
function anotherValue({ kind, value, options }: Parameter): string {
  if (options.length > 0) return options.find((option) => option !== value) as string;
  if (kind === 'amount') return yuan(BigInt(value.replace('.', '')) + 1n);
  if (kind === 'share' || kind === 'fraction') return value === '1/3' ? '1/2' : '1/3';
  if (kind === 'term') return value === 'none' ? '18' : 'none';
  if (kind === 'month_day') return '06-30';
  if (kind === 'names') return `${value}\n另一份材料`;
  return String(Number(value) + 1);
}
const askUnder = (input: Json, values?: Record<string, string>): RouteOutput => {
  const version = { version: 'v2', effectiveFrom: '2026-01-01', bands: [], ...(values ? { values } : {}) };
  return ask({ ...input, catalogueVersions: [version] });
};
/** The version names itself in the answer and in its first reason; nothing else of it may show. */
const unnamed = ({ catalogueVersion: _, reasons, ...rest }: RouteOutput) => ({
  ...rest,
  reasons: reasons.slice(1),
});
/** What a figure of the line may change of an answer; a level, a band or a switch may change who decides and why. */
function mayChange(parameter: Parameter): readonly (keyof RouteOutput)[] {
  const figure = parameter.key.split('.').at(-1) ?? '';
  if (parameter.kind === 'need') return ['prerequisites', 'materials'];
  if (figure.endsWith('time_limit') || figure === 'urgent_share') return ['timeLimit'];
  if (figure.startsWith('validity')) return ['validity'];
  if (figure === 'net_assets_stale_months' || figure === 'articles_warning') return ['warnings'];
  if (figure === 'materials' || parameter.key.startsWith('procedure.material.')) return ['materials'];
  if (figure === 'decision') return ['decision', 'materials'];
  if (parameter.key.includes('.linked.')) return ['linked'];
  if (parameter.key.includes('.called_for.')) return ['prerequisites', 'materials'];
  if (parameter.key.includes('.after.') || figure === 'retention' || figure === 'large_quorum') return [];
  if (parameter.matter === null && !/aggregation|related_party/.test(figure)) return [];
  const decided = ['level', 'decision', 'instrument', 'finalInstrument', 'aggregate'] as const;
  // Whoever decides higher asks for more papers, and a level that hangs on less is known with less.
  return [...decided, 'prerequisites', 'materials', 'blocks', 'warnings', 'reasons'];
}

test.prop([routeInput, fc.constantFrom(...changeable)], { numRuns: 600 })(
  'a version changes exactly what it names',
  (input, parameter) => {
    const plain = unnamed(ask(input));
    expect(unnamed(askUnder(input))).toEqual(plain);
    expect(unnamed(askUnder(input, { [parameter.key]: parameter.value }))).toEqual(plain);
    const changed = unnamed(askUnder(input, { [parameter.key]: anotherValue(parameter) }));
    if (parameter.matter !== null && parameter.matter !== input.matter) {
      expect(changed).toEqual(plain);
      return;
    }
    const may = mayChange(parameter);
    const kept = (output: object) =>
      Object.fromEntries(Object.entries(output).filter(([key]) => !may.includes(key as keyof RouteOutput)));
    expect(kept(changed)).toEqual(kept(plain));
  },
);

test.prop([routeInput, fc.constantFrom(...changeable.filter((one) => one.kind === 'need'))], {
  numRuns: 400,
})('a step that a version sets is as it says, and the others as before', (input, parameter) => {
  fc.pre(parameter.matter === input.matter && parameter.variant === null);
  const code = parameter.key.split('.').at(-1);
  const needs = (output: RouteOutput) => output.prerequisites.filter((step) => step.code !== code);
  const after = askUnder(input, { [parameter.key]: 'required' });
  expect(needs(after)).toEqual(needs(ask(input)));
  const own = changeable.some(
    (one) => one.key.endsWith(`.step.${code}`) && one.variant !== null && one.matter === input.matter,
  );
  if (!own) expect(after.prerequisites).toContainEqual({ code, need: 'required' });
});
