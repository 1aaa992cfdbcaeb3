import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveSupplement } from '@guanyun/db/matters/examination.store.ts';
import {
  leaveAgenda,
  saveMeeting,
  saveVote,
  setMeetingState,
  setResult,
} from '@guanyun/db/matters/meeting.store.ts';
import { digestLike, everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { someMatter, someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import { type OfficialPaper, treeWords } from '@guanyun/domain/matters/official-paper.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, expect, test } from 'vitest';
import { act } from '../evidence/act.ts';
import { makeCheckpoint } from '../evidence/log-tree.ts';
import { found, NotFound } from '../kernel/deps.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { object } from './file-case.ts';
import { type AskedPaper, readPaper } from './read-papers.ts';

/** What the papers say of what the registers keep. */
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-15T02:00:00Z');
const [company, person, voter] = await work(async (tx) => [
  await someCompany(tx, {}),
  await somePerson(tx, '示例甲'),
  await somePerson(tx, '示例乙'),
]);
const as = (kind: PostKind): Actor => ({
  accountId: randomUUID(),
  account: kind,
  person: { id: person, name: '示例甲' },
  post: { id: randomUUID(), kind, organizationId: company, side: sideOf(kind) },
  onBehalfOf: null,
});
const textOf = ({ title, paragraphs }: OfficialPaper): string =>
  [title, ...paragraphs.map(({ lead, text }) => lead + text)].join('\n');
const paper = (kind: AskedPaper['kind'], id: string): Promise<OfficialPaper> =>
  readPaper(deps, as('committee_reviewer'), { kind, id });

const route = { reasons: [], level: 'committee', finalInstrument: 'reply', decision: 'decide' };
const outcome = { effectiveExpected: 1, effectivePresent: 1, needed: 1, votesFor: 1, invalidVotes: [] };
const conditional: Motion = {
  kind: 'conditional',
  conditions: [
    { phase: 'before', text: '补足评估依据', ownerId: company, dueOn: '2026-07-01' },
    { phase: 'during', text: '按季报告', ownerId: company, dueOn: '2026-12-31' },
  ],
};

/** A closed meeting on cases, the first of them decided on that motion. */
async function met(matterIds: readonly string[], motion: Motion, motionVersion = 1): Promise<string> {
  const meetingId = randomUUID();
  await work(async (tx) => {
    await saveMeeting(tx, {
      meeting: {
        ...{
          id: meetingId,
          title: '主任办公会',
          heldOn: '2026-05-20',
          mode: 'collective_vote',
          state: 'open',
        },
        ...{ secretaryId: person, papersOn: '2026-05-10', observers: ['示例列席人'] },
      },
      expected: [{ meetingId, personId: voter, chief: false, present: true }],
      agenda: matterIds.map((matterId) => ({
        ...{ meetingId, matterId, motion, motionVersion, contentDigest: digestLike('a') },
        ...{ result: null, reason: null },
      })),
      recusals: [],
    });
    for (const [n, matterId] of matterIds.entries()) {
      if (n > 0) {
        await leaveAgenda(tx, meetingId, matterId, 'withdrawn');
        continue;
      }
      await saveVote(tx, {
        ...{ meetingId, matterId, personId: voter, motionVersion, contentDigest: digestLike('a') },
        ...{ vote: 'for', opinion: '同意' },
      });
      await setResult(tx, meetingId, matterId, {
        result: { ...outcome, result: 'approved', step: 'approve', motion },
        reason: null,
      });
    }
    await setMeetingState(tx, meetingId, 'closed');
  });
  return meetingId;
}

test('a conditional approval names its conditions in the reply and in the minutes', async () => {
  const warrant = await work((tx) => someWarrant(tx, company, person, {}, { route, state: 'issued' }));
  const gone = await work((tx) => someMatter(tx, company, person, { title: '会前撤回的事项', route }));
  const meetingId = await met([warrant.matterId, gone], conditional);
  const reply = textOf(await paper('reply', warrant.id));
  expect(reply).toContain('原则同意');
  expect(reply).toMatch(/实施前应当满足的条件\n.*补足评估依据，由.+负责，于2026年7月1日前完成。/);
  expect(reply).toMatch(/实施中应当遵守的要求\n.*按季报告/);
  expect(reply).toContain('2026年5月20日会议研究');
  const minutes = await paper('minutes', meetingId);
  expect(textOf(minutes)).toContain('原则同意该事项，按所附条件执行');
  expect(textOf(minutes)).not.toContain('会前撤回的事项');
  expect(minutes.attendance).toContainEqual({ label: '列席', names: ['示例列席人'] });
});

test('minutes bear the receipt of the meeting’s close and the first signed state of the log over it', async () => {
  const id = await work((tx) => someMatter(tx, company, person, { title: '示例事项', route }));
  const meetingId = await met([id], { kind: 'approve' });
  expect((await paper('minutes', meetingId)).code).toMatchObject({ path: `/meetings/${meetingId}` });
  const about = { kind: 'meeting', id: meetingId, title: '示例会议' };
  const close = (requestId: string) =>
    act(deps, null, { requestId, act: 'meetings.close', body: {}, about }, async () =>
      accept({ subject: about, content: {}, answer: null }),
    );
  await close(randomUUID());
  const code = (await paper('minutes', meetingId)).code;
  expect(code.path).toMatch(/^\/receipts\/\d+\/[0-9a-f]{64}$/);
  expect(code).not.toHaveProperty('tree');
  const signer = {
    origin: 'example.test/log',
    publicKey: new Uint8Array(32),
    sign: () => new Uint8Array(64),
  };
  const over = found(await makeCheckpoint(deps, signer), 'checkpoint');
  const other = { ...about, id: randomUUID() };
  await act(deps, null, { requestId: randomUUID(), act: 'meetings.call', body: {}, about: other }, async () =>
    accept({ subject: other, content: {}, answer: null }),
  );
  await makeCheckpoint(deps, signer);
  const minutes = await paper('minutes', meetingId);
  expect(minutes.code.tree).toEqual({ size: over.size, root: over.root });
  expect(treeWords(minutes)).toBe(`存证检查点 ${over.size}:${over.root}`);
});

test('what the higher body decides is only reported upwards by the meeting', async () => {
  const id = await work((tx) => someMatter(tx, company, person, { level: 'gov', state: 'approved', route }));
  const text = textOf(await paper('minutes', await met([id], { kind: 'approve' })));
  expect(text).toContain('会议决定：同意上报区国资委审核、区政府决定。');
});

test('an instruction to vote says which majority is needed, and is no reply, whatever the route said', async () => {
  const warrant = await work((tx) =>
    someWarrant(
      tx,
      company,
      person,
      { instrument: 'vote_instruction', resolution: 'awaited' },
      { route, matter: 'capital_change', state: 'issued' },
    ),
  );
  const text = textOf(await paper('reply', warrant.id));
  expect(text).toContain('表决指示');
  expect(text).toContain('本议案须经代表三分之二以上表决权的股东通过');
});

test('a supplement that was asked for is a notice with everything in it; without one there is none', async () => {
  const id = await work((tx) => someMatter(tx, company, person, { state: 'accepted', route }));
  await expect(paper('supplement', id)).rejects.toThrow(NotFound);
  await work((tx) =>
    saveSupplement(tx, {
      ...{ matterId: id, round: 1, items: ['补审计报告', '说明用途'], askedOn: '2026-05-10' },
      ...{ dueOn: '2026-05-20', stopsClock: true, answeredOn: null, personId: person },
    }),
  );
  const text = textOf(await paper('supplement', id));
  expect(text).toMatch(/补审计报告。\n.*说明用途。/);
  expect(text).toContain('2026年5月20日前一次性补齐');
  expect(text).toContain('补正期间暂停计算办理时限');
});

test('an objection to a filing is a paper with a number of its own', async () => {
  const filed = {
    state: 'accepted',
    level: 'file',
    acceptedOn: '2026-06-10',
    dueOn: '2026-07-01',
    route,
  } as const;
  const objected = async (): Promise<string> => {
    const id = await work((tx) => someMatter(tx, company, person, filed));
    const answer = await object(deps, as('committee_reviewer'), {
      ...{ requestId: randomUUID(), id, reason: '用途与主业无关' },
    });
    expect(answer.outcome).toBe('accepted');
    return id;
  };
  await expect(
    paper('objection', await work((tx) => someMatter(tx, company, person, filed))),
  ).rejects.toThrow(NotFound);
  const first = await paper('objection', await objected());
  expect(first.number).toBe('管委异〔2026〕1号');
  expect(textOf(first)).toMatch(/备案异议[\s\S]*用途与主业无关。[\s\S]*调整前不得实施/);
  expect((await paper('objection', await objected())).number).toBe('管委异〔2026〕2号');
});
