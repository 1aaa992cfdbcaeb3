import { assetsById } from '@guanyun/db/assets/asset.store.ts';
import {
  differencesOf,
  orderSignaturesOf,
  resolutionsOf,
  sheetCounts,
} from '@guanyun/db/assets/handover.store.ts';
import type { OrderRow, OrderSignatureRow, SheetRow } from '@guanyun/db/assets/orders.model.ts';
import {
  dutiesOf,
  findOrder,
  lineSums,
  papersOf,
  sheetsOf,
  successionsOf,
  taxesOf,
} from '@guanyun/db/assets/transfer-order.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import {
  transferBookers,
  transferCounters,
  transferSigners,
} from '@guanyun/domain/organizations/permissions.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { voucherLinesView } from '../accounting/read-vouchers.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames, personNames, signers } from '../organizations/names.ts';
import { lackingOf, papersNeeded } from './order-papers.ts';
import { type OrderSide, sideOf } from './order-standing.ts';

const isOneOf = (posts: readonly PostKind[], actor: Actor): boolean => posts.includes(actor.post.kind);

/** On which side this actor stands; null for whoever only reads. */
function standsAt(order: OrderRow, toId: string, actor: Actor): OrderSide | null {
  try {
    return sideOf(order, toId, actor);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** PostgreSQL writes a sum of nothing as 0. */
const amountText = (text: string): string => (text.includes('.') ? text : `${text}.00`);
const paperOf = async (tx: Tx, digest: string) => ({
  digest,
  name: (await findDocument(tx, digest))?.name ?? '',
});

/** One sheet: how far it is counted, who signed, what this actor may do with it. */
async function sheetView(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  sheet: SheetRow,
  signed: readonly OrderSignatureRow[],
) {
  const counted = await sheetCounts(tx, sheet.id);
  const side = standsAt(order, sheet.toId, actor);
  const own = signed.filter(({ sheetId }) => sheetId === sheet.id);
  const mayCount = side !== null && isOneOf(transferCounters, actor);
  const maySign = side !== null && isOneOf(transferSigners, actor);
  const books = isOneOf(transferBookers, actor) && side === (order.path === 'P1' ? 'to' : 'from');
  const complete = counted.from === counted.lines && counted.to === counted.lines;
  const counting = sheet.state === 'counting';
  const { id, round, state, openedOn, deliveredOn, net, lockedUntil } = sheet;
  return {
    ...{ id, round, state, openedOn, deliveredOn, net, lockedUntil, toId: sheet.toId, side },
    counted: {
      from: counted.from,
      to: counted.to,
      lines: counted.lines,
      differing: counted.differing.length,
    },
    may: [
      ...(mayCount && counting && own.length === 0 ? ['assets.count', 'assets.reportSurplus'] : []),
      ...(maySign && counting && complete && !own.some((each) => each.side === side)
        ? ['assets.signOrder']
        : []),
      ...(books && state === 'signed' ? ['assets.book'] : []),
    ],
  };
}

async function differenceViews(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  on: string,
  sheets: readonly SheetRow[],
) {
  const [rows, answers] = [await differencesOf(tx, order.id), await resolutionsOf(tx, order.id)];
  const ids = rows.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]));
  const assets = new Map(
    (await assetsById(tx, on, ids)).map(({ id, code, name }) => [id, { id, code, name }]),
  );
  const person = await personNames(
    tx,
    rows.map(({ personId }) => personId),
  );
  return rows.map(({ id, sheetId, assetId, side, kind, name, note, personId }) => {
    const toId = sheets.find((sheet) => sheet.id === sheetId)?.toId ?? '';
    const own = standsAt(order, toId, actor);
    const given = answers.filter(({ differenceId }) => differenceId === id);
    const of = (which: OrderSide) => given.find((each) => each.side === which)?.outcome ?? null;
    const settled = of('from') !== null && of('from') === of('to');
    const may = own !== null && of(own) === null && isOneOf(transferSigners, actor);
    return {
      ...{ id, sheetId, toId, side, kind, name, note, settled, person: person(personId) },
      asset: assetId === null ? null : (assets.get(assetId) ?? null),
      answers: { from: of('from'), to: of('to') },
      may: may ? ['assets.resolve'] : [],
    };
  });
}

