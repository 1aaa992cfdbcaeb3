import { randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeMatter } from '@guanyun/db/matters/matter.store.ts';
import { someAsset } from '@guanyun/db/testing/asset-builders.ts';
import { everything, someCluster, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import { preflight, propose } from '../matters/propose.ts';
import { readMatter } from '../matters/read-matter.ts';
import { endorse, sign, submit } from '../matters/submit.ts';
import type { Actor } from '../organizations/actor.ts';
import { gatherFacts } from './gather-facts.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const deps = testDeps(db.app, '2026-09-16T02:00:00Z');

const zone = await work(smallZone);
const { group, sub, sister, mixed } = zone;
const below = await work(async (tx) => {
  const worth = { netAssets: '1000000000.00', netAssetsOn: '2025-12-31' };
  const id = await someCompany(tx, { ...worth, tier: 2, form: 'limited' });
  await someHolding(tx, { targetId: id, toId: group });
  const uploadedBy = await somePerson(tx);
  const paper = { name: '示例.pdf', size: '1', mediaType: 'application/pdf' };
  await saveDocument(tx, { ...paper, digest: zone.digest, organizationId: id, uploadedBy });
  return id;
});
const assetId = await work(async (tx) => someAsset(tx, await someCluster(tx), group, { cost: '6000000.00' }));

type Post = 'company_handler' | 'company_legal' | 'company_representative';
const staff = new Map<string, Actor>();
async function actorOf(organizationId: string, kind: Post): Promise<Actor> {
  const known = staff.get(organizationId + kind);
  if (known !== undefined) return known;
  const actor: Actor = {
    accountId: randomUUID(),
    account: kind,
    person: { id: await work((tx) => somePerson(tx)), name: '示例' },
    post: { id: randomUUID(), kind, organizationId, side: 'company' },
    onBehalfOf: null,
  };
  staff.set(organizationId + kind, actor);
  return actor;
}

const heldOn: Record<string, string> = { PARTY: '2026-09-01', SWC: '2026-09-02', BOARD: '2026-09-03' };

/** Everything that the route asks for, lawful and in order. */
async function papersFor(proposal: Proposal) {
  const { route } = await preflight(
    deps,
    await actorOf(proposal.companyId, 'company_handler'),
    proposal,
    gatherFacts,
  );
  const records = route.prerequisites
    .filter((step) => step.need === 'required')
    .map(({ code }) => ({
      code,
      heldOn: heldOn[code] ?? '2026-08-20',
      outcome: 'approved' as const,
      ...(code === 'APPR' ? { baseDate: '2026-06-30' } : {}),
    }));
  const materials = route.materials.map((m) => ({ ...m, digest: zone.digest }));
  return { route, records, materials };
}

/** Proposes a case with what it needs, or with less. */
async function proposed(proposal: Proposal, leaveOut: readonly string[] = []) {
  const { records, materials } = await papersFor(proposal);
  const content = {
    title: '示例事项',
    proposal,
    records: records.filter((record) => !leaveOut.includes(record.code)),
    materials: materials.filter((material) => !leaveOut.includes(material.code)),
  };
  const handler = await actorOf(proposal.companyId, 'company_handler');
  return propose(deps, handler, { requestId: randomUUID(), ...content }, gatherFacts);
}

async function submitted(proposal: Proposal, leaveOut: readonly string[] = []) {
  const answer = await proposed(proposal, leaveOut);
  if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusals));
  const { id } = answer.answer;
  const handler = await actorOf(proposal.companyId, 'company_handler');
  const { contentDigest } = await readMatter(deps, handler, id);
  for (const post of ['company_legal', 'company_representative'] as const)
    await sign(deps, await actorOf(proposal.companyId, post), { requestId: randomUUID(), id, contentDigest });
  const sent = await submit(deps, handler, { requestId: randomUUID(), id, contentDigest }, gatherFacts);
  return { id, sent, matter: () => readMatter(deps, handler, id) };
}

const said = (subject: string, companyId = group) =>
  ({ companyId, decidedOn: '2026-09-03', subject, purpose: '示例用途' }) as const;
const registered = { companyId: group, decidedOn: '2026-09-03', basisDate: '2026-06-30' } as const;

