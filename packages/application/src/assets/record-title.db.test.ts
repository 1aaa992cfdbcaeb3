import { randomUUID } from 'node:crypto';
import { factsOf, lockAssets, moveFact } from '@guanyun/db/assets/asset.store.ts';
import { saveEntries, transferEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import { changeLines } from '@guanyun/db/assets/transfer-order.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { someAsset, someOrder } from '@guanyun/db/testing/asset-builders.ts';
import { everything, someCluster, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import { someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { readAsset } from './read-assets.ts';
import { recordTitle } from './record-title.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');

let zone: SmallZone;
let person: string;
/** On the subsidiary's book since June, its title still with the group. */
let asset: string;
beforeEach(async () => {
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
  asset = await work(async (tx) => {
    const clusterId = await someCluster(tx);
    const id = await someAsset(tx, clusterId, zone.group);
    const warrant = await someWarrant(tx, zone.group, person);
    const order = await someOrder(tx, warrant, { toId: zone.sub, clusterId, assetIds: [id] });
    await changeLines(tx, order.id, [id], { state: 'withdrawn' });
    return id;
  });
  await work((tx) => handOn(tx, zone.group, zone.sub, '2026-06-10'));
  await work((tx) => moveFact(tx, [asset], 'custody', zone.sub, '2026-06-10'));
});

async function handOn(tx: Tx, fromId: string, toId: string, on: string): Promise<void> {
  const cards = await lockAssets(tx, [asset]);
  await saveEntries(tx, transferEntries(cards, { fromId, toId, on, causeId: randomUUID() }));
}

const actor = (organizationId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind: 'company_finance', organizationId, side: 'company' },
});
const record = (on: string, by = zone.sub, document = zone.digest) =>
  recordTitle(deps, actor(by), { requestId: randomUUID(), id: asset, on: localDate(on), document });
const codes = async (answer: ReturnType<typeof record>) => {
  const result = await answer;
  return result.outcome === 'accepted' ? [] : result.refusals.map(({ code }) => code);
};

test('title follows the book on the day of the registration, with its paper, and the asset tells it', async () => {
  expect((await readAsset(deps, actor(zone.sub), asset)).may).toEqual(['assets.recordTitle']);
  expect(await codes(record('2026-06-09'))).toEqual(['TITLE_BEFORE_BOOKING']);
  expect(await codes(record('2026-06-12', zone.sub, 'f'.repeat(64)))).toEqual(['DOCUMENT_UNKNOWN']);
  expect(await codes(record('2026-06-12'))).toEqual([]);
  const titles = (await work((tx) => factsOf(tx, asset))).filter(({ kind }) => kind === 'title');
  expect(titles.map(({ organizationId, validTo, document }) => [organizationId, validTo, document])).toEqual([
    [zone.group, '2026-06-11', null],
    [zone.sub, null, zone.digest],
  ]);
  const seen = await readAsset(deps, actor(zone.sub), asset);
  expect([seen.titleOwner.id, seen.may]).toEqual([zone.sub, []]);
  expect(seen.facts.find(({ paper }) => paper !== null)?.paper).toEqual({
    digest: zone.digest,
    name: '示例.pdf',
  });
  expect((await work((tx) => historyOf(tx, asset))).map(({ act }) => act)).toContain('assets.recordTitle');
  expect(await codes(record('2026-06-13'))).toEqual(['TITLE_SETTLED']);
});

test('the giver does not record it, and a company that has nothing to do with the asset does not see it', async () => {
  expect(await codes(record('2026-06-12', zone.group))).toEqual(['ASSET_NOT_OWNED']);
  await expect(record('2026-06-12', zone.sister)).rejects.toThrow('not found');
});

test('of two that record it at once one stands', async () => {
  const both = await Promise.all([record('2026-06-12'), record('2026-06-12')]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
});

test('the database lets title pass only to whom the book names that day, and only with a paper', async () => {
  const move = (to: string, on: string, paper: string | null) =>
    verdict(work((tx) => moveFact(tx, [asset], 'title', to, on, paper)));
  expect(await move(zone.sub, '2026-06-12', null)).toBe('GY048');
  expect(await move(zone.sister, '2026-06-12', zone.digest)).toBe('GY048');
  expect(await move(zone.sub, '2026-06-09', zone.digest)).toBe('GY048');
  expect(await move(zone.sub, '2026-06-10', zone.digest)).toBe('accepted');
});
