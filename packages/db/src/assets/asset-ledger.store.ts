import { select } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type AssetEntryRow, assetEntries } from './assets.model.ts';
import { sumsOn } from './sums-on.ts';

export type NewEntry = Omit<AssetEntryRow, 'id' | 'recordedAt' | 'through'> &
  Partial<Pick<AssetEntryRow, 'through'>>;

/** Writes entries in one statement: what belongs together (both sides of a transfer, a whole and its parts) comes in one call. */
export async function saveEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const column = (pick: (entry: NewEntry) => unknown) => entries.map(pick);
  await query(
    tx,
    `INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, depreciation, impairment, cause_id, through)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::smallint[], $6::numeric[], $7::numeric[], $8::numeric[], $9::uuid[], $10::date[])`,
    [
      column((e) => e.assetId),
      column((e) => e.organizationId),
      column((e) => e.kind),
      column((e) => e.entryOn),
      column((e) => e.items),
      column((e) => e.cost),
      column((e) => e.depreciation),
      column((e) => e.impairment),
      column((e) => e.causeId),
      column((e) => e.through ?? null),
    ],
  );
}

type Card = {
  readonly id: string;
  readonly cost: string;
  readonly depreciation: string;
  readonly impairment: string;
};

/** The cards go over whole from one book to another on a day; who has the book follows. */
export function transferEntries(
  cards: readonly Card[],
  move: { readonly fromId: string; readonly toId: string; readonly on: string; readonly causeId: string },
): NewEntry[] {
  const minus = (amount: string): string => (/[1-9]/.test(amount) ? `-${amount}` : amount);
  return cards.flatMap(({ id: assetId, cost, depreciation, impairment }): NewEntry[] => {
    const entry = { assetId, kind: 'transfer', entryOn: move.on, causeId: move.causeId } as const;
    const out = { cost: minus(cost), depreciation: minus(depreciation), impairment: minus(impairment) };
    return [
      { ...entry, organizationId: move.fromId, items: -1, ...out },
      { ...entry, organizationId: move.toId, items: 1, cost, depreciation, impairment },
    ];
  });
}

/** The entries of an asset, oldest first. */
export const entriesOf = (tx: Tx, assetId: string): Promise<AssetEntryRow[]> =>
  select(tx, assetEntries, { assetId }, { order: [['id', 'ASC']] });

export type ClusterSums = {
  clusterId: string;
  formed: string;
  inTransfer: string;
  transferred: string;
  /** Public-benefit assets: kept up by a company, never its own. */
  publicBenefit: string;
  count: number;
};

/**
 * Net value by cluster on a day as known on another, yuan: all that stands in a book there (debts are no asset); what
 * stands with the cluster's operating company; what is in an order open on that day and not yet there.
 */
export const clusterSums = (tx: Tx, on: string, knownOn: string | null = null): Promise<ClusterSums[]> =>
  query(
    tx,
    `WITH standing AS (
       SELECT s.cluster_id, s.items, s.public_benefit, s.cost - s.depreciation - s.impairment AS net, s.organization_id = o.organization_id AS home
       FROM ${sumsOn('$1', '$2')} s
       LEFT JOIN cluster_operators o ON o.cluster_id = s.cluster_id AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
       WHERE s.class <> 'payable'),
     moving AS (
       SELECT a.cluster_id, sum(e.cost - e.depreciation - e.impairment) AS net
       FROM transfer_lines l JOIN transfer_orders t ON t.id = l.order_id LEFT JOIN transfer_sheets h ON h.id = l.sheet_id AND l.state = 'booked'
       JOIN assets a ON a.id = l.asset_id AND a.class <> 'payable'
       JOIN asset_entries e ON e.asset_id = a.id AND e.entry_on <= $1 AND ($2::date IS NULL OR (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= $2)
       LEFT JOIN cluster_operators o ON o.cluster_id = a.cluster_id AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
       WHERE t.opened_on <= $1 AND (l.open OR h.delivered_on > $1)
         AND e.organization_id IS DISTINCT FROM o.organization_id
       GROUP BY a.cluster_id)
     SELECT s.cluster_id AS "clusterId", sum(s.net) AS formed, coalesce(max(m.net), 0) AS "inTransfer",
       coalesce(sum(s.net) FILTER (WHERE s.home), 0) AS transferred,
       coalesce(sum(s.net) FILTER (WHERE s.public_benefit), 0) AS "publicBenefit", sum(s.items)::int AS count
     FROM standing s LEFT JOIN moving m ON m.cluster_id = s.cluster_id GROUP BY s.cluster_id`,
    [on, knownOn],
  );
