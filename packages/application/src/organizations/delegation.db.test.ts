import { randomUUID } from 'node:crypto';
import { journalOf, journalPage } from '@guanyun/db/evidence/journal.store.ts';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, query, type Tx, zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { dutiesOf } from '@guanyun/db/matters/matter.store.ts';
import { setRevoked } from '@guanyun/db/organizations/delegation.store.ts';
import type { PostRow } from '@guanyun/db/organizations/organizations.model.ts';
import { saveAccount, savePersons, savePosts, setPostEnd } from '@guanyun/db/organizations/person.store.ts';
import { digestLike, everything, newId, postRow, someCompany, unique } from '@guanyun/db/testing/builders.ts';
import { someMatter, someMeeting } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { act } from '../evidence/act.ts';
import { keepDocument } from '../evidence/keep-document.ts';
import { historyOf, verifyJournal } from '../evidence/read-journal.ts';
import { type Deps, NotFound } from '../kernel/deps.ts';
import { consult } from '../matters/consult.ts';
import { issueWarrant } from '../matters/issue-warrant.ts';
import { vote } from '../matters/meet.ts';
import { returnToCompany } from '../matters/supplement.ts';
import type { Actor } from './actor.ts';
import { giveDelegation, type NewDelegation, revokeDelegation } from './give-delegation.ts';
import { delegationCandidates, listDelegations } from './read-delegations.ts';
import { actorOf, signIn, switchPost, whoAmI } from './sign-in.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
let now = new Date('2026-05-06T02:00:00Z');
const deps: Deps = {
  db: db.app,
  zone: TEST_ZONE,
  now: () => now,
  newId: randomUUID,
  passwords: { hash: async () => 'hash', verify: async () => true },
  files: { has: async () => false, read: async () => new Uint8Array() },
  readWorkbook: async () => ({ ok: true, sheets: [] }),
};
await work((tx) => query(tx, `INSERT INTO zone (name, illustrative) VALUES ('示例', true)`));

const { committee, company } = await work(async (tx) => ({
  committee: await someCompany(tx, { kind: 'committee', form: null, tier: null }),
  company: await someCompany(tx),
}));
type Hired = { login: string; personId: string; posts: PostRow[] };

/** A person with an account and posts, each in its own side's organisation unless said otherwise. */
async function hire(name: string, ...kinds: (PostKind | Partial<PostRow>)[]): Promise<Hired> {
  const personId = newId();
  const login = unique('user');
  const posts = kinds.map((one) => {
    const over = typeof one === 'string' ? { kind: one } : one;
    const kind = over.kind as PostKind;
    const organizationId = kind.startsWith('company_') ? company : committee;
    return postRow({ personId, organizationId, ...over, kind });
  });
  await work(async (tx) => {
    await savePersons(tx, [{ id: personId, code: null, name, source: 'illustrative' }]);
    await savePosts(tx, posts);
    await saveAccount(tx, {
      id: newId(),
      login,
      personId,
      passwordHash: 'hash',
      disabledAt: null,
      disabledReason: null,
    });
  });
  return { login, personId, posts };
}

type Seat = { token: string; actor: Actor };
async function enter(who: Hired, hat?: string): Promise<Seat> {
  const token = String(await signIn(deps, who.login, 'x'));
  const first = (await actorOf(deps, token)) as Actor;
  if (hat !== undefined) await switchPost(deps, first, token, hat);
  return { token, actor: (await actorOf(deps, token)) as Actor };
}

type Asked = Omit<NewDelegation, 'requestId'>;
const ask = (receiver: Hired, over: Partial<Asked> = {}): NewDelegation => ({
  requestId: randomUUID(),
  receiverId: receiver.personId,
  matters: null,
  from: '2026-05-06',
  to: '2026-05-31',
  document: null,
  ...over,
});
type Tried =
  | { outcome: 'accepted'; answer: { id: string } }
  | { outcome: 'refused'; refusals: readonly { code: string }[] };
const codesOf = (answer: { outcome: string; refusals?: readonly { code: string }[] }): string[] =>
  answer.refusals?.map((r) => r.code) ?? [];

