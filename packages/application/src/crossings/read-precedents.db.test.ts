import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, somePerson } from '@guanyun/db/testing/builders.ts';
import { type NewMatter, someMatter } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { readPrecedents } from './read-precedents.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-09-16T02:00:00Z');
const zone = await work(smallZone);
const person = await work((tx) => somePerson(tx));
const as = (kind: PostKind, organizationId: string): Actor => ({
  accountId: randomUUID(),
  account: kind,
  person: { id: person, name: '示例' },
  post: { id: randomUUID(), kind, organizationId, side: sideOf(kind) },
  onBehalfOf: null,
});
const some = (companyId: string, over: Partial<NewMatter> = {}): Promise<string> =>
  work((tx) => someMatter(tx, companyId, person, { state: 'accepted', decidedOn: '2026-06-01', ...over }));

test('what went before a case: its company’s own, the same other side, the whole group’s twelve months', async () => {
  const { group, sub, sister, mixed } = zone;
  const own = await some(sub, { amount: '100.00' });
  const id = await some(sub, { parties: [sub, mixed], amount: '7.00' });
  const toMixed = await some(sister, { parties: [sister, mixed], amount: '20.00' });
  await some(sister, { parties: [sister, group], amount: '3.00' });
  await some(sub, { matter: 'donation', amount: '1000.00' });
  // The day twelve months before still counts, as in the route; the one before it, and what came later, does not.
  await some(sister, { decidedOn: '2025-06-01', amount: '400.00' });
  await some(sister, { decidedOn: '2025-05-31', amount: '5000.00' });
  await some(sister, { decidedOn: '2026-06-02', amount: '60000.00' });
  await some(sister, { state: 'withdrawn', amount: '90000.00' });
  await some(sister, { state: 'draft', amount: '90000.00' });
  const seen = await readPrecedents(deps, as('committee_reviewer', group), id);
  expect(seen.ofCompany.map((line) => line.id)).toEqual([own]);
  expect(seen.ofCounterparty.map((line) => line.id)).toEqual([toMixed]);
  expect(seen.group).toEqual({ since: '2025-06-01', companies: 4, count: 4, amount: '523.00' });
  // The company knows the sum, as the route tells it, and no case of another.
  const ofCompany = await readPrecedents(deps, as('company_handler', sub), id);
  expect(ofCompany.ofCounterparty).toEqual([]);
  expect(ofCompany.group).toEqual(seen.group);
  await expect(readPrecedents(deps, as('company_handler', sister), id)).rejects.toThrow('matter');
});

test('the day of a case is that of its acceptance, whenever it is looked at', async () => {
  const { sub, sister } = zone;
  const over = { matter: 'remuneration' } as const;
  const accepted = (acceptedOn: string) => ({ ...over, acceptedOn, dueOn: '2026-12-31', dueDays: 20 });
  const id = await some(sub, { ...accepted('2026-02-10'), decidedOn: '2026-01-10' });
  await some(sister, { ...over, decidedOn: '2025-02-10', amount: '1.00' });
  await some(sister, { ...over, decidedOn: '2025-02-09', amount: '20.00' });
  await some(sister, { ...over, decidedOn: '2026-02-10', amount: '300.00' });
  await some(sister, { ...accepted('2026-02-11'), decidedOn: '2026-01-05', amount: '4000.00' });
  const { group } = await readPrecedents(deps, as('committee_reviewer', zone.group), id);
  expect(group).toMatchObject({ since: '2025-02-10', count: 2, amount: '301.00' });
});

test('however many of its own are newer, another’s case with the same other side is found', async () => {
  const { group, sub, sister, mixed } = zone;
  const over = { matter: 'bond_financing' } as const;
  const id = await some(sub, { ...over, parties: [sub, mixed] });
  const others = await some(sister, { ...over, parties: [sister, mixed] });
  for (let n = 0; n < 21; n += 1) await some(sub, { ...over, parties: [sub, mixed] });
  const seen = await readPrecedents(deps, as('committee_reviewer', group), id);
  expect(seen.ofCounterparty.map((line) => line.id)).toEqual([others]);
});
