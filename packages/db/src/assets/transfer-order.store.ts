import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import type { AssetClass } from './assets.model.ts';
import {
  type DutyRow,
  duties,
  type LineState,
  type OrderLineRow,
  type OrderPaperRow,
  type OrderRow,
  orderLines,
  orderPapers,
  orders,
  type SheetRow,
  type SheetTaxRow,
  type SuccessionRow,
  sheets,
  sheetTaxes,
  successions,
} from './orders.model.ts';

export const lockOrder = (tx: Tx, id: string): Promise<OrderRow | null> =>
  selectOne(tx, orders, { id }, { lock: true });
export const findOrder = (tx: Tx, id: string): Promise<OrderRow | null> => selectOne(tx, orders, { id });
export const allOrders = (tx: Tx): Promise<OrderRow[]> =>
  select(tx, orders, {}, { order: [['openedOn', 'DESC']], limit: 200 });
export const orderOfWarrant = (tx: Tx, warrantId: string): Promise<OrderRow | null> =>
  selectOne(tx, orders, { warrantId });
export const changeOrder = (tx: Tx, id: string, set: Partial<OrderRow>): Promise<number> =>
  update(tx, orders, set, { id });

/** An order with its first sheets and all its lines, those in portions that one statement carries. */
export async function saveOrder(
  tx: Tx,
  order: OrderRow,
  rounds: readonly SheetRow[],
  lines: readonly OrderLineRow[],
): Promise<void> {
  await insert(tx, orders, order);
  await insertMany(tx, sheets, rounds);
  for (let at = 0; at < lines.length; at += 2000)
    await insertMany(tx, orderLines, lines.slice(at, at + 2000));
}

export const findSheet = (tx: Tx, id: string): Promise<SheetRow | null> => selectOne(tx, sheets, { id });
export const sheetsOf = (tx: Tx, orderId: string): Promise<SheetRow[]> =>
  select(tx, sheets, { orderId }, { order: [['round', 'ASC']] });
export const saveSheet = (tx: Tx, row: SheetRow): Promise<void> => insert(tx, sheets, row);
export const changeSheet = (tx: Tx, id: string, set: Partial<SheetRow>): Promise<number> =>
  update(tx, sheets, set, { id });

export const lineOf = (tx: Tx, orderId: string, assetId: string): Promise<OrderLineRow | null> =>
  selectOne(tx, orderLines, { orderId, assetId });
/** The lines of an order that carry some of these assets. */
export const linesFor = (tx: Tx, orderId: string, assetIds: readonly string[]): Promise<OrderLineRow[]> =>
  select(tx, orderLines, { orderId, assetId: assetIds });
/** Lines of an order in the order of their assets' ids, after one of them. */
export const linesAfter = (
  tx: Tx,
  orderId: string,
  filter: { readonly sheetId?: string; readonly state?: LineState },
  after: string | null,
  limit: number,
): Promise<OrderLineRow[]> =>
  query(
    tx,
    `SELECT order_id AS "orderId", asset_id AS "assetId", to_id AS "toId", cluster_id AS "clusterId", sheet_id AS "sheetId",
       custody_only AS "custodyOnly", state, net, open, blocks, warnings FROM transfer_lines
     WHERE order_id = $1 AND ($2::uuid IS NULL OR sheet_id = $2) AND ($3::text IS NULL OR state = $3) AND ($4::uuid IS NULL OR asset_id > $4)
     ORDER BY asset_id LIMIT $5`,
    [orderId, filter.sheetId ?? null, filter.state ?? null, after, limit],
  );
/** Lines that change in one way: to a state, with the sheet and the findings that go with it. */
export const changeLines = (
  tx: Tx,
  orderId: string,
  assetIds: readonly string[],
  set: Partial<Pick<OrderLineRow, 'state' | 'sheetId' | 'blocks' | 'warnings' | 'net'>>,
): Promise<number> =>
  update(
    tx,
    orderLines,
    { ...set, ...(set.state === undefined ? {} : { open: !['booked', 'withdrawn'].includes(set.state) }) },
    { orderId, assetId: assetIds },
  );

export type LineSums = {
  toId: string;
  sheetId: string | null;
  clusterId: string;
  state: LineState;
  custodyOnly: boolean;
  lines: number;
  net: string;
};
/** The lines of an order counted and added up by receiver, sheet, cluster and state. */
export const lineSums = (tx: Tx, orderIds: readonly string[]): Promise<(LineSums & { orderId: string })[]> =>
  query(
    tx,
    `SELECT order_id AS "orderId", to_id AS "toId", sheet_id AS "sheetId", cluster_id AS "clusterId", state, custody_only AS "custodyOnly",
       count(*)::int AS lines, sum(net) AS net
     FROM transfer_lines WHERE order_id = ANY ($1::uuid[]) GROUP BY 1, 2, 3, 4, 5, 6`,
    [orderIds],
  );

