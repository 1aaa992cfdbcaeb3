import { insert, insertMany, select, selectOne } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type CountRow,
  counts,
  type DifferenceRow,
  differences,
  type OrderSignatureRow,
  orderSignatures,
  type ResolutionRow,
  resolutions,
  type TransferSide,
} from './orders.model.ts';

/** A side may count again until somebody has signed. */
export async function saveCounts(tx: Tx, rows: readonly CountRow[]): Promise<void> {
  await query(
    tx,
    `INSERT INTO transfer_counts (order_id, sheet_id, asset_id, side, counted, difference, note, person_id)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::uuid[])
     ON CONFLICT (sheet_id, asset_id, side) DO UPDATE SET counted = excluded.counted, difference = excluded.difference, note = excluded.note,
       person_id = excluded.person_id, counted_at = now()`,
    [
      rows.map((r) => r.orderId),
      rows.map((r) => r.sheetId),
      rows.map((r) => r.assetId),
      rows.map((r) => r.side),
      rows.map((r) => r.counted),
      rows.map((r) => r.difference),
      rows.map((r) => r.note),
      rows.map((r) => r.personId),
    ],
  );
}

/** All that a side has not counted yet was there and in order. */
export const countRest = (tx: Tx, sheetId: string, side: TransferSide, personId: string): Promise<unknown> =>
  query(
    tx,
    `INSERT INTO transfer_counts (order_id, sheet_id, asset_id, side, counted, note, person_id)
     SELECT l.order_id, l.sheet_id, l.asset_id, $2, 1, '', $3 FROM transfer_lines l
     WHERE l.sheet_id = $1 AND l.state = 'counting' ON CONFLICT (sheet_id, asset_id, side) DO NOTHING`,
    [sheetId, side, personId],
  );

export const countsOf = (tx: Tx, sheetId: string, assetIds: readonly string[]): Promise<CountRow[]> =>
  select(tx, counts, { sheetId, assetId: assetIds });

/** Read once each: joined as tables they are gone through anew for every line while they are too young to have statistics. */
const ofSheet = `WITH lines AS MATERIALIZED (SELECT asset_id, net, state FROM transfer_lines WHERE sheet_id = $1),
  counts AS MATERIALIZED (SELECT asset_id, side, counted, difference, note FROM transfer_counts WHERE sheet_id = $1)`;

export type SheetCounts = { from: number; to: number; lines: number; differing: string[] };
/** How far a sheet is counted, and which of its assets differ from the list. */
export async function sheetCounts(tx: Tx, sheetId: string): Promise<SheetCounts> {
  const [row] = await query<{ from: number; to: number; lines: number; differing: string[] | null }>(
    tx,
    `${ofSheet}
     SELECT count(f.asset_id)::int AS "from", count(t.asset_id)::int AS "to", count(*)::int AS lines,
       array_agg(l.asset_id ORDER BY l.asset_id) FILTER (WHERE f.difference IS NOT NULL OR t.difference IS NOT NULL) AS differing
     FROM lines l
     LEFT JOIN counts f ON f.asset_id = l.asset_id AND f.side = 'from'
     LEFT JOIN counts t ON t.asset_id = l.asset_id AND t.side = 'to'
     WHERE l.state = 'counting'`,
    [sheetId],
  );
  return { from: row?.from ?? 0, to: row?.to ?? 0, lines: row?.lines ?? 0, differing: row?.differing ?? [] };
}

/** What both sides counted of a sheet, line by line in one text for its digest. */
export async function countText(tx: Tx, sheetId: string): Promise<string> {
  const [row] = await query<{ text: string | null }>(
    tx,
    `${ofSheet}
     SELECT encode(sha256(convert_to(string_agg(concat_ws(E'\\x1f', l.asset_id, l.net, c.side, c.counted, c.difference, c.note), E'\\x1e'
       ORDER BY l.asset_id, c.side), 'UTF8')), 'hex') AS text
     FROM lines l JOIN counts c ON c.asset_id = l.asset_id`,
    [sheetId],
  );
  return row?.text ?? '';
}

export const orderSignaturesOf = (tx: Tx, orderId: string): Promise<OrderSignatureRow[]> =>
  select(tx, orderSignatures, { orderId });
export const saveOrderSignature = (tx: Tx, row: Omit<OrderSignatureRow, 'signedAt'>): Promise<void> =>
  insert(tx, orderSignatures, row);

export const findDifference = (tx: Tx, id: string): Promise<DifferenceRow | null> =>
  selectOne(tx, differences, { id });
export const differencesOf = (tx: Tx, orderId: string): Promise<DifferenceRow[]> =>
  select(tx, differences, { orderId });
export const saveDifferences = (tx: Tx, rows: readonly DifferenceRow[]): Promise<void> =>
  insertMany(tx, differences, rows);
export const resolutionsOf = (tx: Tx, orderId: string): Promise<ResolutionRow[]> =>
  select(tx, resolutions, { orderId });
export const saveResolution = (tx: Tx, row: ResolutionRow): Promise<void> => insert(tx, resolutions, row);
