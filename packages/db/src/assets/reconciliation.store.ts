import { query, type Tx } from '../kernel/transaction.ts';

/** Whose books, on which day; without an organisation all that may be seen. */
export type Scope = { readonly organizationId: string | null; readonly asOf: string };

/** The cards of one kind in one cluster, added up. */
export type CardSums = {
  clusterId: string;
  class: string;
  leased: boolean;
  publicBenefit: boolean;
  items: string;
  /** Of them, cards in the books today; and whether their cluster is one of the zone's. */
  today: string;
  inCluster: boolean;
  cost: string;
  depreciation: string;
  impairment: string;
  /** Cards with the area of their certificate, those of them whose own area is another, and by how much together. */
  certified: string;
  differing: string;
  gap: string;
};

const certified = `(CASE WHEN a.particulars ? 'certified_area' AND a.particulars->>'certified_area' ~ '^[0-9]{1,18}([.][0-9]+)?$' THEN (a.particulars->>'certified_area')::numeric END)`;
const leased = `coalesce(a.particulars->>'use' = 'leased', false)`;

/**
 * The cards in the books on a day, in one pass over the register: today's less what was entered for later days. Their areas
 * are today's.
 */
export const cardSums = (tx: Tx, { organizationId, asOf }: Scope): Promise<CardSums[]> =>
  query(
    tx,
    `SELECT cards.cluster_id AS "clusterId", class, leased, public_benefit AS "publicBenefit", sum(items) AS items, sum(today) AS today,
       count(c.id) > 0 AS "inCluster", sum(cost)::numeric(24,2) AS cost,
       sum(depreciation)::numeric(24,2) AS depreciation, sum(impairment)::numeric(24,2) AS impairment,
       sum(certified) AS certified, sum(differing) AS differing, sum(gap)::numeric(24,2) AS gap
     FROM (
       SELECT cluster_id, class, leased, public_benefit, count(*) AS items, count(*) AS today, sum(cost) AS cost, sum(depreciation) AS depreciation,
         sum(impairment) AS impairment, count(certified) AS certified,
         count(*) FILTER (WHERE certified IS NOT NULL AND area IS DISTINCT FROM certified) AS differing,
         coalesce(sum(coalesce(area, 0) - certified) FILTER (WHERE certified IS NOT NULL), 0) AS gap
       FROM (SELECT a.cluster_id, a.class, ${leased} AS leased, a.public_benefit, a.cost, a.depreciation, a.impairment, a.area, ${certified} AS certified
         FROM assets a WHERE a.retired_on IS NULL ${organizationId === null ? '' : 'AND a.book_id = $2'} OFFSET 0) a GROUP BY 1, 2, 3, 4
       UNION ALL
       SELECT a.cluster_id, a.class, ${leased}, a.public_benefit, -sum(e.items), 0, -sum(e.cost), -sum(e.depreciation), -sum(e.impairment), 0, 0, 0
       FROM asset_entries e JOIN assets a ON a.id = e.asset_id
       WHERE e.entry_on > $1 ${organizationId === null ? '' : 'AND e.organization_id = $2'} GROUP BY 1, 2, 3, 4) cards
     LEFT JOIN clusters c ON c.id = cards.cluster_id
     GROUP BY 1, 2, 3, 4`,
    organizationId === null ? [asOf] : [asOf, organizationId],
  );

export type ClusterNet = { clusterId: string; items: string; net: string };
/** What the sums that are kept beside the cards say of each cluster on a day. */
export const clusterNets = (tx: Tx, { organizationId, asOf }: Scope): Promise<ClusterNet[]> =>
  query(
    tx,
    `SELECT cluster_id AS "clusterId", sum(items) AS items, sum(cost - depreciation - impairment)::numeric(24,2) AS net FROM asset_sums
     WHERE entry_on <= $1 ${organizationId === null ? '' : 'AND organization_id = $2'} GROUP BY cluster_id`,
    organizationId === null ? [asOf] : [asOf, organizationId],
  );

/** What can be opened to the lines that fail. */
export type LineCheck = 'count' | 'certificate_area' | 'transfer_pairs' | 'cluster_membership';
export type CheckTotal = { compared: number; failing: number; difference: string };
/** One line that fails: what it is and the two figures; an asset unless it was counted without a card. */
export type FailingLine = {
  key: string;
  assetId: string | null;
  code: string;
  name: string;
  expected: string;
  found: string;
  on: string | null;
};

