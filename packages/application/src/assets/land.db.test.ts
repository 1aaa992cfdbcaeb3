import { randomUUID } from 'node:crypto';
import { type LandFactRow, parcelsBy } from '@guanyun/db/assets/land.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { someAsset } from '@guanyun/db/testing/asset-builders.ts';
import { everything, rowsOf, someCluster, somePerson, unique } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { exportLand } from './export-land.ts';
import { idleParcels } from './idle-parcels.ts';
import { listLandAssets, readLandLedger, readLandParcel } from './read-land.ts';
import { recordLandFact } from './record-land-fact.ts';
import { registerLand } from './register-land.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');

let zone: SmallZone;
let [person, cluster, land] = ['', '', ''];
beforeAll(async () => {
  await work(async (tx) => {
    zone = await smallZone(tx);
    [person, cluster] = [await somePerson(tx), await someCluster(tx)];
    land = await someAsset(tx, cluster, zone.group, { class: 'land', area: '66666.67' });
    await someAsset(tx, cluster, zone.group);
  });
});
const actor = (kind: Actor['post']['kind'], organizationId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind, organizationId, side: sideOf(kind) },
});
const keeper = () => actor('committee_reviewer', zone.sasac);

type Asked = Parameters<typeof registerLand>[2];
async function register(over: Partial<Asked> = {}): Promise<string> {
  const answer = await registerLand(deps, keeper(), {
    ...{
      requestId: randomUUID(),
      clusterId: cluster,
      name: '示例地块',
      parcelNo: unique('DK'),
      assetId: null,
    },
    ...{ holderId: zone.sub, holderName: null, acquired: 'granted', area: '66666.67', price: '100000000.00' },
    ...{ grantedOn: '2023-03-01', startBy: '2024-03-01', completeBy: '2026-03-01', investmentPerMu: null },
    ...{ requiredInvestment: null, taxPerMu: null, document: zone.digest },
    ...over,
  });
  return answer.outcome === 'accepted' ? answer.answer.id : answer.refusals[0].code;
}
async function record(
  parcelId: string,
  kind: LandFactRow['kind'],
  day: string,
  over: Partial<LandFactRow> = {},
): Promise<string> {
  const answer = await recordLandFact(deps, keeper(), {
    ...{ requestId: randomUUID(), parcelId, kind, day, area: null, amount: null, startBy: null },
    ...{ completeBy: null, way: null, note: '', corrects: null, document: zone.digest },
    ...over,
  });
  return answer.outcome === 'accepted' ? answer.answer.id : answer.refusals[0].code;
}
const isId = /^[0-9a-f-]{36}$/;

test('a parcel goes from default over notice, fee and payment to revived, judged anew on any day', async () => {
  const id = await register({ holderId: zone.sister });
  expect(id).toMatch(isId);
  const look = async (asOf: string) => (await readLandParcel(deps, keeper(), { id, asOf })).standing;
  expect((await look('2024-06-01')).state).toBe('default');
  expect(await look('2025-04-01')).toMatchObject({
    state: 'idle_fee',
    fee: '20000000.00',
    next: 'investigate',
  });
  expect(await record(id, 'fee', '2025-05-01', { amount: '20000000.01' })).toBe('LAND_FEE_TOO_HIGH');
  for (const [kind, day, over] of [
    ['investigated', '2025-03-05', {}],
    ['determined', '2025-04-10', {}],
    ['fee', '2025-05-01', { amount: '20000000.00' }],
    ['fee_paid', '2025-05-20', { amount: '20000000.00' }],
    ['released', '2025-09-01', { area: '66666.67', way: 'replacement' }],
  ] as const)
    expect([kind, await record(id, kind, day, over)]).toEqual([kind, expect.stringMatching(isId)]);
  expect(await look('2025-05-02')).toMatchObject({
    next: 'collect_fee',
    deadline: '2025-05-31',
    owed: '20000000.00',
  });
  expect(await look('2025-05-21')).toMatchObject({ next: 'dispose', owed: '0.00' });
  expect((await look('2026-06-16')).state).toBe('revived');
  const shown = await readLandParcel(deps, keeper(), { id });
  expect(shown.facts.map(({ kind, stands }) => [kind, stands])).toEqual(
    ['investigated', 'determined', 'fee', 'fee_paid', 'released'].map((kind) => [kind, true]),
  );
  expect(shown.paper).toEqual({ digest: zone.digest, name: '示例.pdf' });
  const acts = (await work((tx) => historyOf(tx, id))).map(({ act, outcome }) => `${act} ${outcome}`);
  expect(acts.filter((one) => one === 'assets.recordLandFact accepted')).toHaveLength(5);
  expect(acts).toContain('assets.recordLandFact refused');
});