export const ordersOfAsset = (
  tx: Tx,
  assetId: string,
): Promise<{ id: string; number: string; state: string; warrantId: string }[]> =>
  query(
    tx,
    `SELECT o.id, o.number, l.state, o.warrant_id AS "warrantId" FROM transfer_orders o JOIN transfer_lines l ON l.order_id = o.id
     WHERE l.asset_id = $1 ORDER BY o.opened_on, o.number`,
    [assetId],
  );

export const savePaper = (tx: Tx, row: OrderPaperRow): Promise<void> => insert(tx, orderPapers, row);
export const papersOf = (tx: Tx, orderId: string): Promise<OrderPaperRow[]> =>
  select(tx, orderPapers, { orderId }, { order: [['paperOn', 'ASC']] });
export const saveSuccession = (tx: Tx, row: SuccessionRow): Promise<void> => insert(tx, successions, row);
export const successionsOf = (tx: Tx, orderId: string): Promise<SuccessionRow[]> =>
  select(tx, successions, { orderId });
/** The first line of a sheet, of those still to be booked, that warns of something nobody was named to take over. */
export async function unsucceededLine(
  tx: Tx,
  sheetId: string,
  /** By the code of the warning, the kind of succession it asks for. */
  follows: Readonly<Record<string, string>>,
): Promise<{ code: string; name: string; kinds: string[] } | null> {
  const [row] = await query<{ code: string; name: string; kinds: string[] }>(
    tx,
    `SELECT a.code, a.name, array_agg(f.value ORDER BY f.value) AS kinds
     FROM transfer_lines l JOIN assets a ON a.id = l.asset_id JOIN jsonb_each_text($2::jsonb) f ON f.key = ANY (l.warnings)
     WHERE l.sheet_id = $1 AND l.state = 'counting' AND NOT EXISTS (
       SELECT 1 FROM transfer_successions s WHERE s.order_id = l.order_id AND s.asset_id = l.asset_id AND s.kind = f.value)
     GROUP BY a.id ORDER BY a.code LIMIT 1`,
    [sheetId, JSON.stringify(follows)],
  );
  return row ?? null;
}
export const saveTaxes = (tx: Tx, rows: readonly SheetTaxRow[]): Promise<void> =>
  insertMany(tx, sheetTaxes, rows);
export const taxesOf = (tx: Tx, orderId: string): Promise<SheetTaxRow[]> =>
  select(tx, sheetTaxes, { orderId });
export const saveDuties = (tx: Tx, rows: readonly DutyRow[]): Promise<void> => insertMany(tx, duties, rows);
export const dutiesOf = (tx: Tx, orderId: string): Promise<DutyRow[]> =>
  select(tx, duties, { orderId }, { order: [['dueOn', 'ASC']] });
export const changeDuty = (tx: Tx, id: string, set: Partial<DutyRow>): Promise<number> =>
  update(tx, duties, set, { id });

/** Parcels and buildings of a booked sheet that stand on the receiver's book and in another's name. */
export async function untitledLines(tx: Tx, sheetId: string): Promise<number> {
  const [row] = await query<{ lines: number }>(
    tx,
    `SELECT count(*)::int AS lines FROM transfer_lines l JOIN assets a ON a.id = l.asset_id
     WHERE l.sheet_id = $1 AND l.state = 'booked' AND NOT l.custody_only AND a.class IN ('land', 'plant') AND a.book_id = l.to_id AND a.title_id <> l.to_id`,
    [sheetId],
  );
  return row?.lines ?? 0;
}

/** A card that goes with a sheet. */
export type SheetCard = {
  id: string;
  code: string;
  class: AssetClass;
  use: string | null;
  publicBenefit: boolean;
  formedOn: string;
  cost: string;
  depreciation: string;
  impairment: string;
  residual: string;
  monthlyDepreciation: string | null;
  chargedThrough: string | null;
  taxBasis: string | null;
  custodyOnly: boolean;
};
/** The cards of the lines that a signed sheet books, locked, after one of them in the order of ids. */
export const cardsAfter = (
  tx: Tx,
  sheetId: string,
  after: string | null,
  limit: number,
): Promise<SheetCard[]> =>
  query(
    tx,
    `SELECT a.id, a.code, a.class, a.particulars ->> 'use' AS use, a.public_benefit AS "publicBenefit", a.formed_on AS "formedOn", a.cost, a.depreciation, a.impairment, a.residual,
       a.monthly_depreciation AS "monthlyDepreciation", a.charged_through AS "chargedThrough", a.particulars ->> 'tax_basis' AS "taxBasis",
       l.custody_only AS "custodyOnly"
     FROM transfer_lines l JOIN assets a ON a.id = l.asset_id
     WHERE l.sheet_id = $1 AND l.state = 'counting' AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3 FOR UPDATE OF a`,
    [sheetId, after, limit],
  );

/** A sheet's lines that are counted and not held are booked. */
export const bookLines = (tx: Tx, sheetId: string): Promise<unknown> =>
  query(
    tx,
    "UPDATE transfer_lines SET state = 'booked', open = false WHERE sheet_id = $1 AND state = 'counting'",
    [sheetId],
  );
