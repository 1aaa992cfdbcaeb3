import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import { saveClusters } from '../organizations/organization.store.ts';
import { assetRow, someAsset, someOrder } from '../testing/asset-builders.ts';
import {
  everything,
  newId,
  someCluster,
  someCompany,
  somePerson,
  unique,
  verdict,
} from '../testing/builders.ts';
import { someWarrant } from '../testing/matter-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  assetsById,
  assetsPage,
  changeAsset,
  clusterSums,
  factsOf,
  findAsset,
  lockAssets,
  moveFact,
  saveAssets,
} from './asset.store.ts';
import type { AssetFactRow, AssetRow } from './assets.model.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const { cluster, a, b, person } = await work(async (tx) => ({
  cluster: await someCluster(tx),
  a: await someCompany(tx),
  b: await someCompany(tx),
  person: await somePerson(tx),
}));
const asset = (over: Partial<AssetRow> = {}) => work((tx) => someAsset(tx, cluster, a, over));
const factRow = (assetId: string): AssetFactRow => ({
  assetId,
  kind: 'title',
  organizationId: a,
  validFrom: '2026-01-01',
  validTo: null,
  document: null,
});
const fact = (assetId: string, over: Partial<AssetFactRow>) =>
  verdict(
    work((tx) =>
      saveAssets(
        tx,
        [],
        [
          {
            assetId,
            kind: 'title',
            organizationId: b,
            validFrom: '2027-01-01',
            validTo: null,
            document: null,
            ...over,
          },
        ],
      ),
    ),
  );

test('an asset comes back exactly as it was saved', async () => {
  const row = assetRow(cluster, {
    class: 'land',
    cost: '98765432109876543.21',
    depreciation: '0.01',
    impairment: '1234.50',
    monthlyDepreciation: '0.00',
    area: '66666.67',
    publicBenefit: true,
    formedOn: '2024-02-29',
  });
  await work((tx) => saveAssets(tx, [row], [factRow(row.id)]));
  expect(await work((tx) => findAsset(tx, row.id))).toEqual(row);
  expect(await work((tx) => lockAssets(tx, [row.id]))).toEqual([row]);
  const bare = assetRow(cluster);
  await work((tx) => saveAssets(tx, [bare], [factRow(bare.id)]));
  expect(await work((tx) => findAsset(tx, bare.id))).toEqual(bare);
});

test('an asset costs something and is not written off below zero', async () => {
  const add = (over: Partial<AssetRow>) => verdict(asset(over));
  expect(await add({ cost: '0.00' })).toBe('23514');
  expect(await add({ depreciation: '600.00', impairment: '400.01' })).toBe('23514');
  expect(await add({ depreciation: '600.00', impairment: '400.00' })).toBe('accepted');
  expect(await add({ depreciation: '-0.01' })).toBe('23514');
  expect(await add({ area: '0.00' })).toBe('23514');
  expect(await add({ name: '' })).toBe('23514');
  expect(await add({ class: 'cat' as AssetRow['class'] })).toBe('23514');
  const code = unique('ZC');
  expect(await add({ code })).toBe('accepted');
  expect(await add({ code })).toBe('23505');
});

test('depreciation is carried on up to the cost and not beyond', async () => {
  const id = await asset();
  const to = (depreciation: string) => verdict(work((tx) => changeAsset(tx, id, { depreciation })));
  expect(await to('1000.00')).toBe('accepted');
  expect(await to('1000.01')).toBe('23514');
});

test('title, book and custody each have one organisation on any day', async () => {
  const id = await asset();
  for (const kind of ['title', 'book', 'custody'] as const) {
    expect(await fact(id, { kind })).toBe('23P01');
    expect(await fact(id, { kind, validFrom: '2025-01-01', validTo: '2026-01-01' })).toBe('23P01');
    expect(await fact(id, { kind, validFrom: '2025-01-01', validTo: '2025-12-31' })).toBe('accepted');
  }
  expect(await fact(id, { kind: 'lease' as AssetFactRow['kind'], validTo: null })).toBe('23514');
  expect(await fact(id, { validFrom: '2020-01-03', validTo: '2020-01-01' })).toBe('23514');
});

test('a fact moves to another organisation from a day on, leaving neither gap nor overlap', async () => {
  const id = await asset();
  await work((tx) => moveFact(tx, id, 'book', b, '2026-06-01'));
  const on = async (day: string) => (await work((tx) => assetsById(tx, day, [id])))[0];
  expect(await on('2026-05-31')).toMatchObject({ titleId: a, bookId: a, custodyId: a });
  expect(await on('2026-06-01')).toMatchObject({ titleId: a, bookId: b, custodyId: a, moved: true });
  const book = (await work((tx) => factsOf(tx, id))).filter((f) => f.kind === 'book');
  expect(book.map((f) => [f.organizationId, f.validFrom, f.validTo])).toEqual([
    [a, '2026-01-01', '2026-05-31'],
    [b, '2026-06-01', null],
  ]);
});

