import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type CountRow,
  counts,
  type OrderLineRow,
  type OrderRow,
  type OrderSignatureRow,
  orderLines,
  orderSignatures,
  orders,
} from './assets.model.ts';

export const lockOrder = (tx: Tx, id: string): Promise<OrderRow | null> =>
  selectOne(tx, orders, { id }, { lock: true });
export const findOrder = (tx: Tx, id: string): Promise<OrderRow | null> => selectOne(tx, orders, { id });
export const allOrders = (tx: Tx): Promise<OrderRow[]> =>
  select(tx, orders, {}, { order: [['openedOn', 'DESC']], limit: 200 });
export const orderOfWarrant = (tx: Tx, warrantId: string): Promise<OrderRow | null> =>
  selectOne(tx, orders, { warrantId });
export async function saveOrder(tx: Tx, order: OrderRow, lines: readonly OrderLineRow[]): Promise<void> {
  await insert(tx, orders, order);
  await insertMany(tx, orderLines, lines);
}
export const changeOrder = (tx: Tx, id: string, set: Partial<OrderRow>): Promise<number> =>
  update(tx, orders, set, { id });
export const linesOf = (tx: Tx, orderId: string): Promise<OrderLineRow[]> =>
  select(tx, orderLines, { orderId });
export const closeLines = (tx: Tx, orderId: string): Promise<number> =>
  update(tx, orderLines, { open: false }, { orderId });
export const ordersOfAsset = (
  tx: Tx,
  assetId: string,
): Promise<{ id: string; number: string; state: string; warrantId: string }[]> =>
  query(
    tx,
    'SELECT o.id, o.number, o.state, o.warrant_id AS "warrantId" FROM transfer_orders o JOIN transfer_lines l ON l.order_id = o.id WHERE l.asset_id = $1 ORDER BY o.opened_on',
    [assetId],
  );

export const countsOf = (tx: Tx, orderId: string): Promise<CountRow[]> => select(tx, counts, { orderId });
/** A side may count again until it has signed. */
export async function saveCount(tx: Tx, row: CountRow): Promise<void> {
  await query(
    tx,
    `INSERT INTO transfer_counts (order_id, asset_id, side, counted, note, person_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (order_id, asset_id, side) DO UPDATE SET counted = excluded.counted, note = excluded.note, person_id = excluded.person_id, counted_at = now()`,
    [row.orderId, row.assetId, row.side, row.counted, row.note, row.personId],
  );
}
export const orderSignaturesOf = (tx: Tx, orderId: string): Promise<OrderSignatureRow[]> =>
  select(tx, orderSignatures, { orderId });
export const saveOrderSignature = (tx: Tx, row: Omit<OrderSignatureRow, 'signedAt'>): Promise<void> =>
  insert(tx, orderSignatures, row);
