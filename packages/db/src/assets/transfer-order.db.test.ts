import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Scope, type Tx } from '../kernel/transaction.ts';
import type { WarrantRow } from '../matters/matters.model.ts';
import { saveSpending } from '../matters/warrant.store.ts';
import { orderRow, someAsset, someOrder, someVoucher } from '../testing/asset-builders.ts';
import {
  digestLike,
  everything,
  newId,
  rowsOf,
  someCluster,
  someCompany,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import { someWarrant, spendingRow } from '../testing/matter-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import type { CountRow, OrderRow } from './assets.model.ts';
import {
  allOrders,
  changeOrder,
  closeLines,
  countsOf,
  findOrder,
  linesOf,
  lockOrder,
  orderOfWarrant,
  orderSignaturesOf,
  ordersOfAsset,
  saveCount,
  saveOrder,
  saveOrderSignature,
} from './transfer-order.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const { cluster, a, b, giver, taker } = await work(async (tx) => ({
  cluster: await someCluster(tx),
  a: await someCompany(tx),
  b: await someCompany(tx),
  giver: await somePerson(tx),
  taker: await somePerson(tx),
}));
const warranted = () => work((tx) => someWarrant(tx, a, giver, { parties: [a, b] }));
const asset = () => work((tx) => someAsset(tx, cluster, a));

async function counting(): Promise<{ warrant: WarrantRow; order: OrderRow; assetId: string }> {
  const [warrant, assetId] = [await warranted(), await asset()];
  const order = await work((tx) =>
    someOrder(tx, warrant, { toId: b, clusterId: cluster, assetIds: [assetId] }),
  );
  return { warrant, order, assetId };
}
const sign = (
  tx: Tx,
  orderId: string,
  side: 'from' | 'to',
  personId: string,
  onBehalf: string | null = null,
) => saveOrderSignature(tx, { orderId, side, personId, onBehalfPersonId: onBehalf, digest: digestLike('9') });

test('an order comes back exactly, with its lines', async () => {
  const [warrant, assetId] = [await warranted(), await asset()];
  const row = orderRow(warrant, { toId: b, clusterId: cluster, approved: '12345678901234567.89' });
  const lines = [{ orderId: row.id, assetId, net: '999.99', open: true }];
  await work((tx) => saveOrder(tx, row, lines));
  expect(await work((tx) => findOrder(tx, row.id))).toEqual(row);
  expect(await work((tx) => lockOrder(tx, row.id))).toEqual(row);
  expect(await work((tx) => orderOfWarrant(tx, warrant.id))).toEqual(row);
  expect(await work((tx) => allOrders(tx))).toContainEqual(row);
  expect(await work((tx) => linesOf(tx, row.id))).toEqual(lines);
  expect(await work((tx) => ordersOfAsset(tx, assetId))).toEqual([
    { id: row.id, number: row.number, state: 'counting', warrantId: warrant.id },
  ]);
});

test('the giver of a delegation counts as having signed', async () => {
  const { order } = await counting();
  const signed = (side: 'from' | 'to', personId: string, onBehalf: string | null) =>
    verdict(work((tx) => sign(tx, order.id, side, personId, onBehalf)));
  expect(await signed('from', giver, null)).toBe('accepted');
  expect(await signed('to', taker, giver)).toBe('23505');
  expect(await signed('to', taker, null)).toBe('accepted');
});

test('an asset is in one open order at a time, and free again once its line is closed', async () => {
  const { order, assetId } = await counting();
  const again = async () => {
    const warrant = await warranted();
    return verdict(
      work((tx) => someOrder(tx, warrant, { toId: b, clusterId: cluster, assetIds: [assetId] })),
    );
  };
  expect(await again()).toBe('23505');
  expect(await work((tx) => closeLines(tx, order.id))).toBe(1);
  expect(await again()).toBe('accepted');
});

test('of twenty orders that race for one asset, exactly one gets it', async () => {
  const assetId = await asset();
  const warrants = await Promise.all(Array.from({ length: 20 }, warranted));
  const verdicts = await Promise.all(
    warrants.map((warrant) =>
      verdict(work((tx) => someOrder(tx, warrant, { toId: b, clusterId: cluster, assetIds: [assetId] }))),
    ),
  );
  expect(verdicts.filter((v) => v === 'accepted')).toHaveLength(1);
  expect(verdicts.filter((v) => v === '23505')).toHaveLength(19);
  expect(await work((tx) => ordersOfAsset(tx, assetId))).toHaveLength(1);
});

