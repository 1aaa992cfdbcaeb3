import {
  countRest,
  countsOf,
  countText,
  orderSignaturesOf,
  saveCounts,
  saveDifferences,
  saveOrderSignature,
  sheetCounts,
} from '@guanyun/db/assets/handover.store.ts';
import type { CountRow, DifferenceRow, OrderRow, SheetRow } from '@guanyun/db/assets/orders.model.ts';
import {
  changeLines,
  changeSheet,
  findSheet,
  linesFor,
  lockOrder,
} from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, haveSigned, signedBy } from '../organizations/actor.ts';
import { type OrderSide, restate, sideOf } from './order-standing.ts';

export type CountedLine = {
  readonly assetId: string;
  readonly difference?: Exclude<CountRow['difference'], null> | undefined;
  readonly note: string;
};

/** The sheet with its order, the order locked, and this actor's side of it. */
export async function atSheet(
  tx: Tx,
  actor: Actor,
  sheetId: string,
): Promise<{ order: OrderRow; sheet: SheetRow; side: OrderSide }> {
  const seen = found(await findSheet(tx, sheetId), 'sheet');
  const order = found(await lockOrder(tx, seen.orderId), 'order');
  const sheet = found(await findSheet(tx, sheetId), 'sheet');
  return { order, sheet, side: sideOf(order, sheet.toId, actor) };
}

const signaturesUnder = async (tx: Tx, sheet: SheetRow) =>
  (await orderSignaturesOf(tx, sheet.orderId)).filter((each) => each.sheetId === sheet.id);

/**
 * One side's count of a sheet: line by line, and with `rest` all that was not named was there and in order. A difference says
 * what it is and why. May be repeated until somebody has signed.
 */
export function countSheet(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; sheetId: string; lines: readonly CountedLine[]; rest: boolean },
): Promise<Answer<{ side: OrderSide }>> {
  const about = { kind: 'transfer_order', id: null, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.count', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ side: OrderSide }>> => {
    const { order, sheet, side } = await atSheet(tx, actor, asked.sheetId);
    if (sheet.state !== 'counting' || (await signaturesUnder(tx, sheet)).length > 0)
      return refuse('WRONG_STATE', { state: sheet.state, step: 'count' });
    const ids = asked.lines.map(({ assetId }) => assetId);
    const listed = (await linesFor(tx, order.id, ids)).filter(
      (line) => line.sheetId === sheet.id && line.state === 'counting',
    );
    const known = new Set(listed.map(({ assetId }) => assetId));
    for (const id of ids) found(known.has(id) ? id : undefined, 'line');
    await saveCounts(
      tx,
      asked.lines.map(({ assetId, difference, note }) => ({
        ...{ orderId: order.id, sheetId: sheet.id, assetId, side, personId: actor.person.id },
        ...{ counted: difference === 'missing' ? 0 : 1, difference: difference ?? null, note },
      })),
    );
    if (asked.rest) await countRest(tx, sheet.id, side, actor.person.id);
    const subject = { ...about, id: order.id, title: order.number };
    const content = { sheet: sheet.id, side, lines: asked.lines, rest: asked.rest };
    return accept({ subject, content, answer: { side } });
  });
}

/** What somebody found that is on no list: it is written down, and holds nothing up. */
export function reportSurplus(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; sheetId: string; name: string; note: string },
): Promise<Answer<{ id: string }>> {
  const about = { kind: 'transfer_order', id: null, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.reportSurplus', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const { order, sheet, side } = await atSheet(tx, actor, asked.sheetId);
    if (sheet.state !== 'counting') return refuse('WRONG_STATE', { state: sheet.state, step: 'count' });
    const { name, note } = asked;
    const id = deps.newId();
    const place = { id, orderId: order.id, sheetId: sheet.id, side, personId: actor.person.id };
    await saveDifferences(tx, [{ ...place, assetId: null, kind: 'surplus', name, note }]);
    const subject = { ...about, id: order.id, title: order.number };
    return accept({ subject, content: { sheet: sheet.id, side, name, note }, answer: { id } });
  });
}

/** Each difference that a side found becomes a row of its own and holds its line. */
async function holdDiffering(
  tx: Tx,
  deps: Deps,
  sheet: SheetRow,
  assetIds: readonly string[],
): Promise<void> {
  if (assetIds.length === 0) return;
  const rows = (await countsOf(tx, sheet.id, assetIds)).flatMap((count): DifferenceRow[] => {
    const { assetId, side, difference, note, personId } = count;
    if (difference === null) return [];
    const place = { id: deps.newId(), orderId: sheet.orderId, sheetId: sheet.id, assetId, side, personId };
    return [{ ...place, kind: difference, name: '', note }];
  });
  await saveDifferences(tx, rows);
  await changeLines(tx, sheet.orderId, assetIds, { state: 'held' });
}

/**
 * One side signs the list of a sheet, counted by both (COUNT_MISSING). One person signs for one side only. With both
 * signatures the lines that differ are held, each alone, and the rest may be booked.
 */
export function signSheet(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; sheetId: string },
): Promise<Answer<{ state: SheetRow['state'] }>> {
  const about = { kind: 'transfer_order', id: null, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.signOrder', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ state: SheetRow['state'] }>> => {
    const { order, sheet, side } = await atSheet(tx, actor, asked.sheetId);
    const signatures = await signaturesUnder(tx, sheet);
    if (sheet.state !== 'counting' || signatures.some((each) => each.side === side))
      return refuse('WRONG_STATE', { state: sheet.state, step: 'signOrder' });
    if (haveSigned(signatures, actor)) return refuse('SAME_PERSON_BOTH_SIDES');
    const counted = await sheetCounts(tx, sheet.id);
    const missing = 2 * counted.lines - counted.from - counted.to;
    if (missing > 0) return refuse('COUNT_MISSING', { lines: missing.toString() });
    const digest = await countText(tx, sheet.id);
    await saveOrderSignature(tx, { orderId: order.id, sheetId: sheet.id, side, ...signedBy(actor), digest });
    const { differing } = counted;
    let state: SheetRow['state'] = 'counting';
    if (signatures.length === 1) {
      state = differing.length === counted.lines ? 'empty' : 'signed';
      await holdDiffering(tx, deps, sheet, differing);
      await changeSheet(tx, sheet.id, { state });
      await restate(tx, order, today(deps));
    }
    const subject = { ...about, id: order.id, title: order.number };
    const content = { sheet: sheet.id, side, digest, lines: counted.lines, differing };
    return accept({ subject, content, answer: { state } });
  });
}
