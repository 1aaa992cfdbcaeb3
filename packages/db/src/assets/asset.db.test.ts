import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { saveClusters } from '../organizations/organization.store.ts';
import { someDisposal } from '../testing/asset-act-builders.ts';
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
  factsOf,
  findAsset,
  lockAssets,
  moveFact,
  saveAssets,
} from './asset.store.ts';
import { clusterSums, entriesOf, saveEntries, transferEntries } from './asset-ledger.store.ts';
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
const publicBody = await work((tx) => someCompany(tx, { kind: 'committee', form: null, tier: null }));
const asset = (over: Partial<AssetRow> = {}) => work((tx) => someAsset(tx, cluster, a, over));
/** The whole card goes over to the other company on a day, and the book with it. */
async function handOn(tx: Tx, id: string, on: string): Promise<void> {
  const card = await findAsset(tx, id);
  if (card === null) throw new Error('no such asset');
  await saveEntries(tx, transferEntries([card], { fromId: a, toId: b, on, causeId: newId() }));
}
const factRow = (assetId: string): AssetFactRow => ({
  assetId,
  kind: 'book',
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
  await work((tx) => saveAssets(tx, [row], [{ ...factRow(row.id), organizationId: publicBody }]));
  expect(await work((tx) => findAsset(tx, row.id))).toEqual(row);
  expect(await work((tx) => lockAssets(tx, [row.id]))).toEqual([row]);
  const bare = assetRow(cluster);
  await work((tx) => saveAssets(tx, [bare], [factRow(bare.id)]));
  expect(await work((tx) => findAsset(tx, bare.id))).toEqual(bare);
});

test('an asset costs nothing less than nothing and is not written off below zero', async () => {
  const add = (over: Partial<AssetRow>) => verdict(asset(over));
  expect(await add({ cost: '-0.01' })).toBe('23514');
  // An archive or a contract in force stands in the register without an amount.
  expect(await add({ cost: '0.00' })).toBe('accepted');
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
  const entry = {
    assetId: id,
    organizationId: a,
    kind: 'depreciate',
    entryOn: '2026-02-28',
    items: 0,
    causeId: id,
  } as const;
  const charge = (depreciation: string) =>
    verdict(work((tx) => saveEntries(tx, [{ ...entry, cost: '0.00', depreciation, impairment: '0.00' }])));
  expect(await charge('999.99')).toBe('accepted');
  expect(await charge('0.02')).toBe('23514');
  expect(await charge('0.01')).toBe('accepted');
  expect(await charge('0.00')).toBe('23514');
  expect((await work((tx) => findAsset(tx, id)))?.depreciation).toBe('1000.00');
  expect(await work((tx) => entriesOf(tx, id))).toHaveLength(3);
});

test('amounts change by entries only, in the book that has the asset, never before it was formed', async () => {
  const id = await asset();
  const row = (over: object) => ({
    ...{
      assetId: id,
      organizationId: a,
      kind: 'improve' as const,
      entryOn: '2026-02-28',
      items: 0,
      causeId: id,
    },
    ...{ cost: '1.00', depreciation: '0.00', impairment: '0.00', ...over },
  });
  const enter = (...rows: object[]) => verdict(work((tx) => saveEntries(tx, rows.map(row))));
  expect(await enter({ organizationId: b })).toBe('GY050');
  expect(await enter({ entryOn: '2025-12-31' })).toBe('GY050');
  const side = { kind: 'transfer' as const, cost: '1000.00', items: 1, organizationId: b };
  const out = { ...side, cost: '-1000.00', items: -1, organizationId: a };
  // The former holder has it still.
  expect(await enter(side)).toBe('23P01');
  expect(await enter(out)).toBe('GY050');
  expect(await enter(side, { ...out, cost: '-999.99' })).toBe('GY050');
  expect(await enter({ ...side, cost: '1.00' }, { ...out, cost: '-1.00' })).toBe('GY050');
  expect(await enter(side, { ...out, entryOn: '2026-03-01' })).toBe('23P01');
  expect(await enter({ kind: 'acquire', items: 1 })).toBe('23505');
  expect(await enter({ kind: 'dispose', items: -1, cost: '-999.99' })).toBe('GY050');
  const write = (sql: string) => verdict(work((tx) => query(tx, sql, [id])));
  expect(await write('UPDATE assets SET cost = 1 WHERE id = $1')).toBe('42501');
  expect(await write('UPDATE asset_entries SET cost = 1 WHERE asset_id = $1')).toBe('42501');
  expect(
    await write("UPDATE asset_facts SET valid_to = '2026-05-31' WHERE asset_id = $1 AND kind = 'book'"),
  ).toBe('GY050');
  expect(await enter(side, out)).toBe('accepted');
  expect(await enter({ organizationId: a })).toBe('GY050');
  expect(await enter({ organizationId: b })).toBe('accepted');
  const gone = { kind: 'dispose' as const, items: -1, cost: '-1001.00', organizationId: b };
  expect(await enter(gone)).toBe('GY063');
  const leave = work(async (tx) => {
    const causeId = await someDisposal(tx, {
      assetId: id,
      companyId: b,
      personId: person,
      on: '2026-02-28',
    });
    await saveEntries(tx, [row({ ...gone, causeId })]);
  });
  expect(await verdict(leave)).toBe('accepted');
  expect(await enter({ ...gone, cost: '0.00' })).toBe('23505');
  expect((await work((tx) => findAsset(tx, id)))?.retiredOn).toBe('2026-02-28');
  expect((await work((tx) => factsOf(tx, id))).filter((f) => f.validTo === null)).toEqual([]);
});

