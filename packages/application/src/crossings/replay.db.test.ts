import { randomUUID } from 'node:crypto';
import { newEvent, saveEquityEvent } from '@guanyun/db/equity/equity.store.ts';
import { saveCalendarDays } from '@guanyun/db/kernel/calendar.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveRelation } from '@guanyun/db/matters/examination.store.ts';
import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, rowsOf, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { smallZone } from '@guanyun/db/testing/zone-builders.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import { acceptCase } from '../matters/accept-case.ts';
import { closeMeeting } from '../matters/close-meeting.ts';
import { createMeeting } from '../matters/convene.ts';
import { clear, review } from '../matters/examine.ts';
import { issueWarrant, signInstrument } from '../matters/issue-warrant.ts';
import { recordAttendance, vote } from '../matters/meet.ts';
import { preflight, propose } from '../matters/propose.ts';
import { readMatter } from '../matters/read-matter.ts';
import { type Replay, replayCase } from '../matters/replay-case.ts';
import { sign, submit } from '../matters/submit.ts';
import type { Actor } from '../organizations/actor.ts';
import { gatherFacts } from './gather-facts.ts';

/**
 * A case from proposal to instrument, decided again: the same while nothing that it hung on is known otherwise, and exactly
 * what differs once it is.
 */
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

let now = new Date('2026-03-16T02:00:00Z');
const dayFrom = (days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const passed = (days: number): void => {
  now = new Date(now.getTime() + days * 86_400_000);
};
beforeEach(() => passed(0.001));
const deps = testDeps(
  db.app,
  () => {
    now = new Date(now.getTime() + 1000);
    return now;
  },
  { files: { has: async () => true, read: async () => new Uint8Array() } },
);
const req = () => ({ requestId: randomUUID() });
async function done<T>(step: Promise<Answer<T>>): Promise<T> {
  const answer = await step;
  if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusals));
  return answer.answer;
}

const zone = await work(smallZone);
const committee = await work((tx) => someCompany(tx, { kind: 'committee', form: null, tier: null }));
const staff = new Map<string, Actor>();
async function actorOf(kind: PostKind, organizationId = committee, nth = 0): Promise<Actor> {
  const key = `${organizationId}${kind}${nth}`;
  const known = staff.get(key);
  if (known !== undefined) return known;
  const personId = await work((tx) => somePerson(tx));
  if (kind === 'committee_member')
    await work((tx) => savePosts(tx, [postRow({ personId, organizationId, kind })]));
  const actor: Actor = {
    accountId: randomUUID(),
    account: kind,
    person: { id: personId, name: '示例' },
    post: { id: randomUUID(), kind, organizationId, side: sideOf(kind) },
    onBehalfOf: null,
  };
  staff.set(key, actor);
  return actor;
}
const members = await Promise.all([0, 1, 2].map((n) => actorOf('committee_member', committee, n)));

const project = (companyId: string, over: object = {}): Proposal => ({
  ...{ companyId, decidedOn: dayFrom(-13), subject: '示例标准厂房', purpose: '示例用途' },
  ...{ matter: 'investment_plan', kind: 'project', amount: '30000000.00', planned: true, mainBusiness: true },
  facts: {},
  ...over,
});
const before: Record<string, number> = { PARTY: -15, SWC: -14, BOARD: -13 };

async function handedIn(proposal: Proposal): Promise<{ id: string; contentDigest: string }> {
  const { companyId } = proposal;
  const handler = await actorOf('company_handler', companyId);
  const { route } = await preflight(deps, handler, proposal, gatherFacts);
  const records = route.prerequisites
    .filter((step) => step.need === 'required')
    .map(({ code }) => ({
      ...{ code, heldOn: dayFrom(before[code] ?? -20), outcome: 'approved' as const },
      ...(code === 'APPR' ? { baseDate: '2025-12-31' } : {}),
    }));
  const materials = route.materials.map((m) => ({ ...m, digest: zone.digest }));
  const content = { title: '示例事项', proposal, records, materials };
  const { id } = await done(propose(deps, handler, { ...req(), ...content }, gatherFacts));
  const { contentDigest } = await readMatter(deps, handler, id);
  for (const kind of ['company_legal', 'company_representative'] as const)
    await done(sign(deps, await actorOf(kind, companyId), { ...req(), id, contentDigest }));
  await done(submit(deps, handler, { ...req(), id, contentDigest }, gatherFacts));
  return { id, contentDigest };
}

/** From the desk to the instrument. */
async function decided(proposal: Proposal): Promise<string> {
  const { id, contentDigest } = await handedIn(proposal);
  const opinion = { id, contentDigest, passed: true, opinion: '同意' };
  await done(acceptCase(deps, await actorOf('committee_reviewer'), { ...req(), id }, gatherFacts));
  await done(review(deps, await actorOf('committee_reviewer'), { ...req(), ...opinion }));
  await done(clear(deps, await actorOf('committee_legal'), { ...req(), ...opinion }));
  const secretary = await actorOf('committee_secretary');
  const persons = members.map((m) => m.person.id);
  const day = dayFrom(14);
  const called = {
    title: '会',
    heldOn: day,
    mode: 'collective_vote',
    matterIds: [id],
    expected: persons,
  } as const;
  const meeting = await done(createMeeting(deps, secretary, { ...req(), ...called }));
  passed(14);
  await done(recordAttendance(deps, secretary, { ...req(), id: meeting.id, present: persons }));
  for (const member of members)
    await done(
      vote(deps, member, {
        ...{
          ...req(),
          meetingId: meeting.id,
          matterId: id,
          contentDigest,
          motionVersion: 1,
          vote: 'for',
          opinion: '',
        },
      }),
    );
  await done(closeMeeting(deps, secretary, { ...req(), id: meeting.id }));
  await done(signInstrument(deps, await actorOf('committee_director'), { ...req(), id, contentDigest }));
  await done(issueWarrant(deps, await actorOf('committee_seal'), { ...req(), id, contentDigest }));
  return id;
}

