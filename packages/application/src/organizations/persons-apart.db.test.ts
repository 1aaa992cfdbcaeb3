import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveAccount, savePosts } from '@guanyun/db/organizations/person.store.ts';
import {
  everything,
  newId,
  postRow,
  someCompany,
  somePerson,
  unique,
  verdict,
} from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { exclusiveKinds, type PostKind, postKinds, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import { chanceOf } from '../matters/testing/random-command.ts';
import type { Actor } from './actor.ts';
import { openAccount } from './administer-accounts.ts';
import { grantPost } from './administer-posts.ts';
import { giveDelegation } from './give-delegation.ts';

/**
 * A natural person has one account, and whoever administers does nothing else: each pair of posts and each second account
 * is tried through the act and past it, straight at the database. GUANYUN_SECOND_ACCOUNTS sets how many persons (60).
 */
const PERSONS = Number(process.env.GUANYUN_SECOND_ACCOUNTS ?? 60);
const SEED = Number(process.env.GUANYUN_SEED ?? 20_261_123);
const chance = chanceOf(SEED);

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-05-06T02:00:00Z', {
  passwords: { hash: async () => 'hash', verify: async () => true },
});
const { committee, company } = await work(async (tx) => ({
  committee: await someCompany(tx, { kind: 'committee', form: null, tier: null }),
  company: await someCompany(tx),
}));
const home = (kind: PostKind): string =>
  ['company', 'supplier'].includes(sideOf(kind)) ? company : committee;

async function holder(kind: PostKind): Promise<Actor> {
  const [id, post] = [await work((tx) => somePerson(tx)), newId()];
  const row = postRow({ personId: id, organizationId: home(kind), kind });
  await work((tx) => savePosts(tx, [{ ...row, id: post }]));
  return {
    ...{ accountId: newId(), account: 'x', person: { id, name: '示例' }, onBehalfOf: null },
    post: { id: post, kind, organizationId: home(kind), side: sideOf(kind) },
  };
}
const security = await holder('security_admin');

const pairs = exclusiveKinds.flatMap((admin) =>
  postKinds
    .filter((kind) => kind !== admin && kind !== 'supplier_bidder')
    .flatMap((kind): [PostKind, PostKind][] => [
      [admin, kind],
      [kind, admin],
    ]),
);

test(`each of ${pairs.length} ways to another post beside an administrator's is refused, in the act and past it`, async () => {
  const through: string[] = [];
  for (const [first, second] of pairs) {
    const { person } = await holder(first);
    const asked = { personId: person.id, organizationId: home(second), kind: second, to: null };
    const said = await grantPost(deps, security, { requestId: randomUUID(), from: '2026-06-01', ...asked });
    const code = said.outcome === 'refused' ? said.refusals[0].code : 'accepted';
    const row = postRow({ personId: person.id, organizationId: home(second), kind: second });
    const raw = await verdict(work((tx) => savePosts(tx, [row])));
    if (code !== 'ADMINISTRATORS_EXCLUDE' || raw !== 'GY002')
      through.push(`${first} + ${second}: ${code}, ${raw}`);
  }
  const delegated: string[] = [];
  const business = postKinds.filter((kind) => ['company', 'committee'].includes(sideOf(kind)));
  for (const admin of exclusiveKinds)
    for (const kind of business) {
      const [keeper, worker] = [await holder(admin), await holder(kind)];
      for (const [giver, receiver] of [
        [keeper, worker],
        [worker, keeper],
      ] as const) {
        const days = { from: '2026-05-06', to: '2026-05-20', matters: null, document: null };
        const asked = { requestId: randomUUID(), receiverId: receiver.person.id, ...days };
        const said = await giveDelegation(deps, giver, asked);
        if (said.outcome === 'accepted') delegated.push(`${giver.post.kind} → ${receiver.post.kind}`);
      }
    }
  process.stdout.write(
    `G19 administrators: ${pairs.length} pairs of posts by the act and past it, ${through.length} let through; ${exclusiveKinds.length * business.length * 2} delegations across, ${delegated.length} let through\n`,
  );
  expect([through, delegated]).toEqual([[], []]);
}, 300_000);

test(`a second account of each of ${PERSONS} persons is refused, whatever it is called`, async () => {
  const through: string[] = [];
  const account = (personId: string, login: string) => ({
    ...{ id: newId(), personId, login, passwordHash: 'hash', disabledAt: null, disabledReason: null },
  });
  for (let n = 0; n < PERSONS; n += 1) {
    const login = unique('user');
    const personId = await work((tx) => somePerson(tx));
    const open = (name: string) =>
      openAccount(deps, security, {
        ...{ requestId: randomUUID(), personId, account: name, password: 'Long-enough-2026!x' },
      });
    const first = await open(login);
    if (first.outcome === 'refused') throw new Error(first.refusals[0].code);
    const other = chance.pick([unique('user'), login.toUpperCase(), `${login}2`, login]);
    const [again, raw] = [
      await open(other),
      await verdict(work((tx) => saveAccount(tx, account(personId, unique('user'))))),
    ];
    const code = again.outcome === 'refused' ? again.refusals[0].code : 'accepted';
    if (code !== 'ACCOUNT_NAME_TAKEN' || raw !== '23505') through.push(`${other}: ${code}, ${raw}`);
  }
  process.stdout.write(
    `G19 accounts: ${PERSONS} persons, ${PERSONS * 2} second accounts by the act and past it, ${through.length} let through, seed ${SEED}\n`,
  );
  expect(through).toEqual([]);
}, 300_000);
