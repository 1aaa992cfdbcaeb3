import type { OrderRow } from '@guanyun/db/assets/assets.model.ts';
import {
  changeOrder,
  countsOf,
  linesOf,
  lockOrder,
  orderSignaturesOf,
  saveCount,
  saveOrderSignature,
} from '@guanyun/db/assets/transfer-order.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, NotFound } from '../kernel/deps.ts';
import { type Actor, haveSigned, signedBy } from '../organizations/actor.ts';

export type OrderSide = 'from' | 'to';

/** On which side of the order this actor's organisation stands; on neither, there is no such order. */
export function sideOf(order: OrderRow, actor: Actor): OrderSide {
  if (order.fromId === actor.post.organizationId) return 'from';
  if (order.toId === actor.post.organizationId) return 'to';
  throw new NotFound('order');
}

export type NewCounts = {
  readonly requestId: string;
  readonly orderId: string;
  readonly lines: readonly { readonly assetId: string; readonly counted: number; readonly note: string }[];
};

/** One side's count, line by line; may be repeated until that side has signed. */
export function countOrder(deps: Deps, actor: Actor, asked: NewCounts): Promise<Answer<{ side: OrderSide }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'assets.count', body: asked, about },
    async (tx): Promise<Outcome<{ side: OrderSide }>> => {
      const order = found(await lockOrder(tx, asked.orderId), 'order');
      const side = sideOf(order, actor);
      const signed = (await orderSignaturesOf(tx, order.id)).length > 0;
      if (order.state !== 'counting' || signed)
        return refuse('WRONG_STATE', { state: order.state, step: 'count' });
      const lines = await linesOf(tx, order.id);
      for (const line of asked.lines) {
        found(
          lines.find((l) => l.assetId === line.assetId),
          'line',
        );
        await saveCount(tx, {
          orderId: order.id,
          assetId: line.assetId,
          side,
          counted: line.counted,
          note: line.note,
          personId: actor.person.id,
        });
      }
      return accept({
        subject: { ...about, title: order.number },
        content: { side, lines: asked.lines },
        answer: { side },
      });
    },
  );
}

/**
 * One side signs the handover list: every line counted by both (COUNT_MISSING) and without a difference (COUNT_DIFFERS).
 * One person signs for one side only. With both signatures the order is signed.
 */
export function signOrder(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; orderId: string },
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'assets.signOrder', body: asked, about },
    async (tx): Promise<Outcome<{ state: string }>> => {
      const order = found(await lockOrder(tx, asked.orderId), 'order');
      const side = sideOf(order, actor);
      const signatures = await orderSignaturesOf(tx, order.id);
      if (order.state !== 'counting' || signatures.some((s) => s.side === side))
        return refuse('WRONG_STATE', { state: order.state, step: 'signOrder' });
      if (haveSigned(signatures, actor)) return refuse('SAME_PERSON_BOTH_SIDES');
      const [lines, counts] = [await linesOf(tx, order.id), await countsOf(tx, order.id)];
      const counted = lines.map((line) => ({
        ...line,
        counts: counts.filter((c) => c.assetId === line.assetId),
      }));
      const missing = counted.filter((line) => line.counts.length < 2).length;
      if (missing > 0) return refuse('COUNT_MISSING', { lines: missing.toString() });
      const differing = counted.filter((line) => line.counts.some((c) => c.counted !== 1)).length;
      if (differing > 0) return refuse('COUNT_DIFFERS', { lines: differing.toString() });
      const digest = digestOf(
        counted
          .map((line) => ({
            asset: line.assetId,
            net: line.net,
            counts: line.counts.map((c) => [c.side, c.counted, c.note]).sort(),
          }))
          .sort((a, b) => (a.asset < b.asset ? -1 : 1)),
      );
      await saveOrderSignature(tx, { orderId: order.id, side, ...signedBy(actor), digest });
      const state = signatures.length === 1 ? 'signed' : 'counting';
      await changeOrder(tx, order.id, { state });
      return accept({
        subject: { ...about, title: order.number },
        content: { side, digest },
        answer: { state },
      });
    },
  );
}
