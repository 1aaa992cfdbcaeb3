import { randomUUID } from 'node:crypto';
import { saveLevelExemption } from '@guanyun/db/equity/level-exemption.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { exemptionRow } from '@guanyun/db/testing/exemption-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import type { PlanItem } from '@guanyun/domain/equity/plan.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { discardPlan } from '../equity/discard-plan.ts';
import { draftPlan } from '../equity/draft-plan.ts';
import { revisePlan } from '../equity/revise-plan.ts';
import type { Answer } from '../evidence/act.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { listPlans, readPlan } from './read-plan.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');

let zone: SmallZone;
let person: string;
/** Another first-tier company of the state, with a limited company and one limited by shares below it. */
let rival: string;
let limited: string;
let byShares: string;
beforeEach(async () => {
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
  [rival, limited, byShares] = await work(async (tx) => {
    const assets = { netAssets: '1000000.00', netAssetsOn: '2025-12-31', tier: 2 } as const;
    const top = await someCompany(tx, { ...assets, tier: 1 });
    const below = await someCompany(tx, { ...assets, form: 'limited' });
    const shares = await someCompany(tx, { ...assets, form: 'joint_stock' });
    await someHolding(tx, { targetId: top, toId: zone.sasac });
    for (const targetId of [below, shares]) await someHolding(tx, { targetId, toId: top });
    return [top, below, shares];
  });
});

const actor = (organizationId: string, kind: PostKind = 'company_handler'): Actor => ({
  accountId: randomUUID(),
  account: kind,
  person: { id: person, name: '示例' },
  post: {
    ...{ id: randomUUID(), kind, organizationId },
    side: kind.startsWith('company') ? 'company' : 'committee',
  },
  onBehalfOf: null,
});
const clean = {
  ...{ title: 'clear', mainBusiness: 'fits', auditOpinion: 'clean', employees: 'none' },
  ...{ contingentLiabilities: 'none', transferorDebts: 'none', creditors: 'notified' },
} as const;
const free = (companyId: string, over: Partial<PlanItem> = {}): PlanItem =>
  ({
    ...{ id: randomUUID(), method: 'free_transfer', companyId, fromId: rival, toId: zone.group, share: '1' },
    ...{ separable: true, note: '', facts: clean, ...over },
  }) as PlanItem;
const said = (items: PlanItem[] = [], title = '整合方案（示例）') => ({
  ...{ requestId: randomUUID(), title, basisDate: '2026-03-31', items },
});
const accepted = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const result = await answer;
  if (result.outcome === 'refused') throw new Error(JSON.stringify(result.refusals));
  return result.answer;
};
const codes = async (answer: Promise<Answer<unknown>>) => {
  const result = await answer;
  return result.outcome === 'accepted' ? [] : result.refusals.map(({ code }) => code);
};
const draft = (items: PlanItem[] = []) => accepted(draftPlan(deps, actor(zone.group), said(items)));

test('a plan is drafted by the group, read back with what it comes to, and told in the journal', async () => {
  const { id, revision } = await draft([free(limited), free(byShares)]);
  expect(revision).toBe(1);
  const plan = await readPlan(deps, actor(zone.group), { id });
  expect(plan.judgements.map((item) => item.state)).toEqual(['ready', 'parked']);
  expect(plan.judgements[1]?.frees).toHaveLength(1);
  const change = (companyId: string) => {
    const found = plan.comparison.companies.find((company) => company.id === companyId);
    return [found?.before.root, found?.before.level, found?.after.root, found?.after.level];
  };
  expect(change(limited)).toEqual([rival, 2, zone.group, 2]);
  expect(change(byShares)).toEqual([rival, 2, rival, 2]);
  expect(plan.comparison.newlyControlled).toEqual([limited]);
  expect(plan.comparison.losses.map((loss) => [loss.owner, loss.owned, loss.after.percent])).toEqual([
    [rival, limited, '0.000000'],
  ]);
  const holders = (side: 'before' | 'after') =>
    plan[side].holdings.filter((h) => h.target === limited).map((h) => [h.holder, h.share?.fraction]);
  expect([holders('before'), holders('after')]).toEqual([[[rival, '1/1']], [[zone.group, '1/1']]]);
  expect((await work((tx) => historyOf(tx, id))).map((entry) => entry.act)).toEqual(['equity.draftPlan']);
});

test('who is exempt from the level check on the day is no violation of the plan, before or after', async () => {
  const [deep, other] = await work(async (tx) => [
    await someCompany(tx, { tier: 3 }),
    await someCompany(tx, { tier: 3 }),
  ]);
  for (const targetId of [deep, other]) await work((tx) => someHolding(tx, { targetId, toId: limited }));
  const term = { validFrom: '2026-06-16', validTo: '2026-06-16' };
  await work((tx) => saveLevelExemption(tx, exemptionRow(deep, person, term)));
  const { id } = await draft([free(limited)]);
  const seen = async (moment: string) =>
    (await readPlan(testDeps(db.app, moment), actor(zone.group), { id })).comparison.violations;
  expect(await seen('2026-06-16T02:00:00Z')).toEqual({ before: [other], after: [other] });
  expect((await seen('2026-06-17T02:00:00Z')).after.toSorted()).toEqual([deep, other].toSorted());
  const plan = await readPlan(deps, actor(zone.group), { id });
  expect(plan.after.nodes.find((node) => node.id === deep)?.exemption?.until).toBe('2026-06-16');
});

