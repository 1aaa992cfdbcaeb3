import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Scope, type Tx } from '../kernel/transaction.ts';
import type { WarrantRow } from '../matters/matters.model.ts';
import { finishWarrant, saveSpending } from '../matters/warrant.store.ts';
import { lineRow, orderRow, sheetRow, someAsset, someOrder, someVoucher } from '../testing/asset-builders.ts';
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
import { findAsset, lockAssets, moveFact } from './asset.store.ts';
import { saveEntries, transferEntries } from './asset-ledger.store.ts';
import {
  countRest,
  countsOf,
  countText,
  differencesOf,
  orderSignaturesOf,
  saveCounts,
  saveDifferences,
  saveOrderSignature,
  saveResolution,
  sheetCounts,
} from './handover.store.ts';
import type { CountRow, OrderRow } from './orders.model.ts';
import {
  allOrders,
  bookLines,
  changeDuty,
  changeLines,
  changeSheet,
  dutiesOf,
  findOrder,
  lineOf,
  lineSums,
  linesAfter,
  lockOrder,
  orderOfWarrant,
  ordersOfAsset,
  saveDuties,
  saveOrder,
  saveSheet,
  sheetsOf,
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
const warranted = () => work((tx) => someWarrant(tx, a, giver, { parties: [a, b], usesMax: null }));
const asset = (over: object = {}) => work((tx) => someAsset(tx, cluster, a, over));

type Counting = { warrant: WarrantRow; order: OrderRow & { sheetId: string }; assetId: string };
async function counting(over: object = {}): Promise<Counting> {
  const [warrant, assetId] = [await warranted(), await asset(over)];
  const order = await work((tx) =>
    someOrder(tx, warrant, { toId: b, clusterId: cluster, assetIds: [assetId] }),
  );
  return { warrant, order, assetId };
}
type Side = 'from' | 'to';
const sign = (
  tx: Tx,
  order: { id: string; sheetId: string },
  side: Side,
  personId: string,
  onBehalf: string | null = null,
) =>
  saveOrderSignature(tx, {
    ...{ orderId: order.id, sheetId: order.sheetId, side, personId, onBehalfPersonId: onBehalf },
    digest: digestLike('9'),
  });

test('an order comes back exactly, with its sheets and lines', async () => {
  const [warrant, assetId, other] = [await warranted(), await asset(), await asset()];
  const row = orderRow(warrant, b, { approved: '12345678901234567.89' });
  const sheet = sheetRow(row.id, b);
  const lines = [
    lineRow(sheet, cluster, assetId, { net: '999.99', warnings: ['LEASE_FOLLOWS'] }),
    lineRow(sheet, cluster, other, { state: 'parked', sheetId: null, blocks: ['SEIZED'] }),
  ].sort((x, y) => (x.assetId < y.assetId ? -1 : 1));
  await work((tx) => saveOrder(tx, row, [sheet], lines));
  expect(await work((tx) => findOrder(tx, row.id))).toEqual(row);
  expect(await work((tx) => lockOrder(tx, row.id))).toEqual(row);
  expect(await work((tx) => orderOfWarrant(tx, warrant.id))).toEqual(row);
  expect(await work((tx) => allOrders(tx))).toContainEqual(row);
  expect(await work((tx) => sheetsOf(tx, row.id))).toEqual([sheet]);
  expect(await work((tx) => linesAfter(tx, row.id, {}, null, 9))).toEqual(lines);
  expect(await work((tx) => linesAfter(tx, row.id, {}, lines[0]?.assetId ?? null, 9))).toEqual(
    lines.slice(1),
  );
  expect(await work((tx) => linesAfter(tx, row.id, { state: 'parked' }, null, 9))).toHaveLength(1);
  expect(await work((tx) => ordersOfAsset(tx, assetId))).toEqual([
    { id: row.id, number: row.number, state: 'counting', warrantId: warrant.id },
  ]);
  const sums = await work((tx) => lineSums(tx, [row.id]));
  expect(sums.map(({ state, lines: count, net }) => [state, count, net]).sort()).toEqual([
    ['counting', 1, '999.99'],
    ['parked', 1, '1000.00'],
  ]);
});

test('the giver of a delegation counts as having signed', async () => {
  const { order } = await counting();
  const signed = (side: Side, personId: string, onBehalf: string | null) =>
    verdict(work((tx) => sign(tx, order, side, personId, onBehalf)));
  expect(await signed('from', giver, null)).toBe('accepted');
  expect(await signed('to', taker, giver)).toBe('23505');
  expect(await signed('to', taker, null)).toBe('accepted');
});

test('an asset is in one open order at a time, and free again once its line is withdrawn', async () => {
  const { order, assetId } = await counting();
  const again = async () => {
    const warrant = await warranted();
    return verdict(
      work((tx) => someOrder(tx, warrant, { toId: b, clusterId: cluster, assetIds: [assetId] })),
    );
  };
  expect(await again()).toBe('23505');
  expect(await work((tx) => changeLines(tx, order.id, [assetId], { state: 'withdrawn' }))).toBe(1);
  expect(await again()).toBe('accepted');
  expect(await verdict(work((tx) => changeLines(tx, order.id, [assetId], { state: 'counting' })))).toBe(
    'GY012',
  );
});

test('of two hundred orders that race for one asset, exactly one gets it', async () => {
  const assetId = await asset();
  const warrants: WarrantRow[] = [];
  for (let n = 0; n < 200; n += 1) warrants.push(await warranted());
  const verdicts = await Promise.all(
    warrants.map((warrant) =>
      verdict(work((tx) => someOrder(tx, warrant, { toId: b, clusterId: cluster, assetIds: [assetId] }))),
    ),
  );
  expect(verdicts.filter((v) => v === 'accepted')).toHaveLength(1);
  expect(verdicts.filter((v) => v === '23505')).toHaveLength(199);
  expect(await work((tx) => ordersOfAsset(tx, assetId))).toHaveLength(1);
});

test('a warrant opens one order, between two companies, and a line is parked for a reason or on a sheet', async () => {
  const { warrant } = await counting();
  const open = (of: WarrantRow, toId = b) => verdict(work((tx) => saveOrder(tx, orderRow(of, toId), [], [])));
  expect(await open(warrant)).toBe('23505');
  expect(await open(await warranted(), a)).toBe('23514');
  expect(await open(await warranted())).toBe('accepted');
  const line = async (over: object) => {
    const [of, assetId] = [await warranted(), await asset()];
    const row = orderRow(of, b);
    const sheet = sheetRow(row.id, b);
    return verdict(work((tx) => saveOrder(tx, row, [sheet], [lineRow(sheet, cluster, assetId, over)])));
  };
  expect(await line({ state: 'parked', sheetId: null })).toBe('23514');
  expect(await line({ state: 'parked', blocks: ['SEIZED'] })).toBe('23514');
  expect(await line({ sheetId: null })).toBe('23514');
  expect(await line({ open: false })).toBe('23514');
  expect(await line({ state: 'parked', sheetId: null, blocks: ['SEIZED'] })).toBe('accepted');
});

test('a side counts what is on the sheet, says why something differs, and may count again', async () => {
  const { order, assetId } = await counting();
  const base = { orderId: order.id, sheetId: order.sheetId, assetId, side: 'from' as Side, personId: giver };
  const count = (over: Partial<CountRow>) =>
    verdict(work((tx) => saveCounts(tx, [{ ...base, counted: 1, difference: null, note: '', ...over }])));
  expect(await count({})).toBe('accepted');
  expect(await count({ counted: 2 })).toBe('23514');
  expect(await count({ counted: 0 })).toBe('23514');
  expect(await count({ difference: 'damaged' })).toBe('23514');
  expect(await count({ difference: 'missing', note: '现场未见' })).toBe('23514');
  expect(await count({ side: 'both' as Side })).toBe('23514');
  expect(await count({ assetId: await asset() })).toBe('23503');
  expect(await count({ counted: 0, difference: 'missing', note: '现场未见' })).toBe('accepted');
  expect(await work((tx) => sheetCounts(tx, order.sheetId))).toEqual({
    from: 1,
    to: 0,
    lines: 1,
    differing: [assetId],
  });
  const before = await work((tx) => countText(tx, order.sheetId));
  await work((tx) => countRest(tx, order.sheetId, 'to', taker));
  expect(await work((tx) => countText(tx, order.sheetId))).not.toBe(before);
  const counts = await work((tx) => countsOf(tx, order.sheetId, [assetId]));
  expect(counts.toSorted((x, y) => x.side.localeCompare(y.side))).toEqual([
    { ...base, counted: 0, difference: 'missing', note: '现场未见' },
    { ...base, side: 'to', counted: 1, difference: null, note: '', personId: taker },
  ]);
});

test('each side signs a sheet once, and nobody signs for both', async () => {
  const { order } = await counting();
  const attempt = (side: Side, personId: string) => verdict(work((tx) => sign(tx, order, side, personId)));
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

test('a difference is of a line, or of something on no list; each side answers it once, and both only add', async () => {
  const { order, assetId } = await counting();
  const base = { orderId: order.id, sheetId: order.sheetId, side: 'to' as Side, personId: taker };
  const found = (over: object) => {
    const row = {
      id: newId(),
      assetId,
      kind: 'damaged' as const,
      name: '',
      note: '墙体开裂',
      ...base,
      ...over,
    };
    return verdict(work((tx) => saveDifferences(tx, [row])));
  };
  expect(await found({ note: '' })).toBe('23514');
  expect(await found({ kind: 'surplus' })).toBe('23514');
  expect(await found({ kind: 'surplus', assetId: null, name: '变压器一台' })).toBe('accepted');
  expect(await found({})).toBe('accepted');
  const [row] = (await work((tx) => differencesOf(tx, order.id))).filter(({ kind }) => kind === 'damaged');
  const answer = (side: Side) =>
    verdict(
      work((tx) =>
        saveResolution(tx, {
          ...{ differenceId: row?.id ?? '', orderId: order.id, side, outcome: 'proceed', note: '已修复' },
          ...{ document: null, personId: giver },
        }),
      ),
    );
  expect(await answer('from')).toBe('accepted');
  expect(await answer('from')).toBe('23505');
  expect(await verdict(work((tx) => query(tx, 'DELETE FROM transfer_differences')))).toBe('42501');
});

type Parts = {
  spend?: boolean;
  signatures?: Side[];
  vouchers?: string[];
  move?: 'whole' | 'book' | 'none';
  net?: string;
  lines?: boolean;
};
/** Everything of a booking but what is named. */
async function book(parts: Parts, scope: Scope = everything): Promise<string> {
  const { warrant, order, assetId } = await counting();
  const {
    spend = true,
    signatures = ['from', 'to'],
    vouchers = [a, b],
    move = 'whole',
    net = '1000.00',
    lines = true,
  } = parts;
  for (const side of signatures) await work((tx) => sign(tx, order, side, side === 'from' ? giver : taker));
  const on = '2026-06-01';
  return verdict(
    inTransaction(db.app, scope, async (tx) => {
      const subjectId = order.sheetId;
      if (spend) await saveSpending(tx, spendingRow(warrant, { subjectId }));
      if (move !== 'none') {
        const cards = await lockAssets(tx, [assetId]);
        await saveEntries(tx, transferEntries(cards, { fromId: a, toId: b, on, causeId: order.sheetId }));
      }
      if (move === 'whole') await moveFact(tx, [assetId], 'custody', b, on);
      for (const organizationId of vouchers)
        await someVoucher(tx, organizationId, { orderId: order.id, sheetId: order.sheetId });
      if (lines) await bookLines(tx, order.sheetId);
      await changeSheet(tx, order.sheetId, { state: 'booked', deliveredOn: on, net });
    }),
  );
}

test('a whole sheet is booked: warrant spent, both signatures, the card moved, a voucher on each side', async () => {
  expect(await book({})).toBe('accepted');
});

test.each<[string, Parts]>([
  ['a spent warrant', { spend: false }],
  ['the receiver’s signature', { signatures: ['from'] }],
  ['the giver’s signature', { signatures: ['to'] }],
  ['the receiver’s voucher', { vouchers: [a] }],
  ['the giver’s voucher', { vouchers: [b] }],
  ['a second voucher of its own', { vouchers: [a, a] }],
  ['the card', { move: 'none' }],
  ['custody', { move: 'book' }],
  ['its lines', { lines: false }],
  ['what it says it moved', { net: '999.99' }],
])('a sheet without %s is not booked', async (_missing, parts) => {
  expect(await book(parts)).toBe('GY012');
});

test('the giver books a whole sheet although it may not read the receiver’s voucher', async () => {
  expect(await book({}, rowsOf(a))).toBe('accepted');
  expect(await book({ vouchers: [a] }, rowsOf(a))).toBe('GY012');
});

test('a warrant spent for another act does not carry the booking, and a finished one nothing more', async () => {
  const { warrant, order } = await counting();
  for (const side of ['from', 'to'] as const)
    await work((tx) => sign(tx, order, side, side === 'from' ? giver : taker));
  const attempt = work(async (tx) => {
    await saveSpending(tx, spendingRow(warrant, { subjectId: newId() }));
    await bookLines(tx, order.sheetId);
    await changeSheet(tx, order.sheetId, { state: 'booked', deliveredOn: '2026-06-01', net: '0.00' });
  });
  expect(await verdict(attempt)).toBe('GY012');
  expect(await work((tx) => findOrder(tx, order.id))).toMatchObject({ state: 'counting' });
  expect(await verdict(work((tx) => finishWarrant(tx, warrant.id, '2026-06-01')))).toBe('23514');
  const spend = () => verdict(work((tx) => saveSpending(tx, spendingRow(warrant, { subjectId: newId() }))));
  expect(await spend()).toBe('accepted');
  expect(await verdict(work((tx) => finishWarrant(tx, warrant.id, '2026-06-01')))).toBe('accepted');
  expect(await spend()).toBe('GY006');
  expect(await verdict(work((tx) => finishWarrant(tx, warrant.id, '2026-06-02')))).toBe('GY006');
});

test('a held line waits alone for another round, and what comes after is done once, after it, with its paper', async () => {
  const { order, assetId } = await counting();
  await work((tx) => changeLines(tx, order.id, [assetId], { state: 'held' }));
  await work((tx) => changeSheet(tx, order.sheetId, { state: 'empty' }));
  const next = sheetRow(order.id, b, { round: 2 });
  await work((tx) => saveSheet(tx, next));
  await work((tx) => changeLines(tx, order.id, [assetId], { state: 'counting', sheetId: next.id }));
  expect(await work((tx) => lineOf(tx, order.id, assetId))).toMatchObject({ sheetId: next.id, open: true });
  expect(await verdict(work((tx) => saveSheet(tx, sheetRow(order.id, b, { round: 2 }))))).toBe('23505');
  const duty = { orderId: order.id, sheetId: next.id, kind: 'tax' as const, dueOn: '2026-07-01' };
  const nobody = { doneOn: null, document: null, personId: null };
  await work((tx) => saveDuties(tx, [{ id: newId(), ...duty, ...nobody }]));
  const [row] = await work((tx) => dutiesOf(tx, order.id));
  const done = (set: object) => verdict(work((tx) => changeDuty(tx, row?.id ?? '', set)));
  expect(await done({ doneOn: '2026-06-10' })).toBe('23514');
  expect(await done({ doneOn: '2026-06-10', document: digestLike('9'), personId: taker })).toBe('accepted');
  expect(await done({ doneOn: '2026-06-11', document: digestLike('9'), personId: taker })).toBe('GY053');
  expect((await work((tx) => findAsset(tx, assetId)))?.retiredOn).toBeNull();
});
