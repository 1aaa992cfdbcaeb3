import { insertMany, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type AssetFactRow, type AssetRow, assetFacts, assets } from './assets.model.ts';

export type AssetView = AssetRow & {
  titleId: string;
  bookId: string;
  custodyId: string;
  /** The open order that carries it, if any. */
  openOrderId: string | null;
  /** Whether its book has ever moved to another organisation. */
  moved: boolean;
};

const view = `SELECT a.id, a.code, a.name, a.class, a.cluster_id AS "clusterId", a.cost, a.depreciation, a.impairment,
  a.monthly_depreciation AS "monthlyDepreciation", a.area, a.public_benefit AS "publicBenefit", a.formed_on AS "formedOn", a.contract_id AS "contractId",
  t.organization_id AS "titleId", b.organization_id AS "bookId", c.organization_id AS "custodyId",
  (SELECT l.order_id FROM transfer_lines l JOIN transfer_orders o ON o.id = l.order_id WHERE l.asset_id = a.id AND l.open) AS "openOrderId",
  b.valid_from > a.formed_on OR EXISTS (SELECT 1 FROM transfer_lines l JOIN transfer_orders o ON o.id = l.order_id WHERE l.asset_id = a.id AND o.state = 'booked') AS moved
  FROM assets a
  JOIN asset_facts t ON t.asset_id = a.id AND t.kind = 'title' AND t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to >= $1)
  JOIN asset_facts b ON b.asset_id = a.id AND b.kind = 'book' AND b.valid_from <= $1 AND (b.valid_to IS NULL OR b.valid_to >= $1)
  JOIN asset_facts c ON c.asset_id = a.id AND c.kind = 'custody' AND c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to >= $1)`;

export const assetsById = (tx: Tx, on: string, ids: readonly string[]): Promise<AssetView[]> =>
  query(tx, `${view} WHERE a.id = ANY ($2::uuid[]) ORDER BY a.code`, [on, ids]);

/** A page of the register on a day, by code. */
export const assetsPage = (
  tx: Tx,
  on: string,
  filter: { clusterId: string | null; ownerId: string | null; contractId: string | null },
  afterCode: string | null,
  limit: number,
): Promise<AssetView[]> =>
  query(
    tx,
    `${view} WHERE ($2::uuid IS NULL OR a.cluster_id = $2) AND ($3::uuid IS NULL OR b.organization_id = $3)
       AND ($4::text IS NULL OR a.code > $4) AND ($6::uuid IS NULL OR a.contract_id = $6) ORDER BY a.code LIMIT $5`,
    [on, filter.clusterId, filter.ownerId, afterCode, limit, filter.contractId],
  );

/** Locks the assets in the order of their ids. */
export const lockAssets = (tx: Tx, ids: readonly string[]): Promise<AssetRow[]> =>
  select(tx, assets, { id: ids }, { lock: true, order: [['id', 'ASC']] });

export async function saveAssets(
  tx: Tx,
  rows: readonly AssetRow[],
  facts: readonly AssetFactRow[],
): Promise<void> {
  await insertMany(tx, assets, rows);
  await insertMany(tx, assetFacts, facts);
}
export const changeAsset = (tx: Tx, id: string, set: Partial<AssetRow>): Promise<number> =>
  update(tx, assets, set, { id });
export const findAsset = (tx: Tx, id: string): Promise<AssetRow | null> => selectOne(tx, assets, { id });
export const factsOf = (tx: Tx, assetId: string): Promise<AssetFactRow[]> =>
  select(tx, assetFacts, { assetId }, { order: [['validFrom', 'ASC']] });

/** From that day on another organisation holds title, book or custody; the fact before it ends the day before. A title passes by a paper. */
export async function moveFact(
  tx: Tx,
  assetId: string,
  kind: AssetFactRow['kind'],
  organizationId: string,
  on: string,
  document: string | null = null,
): Promise<void> {
  await query(
    tx,
    'UPDATE asset_facts SET valid_to = $3::date - 1 WHERE asset_id = $1 AND kind = $2 AND valid_to IS NULL',
    [assetId, kind, on],
  );
  await insertMany(tx, assetFacts, [
    { assetId, kind, organizationId, validFrom: on, validTo: null, document },
  ]);
}

export type ClusterSums = {
  clusterId: string;
  formed: string;
  inTransfer: string;
  transferred: string;
  count: number;
};

/**
 * Net value by cluster on a day, yuan: all that was formed; booked at the cluster's operating company; in an order open
 * on that day. Carrying amounts are those of today's cards.
 */
export const clusterSums = (tx: Tx, on: string): Promise<ClusterSums[]> =>
  query(
    tx,
    `WITH state AS (
       SELECT a.id, a.cluster_id, a.cost - a.depreciation - a.impairment AS net, b.organization_id = o.organization_id AS home,
         EXISTS (SELECT 1 FROM transfer_lines l JOIN transfer_orders t ON t.id = l.order_id
                 WHERE l.asset_id = a.id AND t.opened_on <= $1 AND (t.delivered_on IS NULL OR t.delivered_on > $1)) AS moving
       FROM assets a
       JOIN asset_facts b ON b.asset_id = a.id AND b.kind = 'book' AND b.valid_from <= $1 AND (b.valid_to IS NULL OR b.valid_to >= $1)
       LEFT JOIN cluster_operators o ON o.cluster_id = a.cluster_id AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
       WHERE a.formed_on <= $1)
     SELECT cluster_id AS "clusterId", sum(net) AS formed, coalesce(sum(net) FILTER (WHERE moving AND home IS NOT TRUE), 0) AS "inTransfer",
       coalesce(sum(net) FILTER (WHERE home), 0) AS transferred, count(*)::int AS count
     FROM state GROUP BY cluster_id`,
    [on],
  );