test('each item that may go becomes its matters, routed as a case would be', async () => {
  const { id } = await draft([free(limited), free(byShares)]);
  const plan = await readPlan(deps, actor(zone.group), { id });
  const [going, parked] = plan.judgements;
  expect(parked?.approvals).toEqual([]);
  expect(going?.approvals.map((a) => [a.role, a.matter, a.companyId, a.level, a.timeLimit])).toEqual([
    ['main', 'equity_transfer', rival, 'sasac', 20],
    ['attached', 'articles_amendment', limited, 'file', 15],
  ]);
  const [transfer] = going?.approvals ?? [];
  expect(transfer?.decidedBy).toBe('2026-07-15');
  expect(transfer?.steps).toContain('AUDIT');
  expect(transfer?.registrations.map((r) => r.dueOn)).toEqual(['2026-08-14', '2026-08-14']);
});

test('whoever revises has seen the last revision', async () => {
  const { id } = await draft();
  const revise = (revision: number, title: string) =>
    revisePlan(deps, actor(zone.group), { ...said([free(limited)], title), id, revision });
  expect(await accepted(revise(1, '第二稿'))).toEqual({ revision: 2 });
  expect(await codes(revise(1, '旧稿'))).toEqual(['STALE']);
  const plan = await readPlan(deps, actor(zone.group), { id });
  expect([plan.title, plan.revision, plan.items.length]).toEqual(['第二稿', 2, 1]);
});

test('of two that revise at once one passes', async () => {
  const { id } = await draft();
  const revise = (title: string) =>
    codes(revisePlan(deps, actor(zone.group), { ...said([], title), id, revision: 1 }));
  const results = await Promise.all([revise('甲'), revise('乙')]);
  expect(results.flat()).toEqual(['STALE']);
});

test('a plan set aside stays readable and is not changed', async () => {
  const { id } = await draft();
  const discard = (revision: number) =>
    discardPlan(deps, actor(zone.group), { requestId: randomUUID(), id, revision });
  expect(await codes(discard(2))).toEqual(['STALE']);
  expect(await accepted(discard(1))).toEqual({ state: 'discarded' });
  expect(await codes(discard(1))).toEqual(['WRONG_STATE']);
  expect(await codes(revisePlan(deps, actor(zone.group), { ...said(), id, revision: 1 }))).toEqual([
    'WRONG_STATE',
  ]);
  const plan = await readPlan(deps, actor(zone.group), { id });
  expect([plan.state, plan.mayRevise]).toEqual(['discarded', false]);
});

test('the same request answers as before and makes one plan', async () => {
  const asked = said([free(limited)]);
  const who = actor(zone.group);
  const first = await accepted(draftPlan(deps, who, asked));
  expect(await accepted(draftPlan(deps, who, asked))).toEqual(first);
  expect(await codes(draftPlan(deps, who, { ...asked, title: '另一份' }))).toEqual(['REQUEST_REUSED']);
  expect(await listPlans(deps, who)).toHaveLength(1);
});

test('only a first-tier company drafts, and only what names bodies of the zone', async () => {
  expect(await codes(draftPlan(deps, actor(zone.sub), said()))).toEqual(['PLAN_NOT_BY_GROUP']);
  const twice = free(limited);
  expect(await codes(draftPlan(deps, actor(zone.group), said([twice, twice])))).toEqual(['PLAN_ITEM_TWICE']);
  expect(await codes(draftPlan(deps, actor(zone.group), said([free(randomUUID())])))).toEqual([
    'PLAN_COMPANY_UNKNOWN',
  ]);
  expect(await codes(draftPlan(deps, actor(zone.group), said([free(zone.sasac)])))).toEqual([
    'PLAN_COMPANY_UNKNOWN',
  ]);
  expect(await listPlans(deps, actor(zone.group))).toEqual([]);
});

test('another company’s plan is not there for it; the committee reads all and revises none', async () => {
  const { id } = await draft();
  expect(await listPlans(deps, actor(rival))).toEqual([]);
  await expect(readPlan(deps, actor(rival), { id })).rejects.toThrow('not found');
  await expect(revisePlan(deps, actor(rival), { ...said(), id, revision: 1 })).rejects.toThrow('not found');
  await expect(discardPlan(deps, actor(rival), { requestId: randomUUID(), id, revision: 1 })).rejects.toThrow(
    'not found',
  );
  const reviewer = actor(zone.sasac, 'committee_reviewer');
  expect((await listPlans(deps, reviewer)).map((plan) => plan.id)).toContain(id);
  expect((await readPlan(deps, reviewer, { id })).mayRevise).toBe(false);
});

test('a company below the group that comes in with a contribution stands a level deeper', async () => {
  const put: PlanItem = {
    ...{ id: randomUUID(), method: 'contribution_in_kind', companyId: rival, fromId: zone.sasac, share: '1' },
    ...{ invested: '1000.00', perYuan: '1', separable: true, note: '' },
    facts: { title: 'clear', appraisal: 'filed', appraisedOn: '2026-03-31', appraised: '1000.00' },
  };
  const { id } = await draft([put]);
  const plan = await readPlan(deps, actor(zone.group), { id });
  expect(plan.comparison.violations.after).toEqual(expect.arrayContaining([limited, byShares]));
  expect(plan.judgements[0]?.approvals.map((a) => [a.role, a.matter, a.level])).toEqual([
    ['main', 'equity_transfer', 'gov'],
    ['attached', 'articles_amendment', 'sasac'],
    ['main', 'capital_change', 'sasac'],
    ['attached', 'articles_amendment', 'sasac'],
  ]);
});