const again = async (id: string, organizationId = committee): Promise<Replay> =>
  replayCase(
    deps,
    await actorOf(organizationId === committee ? 'committee_reviewer' : 'company_handler', organizationId),
    id,
    gatherFacts,
  );
const shown = ({ answers }: Replay) =>
  answers.map(({ rule, occasion, sameFacts, registers }) => ({
    asked: `${occasion} ${rule}`,
    sameFacts: sameFacts.differences.length,
    facts: registers.facts.map((f) => f.path),
    answer: registers.differences.map((d) => d.path).filter((path) => !path.startsWith('reasons')),
  }));
const unmoved = { sameFacts: 0, facts: [], answer: [] };
const asked = [
  'submission matter-route',
  'acceptance matter-route',
  'acceptance working-days',
  'review matter-precheck',
  'meeting meeting-decision',
  'warrant warrant-validity',
];

test('a case decided again comes out the same, whatever was handed in after it', async () => {
  const first = await decided(project(zone.group));
  expect(shown(await again(first))).toEqual(asked.map((one) => ({ asked: one, ...unmoved })));
  // The second adds up with the first; of the first, nothing changes.
  passed(1);
  const second = await decided(project(zone.group, { amount: '5000000.00' }));
  const replay = await again(first);
  expect(replay.same).toBe(true);
  expect(shown(replay)).toEqual(asked.map((one) => ({ asked: one, ...unmoved })));
  const later = await again(second);
  expect(later.same).toBe(true);
  expect(later.answers[0]?.answered).toMatchObject({ aggregate: { items: [expect.anything()] } });
  // Its own company sees the same; another company sees no such case.
  expect((await again(first, zone.group)).same).toBe(true);
  await expect(again(first, zone.mixed)).rejects.toThrow('matter');
});

test('a calendar that came later moves the due day, and nothing else', async () => {
  passed(3);
  const id = await decided(project(zone.group, { subject: '日历' }));
  const replay = await again(id);
  const [off] = (replay.answers[2]?.answered as { counted?: string[] } | undefined)?.counted ?? [];
  if (off === undefined) throw new Error('no day was counted');
  await work((tx) =>
    saveCalendarDays(tx, [
      { id: randomUUID(), day: off, kind: 'holiday', notice: '示例', personId: null, recordedAt: now },
    ]),
  );
  const after = await again(id);
  expect(after.same).toBe(false);
  expect(shown(after).filter((one) => one.facts.length + one.answer.length > 0)).toEqual([
    {
      asked: 'acceptance working-days',
      sameFacts: 0,
      facts: ['calendar.holidays'],
      answer: ['due', 'counted'],
    },
  ]);
});

test('a holding entered late for that day shows in the facts, without the day being moved', async () => {
  passed(3);
  const id = await decided(project(zone.group, { subject: '股权' }));
  expect((await again(id)).same).toBe(true);
  await work(async (tx) =>
    saveEquityEvent(
      tx,
      newEvent({
        ...{ id: randomUUID(), kind: 'establish', targetId: zone.group },
        ...{ toId: await someCompany(tx, { tier: 3 }), subscribed: '1000.00' },
        ...{ decidedOn: '2026-02-01', registerOn: '2026-02-01', exemption: 'opening' },
        ...{ source: 'illustrative', recordedAt: now },
      }),
    ),
  );
  const replay = await again(id);
  expect(replay.answers[0]?.registers.facts).toEqual([{ path: 'company.stateShare', was: '1/1', is: '1/2' }]);
  expect(replay.answers[0]?.sameFacts.differences).toEqual([]);
});

test('a relation declared afterwards shows that a member had to stand aside', async () => {
  passed(3);
  const id = await decided(project(zone.group, { subject: '回避' }));
  const personId = members[0]?.person.id as string;
  await work((tx) =>
    saveRelation(tx, {
      ...{ id: randomUUID(), personId, organizationId: zone.group, kind: 'relative_in_post', note: '示例' },
      ...{ validFrom: '2026-01-01', validTo: null },
    }),
  );
  const meeting = (await again(id)).answers.find((one) => one.rule === 'meeting-decision');
  expect(meeting?.registers.facts).toEqual([{ path: `members.${personId}.recused`, was: false, is: true }]);
  expect(meeting?.sameFacts.differences).toEqual([]);
  expect(meeting?.answered).toMatchObject({ result: 'approved' });
  expect(meeting?.registers.answer).toMatchObject({ result: 'cannot_decide' });
});

test('what is kept of where cases stood is only ever added to, and nobody reads it besides the sums', async () => {
  const read = inTransaction(db.app, rowsOf(zone.group), (tx) => query(tx, 'SELECT 1 FROM matter_standings'));
  await expect(read).rejects.toThrow('permission denied');
});
