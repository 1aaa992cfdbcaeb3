import { insert, select, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import type { AssetRow } from './assets.model.ts';

export type DepreciationRunRow = {
  id: string;
  organizationId: string;
  /** The first day of the month. */
  month: string;
  /** Which run of that month. */
  number: number;
  assets: number;
  amount: string;
  voucherId: string | null;
  personId: string;
};
const runs = table<DepreciationRunRow>('depreciation_runs', {
  id: 'uuid',
  organizationId: 'uuid',
  month: 'date',
  number: 'integer',
  assets: 'integer',
  amount: 'money',
  voucherId: 'uuid',
  personId: 'uuid',
});

export const saveRun = (tx: Tx, row: DepreciationRunRow): Promise<void> => insert(tx, runs, row);
/** Runs newest first, of one organisation or of all that may be seen. */
export const runsPage = (tx: Tx, organizationId: string | null, limit = 200): Promise<DepreciationRunRow[]> =>
  select(tx, runs, organizationId === null ? {} : { organizationId }, {
    order: [
      ['month', 'DESC'],
      ['number', 'DESC'],
    ],
    limit,
  });
export const lastRun = async (tx: Tx, organizationId: string): Promise<DepreciationRunRow | null> =>
  (await runsPage(tx, organizationId, 1))[0] ?? null;

/** One run of a book at a time: the second waits for the first to end. */
export const lockRuns = (tx: Tx, organizationId: string): Promise<object[]> =>
  query(
    tx,
    `SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':depreciation:' || $1::text, 0))`,
    [organizationId],
  );

export type DueCard = Pick<
  AssetRow,
  | 'id'
  | 'code'
  | 'class'
  | 'publicBenefit'
  | 'formedOn'
  | 'chargedThrough'
  | 'monthlyDepreciation'
  | 'cost'
  | 'residual'
  | 'depreciation'
  | 'impairment'
> & { use: string | null };

/**
 * A piece of the cards in a book that are not charged through a month, by code; locked for whoever charges them. What is
 * formed only after that month's last day is not among them.
 */
export const dueCards = (
  tx: Tx,
  of: { organizationId: string; month: string; lastDay: string; classes: readonly string[] },
  piece: { after: string; limit: number; lock: boolean },
): Promise<DueCard[]> =>
  query(
    tx,
    `SELECT a.id, a.code, a.class, a.public_benefit AS "publicBenefit", a.formed_on AS "formedOn", a.charged_through AS "chargedThrough",
       a.monthly_depreciation AS "monthlyDepreciation", a.cost, a.residual, a.depreciation, a.impairment, a.particulars ->> 'use' AS use
     FROM assets a
     WHERE a.book_id = $1 AND a.retired_on IS NULL AND a.class = ANY ($2::text[]) AND a.formed_on <= $3
       AND (a.charged_through IS NULL OR a.charged_through < $4) AND a.code > $5
     ORDER BY a.code LIMIT $6 ${piece.lock ? 'FOR UPDATE' : ''}`,
    [of.organizationId, of.classes, of.lastDay, of.month, piece.after, piece.limit],
  );

/** The month is charged on these cards, though it charged nothing. */
export const passMonth = (tx: Tx, assetIds: readonly string[], month: string): Promise<object[]> =>
  query(
    tx,
    `UPDATE assets SET charged_through = $2 WHERE id = ANY ($1::uuid[]) AND (charged_through IS NULL OR charged_through < $2)`,
    [assetIds, month],
  );
