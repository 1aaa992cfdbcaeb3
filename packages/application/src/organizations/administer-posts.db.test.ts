import { randomUUID } from 'node:crypto';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import type { PostRow } from '@guanyun/db/organizations/organizations.model.ts';
import { postsOfPersons, saveAccount, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, newId, postRow, someCompany, somePerson, unique } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { historyOf } from '../evidence/read-journal.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from './actor.ts';
import { endPost, grantPost, listPosts, type NewPost } from './administer-posts.ts';
import { actorOf, signIn, switchPost } from './sign-in.ts';

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

/** Somebody with an account and posts since 2026-01-01. */
async function hire(...posts: Partial<PostRow>[]) {
  const login = unique('user');
  const personId = await work(async (tx) => {
    const id = await somePerson(tx);
    const row = (over: Partial<PostRow>) =>
      postRow({ personId: id, organizationId: committee, kind: 'auditor', ...over });
    await savePosts(tx, posts.map(row));
    await saveAccount(tx, {
      ...{ id: newId(), login, personId: id, passwordHash: 'hash', disabledAt: null, disabledReason: null },
    });
    return id;
  });
  return { login, personId };
}
async function enter(login: string) {
  const token = String(await signIn(deps, login, 'x'));
  return { token, actor: (await actorOf(deps, token)) as Actor };
}
const security = (await enter((await hire({ kind: 'security_admin' })).login)).actor;

const codesOf = (answer: { outcome: string; refusals?: readonly { code: string }[] }): string[] =>
  answer.refusals?.map((r) => r.code) ?? [];
const grant = (personId: string, over: Partial<NewPost> = {}) =>
  grantPost(deps, security, {
    ...{ requestId: randomUUID(), personId, organizationId: committee, kind: 'committee_reviewer' },
    ...{ from: '2026-05-06', to: null, ...over },
  });
const end = (postId: string, lastDay: string) =>
  endPost(deps, security, { requestId: randomUUID(), postId, lastDay, reason: '岗位调整' });
const postsOf = (personId: string) => work((tx) => postsOfPersons(tx, [personId]));

test('a granted post lets its holder in, an ended one lets nobody on, whatever else is held', async () => {
  const { login, personId } = await hire();
  expect(await signIn(deps, login, 'x')).toBeNull();
  const granted = await grant(personId);
  if (granted.outcome === 'refused') throw new Error('refused');
  expect((await grant(personId, { kind: 'committee_secretary' })).outcome).toBe('accepted');
  const { token, actor } = await enter(login);
  await switchPost(deps, actor, token, granted.answer.id);
  expect(await actorOf(deps, token)).toMatchObject({ post: { kind: 'committee_reviewer' } });
  expect((await end(granted.answer.id, '2026-05-05')).outcome).toBe('refused');
  now = new Date('2026-05-07T02:00:00Z');
  expect((await end(granted.answer.id, '2026-05-06')).outcome).toBe('accepted');
  expect(await actorOf(deps, token)).toBeNull();
  expect((await enter(login)).actor.post.kind).toBe('committee_secretary');
  const history = await work((tx) => historyOf(tx, granted.answer.id));
  expect(history.map((line) => [line.act, line.outcome, line.subject.title])).toEqual([
    ['administration.grantPost', 'accepted', '示例甲'],
    ['administration.endPost', 'refused', ''],
    ['administration.endPost', 'accepted', '示例甲'],
  ]);
  now = new Date('2026-05-06T02:00:00Z');
});

test('a post that ends today is worn until midnight', async () => {
  const { login, personId } = await hire({ kind: 'committee_reviewer' });
  const { token } = await enter(login);
  expect((await end((await postsOf(personId))[0]?.id ?? '', '2026-05-06')).outcome).toBe('accepted');
  now = new Date('2026-05-06T15:59:00Z');
  const late = await enter(login);
  now = new Date('2026-05-06T16:01:00Z');
  expect([await actorOf(deps, token), await actorOf(deps, late.token)]).toEqual([null, null]);
  now = new Date('2026-05-06T02:00:00Z');
});

test('refusals of granting', async () => {
  const { personId } = await hire({ kind: 'committee_reviewer' });
  expect(codesOf(await grant(newId()))).toEqual(['PERSON_UNKNOWN']);
  expect(codesOf(await grant(personId))).toEqual(['POST_HELD_ALREADY']);
  expect(codesOf(await grant(personId, { kind: 'company_handler' }))).toEqual(['POST_NOT_OF_ORGANIZATION']);
  expect(codesOf(await grant(personId, { organizationId: company }))).toEqual(['POST_NOT_OF_ORGANIZATION']);
  expect(codesOf(await grant(personId, { kind: 'system_admin' }))).toEqual(['ADMINISTRATORS_EXCLUDE']);
  expect(codesOf(await grant(personId, { kind: 'auditor', to: '2026-05-05' }))).toEqual(['POST_TERM_WRONG']);
  expect(await postsOf(personId)).toHaveLength(1);
});

test('refusals of ending; the last administrator of a kind stays', async () => {
  const { personId } = await hire({ kind: 'committee_reviewer', validTo: '2026-05-31' });
  const [post] = await postsOf(personId);
  expect(codesOf(await end(post?.id ?? '', '2026-05-04'))).toEqual(['POST_TERM_WRONG']);
  expect(codesOf(await end(post?.id ?? '', '2026-06-01'))).toEqual(['POST_TERM_WRONG']);
  const [own] = await postsOf(security.person.id);
  expect(codesOf(await end(own?.id ?? '', '2026-05-31'))).toEqual(['LAST_ADMINISTRATOR']);
  const successor = await hire();
  await grant(successor.personId, { kind: 'security_admin', from: '2026-06-01' });
  expect(codesOf(await end(own?.id ?? '', '2026-05-31'))).toEqual([]);
});

test('two posts that exclude each other, granted at once to one person: one of them is refused', async () => {
  const { personId } = await hire();
  const answers = await Promise.all([
    grant(personId, { kind: 'system_admin' }),
    grant(personId, { kind: 'committee_reviewer' }),
  ]);
  expect(answers.map((answer) => answer.outcome).sort()).toEqual(['accepted', 'refused']);
});

test('the list has posts in force and to come, and where a post can be', async () => {
  const { personId } = await hire(
    { kind: 'committee_reviewer', validTo: '2026-05-05' },
    { kind: 'committee_secretary', validTo: '2026-05-06' },
    { kind: 'committee_member', validFrom: '2026-05-07' },
  );
  const view = await listPosts(deps, security);
  expect(
    view.posts.filter((post) => post.person.id === personId).map((post) => [post.kind, post.begun]),
  ).toEqual([
    ['committee_member', false],
    ['committee_secretary', true],
  ]);
  expect(view.organizations.find((one) => one.id === company)?.company).toBe(true);
  expect(view.persons.some((one) => one.id === personId)).toBe(true);
});