test('title, book and custody each have one organisation on any day', async () => {
  const id = await asset();
  for (const kind of ['title', 'book', 'custody'] as const) {
    expect(await fact(id, { kind })).toBe('23P01');
    expect(await fact(id, { kind, validFrom: '2025-01-01', validTo: '2026-01-01' })).toBe('23P01');
    expect(await fact(id, { kind, validFrom: '2025-01-01', validTo: '2025-12-31' })).toBe(
      kind === 'book' ? 'GY050' : 'accepted',
    );
  }
  expect(await fact(id, { kind: 'lease' as AssetFactRow['kind'], validTo: null })).toBe('23514');
  expect(await fact(id, { validFrom: '2020-01-03', validTo: '2020-01-01' })).toBe('23514');
});

test('a fact moves to another organisation from a day on, leaving neither gap nor overlap', async () => {
  const id = await asset();
  await work((tx) => handOn(tx, id, '2026-06-01'));
  const [seen] = await work((tx) => assetsById(tx, '2026-06-01', [id]));
  expect(seen).toMatchObject({ titleId: a, bookId: b, custodyId: a, moved: true });
  const book = (await work((tx) => factsOf(tx, id))).filter((f) => f.kind === 'book');
  expect(book.map((f) => [f.organizationId, f.validFrom, f.validTo])).toEqual([
    [a, '2026-01-01', '2026-05-31'],
    [b, '2026-06-01', null],
  ]);
});

test('a fact that moves on its first day leaves the former holder no day', async () => {
  const id = await asset();
  await work((tx) => moveFact(tx, [id], 'custody', b, '2026-01-01'));
  expect((await work((tx) => assetsById(tx, '2026-01-01', [id]))).map((v) => v.custodyId)).toEqual([b]);
});

test('a fact does not move to a day before it began', async () => {
  const id = await asset();
  expect(await verdict(work((tx) => moveFact(tx, [id], 'title', b, '2025-12-31')))).not.toBe('accepted');
});

test('ten that transfer one asset on one day: one does', async () => {
  const id = await asset();
  const verdicts = await Promise.all(
    Array.from({ length: 10 }, () => verdict(work((tx) => handOn(tx, id, '2026-06-01')))),
  );
  const open = (await work((tx) => factsOf(tx, id))).filter((f) => f.kind === 'book' && f.validTo === null);
  expect(open).toHaveLength(1);
  expect(verdicts.filter((v) => v === 'accepted')).toHaveLength(1);
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
    filter: { clusterId?: string; ownerId?: string; text?: string },
    after: string | null,
    limit: number,
  ) => (await work((tx) => assetsPage(tx, filter, after, limit))).map((v) => v.code);
  const filter = { clusterId: own, ownerId: owner };
  expect(await page(filter, null, 2)).toEqual(codes.slice(0, 2));
  expect(await page(filter, codes[1] ?? null, 2)).toEqual(codes.slice(2));
  expect(await page({ clusterId: own }, null, 9)).toHaveLength(4);
  expect(await page({ ownerId: owner }, null, 9)).toEqual(codes);
  expect(await page({ ownerId: owner, text: 'P-2' }, null, 9)).toEqual(
    codes.filter((code) => code.endsWith('P-2')),
  );
  expect(await page({ ownerId: owner, text: 'P_2' }, null, 9)).toEqual([]);
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
  await work((tx) => handOn(tx, ids.moved, '2026-06-01'));
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