/** The giver's post is given, and the delegate wears it. */
async function standIn(
  giver: Hired,
  receiver: Hired,
  over: Partial<Asked> = {},
): Promise<Seat & { id: string }> {
  const answer = (await giveDelegation(deps, (await enter(giver)).actor, ask(receiver, over))) as Tried;
  if (answer.outcome === 'refused') throw new Error(codesOf(answer).join());
  return { ...(await enter(receiver, answer.answer.id)), id: answer.answer.id };
}

const reviewers = async (...kinds: PostKind[]) =>
  [await hire('张三', 'committee_reviewer', ...kinds), await hire('李四', 'committee_secretary')] as const;
const newCase = (over: Parameters<typeof someMatter>[3] = {}) =>
  work(async (tx) => {
    const handler = newId();
    await savePersons(tx, [{ id: handler, code: null, name: '经办', source: 'illustrative' }]);
    return someMatter(tx, company, handler, { state: 'submitted', ...over });
  });
const giveBack = (actor: Actor, id: string) =>
  returnToCompany(deps, actor, { requestId: randomUUID(), id, reason: '材料不全' });

describe('acting for another', () => {
  test('the hat says for whom, the rights are those of the post, and the journal has both names', async () => {
    const [zhang, li] = await reviewers();
    const { actor, token } = await standIn(zhang, li);
    const me = await whoAmI(deps, actor);
    expect(me.person.name).toBe('李四');
    expect(me.post).toMatchObject({ kind: 'committee_reviewer', onBehalfOf: { name: '张三' } });
    expect(me.posts.map((hat) => [hat.kind, hat.onBehalfOf?.name ?? null])).toEqual([
      ['committee_secretary', null],
      ['committee_reviewer', '张三'],
    ]);
    const id = await newCase();
    expect((await giveBack(actor, id)).outcome).toBe('accepted');
    const [line] = await work((tx) => historyOf(tx, id));
    expect(line).toMatchObject({
      person: { name: '李四' },
      onBehalfOf: { name: '张三' },
      post: 'committee_reviewer',
    });
    // Back in the own hat, nobody stands behind the act.
    await switchPost(deps, actor, token, li.posts[0]?.id ?? '');
    expect(await actorOf(deps, token)).toMatchObject({
      onBehalfOf: null,
      post: { kind: 'committee_secretary' },
    });
  });

  test('for whom it was done is part of the leaf, and entries from before keep theirs', async () => {
    const [zhang, li] = await reviewers();
    const id = await newCase();
    await giveBack((await standIn(zhang, li)).actor, id);
    const auditor = (await enter(await hire('审计', 'auditor'))).actor;
    expect(await verifyJournal(deps, auditor)).toMatchObject({ intact: true });
    const [line] = await work((tx) => journalOf(tx, [id]));
    const forge = (set: string) =>
      db.owner.sequelize.query(
        `SET session_replication_role = replica; UPDATE ${zoneSchema(TEST_ZONE)}.journal SET ${set} WHERE index = ${line?.index}; SET session_replication_role = origin`,
      );
    const [row] = await work((tx) =>
      query<{ person: string; delegation: string }>(
        tx,
        'SELECT on_behalf_person_id AS person, delegation_id AS delegation FROM journal WHERE index = $1',
        [line?.index],
      ),
    );
    await forge('on_behalf_person_id = NULL, delegation_id = NULL');
    expect(await verifyJournal(deps, auditor)).toMatchObject({ intact: false, firstBroken: line?.index });
    await forge(`on_behalf_person_id = gen_random_uuid(), delegation_id = '${row?.delegation}'`);
    expect(await verifyJournal(deps, auditor)).toMatchObject({ intact: false });
    await forge(`on_behalf_person_id = '${row?.person}', delegation_id = '${row?.delegation}'`);
    expect(await verifyJournal(deps, auditor)).toMatchObject({ intact: true });
  });

  test('a company’s handler is stood in for by a colleague, within the company', async () => {
    const [zhang, li] = [await hire('张三', 'company_handler'), await hire('李四', 'company_legal')];
    const { actor } = await standIn(zhang, li);
    const kept = await keepDocument(deps, actor, {
      digest: digestLike('7'),
      name: '请示.pdf',
      size: 1,
      mediaType: 'application/pdf',
    });
    expect(kept.outcome).toBe('accepted');
    const [line] = await work((tx) => journalPage(tx, null, 1));
    expect([line?.personName, line?.onBehalfName, line?.act]).toEqual([
      '李四',
      '张三',
      'evidence.keepDocument',
    ]);
  });
});