const guarantee = (over: Partial<ProposalOf<'external_guarantee'>> = {}): Proposal => ({
  ...said('流动资金贷款担保'),
  matter: 'external_guarantee',
  amount: '30000000.00',
  planned: true,
  counterparty: { id: sub },
  facts: {
    form: 'guarantee',
    relation: 'wholly',
    debt: '30000000.00',
    distressed: false,
    balanceBefore: '0.00',
    singleBalanceBefore: '0.00',
  },
  ...over,
});
const outside = { relation: 'outside' as const };
const gift = (over: Partial<ProposalOf<'donation'>> = {}): Proposal => ({
  ...said('图书'),
  matter: 'donation',
  amount: '40000.00',
  counterparty: { name: '示例小学' },
  facts: {
    yearTotalBefore: '0.00',
    budgeted: true,
    lossMaking: false,
    wagesOwed: false,
    disasterRelief: false,
  },
  ...over,
});
const project = (over: Partial<ProposalOf<'investment_plan'>> = {}): Proposal => ({
  ...said('示例标准厂房'),
  matter: 'investment_plan',
  kind: 'project',
  amount: '30000000.00',
  planned: true,
  mainBusiness: true,
  facts: {},
  ...over,
});
const profit = (facts: Partial<ProposalOf<'profit_distribution'>['facts']> = {}): Proposal => ({
  ...said('2025 年度利润'),
  matter: 'profit_distribution',
  amount: '1000000.00',
  facts: { lossUncovered: false, reserveBarred: false, accountsVerified: true, ...facts },
});

/** One lawful case of each matter, and who decides it. */
const lawful: Record<Proposal['matter'], { proposal: Proposal; level: string }> = {
  party_building: {
    level: 'party',
    proposal: { ...said('前置研究讨论清单'), matter: 'party_building', kind: 'preresearch_list' },
  },
  business_policy: {
    level: 'committee',
    proposal: { ...said('年度方针'), matter: 'business_policy', facts: { kind: 'annual_policy' } },
  },
  investment_plan: { level: 'committee', proposal: project() },
  equity_transfer: {
    level: 'file',
    proposal: {
      ...registered,
      matter: 'equity_transfer',
      targetId: sub,
      fromId: group,
      toId: sister,
      share: '1/1',
      amount: '1000.00',
    },
  },
  articles_amendment: {
    level: 'sasac',
    proposal: { ...said('公司章程'), matter: 'articles_amendment', facts: {} },
  },
  capital_change: {
    level: 'gov',
    proposal: {
      ...said('引入投资者'),
      matter: 'capital_change',
      amount: '50000000.00',
      counterparty: { name: '示例基金' },
      facts: { direction: 'increase', newShareholder: true, losesControl: false },
    },
  },
  reorganization: {
    level: 'sasac',
    proposal: {
      ...said('吸收合并'),
      matter: 'reorganization',
      resettled: true,
      counterparty: { id: sub },
      facts: { type: 'merger' },
    },
  },
  bond_financing: {
    level: 'gov',
    proposal: {
      ...said('公司债券'),
      matter: 'bond_financing',
      kind: 'single',
      amount: '90000000.00',
      planned: true,
      facts: { instrument: 'bond', leverageAfter: '0.5' },
    },
  },
  external_guarantee: { level: 'file', proposal: guarantee() },
  asset_disposal: {
    level: 'gov',
    proposal: {
      ...registered,
      matter: 'asset_disposal',
      assetIds: [assetId],
      mode: 'non_public',
      counterparty: { name: '示例买受人' },
    },
  },
  profit_distribution: { level: 'sasac', proposal: profit() },
  budget_accounts: {
    level: 'committee',
    proposal: { ...said('2027 年度预算'), matter: 'budget_accounts', kind: 'budget', facts: {} },
  },
  remuneration: {
    level: 'committee',
    proposal: {
      ...said('工资总额'),
      matter: 'remuneration',
      facts: { kind: 'payroll_total', class: 'public' },
    },
  },
  donation: { level: 'file', proposal: gift() },
};

test.each(matterSlugs)('%s goes from pre-flight to submission', async (slug) => {
  const { proposal, level } = lawful[slug];
  const { sent, matter } = await submitted(proposal);
  expect(sent).toMatchObject({ outcome: 'accepted', answer: { state: 'submitted' } });
  const page = await matter();
  expect([page.level, page.precheck.passed, page.missing]).toEqual([level, true, []]);
  expect(page.proposal).toEqual(proposal);
});

