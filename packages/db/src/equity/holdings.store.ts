import { query, type Tx } from '../kernel/transaction.ts';

/** Which of an event's three dates decides, and the last day on which it may have been recorded. */
export type HoldingsAsked = {
  readonly on: string;
  readonly by: 'register_book' | 'registration' | 'decision';
  readonly knownOn: string | null;
};
export type HeldRow = { targetId: string; holderId: string; subscribed: string; paid: string };

const dayOf = {
  register_book: 'register_on',
  registration: 'registration_on',
  decision: 'decided_on',
} as const;

/** Each event as what it brings to one holder and takes from another; `$1` the day, `$2` known on. */
function moves(by: HoldingsAsked['by']): string {
  const counted = `${dayOf[by]} <= $1::date
    AND ($2::date IS NULL OR (recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= $2::date)`;
  return `
    SELECT target_id, to_id AS holder, ${dayOf[by]} AS day, subscribed, paid FROM equity_events WHERE ${counted}
    UNION ALL
    SELECT target_id, from_id, ${dayOf[by]}, -subscribed, -paid FROM equity_events WHERE from_id IS NOT NULL AND ${counted}`;
}

/** What each holder has of each company on a day, added up by the database; who has nothing is left out. */
export const heldOn = (tx: Tx, { on, by, knownOn }: HoldingsAsked): Promise<HeldRow[]> =>
  query(
    tx,
    `SELECT target_id AS "targetId", holder AS "holderId", sum(subscribed)::text AS subscribed, sum(paid)::text AS paid
     FROM (${moves(by)}) moves GROUP BY target_id, holder HAVING sum(subscribed) <> 0 OR sum(paid) <> 0`,
    [on, knownOn],
  );

/**
 * Companies of which somebody would have given more than it had by then. The register's own order never allows that;
 * the other two dates can stand in another order, and then a sum is not the fold.
 */
export async function overdrawnOn(tx: Tx, { on, by, knownOn }: HoldingsAsked): Promise<string[]> {
  if (by === 'register_book') return [];
  const rows = await query<{ targetId: string }>(
    tx,
    `SELECT DISTINCT target_id AS "targetId" FROM (
       SELECT target_id, sum(subscribed) OVER running AS held, sum(paid) OVER running AS held_paid FROM (${moves(by)}) moves
       WINDOW running AS (PARTITION BY target_id, holder ORDER BY day, subscribed < 0)
     ) folded WHERE held < 0 OR held_paid < 0`,
    [on, knownOn],
  );
  return rows.map((row) => row.targetId);
}

/** The days on which any holding changed. */
export async function changeDays(tx: Tx, by: HoldingsAsked['by']): Promise<string[]> {
  const rows = await query<{ day: string }>(
    tx,
    `SELECT DISTINCT ${dayOf[by]}::text AS day FROM equity_events WHERE ${dayOf[by]} IS NOT NULL ORDER BY day`,
  );
  return rows.map((row) => row.day);
}