describe('duties of both', () => {
  test('who stands in takes the duty, and the giver has it too', async () => {
    const [zhang, li] = await reviewers('committee_secretary');
    const id = await newCase();
    await giveBack((await standIn(zhang, li)).actor, id);
    const duties = await work((tx) => dutiesOf(tx, id));
    expect(duties.map((d) => [d.personId, d.duty]).sort()).toEqual(
      [
        [zhang.personId, 'reviewer'],
        [li.personId, 'reviewer'],
      ].sort(),
    );
  });

  test.each(['giver', 'delegate'] as const)(
    'a duty that the %s has already keeps from another',
    async (who) => {
      const [zhang, li] = await reviewers();
      const id = await newCase();
      const earlier = who === 'giver' ? zhang : li;
      await work((tx) =>
        query(
          tx,
          `INSERT INTO matter_duties (matter_id, person_id, duty, side) VALUES ($1, $2, 'signer', 'committee')`,
          [id, earlier.personId],
        ),
      );
      expect(codesOf(await giveBack((await standIn(zhang, li)).actor, id))).toEqual(['DUTIES_NOT_SEPARATE']);
    },
  );

  test.each(['giver', 'delegate'] as const)('nobody acts on both sides: not the %s', async (who) => {
    const [zhang, li] = await reviewers();
    const id = await newCase();
    const earlier = who === 'giver' ? zhang : li;
    await work((tx) =>
      query(
        tx,
        `INSERT INTO matter_duties (matter_id, person_id, duty, side) VALUES ($1, $2, 'handler', 'company')`,
        [id, earlier.personId],
      ),
    );
    expect(codesOf(await giveBack((await standIn(zhang, li)).actor, id))).toEqual(['SAME_PERSON_BOTH_SIDES']);
  });

  test.each(['giver', 'delegate'] as const)(
    'who must stand aside does not act through another: the %s',
    async (who) => {
      const past = { kind: 'company_finance' as const, validFrom: '2024-01-01', validTo: '2025-12-31' };
      const zhang = await hire('张三', 'committee_reviewer', ...(who === 'giver' ? [past] : []));
      const li = await hire('李四', 'committee_secretary', ...(who === 'delegate' ? [past] : []));
      const { actor } = await standIn(zhang, li);
      expect(codesOf(await giveBack(actor, await newCase()))).toEqual(['RECUSED']);
    },
  );
});

describe('what a delegation does not reach', () => {
  test('a vote', async () => {
    const document = digestLike('8');
    const zhang = await hire('张三', 'committee_director');
    const li = await hire('李四', 'committee_member');
    await work((tx) =>
      saveDocument(tx, {
        digest: document,
        name: '授权书.pdf',
        size: '1',
        mediaType: 'application/pdf',
        organizationId: committee,
        uploadedBy: zhang.personId,
      }),
    );
    const { actor } = await standIn(zhang, li, { document });
    const matterId = await newCase({ state: 'on_agenda' });
    const meetingId = await work((tx) =>
      someMeeting(tx, {
        secretaryId: zhang.personId,
        members: [zhang.personId, li.personId],
        matterIds: [matterId],
      }),
    );
    const answer = await vote(deps, actor, {
      ...{ requestId: randomUUID(), meetingId, matterId, contentDigest: digestLike('a') },
      ...{ motionVersion: 1, vote: 'for', opinion: '' },
    });
    expect(codesOf(answer)).toEqual(['DELEGATION_NOT_FOR_THIS']);
    const [line] = await work((tx) => journalOf(tx, [matterId]));
    expect(line).toMatchObject({
      outcome: 'refused',
      refusal: 'DELEGATION_NOT_FOR_THIS',
      onBehalfName: '张三',
    });
    // Signing the reply is open to the delegate; here the case is not that far.
    const issued = await issueWarrant(deps, actor, { requestId: randomUUID(), id: matterId });
    expect(codesOf(issued)).toEqual(['WRONG_STATE']);
  });

  test('matters that it does not name, and what is no matter at all', async () => {
    const [zhang, li] = await reviewers();
    const { actor } = await standIn(zhang, li, { matters: ['equity_transfer'] });
    const [own, other] = [
      await newCase({ matter: 'equity_transfer' }),
      await newCase({ matter: 'asset_disposal' }),
    ];
    expect((await giveBack(actor, own)).outcome).toBe('accepted');
    expect(codesOf(await giveBack(actor, other))).toEqual(['DELEGATION_NOT_FOR_THIS']);
    const [row] = await work((tx) =>
      query<{ state: string }>(tx, 'SELECT state FROM matters WHERE id = $1', [other]),
    );
    expect(row?.state).toBe('submitted');
    const about = { kind: 'cooperation_list', id: null, title: '' };
    const publish = await act(
      deps,
      actor,
      { requestId: randomUUID(), act: 'x', body: {}, about },
      async () => ({
        outcome: 'accepted',
        effects: { subject: about, content: {}, answer: null },
      }),
    );
    expect(codesOf(publish)).toEqual(['DELEGATION_NOT_FOR_THIS']);
  });

  test('another delegation', async () => {
    const [zhang, li] = await reviewers();
    const third = await hire('王五', 'committee_secretary');
    const { actor } = await standIn(zhang, li);
    expect(codesOf(await giveDelegation(deps, actor, ask(third)))).toEqual(['DELEGATION_NOT_ONWARD']);
  });
});