test('what is corrected stays to be seen, and no longer counts', async () => {
  const id = await register();
  const fee = await record(id, 'fee', '2025-05-01', { amount: '20000000.00' });
  const correction = await record(id, 'fee', '2025-05-01', { amount: '15000000.00', corrects: fee });
  expect(correction).toMatch(isId);
  const shown = await readLandParcel(deps, keeper(), { id, asOf: '2025-05-02' });
  expect(shown.standing).toMatchObject({ fees: '15000000.00', fee: '5000000.00' });
  expect(shown.facts.map(({ id: fact, stands }) => [fact, stands])).toEqual([
    [fee, false],
    [correction, true],
  ]);
  expect(await record(id, 'fee', '2025-05-01', { amount: '1.00', corrects: fee })).toBe(
    'LAND_CORRECTION_WRONG',
  );
});

test('papers must be there, and a parcel of one number is registered once while it is live', async () => {
  expect(await register({ document: 'f'.repeat(64) })).toBe('DOCUMENT_UNKNOWN');
  const id = await register({ parcelNo: 'DK-一' });
  expect(await record(id, 'investigated', '2025-03-05', { document: 'f'.repeat(64) })).toBe(
    'DOCUMENT_UNKNOWN',
  );
  expect(await register({ parcelNo: 'DK-一' })).toBe('LAND_PARCEL_TAKEN');
  const struck = await record(id, 'struck', '2026-06-01', { note: '面积误录' });
  expect(struck).toMatch(isId);
  expect((await readLandLedger(deps, keeper(), {})).rows.map((row) => row.id)).not.toContain(id);
  expect(await register({ parcelNo: 'DK-一' })).toMatch(isId);
  expect(await record(id, 'withdrawn', '2026-06-02', { corrects: struck, note: '恢复' })).toBe(
    'LAND_PARCEL_TAKEN',
  );
  await expect(register({ clusterId: randomUUID() })).rejects.toThrow('cluster not found');
  await expect(register({ holderId: zone.sasac })).rejects.toThrow('company not found');
  expect(await register({ assetId: randomUUID() })).toBe('LAND_ASSET_WRONG');
});

test('of two that register one number at once, one is told that it is taken', async () => {
  const both = await Promise.all([register({ parcelNo: 'DK-抢' }), register({ parcelNo: 'DK-抢' })]);
  expect(both.filter((one) => one === 'LAND_PARCEL_TAKEN')).toHaveLength(1);
  const id = both.find((one) => isId.test(one)) ?? '';
  const decided = await Promise.all([1, 2, 3].map(() => record(id, 'reclaimed', '2026-03-01')));
  expect(decided.filter((one) => one === 'LAND_SETTLED')).toHaveLength(2);
});

