import { insertMany, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type NewEntry, saveEntries } from './asset-ledger.store.ts';
import {
  type AssetFactRow,
  type AssetRow,
  assetFacts,
  assets,
  type DescribedAsset,
  describedAssets,
} from './assets.model.ts';

export type AssetView = AssetRow & {
  titleId: string;
  bookId: string;
  custodyId: string;
  /** The open order that carries it, if any. */
  openOrderId: string | null;
  /** Whether its book has ever moved to another organisation. */
  moved: boolean;
};

const columns = `a.id, a.code, a.name, a.class, a.cluster_id AS "clusterId", a.cost, a.depreciation, a.impairment,
  a.monthly_depreciation AS "monthlyDepreciation", a.residual, a.charged_through AS "chargedThrough", a.area, a.quantity, a.unit,
  a.public_benefit AS "publicBenefit", a.class_code AS "classCode", a.particulars, a.formed_on AS "formedOn",
  a.contract_id AS "contractId", a.retired_on AS "retiredOn", a.moved,
  (SELECT l.order_id FROM transfer_lines l WHERE l.asset_id = a.id AND l.open) AS "openOrderId"`;
const standing = `SELECT ${columns}, a.title_id AS "titleId", a.book_id AS "bookId", a.custody_id AS "custodyId" FROM assets a`;

/** Assets formed by a day, with their amounts and holders as they stand; what has left the register too. */
export const assetsById = (tx: Tx, on: string, ids: readonly string[]): Promise<AssetView[]> =>
  query(tx, `${standing} WHERE a.id = ANY ($2::uuid[]) AND a.formed_on <= $1 ORDER BY a.code`, [on, ids]);

export type AssetState = 'held' | 'in_transfer' | 'transferred';
export type AssetFilter = {
  readonly ids?: readonly string[] | undefined;
  readonly clusterId?: string | undefined;
  readonly clusterIds?: readonly string[] | undefined;
  readonly ownerId?: string | undefined;
  readonly contractId?: string | undefined;
  /** Who has it on its book or in its custody. */
  readonly keeperId?: string | undefined;
  readonly class?: string | undefined;
  readonly state?: AssetState | undefined;
  /** Title, book and custody are not with one organisation. */
  readonly apart?: boolean | undefined;
  readonly publicBenefit?: boolean | undefined;
  /** Part of the code or name. */
  readonly text?: string | undefined;
};

const inOrder = 'EXISTS (SELECT 1 FROM transfer_lines l WHERE l.asset_id = a.id AND l.open)';
const ofState: Record<AssetState, string> = {
  in_transfer: inOrder,
  transferred: `a.moved AND NOT ${inOrder}`,
  held: `NOT a.moved AND NOT ${inOrder}`,
};

/** A page of today's register by code; what has left the register is not in it. */
export function assetsPage(
  tx: Tx,
  filter: AssetFilter,
  afterCode: string | null,
  limit: number,
): Promise<AssetView[]> {
  const bind: unknown[] = [];
  const is = (column: string, value: unknown, by = '=') =>
    value === undefined || value === null ? [] : [`${column} ${by} $${bind.push(value)}`];
  const where = [
    'a.retired_on IS NULL',
    ...(filter.ids === undefined ? [] : [`a.id = ANY ($${bind.push(filter.ids)}::uuid[])`]),
    ...is('a.cluster_id', filter.clusterId),
    ...(filter.clusterIds === undefined
      ? []
      : [`a.cluster_id = ANY ($${bind.push(filter.clusterIds)}::uuid[])`]),
    ...is('a.book_id', filter.ownerId),
    ...is('a.contract_id', filter.contractId),
    ...(filter.keeperId === undefined ? [] : [`$${bind.push(filter.keeperId)} IN (a.book_id, a.custody_id)`]),
    ...is('a.class', filter.class),
    ...is('a.public_benefit', filter.publicBenefit),
    ...is('a.code', afterCode, '>'),
    ...(filter.state === undefined ? [] : [ofState[filter.state]]),
    ...(filter.apart === true ? ['NOT (a.title_id = a.book_id AND a.book_id = a.custody_id)'] : []),
    ...is("(a.code || ' ' || a.name)", likeText(filter.text), 'LIKE'),
  ];
  return query(
    tx,
    `${standing} WHERE ${where.join(' AND ')} ORDER BY a.code LIMIT $${bind.push(limit)}`,
    bind,
  );
}

const likeText = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Locks the assets in the order of their ids. */
export const lockAssets = (tx: Tx, ids: readonly string[]): Promise<AssetRow[]> =>
  select(tx, assets, { id: ids }, { lock: true, order: [['id', 'ASC']] });

const described = ({
  cost: _c,
  depreciation: _d,
  impairment: _i,
  retiredOn: _r,
  ...row
}: AssetRow): DescribedAsset => row;

/**
 * Enters assets with their facts. Whoever has one on its book first acquires it, at its amounts, on the day it was formed
 * unless another day is given.
 */
export async function saveAssets(
  tx: Tx,
  rows: readonly AssetRow[],
  facts: readonly AssetFactRow[],
  entered: { readonly on?: string; readonly causeId?: string; readonly kind?: 'acquire' | null } = {},
): Promise<void> {
  await insertMany(tx, describedAssets, rows.map(described));
  await insertMany(tx, assetFacts, facts);
  if (entered.kind === null) return;
  const books = new Map(facts.filter((f) => f.kind === 'book').map((f) => [f.assetId, f.organizationId]));
  const entries = rows.flatMap((row): NewEntry[] => {
    const organizationId = books.get(row.id);
    if (organizationId === undefined) return [];
    const { id: assetId, cost, depreciation, impairment } = row;
    const place = { assetId, organizationId, entryOn: entered.on ?? row.formedOn };
    return [
      {
        ...place,
        kind: 'acquire',
        items: 1,
        cost,
        depreciation,
        impairment,
        causeId: entered.causeId ?? row.id,
      },
    ];
  });
  await saveEntries(tx, entries);
}
/** What an asset is said to be; its amounts change by entries only. */
export const changeAsset = (tx: Tx, id: string, set: Partial<DescribedAsset>): Promise<number> =>
  update(tx, describedAssets, set, { id });
export const findAsset = (tx: Tx, id: string): Promise<AssetRow | null> => selectOne(tx, assets, { id });
export const factsOf = (tx: Tx, assetId: string): Promise<AssetFactRow[]> =>
  select(
    tx,
    assetFacts,
    { assetId },
    {
      order: [
        ['validFrom', 'ASC'],
        ['validTo', 'ASC'],
      ],
    },
  );

/**
 * From that day on another organisation holds title or custody; the fact before it ends the day before. A title passes by
 * a paper. The book passes by a transfer in the ledger.
 */
export async function moveFact(
  tx: Tx,
  assetIds: readonly string[],
  kind: 'title' | 'custody',
  organizationId: string,
  on: string,
  document: string | null = null,
): Promise<void> {
  await query(
    tx,
    'UPDATE asset_facts SET valid_to = $3::date - 1 WHERE asset_id = ANY ($1::uuid[]) AND kind = $2 AND valid_to IS NULL',
    [assetIds, kind, on],
  );
  await query(
    tx,
    `INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from, document)
     SELECT asset_id, $2, $3, $4, $5 FROM unnest($1::uuid[]) AS asset_id`,
    [assetIds, kind, organizationId, on, document],
  );
}
