import type { OrderPaperRow, OrderRow, SuccessionRow } from '@guanyun/db/assets/orders.model.ts';
import {
  changeDuty,
  dutiesOf,
  findSheet,
  lineOf,
  lockOrder,
  papersOf,
  savePaper,
  saveSuccession,
  unsucceededLine,
  untitledLines,
} from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { accept, type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { readParameters } from '../matters/catalogue-versions.ts';
import type { Actor } from '../organizations/actor.ts';
import { restate, sideOf } from './order-standing.ts';

export type OrderPaperKind = OrderPaperRow['kind'];

/** Which papers must be there before anything is booked, as the catalogue of the day has it. The receiver decides for itself. */
export async function papersNeeded(tx: Tx, on: LocalDate): Promise<OrderPaperKind[]> {
  const figures = await readParameters(tx, on, on);
  const kinds = [
    'transferee_decision',
    'creditors_notice',
    'agreement',
    'verification',
    'staff_congress',
  ] as const;
  return kinds.filter((kind) => figures.isOn(`asset_disposal.order.${kind}`));
}

/** Of what is needed, what is not there for one receiver. */
export const lackingOf = (
  needed: readonly OrderPaperKind[],
  there: readonly Pick<OrderPaperRow, 'kind' | 'toId'>[],
  toId: string,
): OrderPaperKind[] =>
  needed.filter(
    (kind) => !there.some((paper) => paper.kind === kind && (paper.toId === null || paper.toId === toId)),
  );

/** What an order lacks for one receiver. */
export const papersLacking = async (
  tx: Tx,
  order: OrderRow,
  toId: string,
  on: LocalDate,
): Promise<OrderPaperKind[]> => lackingOf(await papersNeeded(tx, on), await papersOf(tx, order.id), toId);

/** What goes along with an asset and needs somebody named to take it over. */
const follows: Readonly<Record<string, SuccessionRow['kind']>> = {
  MORTGAGE_FOLLOWS: 'mortgage',
  LEASE_FOLLOWS: 'lease',
  PRIORITY_CLAIM: 'works',
};
export const successionsAsked = (warnings: readonly string[]): SuccessionRow['kind'][] =>
  warnings.flatMap((code) => follows[code] ?? []);

/** Refused where a line of the sheet carries something nobody was named to take over. */
export async function successionLacking(tx: Tx, sheetId: string): Promise<Refused<Refusal> | null> {
  const line = await unsucceededLine(tx, sheetId, follows);
  if (line === null) return null;
  const { code, name, kinds } = line;
  return refuse('SUCCESSION_MISSING', { code, name, kinds: kinds.join('、') });
}

export type NewOrderPaper = Pick<OrderPaperRow, 'orderId' | 'kind' | 'document'> & {
  readonly requestId: string;
  readonly toId?: string | undefined;
  readonly on: LocalDate;
};

/** A paper of the order, from either side: of one receiver or of all. Refused: DAY_NOT_COME, DOCUMENT_UNKNOWN. */
export function recordOrderPaper(
  deps: Deps,
  actor: Actor,
  asked: NewOrderPaper,
): Promise<Answer<{ id: string }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.orderPaper', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const order = found(await lockOrder(tx, asked.orderId), 'order');
    const { kind, document, on } = asked;
    const own = order.receivers.includes(actor.post.organizationId) ? actor.post.organizationId : null;
    const toId = asked.toId ?? own;
    sideOf(order, toId ?? order.receivers[0] ?? '', actor);
    if (toId !== null)
      found(
        order.receivers.find((each) => each === toId),
        'receiver',
      );
    if (on > today(deps)) return refuse('DAY_NOT_COME', { day: on });
    const papers = await papersThere(tx, [document]);
    if (papers.outcome === 'refused') return papers;
    const id = deps.newId();
    await savePaper(tx, {
      id,
      orderId: order.id,
      kind,
      toId,
      paperOn: on,
      document,
      personId: actor.person.id,
    });
    const subject = { ...about, title: order.number };
    return accept({ subject, content: { kind, toId, on, document }, answer: { id } });
  });
}

export type NewSuccession = Pick<
  SuccessionRow,
  'orderId' | 'assetId' | 'kind' | 'counterparty' | 'document'
> & {
  readonly requestId: string;
  readonly amount?: string | undefined;
};

/** The receiver of a line takes over what hangs on it: a mortgage, a lease, works not paid, retention money, a guarantee. */
export function recordSuccession(
  deps: Deps,
  actor: Actor,
  asked: NewSuccession,
): Promise<Answer<{ id: string }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.succeed', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const order = found(await lockOrder(tx, asked.orderId), 'order');
    const line = found(await lineOf(tx, order.id, asked.assetId), 'line');
    sideOf(order, line.toId, actor);
    if (!line.open) return refuse('WRONG_STATE', { state: line.state, step: 'succeed' });
    const papers = await papersThere(tx, [asked.document]);
    if (papers.outcome === 'refused') return papers;
    const { requestId: _request, amount = null, ...said } = asked;
    const id = deps.newId();
    await saveSuccession(tx, { ...said, id, amount, personId: actor.person.id });
    const subject = { ...about, title: order.number };
    return accept({ subject, content: { ...said, amount, successor: line.toId }, answer: { id } });
  });
}

/**
 * What comes after a booking is done, by the receiver and with its receipt: title registered, taxes cleared, property rights
 * registered. Refused: TITLE_STILL_OPEN while a parcel or building is still in the giver's name; DAY_NOT_COME.
 */
export function dischargeDuty(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; orderId: string; dutyId: string; on: LocalDate; document: string },
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.discharge', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ state: string }>> => {
    const { on, document } = asked;
    const order = found(await lockOrder(tx, asked.orderId), 'order');
    const duty = found(
      (await dutiesOf(tx, order.id)).find(({ id }) => id === asked.dutyId),
      'duty',
    );
    const sheet = found(await findSheet(tx, duty.sheetId), 'sheet');
    const side = sideOf(order, sheet.toId, actor);
    if (side !== 'to' || duty.doneOn !== null)
      return refuse('WRONG_STATE', { state: order.state, step: 'discharge' });
    if (on > today(deps) || on < (sheet.deliveredOn ?? on)) return refuse('DAY_NOT_COME', { day: on });
    const papers = await papersThere(tx, [document]);
    if (papers.outcome === 'refused') return papers;
    const open = duty.kind === 'title' ? await untitledLines(tx, sheet.id) : 0;
    if (open > 0) return refuse('TITLE_STILL_OPEN', { count: open.toString() });
    await changeDuty(tx, duty.id, { doneOn: on, document, personId: actor.person.id });
    const state = await restate(tx, order, today(deps));
    const subject = { ...about, title: order.number };
    return accept({ subject, content: { kind: duty.kind, on, document }, answer: { state } });
  });
}