test('a subsidiary’s case goes through the first-tier company, which says what it thinks of it', async () => {
  const { id, sent, matter } = await submitted(project({ companyId: sub, subject: '子公司项目' }));
  expect(sent).toMatchObject({ outcome: 'accepted', answer: { state: 'with_first_tier' } });
  expect((await matter()).endorsement).toBeNull();
  const { contentDigest } = await matter();
  const asked = { requestId: randomUUID(), id, contentDigest, opinion: '符合集团规划' };
  const endorser = await actorOf(group, 'company_representative');
  expect((await endorse(deps, endorser, asked, gatherFacts)).outcome).toBe('accepted');
  const page = await matter();
  expect(page.endorsement).toMatchObject({ opinion: '符合集团规划', person: { id: endorser.person.id } });
  expect([page.state, page.number]).toEqual(['submitted', expect.stringMatching(/^2026-/)]);
});

test('once another first-tier company stands above it, the former one endorses no more', async () => {
  const { id, matter } = await submitted(project({ companyId: below, subject: '下属项目' }));
  const asked = {
    requestId: randomUUID(),
    id,
    contentDigest: (await matter()).contentDigest,
    opinion: '同意',
  };
  await work(async (tx) => {
    const rival = await someCompany(tx, { netAssets: '1000000000.00', netAssetsOn: '2025-12-31' });
    await someHolding(tx, { targetId: below, toId: rival, subscribed: '9000.00' });
  });
  const endorser = await actorOf(group, 'company_representative');
  expect(await endorse(deps, endorser, asked, gatherFacts)).toMatchObject({
    refusals: [{ code: 'FIRST_TIER_CHANGED' }],
  });
  expect((await matter()).state).toBe('with_first_tier');
});

const blocked: [string, string, Proposal][] = [
  [
    'a guarantee outside the group',
    '集团外',
    guarantee({
      counterparty: { name: '甲公司' },
      facts: { ...(guarantee() as ProposalOf<'external_guarantee'>).facts, ...outside },
    }),
  ],
  ['a guarantee above the share', '份额', guarantee({ counterparty: { id: mixed }, amount: '20000000.00' })],
  [
    'a guarantee for a company in distress',
    '资不抵债',
    guarantee({ facts: { ...(guarantee() as ProposalOf<'external_guarantee'>).facts, distressed: true } }),
  ],
  ['a guarantee above the cap', '40%', guarantee({ amount: '400000001.00' })],
  [
    'a gift of a loss maker',
    '亏损',
    gift({ facts: { ...(gift() as ProposalOf<'donation'>).facts, lossMaking: true } }),
  ],
  ['a project on the negative list', '负面清单', project({ prohibited: true })],
  ['a project of unknown size', '数据不足', project({ amount: undefined })],
  ['profit before losses are made good', '亏损', profit({ lossUncovered: true })],
  ['profit that the reserve bars', '公积金', profit({ reserveBarred: true })],
  ['profit before the accounts are verified', '决算', profit({ accountsVerified: false })],
  ['the statutory core in haste', '紧急程序', { ...profit(), urgent: { cause: '示例' } }],
];

test.each(blocked)('%s is refused with its reason', async (_what, because, proposal) => {
  const answer = await proposed(proposal);
  expect(answer).toMatchObject({ outcome: 'refused', refusals: [{ code: 'ROUTE_BLOCKED' }] });
  expect(JSON.stringify(answer)).toContain(because);
});

describe('what must come before', () => {
  test('a step and a paper that the route asks for are missed, by name', async () => {
    const { sent } = await submitted(project({ amount: '60000000.00' }), ['EXPERT', 'S2']);
    expect(sent).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'MATERIAL_MISSING' }, { code: 'PRECHECK_FAILED' }],
    });
    expect(JSON.stringify(sent)).toMatch(/可行性研究报告.*缺少专家评审/);
  });

  test('assets handed within one group of the state need no appraisal and no market; to others an appraisal', async () => {
    const handed: Proposal = { ...registered, matter: 'asset_disposal', assetIds: [assetId], toId: sub };
    const within = (await papersFor(handed)).records.map((record) => record.code);
    expect(within).not.toContain('APPR');
    expect(within).not.toContain('PUB');
    const abroad = (await papersFor({ ...handed, toId: mixed })).records.map((record) => record.code);
    expect(abroad).toContain('APPR');
    const { sent } = await submitted(handed);
    expect(sent.outcome).toBe('accepted');
  });

  test('the workers’ congress approves where people are resettled', async () => {
    const { proposal } = lawful.reorganization;
    const { sent } = await submitted(proposal, ['SWC']);
    expect(JSON.stringify(sent)).toContain('职工代表大会');
  });
});