test('a fact that moves on its first day leaves the former holder no day', async () => {
  const id = await asset();
  await work((tx) => moveFact(tx, id, 'custody', b, '2026-01-01'));
  expect((await work((tx) => assetsById(tx, '2026-01-01', [id]))).map((v) => v.custodyId)).toEqual([b]);
});

test('a fact does not move to a day before it began', async () => {
  const id = await asset();
  expect(await verdict(work((tx) => moveFact(tx, id, 'title', b, '2025-12-31')))).not.toBe('accepted');
});

test('ten that move one fact on one day leave one holder', async () => {
  const id = await asset();
  const verdicts = await Promise.all(
    Array.from({ length: 10 }, () => verdict(work((tx) => moveFact(tx, id, 'book', b, '2026-06-01')))),
  );
  const open = (await work((tx) => factsOf(tx, id))).filter((f) => f.kind === 'book' && f.validTo === null);
  expect(open).toHaveLength(1);
  expect(verdicts).toContain('accepted');
});

test('an asset is seen with its open order, from the day it was formed', async () => {
  const id = await asset({ formedOn: '2026-02-01' });
  const order = await work(async (tx) => {
    const warrant = await someWarrant(tx, a, person);
    return someOrder(tx, warrant, { toId: b, clusterId: cluster, assetIds: [id] });
  });
  expect(await work((tx) => assetsById(tx, '2026-01-31', [id]))).toEqual([]);
  const row = await work((tx) => findAsset(tx, id));
  expect(await work((tx) => assetsById(tx, '2026-02-01', [id, newId()]))).toEqual([
    { ...row, titleId: a, bookId: a, custodyId: a, openOrderId: order.id, moved: false },
  ]);
});

test('pages of the register follow each other by code, filtered by cluster and owner', async () => {
  const { own, owner } = await work(async (tx) => ({
    own: await someCluster(tx),
    owner: await someCompany(tx),
  }));
  const codes = ['P-1', 'P-2', 'P-3'].map((code) => `${unique('K')}-${code}`).toSorted();
  for (const code of codes) await work((tx) => someAsset(tx, own, owner, { code }));
  await work((tx) => someAsset(tx, own, a));
  const page = async (
    filter: { clusterId: string | null; ownerId: string | null },
    after: string | null,
    limit: number,
  ) =>
    (await work((tx) => assetsPage(tx, '2026-06-01', { contractId: null, ...filter }, after, limit))).map(
      (v) => v.code,
    );
  const filter = { clusterId: own, ownerId: owner };
  expect(await page(filter, null, 2)).toEqual(codes.slice(0, 2));
  expect(await page(filter, codes[1] ?? null, 2)).toEqual(codes.slice(2));
  expect(await page({ clusterId: own, ownerId: null }, null, 9)).toHaveLength(4);
  expect(await page({ clusterId: null, ownerId: owner }, null, 9)).toEqual(codes);
});

test('the sums of a cluster tell what is formed, in transfer and transferred, on any day', async () => {
  const own = await work((tx) => someCluster(tx));
  const ids = await work(async (tx) => {
    const operators = [{ clusterId: own, organizationId: b, validFrom: '2026-01-01', validTo: null }];
    await saveClusters(tx, { clusters: [], names: [], operators });
    const warrant = await someWarrant(tx, a, person);
    const moving = await someAsset(tx, own, a, { depreciation: '100.00' });
    const moved = await someAsset(tx, own, a, { cost: '50.50' });
    await someAsset(tx, own, a, { cost: '7.00', formedOn: '2026-07-01' });
    await someOrder(tx, warrant, { toId: b, clusterId: own, assetIds: [moving] });
    return { moving, moved };
  });
  await work((tx) => moveFact(tx, ids.moved, 'book', b, '2026-06-01'));
  const on = async (day: string) =>
    (await work((tx) => clusterSums(tx, day))).find((s) => s.clusterId === own);
  expect(await on('2025-12-31')).toBeUndefined();
  // The order is opened on 10 May.
  expect(await on('2026-05-09')).toMatchObject({
    formed: '950.50',
    inTransfer: '0',
    transferred: '0',
    count: 2,
  });
  expect(await on('2026-05-10')).toMatchObject({ formed: '950.50', inTransfer: '900.00', transferred: '0' });
  expect(await on('2026-07-01')).toMatchObject({
    formed: '957.50',
    inTransfer: '900.00',
    transferred: '50.50',
    count: 3,
  });
});