/** The lines that are compared, each with its two figures; `failing` says which do not agree. $1 the day, $2 the organisation if any. */
function linesOf(check: LineCheck, whole: boolean): string {
  const book = whole ? '' : 'AND a.book_id = $2';
  const today = `FROM assets a WHERE a.retired_on IS NULL ${book}`;
  const lines: Record<LineCheck, string> = {
    count: `SELECT a.code || '/' || c.side AS key, a.id AS asset_id, a.code, a.name, 1::numeric AS expected, c.counted::numeric AS found, c.day, c.counted <> 1 AS failing
      FROM (SELECT DISTINCT ON (asset_id, side) asset_id, side, counted, (counted_at AT TIME ZONE 'Asia/Shanghai')::date AS day FROM transfer_counts
        WHERE (counted_at AT TIME ZONE 'Asia/Shanghai')::date <= $1 ORDER BY asset_id, side, counted_at DESC) c
      JOIN assets a ON a.id = c.asset_id AND a.retired_on IS NULL ${book}
      UNION ALL SELECT '~' || d.id, NULL, '', d.name, 0, 1, (d.recorded_at AT TIME ZONE 'Asia/Shanghai')::date, true
      FROM transfer_differences d JOIN transfer_orders o ON o.id = d.order_id ${whole ? '' : 'AND o.from_id = $2'}
      WHERE d.kind = 'surplus' AND (d.recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= $1
        AND (SELECT count(*) FROM transfer_resolutions r WHERE r.difference_id = d.id) < 2`,
    certificate_area: `SELECT a.code AS key, a.id AS asset_id, a.code, a.name, ${certified} AS expected, a.area AS found, NULL::date AS day,
        a.area IS DISTINCT FROM ${certified} AS failing ${today} AND ${certified} IS NOT NULL AND $1::date IS NOT NULL`,
    transfer_pairs: `SELECT a.code || '/' || e.cause_id || '/' || e.entry_on AS key, a.id AS asset_id, a.code, a.name,
        coalesce(-sum(e.cost - e.depreciation - e.impairment) FILTER (WHERE e.items < 0), 0) AS expected,
        coalesce(sum(e.cost - e.depreciation - e.impairment) FILTER (WHERE e.items > 0), 0) AS found, e.entry_on AS day,
        count(*) FILTER (WHERE e.items < 0) <> 1 OR count(*) FILTER (WHERE e.items > 0) <> 1 OR sum(e.cost - e.depreciation - e.impairment) <> 0 AS failing
      FROM asset_entries e JOIN assets a ON a.id = e.asset_id
      WHERE e.kind = 'transfer' AND e.entry_on <= $1 ${
        whole
          ? ''
          : `AND EXISTS (SELECT 1 FROM asset_entries o WHERE o.cause_id = e.cause_id AND o.asset_id = e.asset_id AND o.kind = 'transfer' AND o.organization_id = $2)`
      }
      GROUP BY a.id, a.code, a.name, e.cause_id, e.entry_on`,
    cluster_membership: `SELECT a.code AS key, a.id AS asset_id, a.code, a.name, 1::numeric AS expected, n.clusters AS found, NULL::date AS day, n.clusters <> 1 AS failing
      FROM assets a LEFT JOIN (SELECT id, count(*)::numeric AS clusters FROM clusters GROUP BY id) c ON c.id = a.cluster_id
      CROSS JOIN LATERAL (SELECT coalesce(c.clusters, 0) AS clusters) n WHERE a.retired_on IS NULL AND $1::date IS NOT NULL ${book}`,
  };
  return lines[check];
}

const bind = ({ organizationId, asOf }: Scope): unknown[] =>
  organizationId === null ? [asOf] : [asOf, organizationId];

/** How many lines were compared, how many of them fail, and by how much together (found less expected, out less in for a transfer). */
export async function checkTotal(tx: Tx, check: LineCheck, scope: Scope): Promise<CheckTotal> {
  const less = check === 'transfer_pairs' ? 'expected - found' : 'coalesce(found, 0) - expected';
  const [row] = await query<CheckTotal>(
    tx,
    `SELECT count(*)::int AS compared, (count(*) FILTER (WHERE failing))::int AS failing, coalesce(sum(${less}), 0)::numeric(24,2) AS difference
     FROM (${linesOf(check, scope.organizationId === null)}) lines`,
    bind(scope),
  );
  return row ?? { compared: 0, failing: 0, difference: '0.00' };
}

/** A page of the lines that fail, by code. */
export function failingLines(
  tx: Tx,
  check: LineCheck,
  scope: Scope,
  after: string | null,
  limit: number,
): Promise<FailingLine[]> {
  const values = bind(scope);
  const next = after === null ? '' : `AND key > $${values.push(after)}`;
  return query(
    tx,
    `SELECT key, asset_id AS "assetId", code, name, expected::numeric(24,2) AS expected, coalesce(found, 0)::numeric(24,2) AS found, day AS on
     FROM (${linesOf(check, scope.organizationId === null)}) lines WHERE failing ${next} ORDER BY key LIMIT $${values.push(limit)}`,
    values,
  );
}
