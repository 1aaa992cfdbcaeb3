import type { OrderRow, SheetRow } from '@guanyun/db/assets/orders.model.ts';
import { changeOrder, dutiesOf, lineSums, sheetsOf } from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant, finishWarrant } from '@guanyun/db/matters/warrant.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

export type OrderSide = 'from' | 'to';

/** On which side of a sheet this actor stands: for a public body that gives, its staff; on neither, there is no such order. */
export function sideOf(order: OrderRow, toId: string, actor: Actor): OrderSide {
  const { organizationId, side } = actor.post;
  if (order.fromId === organizationId || (order.path === 'P1' && side === 'committee')) return 'from';
  if (toId === organizationId) return 'to';
  throw new NotFound('order');
}

/**
 * The order stands where its slowest line stands: what is parked or held is as if not yet counted. With its last line booked
 * or withdrawn it has used its warrant up, if it used it at all.
 */
export async function restate(tx: Tx, order: OrderRow, on: LocalDate): Promise<OrderRow['state']> {
  const { id: orderId, warrantId } = order;
  const [sums, sheets, duties] = [
    await lineSums(tx, [orderId]),
    new Map((await sheetsOf(tx, orderId)).map((sheet) => [sheet.id, sheet])),
    await dutiesOf(tx, orderId),
  ];
  const stateOf = (sheetId: string | null): SheetRow['state'] | undefined =>
    sheetId === null ? undefined : sheets.get(sheetId)?.state;
  const waiting = sums.filter(({ state }) => state === 'counting' || state === 'parked' || state === 'held');
  const state = waiting.some((sum) => sum.state !== 'counting' || stateOf(sum.sheetId) === 'counting')
    ? 'counting'
    : waiting.length > 0
      ? 'signed'
      : duties.every(({ doneOn }) => doneOn !== null)
        ? 'closed'
        : 'booked';
  await changeOrder(tx, orderId, { state });
  const warrant = waiting.length > 0 ? null : await findWarrant(tx, warrantId);
  if (warrant !== null && warrant.uses > 0 && warrant.finishedOn === null)
    await finishWarrant(tx, warrantId, on);
  return state;
}
