import { query, type Tx } from '../kernel/transaction.ts';
import { sumsOn } from './sums-on.ts';

/** What stands in one book of one cluster on a day, by class. */
export type StatementRow = {
  clusterId: string;
  organizationId: string;
  class: string;
  publicBenefit: boolean;
  items: number;
  cost: string;
  depreciation: string;
  impairment: string;
};

/** By cluster, book and class on a day as known on another: from the sums, whatever the number of assets. */
export const statementRows = (tx: Tx, on: string, knownOn: string | null): Promise<StatementRow[]> =>
  query(
    tx,
    `SELECT cluster_id AS "clusterId", organization_id AS "organizationId", class, public_benefit AS "publicBenefit", sum(items)::int AS items,
       sum(cost)::numeric(24,2) AS cost, sum(depreciation)::numeric(24,2) AS depreciation, sum(impairment)::numeric(24,2) AS impairment
     FROM ${sumsOn('$1', '$2')} s GROUP BY 1, 2, 3, 4
     HAVING sum(items) <> 0 OR sum(cost) <> 0 OR sum(depreciation) <> 0 OR sum(impairment) <> 0`,
    [on, knownOn],
  );

/** One cell of the statement. */
export type StatementCell = {
  readonly clusterId: string;
  readonly organizationId: string;
  readonly class: string;
  readonly publicBenefit: boolean;
};
export type AmountsOfAsset = {
  id: string;
  code: string;
  name: string;
  formedOn: string;
  cost: string;
  depreciation: string;
  impairment: string;
};

/** A page, by code, of the assets that make up a cell, at the amounts of that day as known then. */
export const statementAssets = (
  tx: Tx,
  cell: StatementCell,
  days: { readonly on: string; readonly knownOn: string | null },
  after: string,
  limit: number,
): Promise<AmountsOfAsset[]> =>
  query(
    tx,
    `SELECT a.id, a.code, a.name, a.formed_on AS "formedOn", s.cost, s.depreciation, s.impairment FROM assets a
     CROSS JOIN LATERAL (SELECT sum(e.items) AS items, sum(e.cost)::numeric(24,2) AS cost, sum(e.depreciation)::numeric(24,2) AS depreciation,
         sum(e.impairment)::numeric(24,2) AS impairment
       FROM asset_entries e WHERE e.asset_id = a.id AND e.organization_id = $2 AND e.entry_on <= $5
         AND ($6::date IS NULL OR (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= $6)) s
     WHERE a.cluster_id = $1 AND a.class = $3 AND a.public_benefit = $4 AND a.code > $7
       AND (s.items <> 0 OR s.cost <> 0 OR s.depreciation <> 0 OR s.impairment <> 0) ORDER BY a.code LIMIT $8`,
    [
      ...[cell.clusterId, cell.organizationId, cell.class, cell.publicBenefit],
      ...[days.on, days.knownOn, after, limit],
    ],
  );

/** What is an asset, is not public-benefit, and does not stand in the book of its cluster's operating company. */
const untransferred = `FROM assets a
  LEFT JOIN cluster_operators o ON o.cluster_id = a.cluster_id AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
  WHERE a.retired_on IS NULL AND NOT a.public_benefit AND a.class <> 'payable' AND a.formed_on <= $1 AND a.book_id IS DISTINCT FROM o.organization_id`;

export type AgeRow = { clusterId: string; bucket: string; items: number; net: string };
/** The first day of forming that is still in a bucket; null for the oldest. */
export type AgeLimit = { readonly code: string; readonly from: string | null };

/** Today's register in one pass: what is not yet transferred, by cluster and age. Buckets come youngest first. */
export function ageRows(tx: Tx, on: string, buckets: readonly AgeLimit[]): Promise<AgeRow[]> {
  const values: unknown[] = [on];
  const cases = buckets.map(({ code, from }) =>
    from === null
      ? `ELSE $${values.push(code)}::text`
      : `WHEN a.formed_on >= $${values.push(from)}::date THEN $${values.push(code)}::text`,
  );
  return query(
    tx,
    `SELECT a.cluster_id AS "clusterId", CASE ${cases.join(' ')} END AS bucket, count(*)::int AS items,
       sum(a.cost - a.depreciation - a.impairment)::numeric(24,2) AS net ${untransferred} GROUP BY 1, 2`,
    values,
  );
}