test('the ledger counts, filters and goes out as it is shown', async () => {
  const own = await work((tx) => someCluster(tx));
  const idle = await register({ clusterId: own, name: '闲置地' });
  const built = await register({
    clusterId: own,
    name: '竣工地',
    area: '33333.33',
    holderId: null,
    holderName: '外企',
  });
  await record(built, 'started', '2024-02-01', { area: '30000.00' });
  await record(built, 'completed', '2025-12-01');
  await register({
    clusterId: own,
    name: '未到期地',
    area: '10000.00',
    grantedOn: '2026-01-01',
    startBy: '2027-01-01',
    completeBy: '2028-01-01',
  });
  await record(idle, 'released', '2025-06-01', { area: '16666.67', way: 'transfer' });
  const ledger = await readLandLedger(deps, keeper(), { clusterId: own, asOf: '2025-12-31' });
  expect(ledger.rows.map(({ name, state }) => [name, state]).toSorted()).toEqual([
    ['竣工地', 'completed'],
    ['闲置地', 'idle_fee'],
  ]);
  const { totals, revived } = ledger;
  expect([totals.parcels, totals.area, totals.mu]).toEqual([2, '100000.00', '150.00']);
  expect([totals.idle.area, totals.idle.mu, totals.idleRate?.fraction]).toEqual(['50000.00', '75.00', '1/2']);
  expect(totals.agreements).toMatchObject({ due: 2, kept: 1, rate: { fraction: '1/2' } });
  expect([revived.from, revived.to, revived.area, revived.mu]).toEqual([
    '2025-01-01',
    '2025-12-31',
    '16666.67',
    '25.00',
  ]);
  expect(revived.byWay).toEqual([{ way: 'transfer', area: '16666.67', mu: '25.00' }]);
  expect((await readLandLedger(deps, keeper(), { clusterId: own, from: '2026-01-01' })).revived.area).toBe(
    '0.00',
  );
  const filtered = { clusterId: own, state: 'reclaimable' } as const;
  const shown = await readLandLedger(deps, keeper(), filtered);
  expect([shown.rows.map(({ name }) => name), shown.totals.parcels]).toEqual([['闲置地'], 3]);
  const [sheet, sums] = await exportLand(deps, keeper(), filtered);
  expect(sheet?.rows.map((row) => [row[1], row[4], row[5], row[10]])).toEqual([
    ['闲置地', 6_666_667n, 10_000n, '闲置·可收回'],
  ]);
  expect(sums?.rows.find(([name]) => name === '面积（亩）')?.[1]).toBe(16_500n);
  expect(sums?.rows.find(([name]) => name === '闲置率')).toEqual(['闲置率', '45.45%', '5/11']);
});

test('a company reads its own parcels and nothing of another; an auditor reads all and records nothing', async () => {
  const [mine, theirs] = [
    await register({ holderId: zone.mixed }),
    await register({ holderId: zone.sister }),
  ];
  const company = actor('company_handler', zone.mixed);
  const ledger = await readLandLedger(deps, company, {});
  expect([ledger.rows.map(({ id }) => id), ledger.may]).toEqual([[mine], []]);
  expect((await readLandParcel(deps, company, { id: mine })).may).toEqual([]);
  await expect(readLandParcel(deps, company, { id: theirs })).rejects.toThrow('parcel not found');
  const audited = await readLandLedger(deps, actor('auditor', zone.sasac), {});
  expect(audited.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([mine, theirs]));
  expect(audited.may).toEqual([]);
});

test('an asset is idle while a parcel that names it is, whoever asks', async () => {
  expect((await listLandAssets(deps, keeper(), cluster)).map(({ id }) => id)).toEqual([land]);
  const id = await register({ assetId: land, holderId: null, holderName: '外企' });
  const idle = (on: string) =>
    inTransaction(db.app, rowsOf(zone.group), async (tx) => [
      ...(await idleParcels(tx, localDate(on), [land, randomUUID()])),
    ]);
  expect(await idle('2025-02-28')).toEqual([]);
  expect(await idle('2025-03-01')).toEqual([land]);
  await record(id, 'released', '2025-09-01', { area: '66666.67', way: 'added_investment' });
  expect(await idle('2025-08-31')).toEqual([land]);
  expect(await idle('2025-09-01')).toEqual([]);
  await inTransaction(db.app, rowsOf(zone.group), async (tx) => {
    expect((await idleParcels(tx, localDate('2025-03-01'), [])).size).toBe(0);
    // The scope of whoever asked is as it was.
    await idleParcels(tx, localDate('2025-03-01'), [land]);
    expect(await parcelsBy(tx, {})).toEqual([]);
  });
});
