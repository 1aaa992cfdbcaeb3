import { randomUUID } from 'node:crypto';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { allMandates } from '@guanyun/db/organizations/organization.store.ts';
import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, newId, postRow, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { mandateFor } from '@guanyun/domain/organizations/mandate.ts';
import { afterAll, expect, test } from 'vitest';
import { historyOf } from '../evidence/read-journal.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from './actor.ts';
import { readMandates } from './read-organizations.ts';
import { type NewMandate, recordMandate } from './record-mandate.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps: Deps = {
  db: db.app,
  zone: TEST_ZONE,
  now: () => new Date('2026-05-06T02:00:00Z'),
  newId: randomUUID,
  passwords: { hash: async () => 'hash', verify: async () => true },
  files: { has: async () => false, read: async () => new Uint8Array() },
  readWorkbook: async () => ({ ok: true, sheets: [] }),
};
const zone = await work(async (tx) => {
  const committee = await someCompany(tx, { kind: 'committee', form: null, tier: null });
  const personId = await somePerson(tx);
  const post = postRow({ personId, organizationId: committee, kind: 'security_admin' });
  await savePosts(tx, [post]);
  const sasac = await someCompany(tx, { kind: 'sasac', form: null, tier: null });
  return { committee, sasac, company: await someCompany(tx), personId, postId: post.id };
});
const security: Actor = {
  person: { id: zone.personId, name: '示例管理员' },
  account: 'security',
  post: { id: zone.postId, kind: 'security_admin', side: 'administration', organizationId: zone.committee },
  onBehalfOf: null,
} as never;
const record = (over: Partial<NewMandate> = {}) =>
  recordMandate(deps, security, {
    ...{ requestId: randomUUID(), number: '示例委〔2026〕1号', fromId: zone.sasac, toId: zone.committee },
    ...{ matters: ['donation'], deliberateOnly: [], companies: null, limit: null },
    ...{ validFrom: '2026-05-01', validTo: '2027-04-30', ...over },
  });
const codes = async (over: Partial<NewMandate>): Promise<string[]> => {
  const answer = await record(over);
  return answer.outcome === 'refused' ? answer.refusals.map((one) => one.code) : [];
};

test('a recorded mandate holds within its term and stands in the journal; the same number does not come twice', async () => {
  const recorded = await record({ companies: [zone.company], limit: '1000.00' });
  if (recorded.outcome === 'refused') throw new Error('refused');
  expect(await codes({ validTo: '2026-04-30' })).toEqual(['MANDATE_TERM_WRONG', 'MANDATE_NUMBER_TAKEN']);
  const { mandates, givers, receivers } = await readMandates(deps, security);
  expect(mandates).toHaveLength(1);
  expect([givers, receivers].map((bodies) => bodies.map(({ id }) => id))).toEqual([
    [zone.sasac],
    [zone.committee],
  ]);
  const [row] = (await work(allMandates)).map((one) => ({
    ...{ ...one, limit: null, validFrom: localDate(one.validFrom), validTo: localDate(one.validTo) },
  }));
  const covers = (on: string, company: string) =>
    mandateFor(row === undefined ? [] : [row], localDate(on), 'donation', company, null)?.number ?? null;
  expect(covers('2027-04-30', zone.company)).toBe('示例委〔2026〕1号');
  expect([covers('2027-05-01', zone.company), covers('2026-06-01', newId())]).toEqual([null, null]);
  const history = await work((tx) => historyOf(tx, recorded.answer.id));
  expect(history.map((line) => [line.act, line.outcome])).toEqual([['mandates.record', 'accepted']]);
});

test('only the state-assets office or the government entrusts the committee, and only companies are covered', async () => {
  expect(await codes({ number: '二', fromId: zone.company })).toEqual(['MANDATE_PARTIES_WRONG']);
  await expect(record({ number: '三', companies: [zone.sasac] })).rejects.toThrow('organization');
  await expect(record({ number: '四', fromId: randomUUID() })).rejects.toThrow('organization');
});

test('a mandate on record is never changed', async () => {
  const change = work((tx) => query(tx, `UPDATE mandates SET valid_to = '2030-01-01'`));
  await expect(change).rejects.toThrow();
});