describe('what the zone knows is not left to the company', () => {
  const routeOf = async (proposal: Proposal) => (await papersFor(proposal)).route;

  test('sister companies are summed, however the name is spelt', async () => {
    const other = { name: '示例（集团）Bank' };
    const first = project({ companyId: sub, amount: '15000000.00', counterparty: other, subject: '一期' });
    expect((await submitted(first)).sent.outcome).toBe('accepted');
    const second = project({
      companyId: sister,
      amount: '15000000.00',
      counterparty: { name: ' 示例(集团)ＢＡＮＫ' },
      subject: '二期',
    });
    expect(await routeOf(second)).toMatchObject({
      level: 'committee',
      aggregate: { amount: '30000000.00', raised: true },
    });
  });

  test('earlier guarantees count although the company states none', async () => {
    const big = (companyId: string, to: string): Proposal =>
      guarantee({ companyId, counterparty: { id: to }, amount: '300000000.00', subject: '大额' });
    expect((await submitted(big(group, sister))).sent.outcome).toBe('accepted');
    const next = await routeOf(big(sister, sub));
    expect(next.blocks.map((block) => block.code)).toEqual(['GUARANTEE_CAP_EXCEEDED']);
  });

  test('the register says how the debtor stands to the group, whatever is stated', async () => {
    const stated = (guarantee() as ProposalOf<'external_guarantee'>).facts;
    const known = await routeOf(
      guarantee({ amount: '1.00', counterparty: { id: sub }, facts: { ...stated, ...outside } }),
    );
    expect([known.blocks, known.level]).toEqual([[], 'file']);
    const partly = guarantee({ amount: '20000000.00', counterparty: { id: mixed } });
    expect((await routeOf(partly)).blocks.map((block) => block.code)).toEqual(['GUARANTEE_OVER_SHARE']);
    const lent = { ...stated, relation: undefined };
    const stranger = await work((tx) => someCompany(tx, { tier: 3 }));
    expect(await routeOf(guarantee({ counterparty: { id: stranger }, facts: lent }))).toMatchObject({
      blocks: [{ code: 'DATA_INSUFFICIENT' }],
    });
  });

  test('gifts of the year count although the company states none', async () => {
    const earlier = gift({ companyId: sister, amount: '290000.00', counterparty: { name: '甲' } });
    expect((await submitted(earlier)).sent.outcome).toBe('accepted');
    const later = gift({ companyId: sister, amount: '10000.00', counterparty: { name: '乙' } });
    expect((await routeOf(later)).level).toBe('gov');
    expect((await routeOf({ ...later, decidedOn: '2027-01-05' } as Proposal)).level).toBe('file');
  });

  test('a case does not count itself, and one withdrawn counts no more', async () => {
    const own = gift({ companyId: sub, amount: '290000.00', counterparty: { name: '丙' } });
    const { id, matter } = await submitted(own);
    expect((await matter()).level).toBe('committee');
    const later = gift({ companyId: sub, amount: '10000.00', counterparty: { name: '丁' } });
    expect((await routeOf(later)).level).toBe('gov');
    await work((tx) => changeMatter(tx, id, { state: 'withdrawn' }, new Date()));
    expect((await routeOf(later)).level).toBe('file');
  });

  test('two guarantees of one group racing for the last room under its cap cannot both be submitted', async () => {
    const last = (amount: string, debtor: string): Proposal =>
      guarantee({ companyId: sister, counterparty: { id: debtor }, amount, subject: '竞争' });
    const ready = [];
    for (const debtor of [sub, group]) {
      const answer = await proposed(last('60000000.00', debtor));
      if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusals));
      const { id } = answer.answer;
      const handler = await actorOf(sister, 'company_handler');
      const { contentDigest } = await readMatter(deps, handler, id);
      for (const post of ['company_legal', 'company_representative'] as const)
        await sign(deps, await actorOf(sister, post), { requestId: randomUUID(), id, contentDigest });
      ready.push({ id, contentDigest, handler });
    }
    const outcomes = await Promise.all(
      ready.map(({ handler, ...asked }) =>
        submit(deps, handler, { requestId: randomUUID(), ...asked }, gatherFacts),
      ),
    );
    expect(outcomes.map((answer) => answer.outcome).sort()).toEqual(['accepted', 'refused']);
    expect(JSON.stringify(outcomes)).toMatch(/ROUTE_BLOCKED.*40%/);
  });
});
