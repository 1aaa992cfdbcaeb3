import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import { digestLike, everything, newId, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { someMatter, someMeeting } from '../testing/matter-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import type { MeetingRow, VoteRow } from './matters.model.ts';
import {
  agendaOf,
  agendaOfMatter,
  allMeetings,
  expectedAt,
  findMeeting,
  lockMeeting,
  meetingsAhead,
  meetingsOfMatter,
  recusalsAt,
  saveMeeting,
  saveVote,
  setMeetingState,
  setPresence,
  setResult,
  votesAt,
} from './meeting.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const people = await work(async (tx) => ({
  company: await someCompany(tx),
  secretary: await somePerson(tx),
  chief: await somePerson(tx),
  member: await somePerson(tx),
  recused: await somePerson(tx),
}));
const { chief, member, recused, secretary } = people;

type On = Partial<Parameters<typeof someMeeting>[1]>;
const convened = (over: On = {}) =>
  work(async (tx) => {
    const matterId = await someMatter(tx, people.company, secretary);
    const meetingId = await someMeeting(tx, {
      secretaryId: secretary,
      members: [chief, member, recused],
      matterIds: [matterId],
      recused: [recused],
      ...over,
    });
    return { matterId, meetingId };
  });
const cast = (on: { meetingId: string; matterId: string }, over: Partial<VoteRow> = {}) =>
  verdict(
    work((tx) =>
      saveVote(tx, {
        ...on,
        personId: member,
        contentDigest: digestLike('a'),
        motionVersion: 1,
        vote: 'for',
        opinion: '同意',
        ...over,
      }),
    ),
  );

test('a member votes once, for, against or abstaining', async () => {
  const on = await convened();
  expect(await cast(on, { vote: 'perhaps' as VoteRow['vote'] })).toBe('23514');
  expect(await cast(on, { vote: 'abstain' })).toBe('accepted');
  expect(await cast(on, { vote: 'against' })).toBe('23505');
  expect(await cast(on, { personId: chief })).toBe('accepted');
  const votes = await work((tx) => votesAt(tx, on.meetingId));
  expect(new Map(votes.map((v) => [v.personId, v.vote]))).toEqual(
    new Map([
      [member, 'abstain'],
      [chief, 'for'],
    ]),
  );
});

test('whoever is recused from a case casts no vote on it, but may vote on another', async () => {
  const on = await convened();
  expect(await cast(on, { personId: recused })).toBe('GY003');
  expect(await cast(await convened({ recused: [] }), { personId: recused })).toBe('accepted');
});

test('a vote is cast only while the meeting is open', async () => {
  expect(await cast(await convened({ state: 'planned' }))).toBe('GY004');
  const on = await convened();
  await work((tx) => setMeetingState(tx, on.meetingId, 'closed'));
  expect(await cast(on)).toBe('GY004');
});

test('a vote on other content than that on the agenda is refused', async () => {
  const on = await convened();
  expect(await cast(on, { contentDigest: digestLike('b') })).toBe('GY004');
});

test('a vote on a case that is not on the agenda, or by someone not expected, is refused', async () => {
  const on = await convened();
  const other = await convened();
  expect(await cast({ meetingId: on.meetingId, matterId: other.matterId })).toBe('GY004');
  expect(await cast(on, { personId: await work((tx) => somePerson(tx)) })).toBe('23503');
});

test('a case is on one open agenda at a time, and may come back once it has a result', async () => {
  const { matterId, meetingId } = await convened();
  const again = () =>
    verdict(
      work((tx) => someMeeting(tx, { secretaryId: secretary, members: [chief], matterIds: [matterId] })),
    );
  expect(await again()).toBe('23505');
  await work((tx) =>
    setResult(tx, meetingId, matterId, { result: { outcome: 'deferred', for: 3, of: 5 }, reason: null }),
  );
  expect(await again()).toBe('accepted');
  const agenda = await work((tx) => agendaOfMatter(tx, matterId));
  expect(agenda.map((a) => a.result)).toEqual(
    expect.arrayContaining([{ outcome: 'deferred', for: 3, of: 5 }, null]),
  );
  const meetings = await work((tx) => meetingsOfMatter(tx, matterId));
  expect(meetings.map((m) => [m.result, m.motion])).toEqual([
    [{ outcome: 'deferred', for: 3, of: 5 }, { kind: 'approve' }],
    [null, { kind: 'approve' }],
  ]);
});

