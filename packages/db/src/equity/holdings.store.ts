import { query, type Tx } from '../kernel/transaction.ts';

/** Which of an event's three dates decides, and the last day on which something may have been recorded to count. */
export type HoldingsAsked = {
  readonly on: string;
  readonly by: 'register_book' | 'registration' | 'decision';
  readonly knownOn: string | null;
};
export type HeldRow = { targetId: string; holderId: string; subscribed: string; paid: string };

/** The day of event `e`, or where it came to be known later, of its receipt `d`. */
const dayOf = {
  register_book: 'coalesce(e.register_on, d.happened_on)',
  registration: 'coalesce(e.registration_on, d.happened_on)',
  decision: 'e.decided_on',
} as const;
const readingOf = { register_book: 'register', registration: 'registration', decision: '' } as const;

const known = (row: string): string =>
  `($2::date IS NULL OR (${row}.recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= $2::date)`;

/**
 * What the events of all companies move to and from whom, up to the day `$1`, as known on `$2`: the same as the database's
 * own `equity_moves` of one company, in any of the three readings. One pass for what moves by itself; corrections are few.
 */
function moves(by: HoldingsAsked['by']): string {
  const day = dayOf[by];
  const dates =
    readingOf[by] === ''
      ? ''
      : `LEFT JOIN equity_dates d ON d.event_id = e.id AND d.reading = '${readingOf[by]}' AND ${known('d')}`;
  // What was put right is gathered once: asking of each event would cost more than adding it up.
  const stands = `${known('e')} AND ${day} <= $1::date AND e.id <> ALL (ARRAY(
      SELECT c.corrects FROM equity_events c WHERE c.corrects IS NOT NULL AND ${known('c')}))`;
  const part = (holder: string, sign: string, of: string): string =>
    `SELECT e.target_id, ${of}.${holder} AS holder, ${day} AS day, ${sign}${of}.subscribed AS subscribed, ${sign}${of}.paid AS paid
     FROM equity_events e ${of === 'x' ? 'JOIN equity_events x ON x.id = e.amends' : ''} ${dates}
     WHERE ${of}.${holder} IS NOT NULL ${of === 'x' ? 'AND e.amends IS NOT NULL' : ''} AND ${stands}`;
  return [
    part('to_id', '', 'e'),
    part('from_id', '-', 'e'),
    part('from_id', '', 'x'),
    part('to_id', '-', 'x'),
  ].join(' UNION ALL ');
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
 * Companies of which somebody would have given more than it had at the end of a day. The register's own days never allow
 * that; the other two can stand in another order, and then a sum is not the fold.
 */
export async function overdrawnOn(tx: Tx, { on, by, knownOn }: HoldingsAsked): Promise<string[]> {
  if (by === 'register_book') return [];
  const rows = await query<{ targetId: string }>(
    tx,
    `SELECT DISTINCT target_id AS "targetId" FROM (
       SELECT target_id, sum(sum(subscribed)) OVER running AS held, sum(sum(paid)) OVER running AS held_paid
       FROM (${moves(by)}) moves GROUP BY target_id, holder, day
       WINDOW running AS (PARTITION BY target_id, holder ORDER BY day)
     ) folded WHERE held < 0 OR held_paid < 0`,
    [on, knownOn],
  );
  return rows.map((row) => row.targetId);
}

/** The days on which any holding changed, in order. */
export async function changeDays(tx: Tx, by: HoldingsAsked['by']): Promise<string[]> {
  const rows = await query<{ day: string }>(
    tx,
    `SELECT DISTINCT (${dayOf[by]})::text AS day FROM equity_events e
     ${readingOf[by] === '' ? '' : `LEFT JOIN equity_dates d ON d.event_id = e.id AND d.reading = '${readingOf[by]}'`}
     WHERE ${dayOf[by]} IS NOT NULL ORDER BY day`,
  );
  return rows.map((row) => row.day);
}

/** A holding on a day of the register of members, and whether its holder is one of the state's own bodies. */
export type NearbyHolding = Omit<HeldRow, 'paid'> & { readonly ofState: boolean };

// Each holder's kind is looked up by itself: a join would read every organization of the zone.
const nearby = (companies: string): string =>
  `${companies} SELECT h.*, (SELECT o.kind IN ('sasac', 'government') FROM organizations o WHERE o.id = h."holderId") AS "ofState"
   FROM (SELECT t.id AS "targetId", m.holder AS "holderId", sum(m.amount)::text AS subscribed
     FROM t CROSS JOIN LATERAL equity_moves(t.id) m WHERE m.on_day <= $2::date GROUP BY t.id, m.holder HAVING sum(m.amount) > 0) h`;

/** What a company and everybody above it is held by. */
export const holdingsAbove = (tx: Tx, companyId: string, on: string): Promise<NearbyHolding[]> =>
  query(
    tx,
    nearby(`WITH RECURSIVE t (id) AS (
      SELECT $1::uuid UNION SELECT e.to_id FROM t JOIN equity_events e ON e.target_id = t.id WHERE e.to_id IS NOT NULL)`),
    [companyId, on],
  );

/** By whom the companies are held in which one of these has ever held something. */
export const holdingsBelow = (tx: Tx, holderIds: readonly string[], on: string): Promise<NearbyHolding[]> =>
  query(
    tx,
    nearby(
      'WITH t AS (SELECT DISTINCT e.target_id AS id FROM equity_events e WHERE e.to_id = ANY ($1::uuid[]))',
    ),
    [holderIds, on],
  );