async function papersView(tx: Tx, deps: Deps, order: OrderRow) {
  const on = today(deps);
  const rows = await papersOf(tx, order.id);
  const there = [];
  for (const { id, kind, toId, paperOn, document } of rows)
    there.push({ id, kind, toId, on: paperOn, paper: await paperOf(tx, document) });
  const needed = await papersNeeded(tx, on);
  const lacking = order.receivers.map((toId) => ({ toId, kinds: lackingOf(needed, rows, toId) }));
  return { needed, there, lacking };
}

async function dutyViews(tx: Tx, deps: Deps, actor: Actor, order: OrderRow, sheets: readonly SheetRow[]) {
  const views = [];
  for (const { id, sheetId, kind, dueOn, doneOn, document } of await dutiesOf(tx, order.id)) {
    const toId = sheets.find((sheet) => sheet.id === sheetId)?.toId ?? '';
    const may = doneOn === null && standsAt(order, toId, actor) === 'to' && isOneOf(transferCounters, actor);
    const paper = document === null ? null : await paperOf(tx, document);
    const overdue = doneOn === null && dueOn < today(deps);
    views.push({
      id,
      sheetId,
      toId,
      kind,
      dueOn,
      doneOn,
      overdue,
      paper,
      may: may ? ['assets.discharge'] : [],
    });
  }
  return views;
}

async function successionViews(tx: Tx, order: OrderRow) {
  const views = [];
  for (const { id, assetId, kind, counterparty, amount, document } of await successionsOf(tx, order.id))
    views.push({ id, assetId, kind, counterparty, amount, paper: await paperOf(tx, document) });
  return views;
}

/** One order without its lines: who gives what to whom, sheet by sheet, what is there and what is lacking, what came of it. */
export function readOrder(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const order = found(await findOrder(tx, id), 'order');
    const on = today(deps);
    const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
    const [signatures, sheets] = [await orderSignaturesOf(tx, id), await sheetsOf(tx, id)];
    const person = await personNames(tx, signers(signatures));
    const warrant = await findWarrant(tx, order.warrantId);
    const { number, state, path, basisDate, openedOn, approved, reversesId } = order;
    const views = [];
    for (const sheet of sheets)
      views.push({ ...(await sheetView(tx, actor, order, sheet, signatures)), to: organization(sheet.toId) });
    const sums = (await lineSums(tx, [id])).map(({ orderId: _order, ...sum }) => {
      const signed = sheets.some((sheet) => sheet.id === sum.sheetId && sheet.state === 'signed');
      const stands = sum.state === 'counting' && signed ? ('signed' as const) : sum.state;
      return { ...sum, state: stands, net: amountText(sum.net), cluster: cluster(sum.clusterId) };
    });
    const side =
      order.receivers.map((toId) => standsAt(order, toId, actor)).find((each) => each !== null) ?? null;
    return {
      delivered: formatYuan(sumFen(sheets.map(({ net }) => parseYuan(net ?? '0.00')))),
      ...{ id, number, state, path, basisDate, openedOn, approved, reversesId, side },
      from: organization(order.fromId),
      to: order.receivers.map(organization),
      warrant: { id: order.warrantId, number: warrant?.number ?? '' },
      sums,
      sheets: views,
      signatures: signatures.map((s) => ({
        ...{ side: s.side, sheetId: s.sheetId, person: person(s.personId), at: s.signedAt.toISOString() },
        onBehalfOf: s.onBehalfPersonId === null ? null : person(s.onBehalfPersonId),
      })),
      differences: await differenceViews(tx, actor, order, on, sheets),
      papers: await papersView(tx, deps, order),
      successions: await successionViews(tx, order),
      taxes: await taxesOf(tx, id),
      duties: await dutyViews(tx, deps, actor, order, sheets),
      vouchers: await voucherLinesView(tx, deps, { orderId: id }),
      history: await historyOf(tx, id),
      today: on,
    };
  });
}