test('of ten meetings that put one case on their agenda at once, one succeeds', async () => {
  const matterId = await work((tx) => someMatter(tx, people.company, secretary));
  const verdicts = await Promise.all(
    Array.from({ length: 10 }, () =>
      verdict(
        work((tx) => someMeeting(tx, { secretaryId: secretary, members: [chief], matterIds: [matterId] })),
      ),
    ),
  );
  expect(verdicts.filter((v) => v === 'accepted')).toHaveLength(1);
  expect(verdicts.filter((v) => v === '23505')).toHaveLength(9);
});

test('a meeting comes back as it was saved: expected, agenda without result, recusals', async () => {
  const matterId = await work((tx) => someMatter(tx, people.company, secretary));
  const meeting: MeetingRow = {
    id: newId(),
    title: '第 7 次主任办公会',
    heldOn: '2026-02-28',
    mode: 'chief_decides',
    state: 'planned',
    secretaryId: secretary,
    papersOn: '2026-02-25',
    observers: ['某某（列席）'],
  };
  const meetingId = meeting.id;
  const expected = [
    { meetingId, personId: chief, chief: true, present: null },
    { meetingId, personId: member, chief: false, present: false },
  ];
  const agenda = [
    {
      meetingId,
      matterId,
      contentDigest: digestLike('a'),
      motion: { kind: 'approve' } as const,
      motionVersion: 1,
      result: null,
      reason: null,
    },
  ];
  const recusals = [
    { meetingId, matterId, personId: member, because: [{ kind: 'post', organization: '示例公司' }] },
  ];
  await work((tx) => saveMeeting(tx, { meeting, expected, agenda, recusals }));
  expect(await work((tx) => findMeeting(tx, meetingId))).toEqual(meeting);
  expect(await work((tx) => lockMeeting(tx, meetingId))).toEqual(meeting);
  expect(await work((tx) => expectedAt(tx, meetingId))).toEqual(expect.arrayContaining(expected));
  expect(await work((tx) => agendaOf(tx, meetingId))).toEqual(agenda);
  expect(await work((tx) => recusalsAt(tx, meetingId))).toEqual(recusals);
  expect(await work((tx) => allMeetings(tx))).toContainEqual(meeting);
  const ahead = { ...meeting, items: 1, recusals: 1 };
  expect(await work((tx) => meetingsAhead(tx))).toContainEqual(ahead);
  await work((tx) => setPresence(tx, meetingId, chief, true));
  expect(await work((tx) => expectedAt(tx, meetingId))).toContainEqual({ ...expected[0], present: true });
  await work((tx) => setMeetingState(tx, meetingId, 'closed'));
  expect(await work((tx) => meetingsAhead(tx))).not.toContainEqual(
    expect.objectContaining({ id: meetingId }),
  );
});

test('a meeting has a title and a known mode and state', async () => {
  const add = (over: Partial<MeetingRow>) => {
    const meeting: MeetingRow = {
      id: newId(),
      title: '会',
      heldOn: '2026-02-28',
      mode: 'collective_vote',
      state: 'planned',
      secretaryId: secretary,
      papersOn: null,
      observers: [],
      ...over,
    };
    return verdict(work((tx) => saveMeeting(tx, { meeting, expected: [], agenda: [], recusals: [] })));
  };
  expect(await add({ title: '' })).toBe('23514');
  expect(await add({ mode: 'by_mail' as MeetingRow['mode'] })).toBe('23514');
  expect(await add({ state: 'lost' as MeetingRow['state'] })).toBe('23514');
  expect(await add({})).toBe('accepted');
});
