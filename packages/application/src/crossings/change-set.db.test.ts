import { randomUUID } from 'node:crypto';
import { equityEventsOf, eventsOfActs } from '@guanyun/db/equity/equity.store.ts';
import { casesOfPlan } from '@guanyun/db/equity/plan-case.store.ts';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { obligationsOf, saveObligations } from '@guanyun/db/matters/execution.store.ts';
import { changeMatter, findContent, findMatter, mattersById } from '@guanyun/db/matters/matter.store.ts';
import { saveWarrant, warrantOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { everything, someCompany, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import { someWarrant, warrantRow } from '@guanyun/db/testing/matter-builders.ts';
import { obligationRow } from '@guanyun/db/testing/procedure-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import type { PlanFacts, PlanItem } from '@guanyun/domain/equity/plan.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { draftPlan } from '../equity/draft-plan.ts';
import { enterCapital } from '../equity/enter-capital.ts';
import { executePlan } from '../equity/execute-plan.ts';
import { executeTransfer } from '../equity/execute-transfer.ts';
import { joinPlan } from '../equity/join-plan.ts';
import { recordDate } from '../equity/record-date.ts';
import { withdrawPlan } from '../equity/withdraw-plan.ts';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { readPlanFollowUp } from './plan-follow-up.ts';
import { readPlan } from './read-plan.ts';
import { submitPlan } from './submit-plan.ts';

/** Taken away, nothing but the database holds a plan together. */
const belts = vi.hoisted(() => ({ decided: true }));
vi.mock('@guanyun/domain/equity/decide-change-set.ts', async (original) => {
  const decisions = await original<typeof import('@guanyun/domain/equity/decide-change-set.ts')>();
  const decideExecution: typeof decisions.decideExecution = (cases, asked) =>
    belts.decided
      ? decisions.decideExecution(cases, asked)
      : accept(cases.filter((one) => !one.executed && (asked?.includes(one.itemId) ?? true)));
  const decideWithdrawal: typeof decisions.decideWithdrawal = (state, cases) =>
    belts.decided ? decisions.decideWithdrawal(state, cases) : accept(null);
  return { ...decisions, decideExecution, decideWithdrawal };
});

/** A plan as one change set: submitted all or nothing, executed whole or not at all. */
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const atSubmission = testDeps(db.app, '2026-06-16T02:00:00Z');
const deps = testDeps(db.app, '2026-07-10T02:00:00Z');
const registerOn = localDate('2026-07-09');

let zone: SmallZone;
let person: string;
/** Another first-tier company of the state, with three limited companies below it. */
let rival: string;
let below: string[];
beforeEach(async () => {
  belts.decided = true;
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
  [rival, below] = await work(async (tx) => {
    const assets = { netAssets: '1000000.00', netAssetsOn: '2025-12-31', tier: 2, form: 'limited' } as const;
    const top = await someCompany(tx, { ...assets, tier: 1 });
    await someHolding(tx, { targetId: top, toId: zone.sasac });
    const ids = [];
    for (let n = 0; n < 3; n += 1) {
      ids.push(await someCompany(tx, assets));
      await someHolding(tx, { targetId: ids[n] as string, toId: top });
    }
    return [top, ids];
  });
});

const actor = (organizationId: string, kind: PostKind = 'company_handler'): Actor => ({
  ...{ accountId: randomUUID(), account: kind, person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind, organizationId, side: 'company' },
});
const facts: PlanFacts = {
  title: 'clear',
  mainBusiness: 'fits',
  auditOpinion: 'clean',
  employees: 'none',
  contingentLiabilities: 'none',
  transferorDebts: 'none',
  creditors: 'notified',
};
const free = (companyId: string, separable = false): PlanItem => ({
  ...{ id: randomUUID(), method: 'free_transfer', companyId, fromId: rival, toId: zone.group, share: '1' },
  ...{ separable, note: '', facts },
});
const accepted = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const result = await answer;
  if (result.outcome === 'refused') throw new Error(JSON.stringify(result.refusals));
  return result.answer;
};
const refusals = async (answer: Promise<Answer<unknown>>) => {
  const result = await answer;
  return result.outcome === 'accepted'
    ? []
    : result.refusals.map(({ code, facts: of }) => [code, of] as const);
};
const codes = async (answer: Promise<Answer<unknown>>) => (await refusals(answer)).map(([code]) => code);

const draft = (items: PlanItem[]) =>
  accepted(
    draftPlan(atSubmission, actor(zone.group), {
      ...{ requestId: randomUUID(), title: '整合方案（示例）', basisDate: '2026-03-31', items },
    }),
  );
const submit = (id: string, by = actor(zone.group)) =>
  submitPlan(atSubmission, by, { requestId: randomUUID(), id, revision: 1 });
const execute = (id: string, itemIds?: string[]) =>
  executePlan(deps, actor(zone.group), { requestId: randomUUID(), id, registerOn, itemIds });
const join = (id: string, itemId: string, companyId = rival) =>
  joinPlan(deps, actor(companyId), { requestId: randomUUID(), id, itemId });
const casesOf = (id: string) => work((tx) => casesOfPlan(tx, id));
const holdersOf = async (companyId: string) =>
  (await work((tx) => equityEventsOf(tx, companyId))).map((event) => event.toId);

/** Straight to the seal, which is where a case is issued from. */
async function issue(tx: Tx, matterId: string): Promise<void> {
  await changeMatter(tx, matterId, { state: 'ready_to_seal', number: matterId.slice(0, 8) }, new Date());
  await changeMatter(tx, matterId, { state: 'issued' }, new Date());
}

/** The case has gone its way: its warrant is there, over what the plan said unless told otherwise. */
const warrant = (matterId: string, over: object = {}) =>
  work(async (tx) => {
    const matter = await findMatter(tx, matterId);
    const content = (await findContent(tx, matterId, 1))?.content;
    if (matter === null || content === undefined) throw new Error('no case');
    const proposal = { ...content.proposal, decidedOn: '2026-06-20', ...over } as typeof content.proposal;
    await issue(tx, matterId);
    const row = warrantRow({
      ...{
        matterId,
        companyId: matter.companyId,
        personId: person,
        kind: matter.matter,
        title: matter.title,
      },
      ...{ parties: matter.parties, amount: matter.amount, content: { ...content, proposal } },
      ...{ proposalDigest: digestOf(proposal), issuedOn: '2026-07-01' },
    });
    await saveWarrant(tx, row);
    return row.id;
  });
const mainOf = async (id: string) => (await casesOf(id)).filter((row) => row.registerOf !== null);
/** A submitted plan whose warrants are there and handed over, save those of the items left out. */
async function ready(items: PlanItem[], leftOut: readonly string[] = []): Promise<string> {
  const { id } = await draft(items);
  await accepted(submit(id));
  for (const row of await mainOf(id)) {
    if (leftOut.includes(row.itemId)) continue;
    await warrant(row.matterId);
    if (row.companyId !== zone.group) await accepted(join(id, row.itemId, row.companyId));
  }
  return id;
}
const usesOf = async (id: string) =>
  Promise.all(
    (await mainOf(id)).map(async (row) => (await work((tx) => warrantOfMatter(tx, row.matterId)))?.uses),
  );
const untouched = async (id: string) => {
  expect(await Promise.all(below.map(holdersOf))).toEqual([[rival], [rival], [rival]]);
  expect((await usesOf(id)).filter((uses) => uses !== undefined && uses > 0)).toEqual([]);
  expect((await mainOf(id)).filter((row) => row.executedAt !== null)).toEqual([]);
};

test('submitting makes each case of the company that proposes it, and the plan is not revised any more', async () => {
  const { id } = await draft(below.map((company) => free(company)));
  expect(
    await codes(submitPlan(atSubmission, actor(zone.group), { requestId: randomUUID(), id, revision: 2 })),
  ).toEqual(['STALE']);
  expect(await accepted(submit(id))).toEqual({ cases: 6 });
  const cases = await casesOf(id);
  const matters = await work((tx) =>
    mattersById(
      tx,
      cases.map((row) => row.matterId),
    ),
  );
  expect(matters.map((row) => row.state)).toEqual(Array(6).fill('draft'));
  expect(cases.map((row) => row.companyId)).toEqual(below.flatMap((company) => [rival, company]));
  expect(cases.map((row) => row.registerOf)).toEqual(below.flatMap((company) => [company, null]));
  const [first] = cases;
  expect((await work((tx) => historyOf(tx, first?.matterId ?? ''))).map((e) => e.act)).toEqual([
    'equity.submitPlan',
  ]);
  expect(await codes(submit(id))).toEqual(['WRONG_STATE']);
  const seen = await readPlan(atSubmission, actor(rival), { id });
  expect(seen.cases.filter((one) => one.visible && one.main)).toHaveLength(3);
  expect([seen.maySubmit, seen.mayExecute]).toEqual([false, false]);
  await expect(submit(id, actor(rival))).rejects.toThrow('not found');
});

test('a case that cannot be drafted leaves no other', async () => {
  const { id } = await draft(below.map((company) => free(company)));
  const before = await work((tx) => query<{ n: number }>(tx, 'SELECT count(*)::int AS n FROM matters'));
  const broken = testDeps(db.app, '2026-06-16T02:00:00Z', {
    newId: (() => {
      let made = 0;
      // The fifth case would take the place of one that is there.
      return () => (++made === 5 ? zone.group.slice(0, -1) : randomUUID());
    })(),
  });
  await expect(
    submitPlan(broken, actor(zone.group), { requestId: randomUUID(), id, revision: 1 }),
  ).rejects.toThrow();
  expect(await work((tx) => query(tx, 'SELECT count(*)::int AS n FROM matters'))).toEqual(before);
  expect(await casesOf(id)).toEqual([]);
  expect((await readPlan(atSubmission, actor(zone.group), { id })).state).toBe('draft');
});

test('what is barred and not separable holds the plan back; separable it is left out', async () => {
  const dispute = (separable: boolean): PlanItem => ({
    ...(free(below[1] as string, separable) as Extract<PlanItem, { method: 'free_transfer' }>),
    facts: { ...facts, title: 'disputed' },
  });
  const { id } = await draft([free(below[0] as string), dispute(false)]);
  expect(await refusals(submit(id))).toEqual([['PLAN_NOT_WHOLE', { item: '2' }]]);
  const other = await draft([free(below[0] as string), dispute(true)]);
  expect(await accepted(submit(other.id))).toEqual({ cases: 2 });
  expect(await codes(submit((await draft([dispute(true)])).id))).toEqual(['PLAN_EMPTY']);
});

test('three items are executed in one act, each under its own warrant', async () => {
  const items = below.map((company) => free(company));
  const id = await ready(items);
  expect((await readPlan(deps, actor(zone.group), { id })).cases.flatMap((one) => one.state ?? [])).toEqual([
    'agreed',
    'agreed',
    'agreed',
  ]);
  expect(await accepted(execute(id))).toEqual({ executed: items.map((item) => item.id) });
  expect(await Promise.all(below.map(holdersOf))).toEqual(Array(3).fill([rival, zone.group]));
  expect(await usesOf(id)).toEqual([1, 1, 1]);
  const after = await readPlan(deps, actor(zone.group), { id });
  expect(after.cases.flatMap((one) => one.state ?? [])).toEqual(['executed', 'executed', 'executed']);
  expect(after.mayExecute).toBe(false);
  const matters = await work(async (tx) =>
    mattersById(
      tx,
      (await mainOf(id)).map((row) => row.matterId),
    ),
  );
  expect(matters.map((row) => row.state)).toEqual(['executing', 'executing', 'executing']);
  expect(await codes(execute(id))).toEqual(['PLAN_NOTHING_LEFT']);
});

test('one warrant missing, not handed over, over something else or expired: nothing is entered, nothing spent', async () => {
  const items = below.map((company) => free(company));
  const last = items[2]?.id as string;
  const id = await ready(items, [last]);
  expect((await refusals(execute(id))).map(([code, of]) => [code, of.item])).toEqual([
    ['PLAN_WARRANT_MISSING', '3'],
    ['PLAN_NOT_AGREED', '3'],
  ]);
  expect(await codes(join(id, last))).toEqual(['PLAN_WARRANT_MISSING']);
  await untouched(id);
  await warrant((await mainOf(id))[2]?.matterId as string, { share: '1/2' });
  expect(await codes(execute(id))).toEqual(['PLAN_NOT_AGREED']);
  await accepted(join(id, last));
  expect(await codes(join(id, last))).toEqual(['PLAN_NOTHING_LEFT']);
  expect((await refusals(execute(id))).map(([code, of]) => [code, of.planItem])).toEqual([
    ['WARRANT_CONTENT_DIFFERS', '3'],
  ]);
  await untouched(id);
  const late = testDeps(db.app, '2027-01-10T02:00:00Z');
  const asked = { requestId: randomUUID(), id, registerOn: localDate('2027-01-09') };
  expect(new Set(await codes(executePlan(late, actor(zone.group), asked)))).toEqual(
    new Set(['WARRANT_EXPIRED', 'WARRANT_CONTENT_DIFFERS']),
  );
  expect((await readPlan(late, actor(zone.group), { id })).cases.flatMap((one) => one.state ?? [])).toEqual([
    'lapsed',
    'lapsed',
    'lapsed',
  ]);
  await untouched(id);
});

test('a refusal of a register in the middle undoes what was entered before it', async () => {
  const [a, b] = below as [string, string, string];
  const half = { ...free(b), share: '1/2' } as PlanItem;
  const id = await ready([free(a), half, { ...half, id: randomUUID() }]);
  // Meanwhile the giver has sold a part, so that the second half is not there any more.
  await work(async (tx) => {
    const proposal: Proposal = {
      matter: 'equity_transfer',
      ...{ companyId: rival, targetId: b, fromId: rival, toId: zone.sub, share: '1/4' },
      ...{ amount: '0.00', decidedOn: '2026-05-01', basisDate: '2026-03-31' },
    };
    const row = warrantRow({
      ...{ matterId: (await casesOfPlan(tx, id))[1]?.matterId as string, companyId: rival, personId: person },
      ...{
        kind: 'equity_transfer',
        amount: '0.00',
        content: { title: '', proposal, records: [], materials: [] },
      },
      proposalDigest: digestOf(proposal),
    });
    await issue(tx, row.matterId);
    await saveWarrant(tx, row);
    return row;
  }).then(async (row) => {
    const sold = { warrantId: row.id, targetId: b, fromId: rival, toId: zone.sub, share: '1/4', registerOn };
    await accepted(executeTransfer(deps, actor(rival), { ...sold, requestId: randomUUID() }));
  });
  expect((await refusals(execute(id))).map(([code, of]) => [code, of.planItem])).toEqual([
    ['SHARE_EXCEEDS_HOLDING', '3'],
  ]);
  expect(await holdersOf(a)).toEqual([rival]);
  expect(await holdersOf(b)).toEqual([rival, zone.sub]);
  expect(await usesOf(id)).toEqual([0, 0, 0]);
});

test('what is separable goes alone; what is not goes together', async () => {
  const [alone, left, right] = [
    free(below[0] as string, true),
    free(below[1] as string),
    free(below[2] as string),
  ];
  const id = await ready([alone, left, right]);
  expect(await refusals(execute(id, [left.id]))).toEqual([['PLAN_NOT_WHOLE', { item: '3' }]]);
  expect(await codes(execute(id, [randomUUID()]))).toEqual(['PLAN_NOTHING_LEFT']);
  await untouched(id);
  expect(await accepted(execute(id, [alone.id]))).toEqual({ executed: [alone.id] });
  expect(await codes(execute(id, [alone.id]))).toEqual(['PLAN_NOTHING_LEFT']);
  expect(await accepted(execute(id))).toEqual({ executed: [left.id, right.id] });
});

test('the warrant of a plan is not spent by its company alone', async () => {
  const id = await ready([free(below[0] as string)]);
  const [row] = await mainOf(id);
  const found = await work((tx) => warrantOfMatter(tx, row?.matterId ?? ''));
  const alone = { targetId: below[0] as string, fromId: rival, toId: zone.group, share: '1', registerOn };
  const asked = { ...alone, requestId: randomUUID(), warrantId: found?.id as string };
  expect(await codes(executeTransfer(deps, actor(rival), asked))).toEqual(['WARRANT_OF_PLAN']);
  expect(await holdersOf(below[0] as string)).toEqual([rival]);
});

const merge = (companyId: string, toId: string, over: Partial<PlanItem> = {}): PlanItem =>
  ({
    ...{ id: randomUUID(), method: 'merger', companyId, toId, exchange: '2' },
    ...{
      separable: false,
      note: '',
      facts: { employees: 'heard', creditors: 'notified', appraisal: 'exempt' },
    },
    ...over,
  }) as PlanItem;

test('a merger goes with its plan: one act of several events, and its case names the first', async () => {
  const held = below[0] as string;
  const id = await ready([
    free(held),
    { ...free(below[1] as string), toId: zone.sister } as PlanItem,
    merge(zone.sister, zone.sub),
  ]);
  const merging = (await mainOf(id)).find((row) => row.companyId === zone.sister);
  expect(new Set(merging?.registers)).toEqual(new Set([zone.sister, zone.sub, below[1]]));
  await accepted(execute(id));
  const events = await work(async (tx) =>
    eventsOfActs(tx, [
      (await casesOfPlan(tx, id)).find((row) => row.companyId === zone.sister)?.eventId ?? '',
    ]),
  );
  expect(events.map(({ targetId, kind, occasion }) => [targetId, kind, occasion])).toEqual([
    [zone.sister, 'decrease', 'merger'],
    [zone.sub, 'increase', 'merger'],
    [below[1], 'transfer', 'merger'],
  ]);
  expect(await holdersOf(below[1] as string)).toEqual([rival, zone.sister, zone.sub]);
  expect(await usesOf(id)).toEqual([1, 1, 1]);
});

test('two plans do not change one register: the absorber of the one is the target of the other', async () => {
  const grow: PlanItem = {
    ...{ id: randomUUID(), method: 'capital_increase', companyId: zone.sub, toId: zone.group },
    ...{ invested: '200.00', perYuan: '1', separable: false, note: '' },
    facts: { appraisal: 'filed', appraisedOn: '2026-03-31', otherHolders: 'waived' },
  };
  const [left, right] = [await ready([merge(zone.sister, zone.sub)]), await ready([grow])];
  await accepted(execute(right));
  expect(await codes(execute(left))).toEqual(['PLAN_OVERTAKEN']);
  belts.decided = false;
  expect(await verdict(execute(left))).toBe('23P01');
  expect((await work((tx) => equityEventsOf(tx, zone.sister))).length).toBe(1);
});

test('a merger that would change a register its plan did not name is overtaken', async () => {
  const held = below[2] as string;
  const id = await ready([merge(zone.sister, zone.sub)]);
  const proposal: Proposal = {
    ...{ matter: 'equity_transfer', companyId: rival, targetId: held, fromId: rival, toId: zone.sister },
    ...{ share: '1/4', amount: '0.00', decidedOn: '2026-06-20', basisDate: '2026-03-31' },
  };
  const { id: warrantId } = await work((tx) =>
    someWarrant(tx, rival, person, {
      ...{ kind: 'equity_transfer', amount: '0.00', proposalDigest: digestOf(proposal) },
      content: { title: '', records: [], materials: [], proposal },
    }),
  );
  const asked = { targetId: held, fromId: rival, toId: zone.sister, share: '1/4', registerOn };
  await accepted(executeTransfer(deps, actor(rival), { ...asked, requestId: randomUUID(), warrantId }));
  expect(await codes(execute(id))).toEqual(['PLAN_OVERTAKEN']);
  expect(await holdersOf(held)).toEqual([rival, zone.sister]);
});

test('a contribution moves the share and gives the group’s own capital for it in one act', async () => {
  const put: PlanItem = {
    ...{ id: randomUUID(), method: 'contribution_in_kind', companyId: below[0] as string, fromId: rival },
    ...{ share: '1', invested: '1000.00', perYuan: '1.25', separable: false, note: '' },
    facts: { title: 'clear', appraisal: 'filed', appraisedOn: '2026-03-31', appraised: '1000.00' },
  };
  const id = await ready([put]);
  await accepted(execute(id));
  expect(await holdersOf(below[0] as string)).toEqual([rival, zone.group]);
  const own = (await work((tx) => equityEventsOf(tx, zone.group))).at(-1);
  expect([own?.kind, own?.toId, own?.subscribed, own?.paid, own?.price]).toEqual([
    'increase',
    rival,
    '800.00',
    '800.00',
    '1.25',
  ]);
});

test('a capital increase is subscribed by the plan and paid in afterwards', async () => {
  const grow: PlanItem = {
    ...{ id: randomUUID(), method: 'capital_increase', companyId: zone.sub, toId: zone.group },
    ...{
      invested: '500.00',
      perYuan: '2',
      separable: false,
      note: '',
      facts: { appraisal: 'filed', appraisedOn: '2026-03-31' },
    },
  };
  const id = await ready([grow]);
  const [row] = await mainOf(id);
  const found = await work((tx) => warrantOfMatter(tx, row?.matterId ?? ''));
  const alone = { requestId: randomUUID(), warrantId: found?.id as string, registerOn };
  expect(await codes(enterCapital(deps, actor(zone.sub), alone))).toEqual(['WARRANT_OF_PLAN']);
  await accepted(execute(id));
  const own = (await work((tx) => equityEventsOf(tx, zone.sub))).at(-1);
  expect([own?.kind, own?.toId, own?.subscribed, own?.paid]).toEqual([
    'increase',
    zone.group,
    '250.00',
    '0.00',
  ]);
  const attached = (await casesOf(id)).find((one) => one.registerOf === null);
  expect((await work((tx) => findMatter(tx, attached?.matterId ?? '')))?.mainId).toBe(row?.matterId);
});

/** Two plans that the register would bear one after the other: a quarter each of the same company. */
async function rivals(): Promise<[string, string]> {
  const quarter = (): PlanItem => ({ ...free(below[0] as string), share: '1/4' }) as PlanItem;
  return [await ready([quarter()]), await ready([quarter(), free(below[1] as string)])];
}

test('a plan that another has overtaken is refused, by decision and by the database', async () => {
  const [first, second] = await rivals();
  await accepted(execute(first));
  expect((await refusals(execute(second))).map(([code, of]) => [code, of.item])).toEqual([
    ['PLAN_OVERTAKEN', '1'],
  ]);
  expect((await readPlan(deps, actor(zone.group), { id: second })).cases[0]?.state).toBe('overtaken');
  belts.decided = false;
  expect(await verdict(execute(second))).toBe('23P01');
  expect((await mainOf(second)).filter((row) => row.executedAt !== null)).toEqual([]);
  expect(await holdersOf(below[1] as string)).toEqual([rival]);
  belts.decided = true;
  const third = await ready([{ ...free(below[0] as string), share: '1/4' } as PlanItem]);
  expect((await accepted(execute(third))).executed).toHaveLength(1);
});

test('of two plans that race for one company one executes, in every round', async () => {
  for (let round = 0; round < 15; round += 1) {
    const [first, second] = await rivals();
    const results = await Promise.all([execute(first), execute(second)]);
    expect(results.map((result) => result.outcome).sort()).toEqual(['accepted', 'refused']);
    const lost = results.find((result) => result.outcome === 'refused');
    expect(lost).toMatchObject({ refusals: [{ code: 'PLAN_OVERTAKEN' }] });
    expect(await holdersOf(below[0] as string)).toEqual([rival, zone.group]);
    below = await work(async (tx) => {
      const ids = [];
      for (let n = 0; n < 2; n += 1) {
        ids.push(await someCompany(tx, { tier: 2, form: 'limited' }));
        await someHolding(tx, { targetId: ids[n] as string, toId: rival });
      }
      return ids;
    });
  }
}, 120_000);

test('the database keeps a plan whole, agreed, and what it was', async () => {
  const [left, right] = [free(below[0] as string), free(below[1] as string)];
  const id = await ready([left, right], [right.id]);
  await warrant((await mainOf(id))[1]?.matterId as string);
  belts.decided = false;
  expect(await verdict(execute(id, [left.id]))).toBe('GY042');
  expect(await verdict(execute(id))).toBe('23514');
  await untouched(id);
  const set = (sql: string) =>
    verdict(work((tx) => query(tx, `UPDATE equity_plan_cases SET ${sql} WHERE plan_id = $1`, [id])));
  expect(await set('separable = NOT separable')).toBe('GY040');
  expect(await set(`executed_by = '${person}', executed_at = now(), event_id = gen_random_uuid()`)).toBe(
    'GY041',
  );
  const alone = `INSERT INTO warrant_spendings (id, warrant_id, act, subject_kind, subject_id, subject_title, amount, proposal_digest, spent_on, person_id)
    SELECT gen_random_uuid(), w.id, 'matters.spend', 'x', gen_random_uuid(), '', 0, w.proposal_digest, '2026-07-09', w.person_id
    FROM warrants w JOIN equity_plan_cases c USING (matter_id) WHERE c.plan_id = $1`;
  expect(await verdict(work((tx) => query(tx, alone, [id])))).toBe('GY043');
});

test('a connection that dies in the middle leaves nothing half', async () => {
  const id = await ready(below.map((company) => free(company)));
  const schema = `zone_${TEST_ZONE}`;
  // The third event is entered, its warrant spent, when the server process goes.
  await db.owner.sequelize.query(`
    CREATE FUNCTION ${schema}.die() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT count(*) FROM ${schema}.equity_plan_cases WHERE plan_id = NEW.plan_id AND executed_at IS NOT NULL) = 3 THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER die AFTER UPDATE ON ${schema}.equity_plan_cases FOR EACH ROW EXECUTE FUNCTION ${schema}.die();`);
  expect(await verdict(execute(id))).toBe('57P01');
  await db.owner.sequelize.query(`DROP TRIGGER die ON ${schema}.equity_plan_cases`);
  await untouched(id);
  expect((await accepted(execute(id))).executed).toHaveLength(3);
  expect(await usesOf(id)).toEqual([1, 1, 1]);
});

const withdraw = (id: string, by = actor(zone.group)) =>
  withdrawPlan(deps, by, { requestId: randomUUID(), id, reason: '另行研究' });
const statesOf = async (id: string) => {
  const cases = await casesOf(id);
  const matters = await work((tx) =>
    mattersById(
      tx,
      cases.map((row) => row.matterId),
    ),
  );
  return cases.map(({ matterId }) => matters.find((matter) => matter.id === matterId)?.state);
};

test('a plan is taken back with its drafts; each of them tells it, and its content may begin another', async () => {
  const { id } = await draft([free(below[0] as string), free(below[1] as string)]);
  await accepted(submit(id));
  await expect(withdraw(id, actor(rival))).rejects.toThrow('not found');
  expect((await readPlan(deps, actor(zone.group), { id })).mayWithdraw).toBe(true);
  expect(await accepted(withdraw(id))).toEqual({ cases: 4 });
  expect(await statesOf(id)).toEqual(Array(4).fill('withdrawn'));
  const [first] = await casesOf(id);
  expect((await work((tx) => historyOf(tx, first?.matterId ?? ''))).map((e) => e.act).sort()).toEqual([
    'equity.submitPlan',
    'equity.withdrawPlan',
  ]);
  const seen = await readPlan(deps, actor(zone.group), { id });
  expect([seen.state, seen.mayWithdraw, seen.mayExecute, seen.mayCopy]).toEqual([
    'withdrawn',
    false,
    false,
    true,
  ]);
  for (const again of [withdraw(id), execute(id), join(id, first?.itemId ?? '')])
    expect(await codes(again)).toEqual(['WRONG_STATE']);
});

test('a plan is not taken back once a case is under way or a part is done, by decision and by the database', async () => {
  const [alone, left] = [free(below[0] as string, true), free(below[1] as string)];
  const id = await ready([alone, left], [left.id]);
  expect(await refusals(withdraw(id))).toMatchObject([['PLAN_CASE_UNDER_WAY', { item: '1' }]]);
  await accepted(execute(id, [alone.id]));
  expect(await refusals(withdraw(id))).toEqual([['PLAN_PART_EXECUTED', { item: '1' }]]);
  belts.decided = false;
  expect(await verdict(withdraw(id))).toBe('GY044');
  const other = await ready([free(below[2] as string)]);
  expect(await verdict(withdraw(other))).toBe('GY044');
  expect((await statesOf(other))[0]).toBe('issued');
});

const receipt = digestOf('回执（示例）');
const registered = (eventId: string, on: string, by = actor(zone.group)) =>
  recordDate(deps, by, {
    ...{ requestId: randomUUID(), eventId, reading: 'registration', on: localDate(on), receipt },
  });

test('what was executed is registered with its receipt, which its case hears as the report it owed', async () => {
  const id = await ready([free(below[0] as string)]);
  const [main] = await mainOf(id);
  const paper = { digest: receipt, name: '回执（示例）.pdf', mediaType: 'application/pdf', size: '1' };
  await work((tx) => saveDocument(tx, { ...paper, organizationId: zone.group, uploadedBy: person }));
  await work((tx) =>
    saveObligations(tx, [
      obligationRow({
        ...{ matterId: main?.matterId ?? '', ownerId: rival, kind: 'registration', code: 'register' },
        ...{ text: '向登记机关申请变更登记', dueOn: '2026-07-20', state: 'open' },
      }),
      obligationRow({
        ...{ matterId: main?.matterId ?? '', ownerId: rival, kind: 'registration', code: 'property' },
        ...{ text: '办理产权变动登记', dueOn: '2026-07-20', state: 'open' },
      }),
    ]),
  );
  await accepted(execute(id));
  const [change] = (await readPlanFollowUp(deps, actor(zone.group), { id })).changes;
  expect(change).toMatchObject({ place: 1, registeredOn: null, dueOn: '2026-07-20', mayRecord: true });
  // The giver holds nothing of it any more; its register is kept by the company and whoever controls it now.
  expect(await codes(registered(change?.eventId ?? '', '2026-07-10', actor(rival)))).toEqual([
    'NOT_YOUR_ORGANIZATION',
  ]);
  expect(await codes(registered(change?.eventId ?? '', '2026-07-11'))).toEqual(['DAY_NOT_COME']);
  await accepted(registered(change?.eventId ?? '', '2026-07-10'));
  const after = await readPlanFollowUp(deps, actor(rival), { id });
  expect(after.changes[0]).toMatchObject({ registeredOn: '2026-07-10', mayRecord: false });
  // The case is the giver's: it still sees what else is owed, and the supervisor finds the report.
  expect(after.owed.map(({ text }) => text)).toEqual(['办理产权变动登记']);
  const owed = await work((tx) => obligationsOf(tx, main?.matterId ?? ''));
  expect(owed.map(({ code, state }) => [code, state]).sort()).toEqual([
    ['property', 'open'],
    ['register', 'reported'],
  ]);
  expect(await codes(registered(change?.eventId ?? '', '2026-07-10'))).toEqual(['DATE_KNOWN']);
});
