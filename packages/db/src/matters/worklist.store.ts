import type { MatterState } from '@guanyun/domain/matters/matter-case.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import type { MatterRow } from './matters.model.ts';

/** What a list is narrowed to; null: not by this. `words` are part of the title or number, `dueBy` is the last day. */
export type MatterFilter = {
  readonly states: readonly MatterState[] | null;
  readonly matters: readonly string[] | null;
  readonly companyId: string | null;
  readonly level: string | null;
  readonly dueBy: string | null;
  readonly words: string | null;
};
export const unfiltered: MatterFilter = {
  states: null,
  matters: null,
  companyId: null,
  level: null,
  dueBy: null,
  words: null,
};

/** Least time left first, cases without a due day last; or newest change first. */
export type MatterOrder = 'due' | 'newest';
/** Where a case stands in the order; a page begins after it. */
export type MatterPlace = { readonly place: string; readonly id: string };

/** A case as lists show it: without its route. */
export type MatterListed = Omit<MatterRow, 'route'>;

const columns = `m.id, m.number, m.matter, m.company_id AS "companyId", m.parties, m.title, m.state, m.content_version AS "contentVersion",
  m.content_digest AS "contentDigest", m.amount, m.level, m.decided_on AS "decidedOn", m.aggregation_key AS "aggregationKey",
  m.accepted_on AS "acceptedOn", m.due_on AS "dueOn", m.due_days AS "dueDays", m.due_provisional AS "dueProvisional",
  m.state_before AS "stateBefore", m.urgent, m.predecessor_id AS "predecessorId", m.main_id AS "mainId", m.first_tier_id AS "firstTierId",
  m.supplements, m.deferred, m.deferred_until AS "deferredUntil", m.ended_on AS "endedOn", m.flagged_by AS "flaggedBy",
  m.created_at AS "createdAt", m.updated_at AS "updatedAt"`;

const asked = (filter: MatterFilter): unknown[] => [
  filter.states,
  filter.matters,
  filter.companyId,
  filter.level,
  filter.dueBy,
  filter.words,
];

/** A page of the cases that this scope sees, after the place. */
export const mattersPage = (
  tx: Tx,
  filter: MatterFilter,
  order: MatterOrder,
  after: MatterPlace | null,
  limit: number,
): Promise<(MatterListed & MatterPlace)[]> =>
  query(
    tx,
    `SELECT ${columns}, f.place FROM matters_found($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) WITH ORDINALITY AS f (id, place, nth)
     JOIN matters m ON m.id = f.id ORDER BY f.nth`,
    [...asked(filter), order, after?.place ?? null, after?.id ?? null, limit],
  );

/** The first page, and how many cases there are in all: counted to `most` and no further, in the same round trip. */
export async function firstPage(
  tx: Tx,
  filter: MatterFilter,
  order: MatterOrder,
  limit: number,
  most: number,
): Promise<{ rows: (MatterListed & MatterPlace)[]; total: number }> {
  const rows = await query<MatterListed & MatterPlace & { total: number | null }>(
    tx,
    `WITH page AS MATERIALIZED (SELECT * FROM matters_found($1, $2, $3, $4, $5, $6, $7, NULL, NULL, $8) WITH ORDINALITY AS f (id, place, nth))
     SELECT ${columns}, page.place, CASE WHEN (SELECT count(*) FROM page) = $8
       THEN (SELECT count(*)::int FROM matters_found($1, $2, $3, $4, $5, $6, NULL, NULL, NULL, $9)) END AS total
     FROM page JOIN matters m ON m.id = page.id ORDER BY page.nth`,
    [...asked(filter), order, limit, most],
  );
  return { rows, total: rows[0]?.total ?? rows.length };
}

/** How many such cases this scope sees, counted to `most` and no further. */
export async function countMatters(tx: Tx, filter: MatterFilter, most: number): Promise<number> {
  const [row] = await query<{ count: number }>(
    tx,
    'SELECT count(*)::int AS count FROM matters_found($1, $2, $3, $4, $5, $6, NULL, NULL, NULL, $7)',
    [...asked(filter), most],
  );
  return row?.count ?? 0;
}

/** Cases of the same matter, by other companies, in which any of these bodies was the other side; newest first. */
export const mattersConcerning = (
  tx: Tx,
  { id, matter, companyId }: Pick<MatterRow, 'id' | 'matter' | 'companyId'>,
  bodies: readonly string[],
): Promise<MatterListed[]> =>
  query(
    tx,
    `SELECT ${columns} FROM matters_concerning($1, $2::uuid[], $3, $4, 10) AS found (id) JOIN matters m USING (id)
     ORDER BY m.created_at DESC`,
    [matter, bodies, id, companyId],
  );
/** Other cases of the same company and matter, newest first. */
export const similarMatters = (
  tx: Tx,
  matter: Pick<MatterRow, 'id' | 'matter' | 'companyId'>,
): Promise<MatterListed[]> =>
  query(
    tx,
    `SELECT ${columns} FROM matters m WHERE m.matter = $1 AND m.company_id = $2 AND m.id <> $3 ORDER BY m.created_at DESC LIMIT 10`,
    [matter.matter, matter.companyId, matter.id],
  );
