import type { OrderRow } from '@guanyun/db/assets/orders.model.ts';
import { lineSums } from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant, finishWarrant } from '@guanyun/db/matters/warrant.store.ts';

/** With its last line booked or withdrawn an order has used its warrant up, if it used it at all. */
export async function finishOrder(tx: Tx, order: OrderRow, on: string): Promise<void> {
  const open = (await lineSums(tx, [order.id])).some(({ state }) =>
    ['parked', 'counting', 'held'].includes(state),
  );
  const warrant = open ? null : await findWarrant(tx, order.warrantId);
  if (warrant !== null && warrant.uses > 0 && warrant.finishedOn === null)
    await finishWarrant(tx, warrant.id, on);
}