test('a warrant opens one order, between two companies', async () => {
  const { warrant } = await counting();
  const open = (of: WarrantRow, over: Partial<OrderRow> = {}) =>
    verdict(work((tx) => saveOrder(tx, orderRow(of, { toId: b, clusterId: cluster, ...over }), [])));
  expect(await open(warrant)).toBe('23505');
  expect(await open(await warranted(), { toId: a })).toBe('23514');
  expect(await open(await warranted(), { deliveredOn: '2026-06-01' })).toBe('23514');
  expect(await open(await warranted(), { state: 'booked' })).toBe('23514');
  expect(await open(await warranted(), { state: 'booked', deliveredOn: '2026-05-09' })).toBe('23514');
  expect(await open(await warranted())).toBe('accepted');
});

test('a side counts 0 or 1 of what is in the order, and may count again', async () => {
  const { order, assetId } = await counting();
  const count = (over: Partial<CountRow>) =>
    verdict(
      work((tx) =>
        saveCount(tx, {
          orderId: order.id,
          assetId,
          side: 'from',
          counted: 1,
          note: '',
          personId: giver,
          ...over,
        }),
      ),
    );
  expect(await count({})).toBe('accepted');
  expect(await count({ counted: 2 })).toBe('23514');
  expect(await count({ counted: -1 })).toBe('23514');
  expect(await count({ side: 'both' as CountRow['side'] })).toBe('23514');
  expect(await count({ assetId: await asset() })).toBe('23503');
  expect(await count({ counted: 0, note: '现场未见' })).toBe('accepted');
  expect(await count({ side: 'to', personId: taker })).toBe('accepted');
  const counts = await work((tx) => countsOf(tx, order.id));
  expect(counts.toSorted((x, y) => x.side.localeCompare(y.side))).toEqual([
    { orderId: order.id, assetId, side: 'from', counted: 0, note: '现场未见', personId: giver },
    { orderId: order.id, assetId, side: 'to', counted: 1, note: '', personId: taker },
  ]);
});

test('each side signs an order once, and nobody signs for both', async () => {
  const { order } = await counting();
  const attempt = (side: 'from' | 'to', personId: string) =>
    verdict(work((tx) => sign(tx, order.id, side, personId)));
  expect(await attempt('from', giver)).toBe('accepted');
  expect(await attempt('to', giver)).toBe('23505');
  expect(await attempt('from', taker)).toBe('23505');
  expect(await attempt('to', taker)).toBe('accepted');
  const signatures = await work((tx) => orderSignaturesOf(tx, order.id));
  expect(new Map(signatures.map((s) => [s.side, s.personId]))).toEqual(
    new Map([
      ['from', giver],
      ['to', taker],
    ]),
  );
});

type Parts = { spend?: boolean; signatures?: ('from' | 'to')[]; vouchers?: string[] };
async function book(parts: Parts, scope: Scope = everything): Promise<string> {
  const { warrant, order } = await counting();
  const { spend = true, signatures = ['from', 'to'], vouchers = [a, b] } = parts;
  for (const side of signatures)
    await work((tx) => sign(tx, order.id, side, side === 'from' ? giver : taker));
  return verdict(
    inTransaction(db.app, scope, async (tx) => {
      if (spend) await saveSpending(tx, spendingRow(warrant, { subjectId: order.id }));
      for (const organizationId of vouchers) await someVoucher(tx, organizationId, { orderId: order.id });
      await changeOrder(tx, order.id, { state: 'booked', deliveredOn: '2026-06-01' });
    }),
  );
}

test('a whole transfer is booked: warrant spent, both signatures, a voucher on each side', async () => {
  expect(await book({})).toBe('accepted');
});

test.each<[string, Parts]>([
  ['a spent warrant', { spend: false }],
  ['the receiver’s signature', { signatures: ['from'] }],
  ['the giver’s signature', { signatures: ['to'] }],
  ['the receiver’s voucher', { vouchers: [a] }],
  ['the giver’s voucher', { vouchers: [b] }],
  ['a second voucher of its own', { vouchers: [a, a] }],
])('a transfer without %s is not booked', async (_missing, parts) => {
  expect(await book(parts)).toBe('GY012');
});

test('the giver books a whole transfer although it may not read the receiver’s voucher', async () => {
  expect(await book({}, rowsOf(a))).toBe('accepted');
  expect(await book({ vouchers: [a] }, rowsOf(a))).toBe('GY012');
});

test('a warrant spent for another act does not carry the booking', async () => {
  const { warrant, order } = await counting();
  for (const side of ['from', 'to'] as const)
    await work((tx) => sign(tx, order.id, side, side === 'from' ? giver : taker));
  const attempt = work(async (tx) => {
    await saveSpending(tx, spendingRow(warrant, { subjectId: newId() }));
    for (const organizationId of [a, b]) await someVoucher(tx, organizationId, { orderId: order.id });
    await changeOrder(tx, order.id, { state: 'booked', deliveredOn: '2026-06-01' });
  });
  expect(await verdict(attempt)).toBe('GY012');
  expect(await work((tx) => findOrder(tx, order.id))).toEqual(order);
});
