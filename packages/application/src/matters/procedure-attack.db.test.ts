import { createHash, randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { ruleAnswersOf } from '@guanyun/db/matters/examination.store.ts';
import { saveObligations } from '@guanyun/db/matters/execution.store.ts';
import { findMatter, saveContent, saveMatter, saveSignature } from '@guanyun/db/matters/matter.store.ts';
import { saveMandate } from '@guanyun/db/organizations/organization.store.ts';
import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { matterRow, type NewMatter, someMeeting } from '@guanyun/db/testing/matter-builders.ts';
import { obligationRow } from '@guanyun/db/testing/procedure-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { acceptCase } from './accept-case.ts';
import { closeMeeting } from './close-meeting.ts';
import { createMeeting } from './convene.ts';
import { moveMotion, recordAttendance, vote } from './meet.ts';
import { propose, revise } from './propose.ts';
import type { Gather } from './route-case.ts';
import { submit } from './submit.ts';

/** What a company that wants a lower level, or somebody in the committee who wants a case through, would try. */

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
let day = '2026-07-15';
const deps: Deps = {
  db: db.app,
  zone: TEST_ZONE,
  now: () => new Date(`${day}T02:00:00Z`),
  newId: randomUUID,
  passwords: { hash: async () => '', verify: async () => false },
  files: { has: async () => true, read: async () => new Uint8Array() },
  readWorkbook: async () => ({ ok: true, sheets: [] }),
};
const paper = createHash('sha256').update('示例').digest('hex');

const people = [
  'handler',
  'legal',
  'representative',
  'participant',
  'secretary',
  'a',
  'b',
  'c',
  'former',
] as const;
type Who = (typeof people)[number];
const persons = {} as Record<Who, string>;
let [one, two, three, committee] = ['', '', '', ''];
beforeEach(async () => {
  day = '2026-07-15';
  await work(async (tx) => {
    for (const who of people) persons[who] = await somePerson(tx, who);
    const worth = { netAssets: '90000000000.00', netAssetsOn: '2026-03-31' };
    [one, two, three] = [
      await someCompany(tx, worth),
      await someCompany(tx, worth),
      await someCompany(tx, worth),
    ];
    committee = await someCompany(tx, { kind: 'committee', form: null, tier: null });
    for (const organizationId of [one, two, three]) {
      const document = { name: '示例.pdf', size: '1', mediaType: 'application/pdf', organizationId };
      await saveDocument(tx, { ...document, digest: paper, uploadedBy: persons.handler });
    }
    const seat = (who: Who, validTo: string | null = null) =>
      postRow({ personId: persons[who], organizationId: committee, kind: 'committee_member', validTo });
    await savePosts(tx, [seat('a'), seat('b'), seat('c'), seat('former', '2026-06-30')]);
    // The third company is nobody's to decide on.
    await saveMandate(tx, {
      ...{ id: randomUUID(), number: `示例${randomUUID()}`, fromId: committee, toId: committee },
      ...{ companies: [one, two], matters: ['asset_disposal'], deliberateOnly: [], limitAmount: null },
      ...{ validFrom: '2024-07-01', validTo: '2026-08-31', source: 'illustrative' },
    });
  });
});
const as = (who: Who, kind: PostKind, company = one): Actor => {
  const side = sideOf(kind);
  const organizationId = side === 'company' ? company : committee;
  const post = { id: randomUUID(), kind, organizationId, side };
  return {
    accountId: randomUUID(),
    account: who,
    person: { id: persons[who], name: who },
    post,
    onBehalfOf: null,
  };
};

const steps = [
  'PARTY',
  'SWC',
  'BOARD',
  'SH',
  'LEGAL',
  'COMPL',
  'RISK',
  'AUDIT',
  'APPR',
  'CRED',
  'PUB',
  'EXPERT',
];
const order: Record<string, string> = { PARTY: '2026-06-01', SWC: '2026-06-02', BOARD: '2026-06-03' };
const records = steps.map((code) => ({
  ...{ code, heldOn: order[code] ?? '2026-06-04', outcome: 'approved' as const, baseDate: '2026-03-31' },
}));
type Over = Partial<MatterContent> & { decidedOn?: string; assetIds?: string[]; urgent?: { cause: string } };
function contentOf({ decidedOn, assetIds, urgent, ...over }: Over = {}, company = one): MatterContent {
  return {
    title: `示例处置 ${randomUUID()}`,
    proposal: {
      ...{ matter: 'asset_disposal', companyId: company, assetIds: assetIds ?? [], toId: two },
      ...{ basisDate: '2026-03-31', decidedOn: decidedOn ?? '2026-06-04', ...(urgent ? { urgent } : {}) },
    },
    records,
    materials: [...Array(26).keys()].map((i) => {
      const code = i < 14 ? `M${i + 1}` : `S${i - 13}`;
      return { code, name: code, digest: paper };
    }),
    ...over,
  };
}
/** A case in that state, with everything that it needs to be handed in. */
const someCase = (over: Partial<NewMatter> = {}, said: Over = {}, company = one) =>
  work(async (tx) => {
    const content = contentOf(said, company);
    const contentDigest = digestOf(content);
    const { decidedOn } = content.proposal;
    const row = matterRow(company, { contentDigest, decidedOn, parties: [company, two, three], ...over });
    await saveMatter(tx, row);
    const { id } = row;
    await saveContent(tx, {
      matterId: id,
      version: 1,
      content,
      digest: contentDigest,
      personId: persons.handler,
    });
    const signed = async (organizationId: string, postKind: string, who: Who): Promise<void> =>
      saveSignature(tx, {
        ...{ matterId: id, contentDigest, organizationId, contentVersion: 1, postKind },
        ...{ personId: persons[who], onBehalfPersonId: null },
      });
    await signed(company, 'company_legal', 'legal');
    await signed(company, 'company_representative', 'representative');
    for (const p of content.participants ?? [])
      await signed(p.companyId, 'company_representative', 'participant');
    return { id, content, contentDigest };
  });
type SomeCase = Awaited<ReturnType<typeof someCase>>;

const gather =
  (key: string, amount = '300000.00', firstTierId: string | null = null): Gather =>
  async (_tx, _on, { companyId }) => ({
    ...{ facts: { class: 'other', mode: 'public' }, amount, parties: [companyId], aggregationKey: key },
    ...{ stateShare: '1', firstTierId },
  });
const newKey = () => `object:${randomUUID()}`;
const req = () => ({ requestId: randomUUID() });
const codeOf = async (answer: Promise<Answer<unknown>>): Promise<string> => {
  const said = await answer;
  return said.outcome === 'accepted' ? 'accepted' : said.refusals[0].code;
};
const handIn = ({ id, contentDigest }: SomeCase, how: Gather, company = one) =>
  codeOf(submit(deps, as('handler', 'company_handler', company), { ...req(), id, contentDigest }, how));
const rowOf = async ({ id }: { id: string }) => work((tx) => findMatter(tx, id));

test('a decision dated back does not take a case out of the sum of twelve months', async () => {
  const key = newKey();
  const filed = { aggregationKey: key, amount: '300000.00', level: 'file', state: 'issued' } as const;
  const accepted = { acceptedOn: '2026-07-10', dueOn: '2026-07-17', dueDays: 5 };
  await someCase({ ...filed, ...accepted }, { decidedOn: '2020-01-01' });
  const second = await someCase({ state: 'signed' }, {}, two);
  expect(await handIn(second, gather(key), two)).toBe('accepted');
  expect((await rowOf(second))?.level).toBe('committee');
});

test('nothing is handed in on a decision, or on a step, of a day that has not come', async () => {
  const decided = await someCase({ state: 'signed' }, { decidedOn: '2027-07-01' });
  expect(await handIn(decided, gather(newKey()))).toBe('PRECHECK_FAILED');
  const audit = { code: 'AUDIT', heldOn: '2026-07-16', outcome: 'approved' as const };
  const ahead = await someCase({ state: 'signed' }, { records: [...records, audit] });
  expect(await handIn(ahead, gather(newKey()))).toBe('PRECHECK_FAILED');
  day = '2026-07-16';
  expect(await handIn(ahead, gather(newKey()))).toBe('accepted');
});

test('what was refused does not come back three months long by leaving out that it was', async () => {
  const key = newKey();
  const asset = randomUUID();
  const refused = await someCase(
    { state: 'rejected', endedOn: '2026-07-01', aggregationKey: key, amount: '300000.00' },
    { assetIds: [asset, randomUUID()] },
  );
  const again = await someCase({ state: 'signed' }, { assetIds: [asset] });
  expect(await handIn(again, gather(key))).toBe('RESUBMITTED_TOO_SOON');
  const unnamed = await someCase({ state: 'signed' }, { assetIds: [asset], newFacts: '买受人变更' });
  expect(await handIn(unnamed, gather(key))).toBe('RESUBMITTED_TOO_SOON');
  const old = await someCase({ state: 'withdrawn', aggregationKey: key });
  const elsewhere = await someCase(
    { state: 'signed' },
    { assetIds: [asset], predecessorId: old.id, newFacts: ' ' },
  );
  expect(await handIn(elsewhere, gather(key))).toBe('RESUBMITTED_TOO_SOON');
  const other = await someCase({ state: 'signed' }, { assetIds: [randomUUID()] });
  expect(await handIn(other, gather(key))).toBe('accepted');
  const linked = await someCase(
    { state: 'signed' },
    { assetIds: [asset], predecessorId: refused.id, newFacts: '买受人变更' },
  );
  expect(await handIn(linked, gather(key))).toBe('accepted');
  day = '2026-10-09';
  await work((tx) =>
    saveMandate(tx, {
      ...{
        id: randomUUID(),
        number: `示例${randomUUID()}`,
        fromId: committee,
        toId: committee,
        companies: [one],
      },
      ...{
        matters: ['asset_disposal'],
        deliberateOnly: [],
        limitAmount: null,
        source: 'illustrative' as const,
      },
      ...{ validFrom: '2026-09-01', validTo: '2026-12-31' },
    }),
  );
  expect(await handIn(again, gather(key))).toBe('accepted');
});

test('what is summed and decided is the amount as it is when it is handed in', async () => {
  const key = newKey();
  const grown = await someCase({ state: 'signed', aggregationKey: key, amount: '1.00', level: 'file' });
  expect(await handIn(grown, gather(key, '400000.00'))).toBe('accepted');
  expect((await rowOf(grown))?.amount).toBe('400000.00');
  const second = await someCase({ state: 'signed' }, {}, two);
  expect(await handIn(second, gather(key, '200000.00'), two)).toBe('accepted');
  expect((await rowOf(second))?.level).toBe('committee');
});

test('a company that has become a subsidiary hands in through its first-tier company', async () => {
  const drafted = await someCase({ state: 'signed', firstTierId: null });
  expect(await handIn(drafted, gather(newKey(), '1.00', two))).toBe('NOT_FIRST_TIER');
});

test('a supplement leaves the acceptance as it was: its catalogue, and no emergency', async () => {
  const key = newKey();
  const accepted = { acceptedOn: '2026-07-10', dueOn: '2026-07-31', dueDays: 15, supplements: 1 };
  const held = await someCase({ state: 'supplementing', stateBefore: 'accepted', ...accepted });
  const content = contentOf({ urgent: { cause: '抢险' } });
  const handler = as('handler', 'company_handler');
  const asked = { ...req(), id: held.id, contentVersion: 1, ...content };
  expect(await codeOf(revise(deps, handler, asked, gather(key)))).toBe('accepted');
  const row = await rowOf(held);
  expect([row?.urgent, row?.level, row?.dueDays]).toEqual([false, 'file', 5]);
  const [answer] = await work((tx) => ruleAnswersOf(tx, held.id));
  expect(answer?.asked).toMatchObject({ acceptedOn: '2026-07-10', urgent: false });
});

const joint = (companyId: string, amount: string | null = '100.00') => ({
  participants: [{ companyId, amount, records }],
});

test('every company of a joint case is one of the zone, and answers for what it owes', async () => {
  const handler = as('handler', 'company_handler');
  const offer = (participants: Over) =>
    codeOf(propose(deps, handler, { ...req(), ...contentOf(participants) }, gather(newKey())));
  expect(await offer(joint(randomUUID()))).toBe('PARTICIPANT_DIFFERS');
  expect(await offer(joint(committee))).toBe('PARTICIPANT_DIFFERS');
  expect(await offer(joint(two, '300000.01'))).toBe('PARTICIPANT_DIFFERS');
  // Without a part of its own its warrant would be without bound.
  expect(await offer(joint(two, null))).toBe('PARTICIPANT_DIFFERS');
  expect(await offer(joint(two, '300000.00'))).toBe('accepted');
  const shrunk = await someCase({ state: 'signed' }, joint(two, '200000.00'));
  expect(await handIn(shrunk, gather(newKey(), '199999.99'))).toBe('PARTICIPANT_DIFFERS');
  const earlier = await someCase({ state: 'issued' }, {}, two);
  const owed = { matterId: earlier.id, ownerId: two, dueOn: '2026-07-14' };
  await work((tx) => saveObligations(tx, [obligationRow(owed)]));
  const together = await someCase({ state: 'submitted' }, joint(two));
  const reviewer = as('a', 'committee_reviewer');
  const take = (how: Gather) => codeOf(acceptCase(deps, reviewer, { ...req(), id: together.id }, how));
  expect(await take(gather(newKey()))).toBe('CONDITION_OVERDUE');
  day = '2026-07-14';
  expect(await take(gather(newKey()))).toBe('accepted');
});

/** A case before an open meeting at which all three have voted for it. */
async function voted(over: Partial<NewMatter> = {}, said: Over = {}) {
  const { id, contentDigest } = await someCase({ state: 'on_agenda', level: 'committee', ...over }, said);
  const members = [persons.a, persons.b, persons.c];
  const { secretary } = persons;
  const meetingId = await work((tx) =>
    someMeeting(tx, { secretaryId: secretary, members, matterIds: [id], contentDigest }),
  );
  const cast = { matterId: id, contentDigest, motionVersion: 1, vote: 'for' as const, opinion: '' };
  for (const who of ['a', 'b', 'c'] as const)
    expect(await codeOf(vote(deps, as(who, 'committee_member'), { ...req(), meetingId, ...cast }))).toBe(
      'accepted',
    );
  return { id, meetingId };
}
const secretary = () => as('secretary', 'committee_secretary');

test('a mandate covers every company of a joint case, or nothing is decided', async () => {
  const covered = await voted({}, joint(two));
  expect(await codeOf(closeMeeting(deps, secretary(), { ...req(), id: covered.meetingId }))).toBe('accepted');
  const outside = await voted({}, joint(three));
  expect(await codeOf(closeMeeting(deps, secretary(), { ...req(), id: outside.meetingId }))).toBe(
    'MANDATE_MISSING',
  );
});

test('a meeting held in time and closed after the mandate has lapsed decides nothing', async () => {
  const { meetingId } = await voted();
  day = '2026-09-01';
  expect(await codeOf(closeMeeting(deps, secretary(), { ...req(), id: meetingId }))).toBe('MANDATE_MISSING');
  day = '2026-08-31';
  expect(await codeOf(closeMeeting(deps, secretary(), { ...req(), id: meetingId }))).toBe('accepted');
});

test('a post taken up in the company after the papers went out takes the vote away', async () => {
  const { id, meetingId } = await voted();
  const post = { personId: persons.a, organizationId: one, kind: 'company_director' as const };
  await work((tx) => savePosts(tx, [postRow({ ...post, validFrom: '2026-07-15' })]));
  expect(await codeOf(closeMeeting(deps, secretary(), { ...req(), id: meetingId }))).toBe('accepted');
  // Two are left, too few to decide.
  expect([(await rowOf({ id }))?.state, (await rowOf({ id }))?.level]).toEqual(['forwarded', 'sasac']);
});

test('what too few can decide on goes to the body that the route names, not to a lower one', async () => {
  const { id, meetingId } = await voted({ level: 'gov' });
  const post = { personId: persons.a, organizationId: one, kind: 'company_director' as const };
  await work((tx) => savePosts(tx, [postRow(post)]));
  expect(await codeOf(closeMeeting(deps, secretary(), { ...req(), id: meetingId }))).toBe('accepted');
  expect((await rowOf({ id }))?.level).toBe('gov');
});

test('who voted against is not struck out afterwards', async () => {
  const { meetingId } = await voted();
  const present = [persons.a, persons.b];
  expect(await codeOf(recordAttendance(deps, secretary(), { ...req(), id: meetingId, present }))).toBe(
    'ALREADY_VOTED',
  );
});

test('who has left the committee is not called, and who calls does not vote', async () => {
  const { id } = await someCase({ state: 'cleared', level: 'committee' });
  const call = (who: Who[], by = secretary()) => {
    const expected = who.map((name) => persons[name]);
    const asked = {
      title: '会',
      heldOn: '2026-07-31',
      mode: 'collective_vote' as const,
      matterIds: [id],
      expected,
    };
    return createMeeting(deps, by, { ...req(), ...asked });
  };
  expect(await codeOf(call(['a', 'b', 'former']))).toBe('NOT_EXPECTED');
  const called = await call(['a', 'b', 'c'], as('a', 'committee_secretary'));
  if (called.outcome === 'refused') throw new Error(called.refusals[0].code);
  const meetingId = called.answer.id;
  day = '2026-07-31';
  const present = [persons.a, persons.b, persons.c];
  const secretaryA = as('a', 'committee_secretary');
  expect(await codeOf(recordAttendance(deps, secretaryA, { ...req(), id: meetingId, present }))).toBe(
    'accepted',
  );
  const { contentDigest = '' } = (await rowOf({ id })) ?? {};
  const cast = {
    meetingId,
    matterId: id,
    contentDigest,
    motionVersion: 1,
    vote: 'for' as const,
    opinion: '',
  };
  expect(await codeOf(vote(deps, as('a', 'committee_member'), { ...req(), ...cast }))).toBe(
    'DUTIES_NOT_SEPARATE',
  );
});

test('a condition is owed by a company that the case concerns', async () => {
  const { id, meetingId } = await voted();
  const owing = (ownerId: string) => ({
    kind: 'conditional' as const,
    conditions: [{ phase: 'before' as const, text: '先落实担保', ownerId, dueOn: '2026-08-01' }],
  });
  const move = (ownerId: string) =>
    moveMotion(deps, secretary(), { ...req(), meetingId, matterId: id, motion: owing(ownerId) });
  await expect(move(randomUUID())).rejects.toThrow(NotFound);
  expect(await codeOf(move(two))).toBe('accepted');
});