export type AgedAsset = AmountsOfAsset & { bookId: string };
/** A page, by code, of what is not yet transferred of a cluster, formed between two days. */
export const agedAssets = (
  tx: Tx,
  on: string,
  of: { readonly clusterId: string; readonly from: string | null; readonly to: string | null },
  after: string,
  limit: number,
): Promise<AgedAsset[]> =>
  query(
    tx,
    `SELECT a.id, a.code, a.name, a.formed_on AS "formedOn", a.cost, a.depreciation, a.impairment, a.book_id AS "bookId" ${untransferred}
       AND a.cluster_id = $2 AND ($3::date IS NULL OR a.formed_on >= $3) AND ($4::date IS NULL OR a.formed_on <= $4) AND a.code > $5
     ORDER BY a.code LIMIT $6`,
    [on, of.clusterId, of.from, of.to, after, limit],
  );

/** A booked sheet whose special tax treatment is watched. */
export type WatchedSheet = {
  sheetId: string;
  orderId: string;
  number: string;
  fromId: string;
  toId: string;
  deliveredOn: string;
  lockedUntil: string;
  net: string;
  items: number;
  /** What went over under the special treatment, by class: its value and what of it may still be deducted. */
  special: { value: string; basis: string | null }[];
};

/** Watches, the one that ends first first. */
export const watchedSheets = (tx: Tx, sheetId: string | null = null): Promise<WatchedSheet[]> =>
  query(
    tx,
    `SELECT s.id AS "sheetId", o.id AS "orderId", o.number, o.from_id AS "fromId", s.to_id AS "toId", s.delivered_on AS "deliveredOn",
       s.locked_until AS "lockedUntil", s.net,
       (SELECT count(*)::int FROM transfer_lines l WHERE l.sheet_id = s.id AND l.state = 'booked' AND NOT l.custody_only) AS items,
       coalesce((SELECT json_agg(json_build_object('value', t.value::text, 'basis', t.tax_basis::text) ORDER BY t.class) FROM transfer_taxes t
         WHERE t.sheet_id = s.id AND t.tax = 'corporate_income' AND t.treatment = 'special'), '[]') AS special
     FROM transfer_sheets s JOIN transfer_orders o ON o.id = s.order_id
     WHERE s.state = 'booked' AND s.locked_until IS NOT NULL AND ($1::uuid IS NULL OR s.id = $1) ORDER BY s.locked_until, o.number, s.id`,
    [sheetId],
  );

export type MovedOn = { sheetId: string; assetId: string; code: string; name: string; on: string };
/** Assets of watched sheets, and what was made of them by splitting and merging, that were handed on or disposed of within the watch. */
export const movedWithinWatch = (tx: Tx, sheetIds: readonly string[]): Promise<MovedOn[]> =>
  query(
    tx,
    `WITH RECURSIVE watched AS (
       SELECT s.id AS sheet_id, i.asset_id, i.id AS entry_id, s.delivered_on, s.locked_until
       FROM transfer_sheets s JOIN asset_entries i ON i.cause_id = s.id AND i.kind = 'transfer' AND i.items = 1
       WHERE s.id = ANY ($1::uuid[]) AND s.locked_until IS NOT NULL
       UNION SELECT w.sheet_id, l.child_id, w.entry_id, w.delivered_on, w.locked_until FROM watched w JOIN asset_lineage l ON l.parent_id = w.asset_id AND l.reshaped_on >= w.delivered_on)
     SELECT w.sheet_id AS "sheetId", a.id AS "assetId", a.code, a.name, min(x.entry_on) AS on
     FROM watched w JOIN asset_entries x ON x.asset_id = w.asset_id AND x.id > w.entry_id AND x.kind IN ('transfer', 'dispose') AND x.items = -1
       AND x.entry_on > w.delivered_on AND x.entry_on <= w.locked_until
     JOIN assets a ON a.id = w.asset_id GROUP BY w.sheet_id, a.id, a.code, a.name ORDER BY min(x.entry_on), a.code`,
    [sheetIds],
  );

/** A page, by code, of the assets that went over by a sheet. */
export const assetsOfSheet = (
  tx: Tx,
  sheetId: string,
  after: string,
  limit: number,
): Promise<AmountsOfAsset[]> =>
  query(
    tx,
    `SELECT a.id, a.code, a.name, a.formed_on AS "formedOn", e.cost, e.depreciation, e.impairment FROM asset_entries e JOIN assets a ON a.id = e.asset_id
     WHERE e.cause_id = $1 AND e.kind = 'transfer' AND e.items = 1 AND a.code > $2 ORDER BY a.code LIMIT $3`,
    [sheetId, after, limit],
  );
