import { randomUUID } from 'node:crypto';
import { assetsById, factsOf, findAsset } from '@guanyun/db/assets/asset.store.ts';
import { entriesOf, saveEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import { findOrder, lineOf, linesAfter, sheetsOf, taxesOf } from '@guanyun/db/assets/transfer-order.store.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { afterAll, expect, test } from 'vitest';
import { countSheet, reportSurplus, signSheet } from '../assets/hand-over.ts';
import { openOrder } from '../assets/open-order.ts';
import { dischargeDuty, recordOrderPaper, recordSuccession } from '../assets/order-papers.ts';
import { readOrder } from '../assets/read-order.ts';
import { readOrderLines } from '../assets/read-order-lines.ts';
import { recordTitle } from '../assets/record-title.ts';
import { freeLine, resolveDifference, withdrawLine } from '../assets/settle-lines.ts';
import type { Actor } from '../organizations/actor.ts';
import { codesOf, done, transferZone } from './testing/transfers.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const t = await transferZone(db.app);
const { zone, work, deps, giver, sub, sister } = t;
const request = () => ({ requestId: randomUUID() });
const today = '2026-06-16';
const on = localDate(today);

const sheets = (orderId: string) => work((tx) => sheetsOf(tx, orderId));
const sheetTo = async (orderId: string, toId: string) =>
  (await sheets(orderId)).filter((sheet) => sheet.toId === toId).at(-1)?.id ?? '';
const line = (orderId: string, assetId: string) => work((tx) => lineOf(tx, orderId, assetId));
const state = async (orderId: string) => (await work((tx) => findOrder(tx, orderId)))?.state;
const view = async (id: string) => (await work((tx) => assetsById(tx, today, [id])))[0];

/** Counted, signed, with its papers: ready to be booked. */
async function ready(
  assetIds: readonly string[],
  over: Parameters<typeof t.warrant>[1] = {},
  receiver: Actor = sub,
) {
  const order = await t.order(assetIds, over);
  const sheetId = await sheetTo(order.id, receiver.post.organizationId);
  await t.countAll(sheetId, receiver);
  await t.signBoth(sheetId, receiver);
  await t.papers(order.id, receiver);
  return { ...order, sheetId };
}

test('each asset goes to the operator of its cluster, sheet by sheet; the order stands where its slowest line stands', async () => {
  const [first, second] = [
    await t.asset({ cost: '700.00' }),
    await t.asset({ cost: '300.00' }, zone.ofSister),
  ];
  const order = await t.order([first, second]);
  expect((await sheets(order.id)).map(({ toId }) => toId).sort()).toEqual([zone.sub, zone.sister].sort());
  const [toSub, toSister] = [await sheetTo(order.id, zone.sub), await sheetTo(order.id, zone.sister)];
  await t.countAll(toSub, sub);
  await t.signBoth(toSub, sub);
  await t.papers(order.id, sub);
  expect(await codesOf(t.book(toSub))).toEqual([]);
  expect(await view(first)).toMatchObject({ bookId: zone.sub, custodyId: zone.sub, titleId: zone.group });
  expect(await view(second)).toMatchObject({ bookId: zone.group, openOrderId: order.id });
  expect(await state(order.id)).toBe('counting');
  expect((await work((tx) => findWarrant(tx, order.warrantId)))?.finishedOn).toBeNull();
  await t.countAll(toSister, sister);
  await t.signBoth(toSister, sister);
  expect(await state(order.id)).toBe('signed');
  expect(await codesOf(t.book(toSister))).toEqual(['ORDER_PAPER_MISSING']);
  const paper = {
    ...request(),
    orderId: order.id,
    kind: 'transferee_decision' as const,
    on,
    document: zone.digest,
  };
  await done(recordOrderPaper(deps, sister, paper));
  expect(await codesOf(t.book(toSister))).toEqual([]);
  expect(await state(order.id)).toBe('booked');
  const warrant = await work((tx) => findWarrant(tx, order.warrantId));
  expect([warrant?.uses, warrant?.spent, warrant?.finishedOn]).toEqual([2, '1000.00', today]);
});

test('a line that the law bars is parked with its reason while the rest goes on; with none that may go nothing is opened', async () => {
  const [good, reserve] = [await t.asset(), await t.asset({ class: 'road' })];
  const order = await t.order([good, reserve]);
  expect(await line(order.id, reserve)).toMatchObject({
    state: 'parked',
    sheetId: null,
    blocks: ['NO_ACCOUNT'],
  });
  const { items } = await readOrderLines(deps, giver, { orderId: order.id, state: 'parked' });
  expect(items.map(({ blocks }) => blocks.map(({ code }) => code))).toEqual([['NO_ACCOUNT']]);
  const free = { ...request(), orderId: order.id, assetId: reserve };
  expect(await codesOf(freeLine(deps, giver, free))).toEqual(['LINE_STILL_BLOCKED']);
  const out = { ...request(), orderId: order.id, assetId: reserve, note: '另行处理' };
  expect(await codesOf(withdrawLine(deps, sub, out))).toEqual(['WRONG_STATE']);
  expect(await codesOf(withdrawLine(deps, giver, { ...out, ...request() }))).toEqual([]);
  expect((await view(reserve))?.openOrderId).toBeNull();
  const { id: warrantId } = await t.warrant([reserve]);
  expect(await codesOf(openOrder(deps, giver, { ...request(), warrantId }))).toEqual(['NOTHING_TO_TRANSFER']);
});

test('what was parked is judged again once it is mended, and is counted in a round of its own', async () => {
  const [good, late] = [await t.asset(), await t.asset({ class: 'road' })];
  const order = await t.order([good, late]);
  const sheetId = await sheetTo(order.id, zone.sub);
  await t.countAll(sheetId, sub);
  await t.signBoth(sheetId, sub);
  // Written off wholly, it goes along without an entry of its own.
  const entry = {
    organizationId: zone.group,
    kind: 'depreciate',
    entryOn: today,
    items: 0,
    causeId: late,
  } as const;
  const charge = { ...entry, assetId: late, cost: '0.00', depreciation: '1000.00', impairment: '0.00' };
  await work((tx) => saveEntries(tx, [charge]));
  await done(freeLine(deps, sub, { ...request(), orderId: order.id, assetId: late }));
  const rounds = await sheets(order.id);
  expect(rounds.map(({ round, state: stands }) => [round, stands])).toEqual([
    [1, 'signed'],
    [2, 'counting'],
  ]);
  expect(await line(order.id, late)).toMatchObject({ state: 'counting', sheetId: rounds[1]?.id, blocks: [] });
});

test('a difference holds its own line until both sides answer alike; what is on no list holds nothing', async () => {
  const [fine, broken, gone] = [await t.asset(), await t.asset(), await t.asset()];
  const order = await t.order([fine, broken, gone]);
  const sheetId = await sheetTo(order.id, zone.sub);
  const differing = [
    { assetId: broken, difference: 'damaged' as const, note: '墙体开裂' },
    { assetId: gone, difference: 'missing' as const, note: '现场未见' },
  ];
  await done(countSheet(deps, giver, { ...request(), sheetId, lines: [], rest: true }));
  expect(await codesOf(signSheet(deps, giver, { ...request(), sheetId }))).toEqual(['COUNT_MISSING']);
  await done(countSheet(deps, sub, { ...request(), sheetId, lines: differing, rest: true }));
  await done(reportSurplus(deps, sub, { ...request(), sheetId, name: '变压器一台', note: '配电房内' }));
  await done(signSheet(deps, giver, { ...request(), sheetId }));
  expect(await codesOf(countSheet(deps, sub, { ...request(), sheetId, lines: [], rest: true }))).toEqual([
    'WRONG_STATE',
  ]);
  expect(await codesOf(signSheet(deps, giver, { ...request(), sheetId }))).toEqual(['WRONG_STATE']);
  const same = { ...sub, person: giver.person };
  expect(await codesOf(signSheet(deps, same, { ...request(), sheetId }))).toEqual(['SAME_PERSON_BOTH_SIDES']);
  expect((await done(signSheet(deps, sub, { ...request(), sheetId }))).state).toBe('signed');
  expect([(await line(order.id, broken))?.state, (await line(order.id, gone))?.state]).toEqual([
    'held',
    'held',
  ]);
  await t.papers(order.id, sub);
  expect(await codesOf(t.book(sheetId))).toEqual([]);
  expect((await view(fine))?.bookId).toBe(zone.sub);
  expect((await view(broken))?.bookId).toBe(zone.group);
  const seen = await readOrder(deps, sub, order.id);
  const of = (assetId: string | null) =>
    seen.differences.find(({ asset }) => (asset?.id ?? null) === assetId)?.id ?? '';
  const answer = (actor: Actor, id: string, outcome: 'proceed' | 'withdraw' | 'register') =>
    resolveDifference(deps, actor, { ...request(), differenceId: id, outcome, note: '已核' });
  expect(await done(answer(sub, of(null), 'register'))).toEqual({ settled: false });
  expect(await done(answer(giver, of(null), 'register'))).toEqual({ settled: true });
  await done(answer(sub, of(broken), 'proceed'));
  expect(await codesOf(answer(sub, of(broken), 'withdraw'))).toEqual(['DIFFERENCE_ANSWERED']);
  expect((await line(order.id, broken))?.state).toBe('held');
  await done(answer(giver, of(broken), 'proceed'));
  const next = await line(order.id, broken);
  expect([next?.state, next?.sheetId === sheetId]).toEqual(['counting', false]);
  for (const actor of [sub, giver]) await done(answer(actor, of(gone), 'withdraw'));
  expect([(await line(order.id, gone))?.state, (await view(gone))?.openOrderId]).toEqual(['withdrawn', null]);
  const last = next?.sheetId ?? '';
  await t.countAll(last, sub);
  await t.signBoth(last, sub);
  expect(await codesOf(t.book(last))).toEqual([]);
  expect((await work((tx) => findWarrant(tx, order.warrantId)))?.finishedOn).toBe(today);
});

test('the giver charges through the month of delivery, the receiver goes on from there, and both books balance', async () => {
  const card = { cost: '1200.00', depreciation: '100.00', monthlyDepreciation: '10.00', residual: '60.00' };
  const [running, nearly] = [
    await t.asset({ ...card, chargedThrough: '2026-03-01' }),
    await t.asset({ ...card, depreciation: '1125.00', chargedThrough: '2026-03-01' }),
  ];
  const { id, sheetId } = await ready([running, nearly]);
  expect(await codesOf(t.book(sheetId))).toEqual([]);
  const [first, second] = [
    await work((tx) => findAsset(tx, running)),
    await work((tx) => findAsset(tx, nearly)),
  ];
  expect([first?.depreciation, first?.chargedThrough]).toEqual(['130.00', '2026-06-01']);
  expect(second?.depreciation).toBe('1140.00');
  const entries = await work((tx) => entriesOf(tx, running));
  expect(entries.map(({ kind, items, organizationId }) => [kind, items, organizationId])).toEqual([
    ['acquire', 1, zone.group],
    ['depreciate', 0, zone.group],
    ['transfer', -1, zone.group],
    ['transfer', 1, zone.sub],
  ]);
  const [sheet] = await sheets(id);
  expect([sheet?.net, sheet?.lockedUntil]).toEqual(['1130.00', '2027-06-16']);
  const lines = await work((tx) =>
    query<{ id: string; account: string; debit: string; credit: string }>(
      tx,
      'SELECT v.organization_id AS id, l.account, l.debit, l.credit FROM vouchers v JOIN voucher_lines l ON l.voucher_id = v.id WHERE v.sheet_id = $1 ORDER BY l.line',
      [sheetId],
    ),
  );
  const of = (company: string) =>
    lines.filter((each) => each.id === company).map(({ account, debit, credit }) => [account, debit, credit]);
  expect(of(zone.group)).toEqual([
    ['6602', '45.00', '0.00'],
    ['1602', '0.00', '45.00'],
    ['1602', '1270.00', '0.00'],
    ['1511', '1130.00', '0.00'],
    ['1601', '0.00', '2400.00'],
  ]);
  expect(of(zone.sub)).toEqual([
    ['1601', '1130.00', '0.00'],
    ['4002', '0.00', '1130.00'],
  ]);
});

test('what is kept for the public is handed over for upkeep: custody moves, no card, no voucher, no net', async () => {
  const [road, plant] = [await t.asset({ class: 'road' }), await t.asset()];
  // No public road comes into a company's book any more: this one stood there before.
  await inTransaction(db.owner, everything, (tx) =>
    query(tx, 'UPDATE assets SET public_benefit = true WHERE id = $1 RETURNING 1', [road]),
  );
  const { id, sheetId } = await ready([road, plant]);
  expect(await line(id, road)).toMatchObject({ custodyOnly: true, blocks: [] });
  expect(await codesOf(t.book(sheetId))).toEqual([]);
  expect(await view(road)).toMatchObject({ bookId: zone.group, titleId: zone.group, custodyId: zone.sub });
  expect((await sheets(id))[0]?.net).toBe('1000.00');
  expect((await work((tx) => entriesOf(tx, road))).map(({ kind }) => kind)).toEqual(['acquire']);
});

test('what hangs on an asset needs a successor before it is booked', async () => {
  const asset = await t.asset();
  const { id, sheetId } = await ready([asset]);
  await work((tx) =>
    query(tx, "UPDATE transfer_lines SET warnings = '{LEASE_FOLLOWS}' WHERE asset_id = $1 RETURNING 1", [
      asset,
    ]),
  );
  expect(await codesOf(t.book(sheetId))).toEqual(['SUCCESSION_MISSING']);
  const named = { orderId: id, assetId: asset, counterparty: '承租人（示例）', document: zone.digest };
  await done(recordSuccession(deps, giver, { ...request(), ...named, kind: 'guarantee' }));
  expect(await codesOf(t.book(sheetId))).toEqual(['SUCCESSION_MISSING']);
  await done(recordSuccession(deps, sub, { ...request(), ...named, kind: 'lease', amount: '12.00' }));
  expect(await codesOf(t.book(sheetId))).toEqual([]);
  expect(await codesOf(recordSuccession(deps, sub, { ...request(), ...named, kind: 'lease' }))).toEqual([
    'WRONG_STATE',
  ]);
});

test('more than was approved is booked with a supplement and not without; less leaves nothing open', async () => {
  const asset = await t.asset();
  const { sheetId, warrantId } = await ready([asset], { amount: '900.00' });
  expect(await codesOf(t.book(sheetId))).toEqual(['AMOUNT_EXCEEDS_WARRANT']);
  expect((await view(asset))?.bookId).toBe(zone.group);
  const other = await t.warrant([await t.asset()], { amount: '100.00' });
  expect(await codesOf(t.book(sheetId, { supplementId: other.id }))).toEqual(['WARRANT_OF_OTHER_KIND']);
  const small = await t.warrant([asset], { amount: '99.99' });
  expect(await codesOf(t.book(sheetId, { supplementId: small.id }))).toEqual(['AMOUNT_EXCEEDS_WARRANT']);
  const more = await t.warrant([asset], { amount: '100.00' });
  expect(await codesOf(t.book(sheetId, { supplementId: more.id }))).toEqual([]);
  const spent = await work(async (tx) => [await findWarrant(tx, warrantId), await findWarrant(tx, more.id)]);
  expect(spent.map((warrant) => warrant?.spent)).toEqual(['900.00', '100.00']);
});

test('a special treatment that is not open is refused, the ordinary one is booked with its tax; nothing is left of a refusal', async () => {
  const asset = await t.asset({ class: 'land' });
  await work((tx) =>
    query(tx, `UPDATE assets SET particulars = '{"tax_basis": "600.00"}' WHERE id = $1 RETURNING 1`, [asset]),
  );
  const order = await t.order([asset]).catch((error: Error) => error.message);
  expect(typeof order).toBe('object');
  if (typeof order === 'string') return;
  const sheetId = await sheetTo(order.id, zone.sub);
  await t.countAll(sheetId, sub);
  await t.signBoth(sheetId, sub);
  await t.papers(order.id, sub);
  const tax = {
    claims: 'special',
    administrativeOrder: false,
    approvalSays: 'silent',
    businessPurpose: false,
  } as const;
  expect(await codesOf(t.book(sheetId, { tax }))).toEqual(['TAX_CLAIM_UNFOUNDED']);
  expect(await work((tx) => entriesOf(tx, asset))).toHaveLength(1);
  expect(await codesOf(t.book(sheetId, { tax: { ...tax, claims: 'ordinary' } }))).toEqual([]);
  const taxes = await work((tx) => taxesOf(tx, order.id));
  expect(
    taxes
      .map(({ tax: name, treatment, amount }) => [name, treatment, amount])
      .slice(0, 2)
      .sort(),
  ).toEqual([
    ['corporate_income', 'ordinary', '100.00'],
    ['deed', 'exempt', '0.00'],
  ]);
  expect((await sheets(order.id))[0]?.lockedUntil).toBeNull();
});

test('after the booking title, taxes and property rights are done by the receiver, each with its receipt; then the order is closed', async () => {
  const asset = await t.asset();
  const { id, sheetId } = await ready([asset]);
  await done(t.book(sheetId));
  const { duties } = await readOrder(deps, sub, id);
  expect(duties.map(({ kind, dueOn }) => [kind, dueOn]).sort()).toEqual([
    ['rights', '2026-07-16'],
    ['tax', '2026-07-16'],
    ['title', '2026-08-15'],
  ]);
  const duty = (kind: string) => duties.find((each) => each.kind === kind)?.id ?? '';
  const discharge = (actor: Actor, kind: string, day = today) =>
    dischargeDuty(deps, actor, {
      ...request(),
      orderId: id,
      dutyId: duty(kind),
      on: localDate(day),
      document: zone.digest,
    });
  expect(await codesOf(discharge(giver, 'tax'))).toEqual(['WRONG_STATE']);
  expect(await codesOf(discharge(sub, 'tax', '2026-06-17'))).toEqual(['DAY_NOT_COME']);
  expect(await codesOf(discharge(sub, 'title'))).toEqual(['TITLE_STILL_OPEN']);
  await done(recordTitle(deps, sub, { ...request(), id: asset, on, document: zone.digest }));
  for (const kind of ['title', 'tax', 'rights']) expect(await codesOf(discharge(sub, kind))).toEqual([]);
  expect(await state(id)).toBe('closed');
  expect(await codesOf(discharge(sub, 'tax'))).toEqual(['WRONG_STATE']);
});

test('a booked order goes back the way it came, under a warrant of its own, and in no other way', async () => {
  const [asset, other] = [
    await t.asset({ monthlyDepreciation: '5.00', chargedThrough: '2026-06-01' }),
    await t.asset({}, zone.ofSub, zone.sub),
  ];
  const { id, sheetId } = await ready([asset]);
  await done(t.book(sheetId));
  const proposal = { toId: zone.group };
  const back = await t.warrant([asset], { companyId: zone.sub, proposal });
  expect(await codesOf(openOrder(deps, sub, { ...request(), warrantId: back.id }))).toEqual([
    'CLUSTER_NOT_OPERATED',
  ]);
  const wrong = await t.warrant([other], { companyId: zone.sub, proposal });
  expect(await codesOf(openOrder(deps, sub, { ...request(), warrantId: wrong.id, reversesId: id }))).toEqual([
    'NOT_REVERSIBLE',
  ]);
  const { id: reverse } = await done(
    openOrder(deps, sub, { ...request(), warrantId: back.id, reversesId: id }),
  );
  const sheet = await sheetTo(reverse, zone.group);
  await t.countAll(sheet, giver, sub);
  await t.signBoth(sheet, giver, sub);
  await t.papers(reverse, giver, sub);
  const balances = { capitalReserve: '5000.00', surplusReserve: '0.00', retained: '0.00' };
  expect(await codesOf(t.book(sheet, {}, sub))).toEqual(['BALANCES_MISSING']);
  expect(await codesOf(t.book(sheet, { balances }, sub))).toEqual([]);
  expect(await view(asset)).toMatchObject({ bookId: zone.group, custodyId: zone.group });
  const books = (await work((tx) => factsOf(tx, asset))).filter(({ kind }) => kind === 'book');
  expect(books.at(-1)?.organizationId).toBe(zone.group);
});

test('nobody but the two sides counts, signs or books, and a stranger does not see the order', async () => {
  const asset = await t.asset();
  const { sheetId, id } = await ready([asset]);
  await expect(t.book(sheetId, {}, sub)).rejects.toThrow('not found');
  await expect(signSheet(deps, sister, { ...request(), sheetId })).rejects.toThrow('not found');
  await expect(readOrder(deps, sister, id)).rejects.toThrow('not found');
  await expect(countSheet(deps, sister, { ...request(), sheetId, lines: [], rest: true })).rejects.toThrow(
    'not found',
  );
  expect((await readOrder(deps, sub, id)).sheets[0]?.may).toEqual([]);
  expect((await readOrder(deps, giver, id)).sheets[0]?.may).toEqual(['assets.book']);
});

test('of two bookings of one sheet at once one stands', async () => {
  const asset = await t.asset();
  const { sheetId, id } = await ready([asset]);
  const both = await Promise.all([codesOf(t.book(sheetId)), codesOf(t.book(sheetId))]);
  expect(both.map((codes) => codes.join()).sort()).toEqual(['', 'WRONG_STATE']);
  expect(await work((tx) => linesAfter(tx, id, { state: 'booked' }, null, 9))).toHaveLength(1);
  expect((await work((tx) => entriesOf(tx, asset))).filter(({ kind }) => kind === 'transfer')).toHaveLength(
    2,
  );
});