describe('its end', () => {
  const actedAt = async (token: string) => (await actorOf(deps, token))?.onBehalfOf?.name ?? null;

  test('the giver revokes it, and the next request of the delegate is out', async () => {
    const [zhang, li] = await reviewers();
    const { token, id, actor } = await standIn(zhang, li);
    expect(await actedAt(token)).toBe('张三');
    const stranger = (await enter(await hire('王五', 'committee_reviewer'))).actor;
    await expect(revokeDelegation(deps, stranger, { requestId: randomUUID(), id })).rejects.toThrow(NotFound);
    await expect(revokeDelegation(deps, actor, { requestId: randomUUID(), id })).rejects.toThrow(NotFound);
    const giver = (await enter(zhang)).actor;
    expect((await revokeDelegation(deps, giver, { requestId: randomUUID(), id })).outcome).toBe('accepted');
    expect(await actorOf(deps, token)).toBeNull();
    expect(codesOf(await revokeDelegation(deps, giver, { requestId: randomUUID(), id }))).toEqual([
      'WRONG_STATE',
    ]);
    const again = await enter(li);
    expect((await whoAmI(deps, again.actor)).posts).toHaveLength(1);
    await expect(switchPost(deps, again.actor, again.token, id)).rejects.toThrow(NotFound);
  });

  test('it ends on its last day, with the giver’s post, and when the delegate turns into an excluded one', async () => {
    const [[zhang, li], [wang, zhao], [qian, sun]] = [
      await reviewers(),
      await reviewers(),
      await reviewers(),
    ];
    const [first, second, third] = [
      await standIn(zhang, li, { to: '2026-05-06' }),
      await standIn(wang, zhao),
      await standIn(qian, sun),
    ];
    expect([await actedAt(first.token), await actedAt(second.token), await actedAt(third.token)]).toEqual(
      Array(3).fill('张三'),
    );
    await work((tx) => setPostEnd(tx, wang.posts[0]?.id ?? '', '2026-05-05'));
    await work((tx) =>
      savePosts(tx, [postRow({ personId: sun.personId, organizationId: company, kind: 'company_legal' })]),
    );
    expect([await actorOf(deps, second.token), await actorOf(deps, third.token)]).toEqual([null, null]);
    now = new Date('2026-05-06T15:59:00Z');
    const late = await enter(li, first.id);
    now = new Date('2026-05-06T16:01:00Z');
    expect(await actorOf(deps, late.token)).toBeNull();
    now = new Date('2026-05-06T02:00:00Z');
  });

  test('a session whose own post has ended is out too, other posts or not', async () => {
    const zhang = await hire('张三', 'committee_reviewer', 'committee_secretary');
    const { token, actor } = await enter(zhang);
    expect(await actorOf(deps, token)).not.toBeNull();
    await work((tx) => setPostEnd(tx, actor.post.id, '2026-05-05'));
    expect(await actorOf(deps, token)).toBeNull();
    expect((await enter(zhang)).actor.post.id).not.toBe(actor.post.id);
  });
});

