import { randomUUID } from 'node:crypto';
import { assetsById } from '@guanyun/db/assets/asset.store.ts';
import { findOrder, sheetsOf } from '@guanyun/db/assets/transfer-order.store.ts';
import { query } from '@guanyun/db/kernel/transaction.ts';
import { verdict } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { openOrder } from '../assets/open-order.ts';
import { listOffered } from '../assets/public-giver.ts';
import { judgeAssets } from '../assets/read-order-lines.ts';
import type { Actor } from '../organizations/actor.ts';
import { codesOf, done, transferZone } from './testing/transfers.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const t = await transferZone(db.app);
const { zone, work, deps, sub, sister } = t;
const request = () => ({ requestId: randomUUID() });
const committee = await work(async (tx) => {
  const [row] = await query<{ id: string }>(tx, "SELECT id FROM organizations WHERE kind = 'committee'");
  return row?.id ?? '';
});
const staff: Actor = {
  ...t.giver,
  post: { id: randomUUID(), kind: 'committee_reviewer', organizationId: committee, side: 'committee' },
};
const asked = (assetIds: readonly string[], fromId = committee, companyId = zone.sub) =>
  t.warrant(assetIds, { companyId, proposal: { fromId, assetIds } });

test('an operating company sees what a public body has in its own clusters, and of others nothing', async () => {
  const own = await t.asset({}, zone.ofSub, committee);
  const others = await t.asset({}, zone.ofSister, committee);
  const offered = async (actor: Actor, giverId = committee) =>
    (await listOffered(deps, actor, { giverId })).items.map(({ id }) => id);
  expect(await offered(sub)).toContain(own);
  expect(await offered(sub)).not.toContain(others);
  expect(await offered(t.giver)).toEqual([]);
  // Another company's assets are not offered, though they lie in one's cluster.
  await t.asset({}, zone.ofSub, zone.group);
  expect(await offered(sub, zone.group)).toEqual([]);
  const judged = await judgeAssets(deps, sub, { ids: [own, others], giverId: committee });
  expect(judged.map(({ id, blocks }) => [id, blocks])).toEqual([[own, []]]);
  expect(await judgeAssets(deps, sub, { ids: [own] })).toEqual([]);
});

test('what a public body gives is counted and signed by its staff and the company, and booked on both books', async () => {
  const works = await t.asset({ cost: '900.00' }, zone.ofSub, committee);
  const road = await t.asset({ class: 'road', publicBenefit: true }, zone.ofSub, committee);
  const { id: warrantId } = await asked([works, road]);
  const { id } = await done(openOrder(deps, sub, { ...request(), warrantId }));
  expect(await work((tx) => findOrder(tx, id))).toMatchObject({
    ...{ path: 'P1', fromId: committee, receivers: [zone.sub] },
  });
  const sheetId = (await work((tx) => sheetsOf(tx, id)))[0]?.id ?? '';
  await t.countAll(sheetId, sub, staff);
  await t.signBoth(sheetId, sub, staff);
  await t.papers(id, sub, staff);
  expect(await codesOf(t.book(sheetId, {}, sub))).toEqual([]);
  const [first, second] = await work((tx) => assetsById(tx, '2026-06-16', [works, road]));
  const [moved, kept] = first?.id === works ? [first, second] : [second, first];
  expect(moved).toMatchObject({ bookId: zone.sub, custodyId: zone.sub, titleId: committee });
  // A road serves the public: only its upkeep goes over.
  expect(kept).toMatchObject({ bookId: committee, custodyId: zone.sub, titleId: committee });
  const books = await work((tx) =>
    query<{ book: string; mine: boolean; amount: string }>(
      tx,
      `SELECT v.book, v.organization_id = $2 AS mine, sum(l.debit) AS amount FROM vouchers v JOIN voucher_lines l ON l.voucher_id = v.id
       WHERE v.order_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
      [id, committee],
    ),
  );
  expect(books).toEqual([
    { book: 'financial', mine: false, amount: '900.00' },
    { book: 'financial', mine: true, amount: '900.00' },
  ]);
});

test('nobody asks for what another company has, nor for what lies in a cluster that another operates', async () => {
  const ofGroup = await t.asset();
  const foreign = await asked([ofGroup], zone.group);
  expect(await codesOf(openOrder(deps, sub, { ...request(), warrantId: foreign.id }))).toEqual([
    'GIVER_NOT_PUBLIC',
  ]);
  const there = await t.asset({}, zone.ofSister, committee);
  const elsewhere = await asked([there]);
  expect(await codesOf(openOrder(deps, sub, { ...request(), warrantId: elsewhere.id }))).toEqual([
    'CLUSTER_NOT_OPERATED',
  ]);
  const mine = await asked([there], committee, zone.sister);
  expect(await codesOf(openOrder(deps, sister, { ...request(), warrantId: mine.id }))).toEqual([]);
});

test.each([
  ['another company’s assets as if it were a public body', 'P1', () => zone.group, () => [zone.sub]],
  ['a public body’s assets to somebody else', 'P1', () => committee, () => [zone.sister]],
  ['another company’s assets', 'P2', () => zone.group, () => [zone.sub]],
])('the database refuses an order of %s', async (_, path, from, to) => {
  const { id } = await asked([]);
  const enter = work((tx) =>
    query(
      tx,
      `INSERT INTO transfer_orders (id, number, warrant_id, path, from_id, receivers, basis_date, opened_on, approved, state)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, '2026-03-31', '2026-06-16', 0, 'counting')`,
      [randomUUID(), id, path, from(), to()],
    ),
  );
  expect(await verdict(enter)).toBe('GY068');
});
