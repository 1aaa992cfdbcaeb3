import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx, zoneSchema } from '../kernel/transaction.ts';
import {
  digestLike,
  everything,
  newId,
  postRow,
  someCompany,
  someDelegation,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';
import { allDelegations, delegationsInForce, saveDelegation, setRevoked } from './delegation.store.ts';
import type { DelegationRow, PostRow } from './organizations.model.ts';
import { savePosts, setPostEnd } from './person.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const company = await work((tx) => someCompany(tx));
type Kind = PostRow['kind'];

/** Gives a post of this kind, held over 2026, to somebody who holds a post of that kind in the same company. */
async function give(
  kind: Kind,
  receiver: Kind,
  over: Partial<DelegationRow> = {},
  posts: { giver?: Partial<PostRow>; receiver?: Partial<PostRow>; more?: Partial<PostRow>[] } = {},
): Promise<string> {
  return verdict(
    work(async (tx) => {
      const [giverId, receiverId] = [await somePerson(tx), await somePerson(tx)];
      const post = postRow({ personId: giverId, organizationId: company, kind, ...posts.giver });
      const own = postRow({
        personId: receiverId,
        organizationId: company,
        kind: receiver,
        ...posts.receiver,
      });
      const more = (posts.more ?? []).map((one) =>
        postRow({ personId: receiverId, organizationId: company, kind: receiver, ...one }),
      );
      await savePosts(tx, [post, own, ...more]);
      await saveDelegation(tx, {
        id: newId(),
        postId: post.id,
        organizationId: company,
        giverId,
        receiverId,
        matters: null,
        document: null,
        validFrom: '2026-05-01',
        validTo: '2026-05-31',
        daysMax: 90,
        givenOn: '2026-05-01',
        givenAt: new Date('2026-05-01T01:00:00.000Z'),
        revokedAt: null,
        ...over,
      });
    }),
  );
}
const plain = (over: Partial<DelegationRow>) => give('company_handler', 'company_finance', over);

test('a delegation comes back with both names, and is in force on its days only', async () => {
  const row = await work((tx) => someDelegation(tx, company));
  const on = (day: string) => work((tx) => delegationsInForce(tx, row.receiverId, day));
  const [found] = await on('2026-05-01');
  expect(found).toMatchObject({
    ...row,
    kind: 'company_handler',
    giverName: '示例张',
    receiverName: '示例李',
  });
  expect((await on('2026-05-31')).map((d) => d.id)).toEqual([row.id]);
  expect([await on('2026-04-30'), await on('2026-06-01')]).toEqual([[], []]);
  expect((await work((tx) => allDelegations(tx, '2026-05-01'))).map((d) => d.id)).toContain(row.id);
});

test('it ends when the giver’s post ends, and when it is revoked', async () => {
  const [first, second] = await work(async (tx) => [
    await someDelegation(tx, company),
    await someDelegation(tx, company),
  ]);
  const on = (row: DelegationRow) => work((tx) => delegationsInForce(tx, row.receiverId, '2026-05-10'));
  expect([(await on(first)).length, (await on(second)).length]).toEqual([1, 1]);
  await work((tx) => setPostEnd(tx, first.postId, '2026-05-09'));
  await work((tx) => setRevoked(tx, second.id, new Date()));
  expect([(await on(first)).length, (await on(second)).length]).toEqual([0, 0]);
});

test('only the holder gives a post, within its term', async () => {
  expect(await plain({})).toBe('accepted');
  const stranger = await work((tx) => somePerson(tx));
  expect(await plain({ giverId: stranger })).toBe('GY020');
  expect(await plain({ organizationId: await work((tx) => someCompany(tx)) })).toBe('GY020');
  const term = { validFrom: '2026-05-01', validTo: '2026-05-30' };
  expect(await give('company_handler', 'company_finance', {}, { giver: term })).toBe('GY021');
  expect(await give('company_handler', 'company_finance', { validTo: '2026-05-30' }, { giver: term })).toBe(
    'accepted',
  );
});

test('who received a post does not pass it on', async () => {
  const row = await work((tx) => someDelegation(tx, company));
  const third = await work(async (tx) => {
    const personId = await somePerson(tx);
    await savePosts(tx, [postRow({ personId, organizationId: company, kind: 'company_legal' })]);
    return personId;
  });
  const onward = { ...row, id: newId(), giverId: row.receiverId, receiverId: third };
  expect(await verdict(work((tx) => saveDelegation(tx, onward)))).toBe('GY020');
});

test('not to oneself, not backwards, not before the day of giving, not too long', async () => {
  const row = await work((tx) => someDelegation(tx, company));
  const own = { ...row, id: newId(), receiverId: row.giverId };
  expect(await verdict(work((tx) => saveDelegation(tx, own)))).toBe('23514');
  expect(await plain({ validTo: '2026-05-01' })).toBe('accepted');
  expect(await plain({ validTo: '2026-04-30' })).not.toBe('accepted');
  expect(await plain({ givenOn: '2026-05-02' })).toBe('23514');
  expect(await plain({ validTo: '2026-07-29' })).toBe('accepted');
  expect(await plain({ validTo: '2026-07-30' })).toBe('23514');
  expect(await plain({ matters: [] })).toBe('23514');
});

test('administrators neither give nor receive', async () => {
  for (const kind of ['system_admin', 'security_admin', 'audit_admin'] as const) {
    expect(await give(kind, 'committee_reviewer')).toBe('GY022');
    expect(await give('company_handler', kind)).toBe('GY024');
  }
});

test('a post whose whole work is personal is given to nobody', async () => {
  expect(await give('committee_member', 'committee_reviewer')).toBe('GY022');
  expect(await give('company_director', 'company_handler')).toBe('GY022');
  expect(await give('auditor', 'auditor')).toBe('GY022');
});

test('never across sides, never to another organisation', async () => {
  const elsewhere = await work((tx) => someCompany(tx));
  expect(await give('committee_reviewer', 'company_handler')).toBe('GY024');
  expect(await give('company_handler', 'committee_reviewer')).toBe('GY024');
  expect(
    await give('company_handler', 'company_finance', {}, { receiver: { organizationId: elsewhere } }),
  ).toBe('GY024');
  const director = { kind: 'company_director' as const, organizationId: elsewhere };
  expect(await give('committee_reviewer', 'committee_secretary', {}, { more: [director] })).toBe('GY024');
  const past = { ...director, validFrom: '2025-01-01', validTo: '2026-04-30' };
  expect(await give('committee_reviewer', 'committee_secretary', {}, { more: [past] })).toBe('accepted');
});

test('the director and the legal representative give in writing', async () => {
  const document = digestLike('d');
  for (const [kind, colleague] of [
    ['committee_director', 'committee_reviewer'],
    ['company_representative', 'company_legal'],
  ] as const) {
    expect(await give(kind, colleague)).toBe('GY023');
    expect(await give(kind, colleague, { document })).toBe('accepted');
  }
});

test('one post is given to one person once at a time; a revoked delegation leaves room', async () => {
  const row = await work((tx) => someDelegation(tx, company));
  const again = (validFrom: string, validTo: string) =>
    verdict(work((tx) => saveDelegation(tx, { ...row, id: newId(), validFrom, validTo })));
  expect(await again('2026-05-31', '2026-06-10')).toBe('23P01');
  expect(await again('2026-06-01', '2026-06-10')).toBe('accepted');
  await work((tx) => setRevoked(tx, row.id, new Date()));
  expect(await again('2026-05-31', '2026-05-31')).toBe('accepted');
});

test('nothing of it changes but that it is revoked, once', async () => {
  const row = await work((tx) => someDelegation(tx, company));
  const set = (column: string, value: string) =>
    `UPDATE ${zoneSchema(TEST_ZONE)}.delegations SET ${column} = ${value} WHERE id = '${row.id}'`;
  const asOwner = (sql: string) => verdict(db.owner.sequelize.query(sql));
  const asApp = (sql: string) => verdict(work((tx) => query(tx, sql)));
  const changes = [
    ['valid_to', `'2026-06-30'`],
    ['receiver_id', `giver_id`],
    ['matters', 'NULL, document = NULL, days_max = 100'],
  ] as const;
  for (const [column, value] of changes) {
    expect(await asApp(set(column, value))).toBe('42501');
    expect(await asOwner(set(column, value))).toBe('GY001');
  }
  expect(await asOwner(`DELETE FROM ${zoneSchema(TEST_ZONE)}.delegations`)).toBe('GY001');
  expect(await asApp(set('revoked_at', 'now()'))).toBe('accepted');
  expect(await asApp(set('revoked_at', 'NULL'))).toBe('GY001');
  expect(await asApp(set('revoked_at', 'now()'))).toBe('GY001');
});

test('an entry of the journal names both or neither, and two people', async () => {
  const add = (person: string | null, behalf: string | null, delegation: string | null) =>
    verdict(
      work((tx) =>
        query(
          tx,
          `INSERT INTO journal (index, recorded_at, request_id, act, outcome, subject_kind, content, digest, leaf, person_id, on_behalf_person_id, delegation_id)
           VALUES ((SELECT coalesce(max(index), 999) + 1 FROM journal), now(), gen_random_uuid(), 'x', 'accepted', 'x', '{}', 'd', 'l', $1, $2, $3)`,
          [person, behalf, delegation],
        ),
      ),
    );
  const [one, other] = [newId(), newId()];
  expect(await add(one, other, newId())).toBe('accepted');
  expect(await add(one, null, null)).toBe('accepted');
  expect(await add(one, other, null)).toBe('23514');
  expect(await add(one, null, newId())).toBe('23514');
  expect(await add(one, one, newId())).toBe('23514');
  expect(await add(null, other, newId())).toBe('23514');
});
