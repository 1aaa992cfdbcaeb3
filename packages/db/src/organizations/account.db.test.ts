import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import { everything, newId, postRow, someCompany, somePerson, unique, verdict } from '../testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';
import type { AccountRow } from './organizations.model.ts';
import {
  allAccounts,
  endSession,
  endSessionsOf,
  findAccount,
  findAccountByLogin,
  hatsOf,
  lastSeen,
  openSession,
  saveAccount,
  savePosts,
  saveSession,
  sawSession,
  setAccountDisabled,
  setSessionPost,
} from './person.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const accountRow = (personId: string, over: Partial<AccountRow> = {}): AccountRow => ({
  id: newId(),
  login: unique('user'),
  personId,
  passwordHash: 'scrypt$示例',
  passwordUntil: null,
  disabledAt: null,
  disabledReason: null,
  ...over,
});

async function signedIn(token: string, at: Date) {
  return work(async (tx) => {
    const personId = await somePerson(tx, '示例丙');
    const organizationId = await someCompany(tx);
    const account = accountRow(personId);
    const post = postRow({ personId, organizationId, kind: 'company_handler', validTo: '2026-12-31' });
    await saveAccount(tx, account);
    await savePosts(tx, [post]);
    await saveSession(tx, token, account.id, post.id, at);
    return { account, personId, organizationId, post };
  });
}

const nine = new Date('2026-05-06T01:00:00.000Z');
const later = (minutes: number) => new Date(nine.getTime() + minutes * 60_000);
const limits = { day: '2026-05-06', idleMinutes: 30, hoursMax: 12 };
/** Opens a session and lets it be seen, as each request does. */
async function open(token: string, now: Date) {
  const session = await openSession({ db: db.app, zone: TEST_ZONE }, token, now, limits);
  if (session !== null) await work((tx) => sawSession(tx, token, now));
  return session;
}

test('a natural person has one account, and a login is held once, in lower case', async () => {
  const [person, other] = await work(async (tx) => [await somePerson(tx), await somePerson(tx)] as const);
  const account = accountRow(person);
  const add = (row: AccountRow) => verdict(work((tx) => saveAccount(tx, row)));
  expect(await add(account)).toBe('accepted');
  expect(await add(accountRow(person))).toBe('23505');
  expect(await add(accountRow(other, { login: account.login }))).toBe('23505');
  expect(await add(accountRow(other, { login: 'Upper' }))).toBe('23514');
  expect(await add(accountRow(newId()))).toBe('23503');
});

test('an account is disabled with a reason or not at all, and comes back exactly', async () => {
  const account = accountRow(await work((tx) => somePerson(tx)));
  await work((tx) => saveAccount(tx, account));
  const set = (at: Date | null, reason: string | null) =>
    verdict(work((tx) => setAccountDisabled(tx, account.id, at, reason)));
  expect(await set(nine, null)).toBe('23514');
  expect(await set(null, '离岗')).toBe('23514');
  expect(await set(nine, '离岗')).toBe('accepted');
  const expected = { ...account, disabledAt: nine, disabledReason: '离岗' };
  expect(await work((tx) => findAccount(tx, account.id))).toEqual(expected);
  expect(await work((tx) => findAccountByLogin(tx, account.login))).toEqual(expected);
  expect(await work((tx) => allAccounts(tx))).toContainEqual(expected);
  expect(await set(null, null)).toBe('accepted');
  expect(await work((tx) => findAccountByLogin(tx, 'nobody'))).toBeNull();
});

test('a session opens until it has been idle too long', async () => {
  const { account, personId, post } = await signedIn('idle', nine);
  expect(await open('idle', later(29))).toMatchObject({
    accountId: account.id,
    login: account.login,
    personId,
    personName: '示例丙',
    postId: post.id,
  });
  // Seen at minute 29, so the idle time counts from there.
  expect(await open('idle', later(58))).not.toBeNull();
  expect(await open('idle', later(88))).toBeNull();
  expect(await open('another', nine)).toBeNull();
});

test('a session that is always in use still ends after its longest time', async () => {
  await signedIn('long', nine);
  for (let minute = 25; minute < 12 * 60; minute += 25)
    expect(await open('long', later(minute))).not.toBeNull();
  expect(await open('long', later(12 * 60))).toBeNull();
});

test('ending one session leaves the others; ending all of an account ends them', async () => {
  const { account, post } = await signedIn('one', nine);
  await work((tx) => saveSession(tx, 'two', account.id, post.id, nine));
  await signedIn('stranger', nine);
  await work((tx) => endSession(tx, 'one', nine));
  expect(await open('one', nine)).toBeNull();
  expect(await open('two', nine)).not.toBeNull();
  await work((tx) => endSessionsOf(tx, account.id, nine));
  expect(await open('two', nine)).toBeNull();
  expect(await open('stranger', nine)).not.toBeNull();
});

test('a disabled account opens nothing', async () => {
  const { account } = await signedIn('disabled', nine);
  await work((tx) => setAccountDisabled(tx, account.id, nine, '离岗'));
  expect(await open('disabled', nine)).toBeNull();
});

test('a session changes its post, and the newest sight of an account is known', async () => {
  const { account, personId, organizationId } = await signedIn('hat', nine);
  const second = postRow({ personId, organizationId, kind: 'company_finance' });
  await work((tx) => savePosts(tx, [second]));
  await work((tx) => setSessionPost(tx, 'hat', second.id, null));
  expect(await open('hat', later(5))).toMatchObject({ postId: second.id });
  expect(await work((tx) => lastSeen(tx))).toContainEqual({ accountId: account.id, at: later(5) });
});

test('the hats of a person are the posts held on that day', async () => {
  const { personId, organizationId, post } = await signedIn('hats', nine);
  const hats = (day: string) => work((tx) => hatsOf(tx, [personId], day));
  expect(await hats('2025-12-31')).toEqual([]);
  expect(await hats('2026-12-31')).toEqual([
    {
      id: post.id,
      kind: 'company_handler',
      personId,
      organizationId,
      organizationName: expect.stringMatching(/有限公司$/),
    },
  ]);
  expect(await hats('2027-01-01')).toEqual([]);
});