describe('refusals of giving', () => {
  const tried = async (giver: Hired, receiver: Hired, over: Partial<Asked> = {}) =>
    codesOf(await giveDelegation(deps, (await enter(giver)).actor, ask(receiver, over)));

  test('each by its own code', async () => {
    const [zhang, li] = await reviewers();
    const ending = await hire('张三', { kind: 'committee_reviewer', validTo: '2026-05-30' });
    expect(await tried(zhang, zhang)).toEqual(['SAME_PERSON']);
    expect(await tried(ending, li)).toEqual(['DELEGATION_BEYOND_OWN']);
    expect(await tried(zhang, li, { to: '2026-08-04' })).toEqual(['DELEGATION_TOO_LONG']);
    expect(await tried(zhang, await hire('王五', 'company_handler'))).toEqual(['DELEGATION_ACROSS_SIDES']);
    expect(await tried(zhang, await hire('王五', 'audit_admin'))).toEqual(['ADMINISTRATORS_EXCLUDE']);
    expect(await tried(await hire('张三', 'committee_member'), li)).toEqual(['DELEGATION_NOT_FOR_THIS']);
    const director = await hire('张三', 'committee_director');
    expect(await tried(director, li)).toEqual(['DELEGATION_DOCUMENT_MISSING']);
    expect(await tried(director, li, { document: digestLike('6') })).toEqual(['DOCUMENT_UNKNOWN']);
    expect(await tried(zhang, { ...li, personId: newId() })).toEqual(['PERSON_UNKNOWN']);
    expect(await tried(zhang, li)).toEqual([]);
    expect(await tried(zhang, li)).toEqual(['DELEGATION_OVERLAPS']);
  });
});

describe('who sees what', () => {
  test('a company its own, the committee its side, an auditor all', async () => {
    const other = await work((tx) => someCompany(tx));
    const [zhang, li] = [await hire('张三', 'company_handler'), await hire('李四', 'company_finance')];
    const away = { organizationId: other };
    const [wang, zhao] = [
      await hire('王五', { kind: 'company_handler', ...away }),
      await hire('赵六', { kind: 'company_finance', ...away }),
    ];
    const [qian, sun] = await reviewers();
    const ids = [await standIn(zhang, li), await standIn(wang, zhao), await standIn(qian, sun)].map(
      (s) => s.id,
    );
    const seen = async (who: Hired) => {
      const lines = await listDelegations(deps, (await enter(who)).actor);
      return ids.map((id) => lines.some((line) => line.id === id));
    };
    expect(await seen(li)).toEqual([true, false, false]);
    expect(await seen(zhao)).toEqual([false, true, false]);
    expect(await seen(sun)).toEqual([false, false, true]);
    expect(await seen(await hire('审计', 'auditor'))).toEqual([true, true, true]);
    const [line] = (await listDelegations(deps, (await enter(zhang)).actor)).filter(
      (one) => one.id === ids[0],
    );
    expect(line).toMatchObject({
      given: true,
      received: false,
      state: 'in_force',
      may: ['delegations.revoke'],
    });
    await work((tx) => setRevoked(tx, ids[0] ?? '', now));
    const [after] = (await listDelegations(deps, (await enter(li)).actor)).filter((one) => one.id === ids[0]);
    expect(after).toMatchObject({ received: true, state: 'revoked', may: [] });
  });

  test('the form offers colleagues of the same side only, without oneself', async () => {
    const other = await work((tx) => someCompany(tx));
    const at = (kind: PostKind) => ({ kind, organizationId: other });
    const zhang = await hire('张三', at('company_representative'));
    await hire('李四', at('company_finance'));
    await hire('王五', at('company_director'));
    await hire('赵六', at('company_legal'), 'committee_member');
    const form = await delegationCandidates(deps, (await enter(zhang)).actor);
    expect(form).toMatchObject({ mayGive: true, needsDocument: true, limit: { days: 90 }, latest: null });
    expect(form.persons.map((one) => one.person.name)).toEqual(['李四']);
  });
});

test('an examination under a delegation names the delegate, and both have the duty', async () => {
  const [zhang, li] = await reviewers();
  const { actor } = await standIn(zhang, li);
  const id = await newCase({ state: 'accepted', acceptedOn: '2026-05-01', dueOn: '2026-05-20' });
  const answer = await consult(deps, actor, {
    ...{ requestId: randomUUID(), id, organizationIds: [], experts: ['示例专家'], question: '是否可行' },
  });
  expect(answer.outcome).toBe('accepted');
  expect(await work((tx) => dutiesOf(tx, id))).toHaveLength(2);
});
