import { query, type Tx } from '../kernel/transaction.ts';
import { type DeliveryRow, type EndpointRow, findDelivery, findEndpoint } from './webhook.store.ts';

/** Longer than a receiver is waited for: a server that died in between loses its claim. */
const CLAIM_SECONDS = 30;
/** Twenty a minute is what robots take. */
const ROBOT_SECONDS = 3.05;
/** Whoever does not answer is asked one thing at a time, so that others are not kept waiting. */
const FAILING_SECONDS = 12;

export type Claimed = { endpoint: EndpointRow; delivery: DeliveryRow; oldSecretValid: boolean };

/**
 * Takes what is due longest at an endpoint that nobody else works on; null: nothing is due. Others pass over what is taken
 * here until its claim is over. A robot is given one at a time and a pause after it.
 */
export async function claimDelivery(tx: Tx): Promise<Claimed | null> {
  const [row] = await query<{ id: string; endpointId: string; failing: boolean }>(
    tx,
    `SELECT d.id, d.endpoint_id AS "endpointId", h.failing_since IS NOT NULL AS failing FROM webhook_health h JOIN webhook_endpoints e ON e.id = h.endpoint_id
       CROSS JOIN LATERAL (SELECT c.id, c.endpoint_id, c.due_at FROM webhook_deliveries c WHERE c.endpoint_id = e.id AND c.state = 'due'
         AND c.due_at <= clock_timestamp() AND coalesce(c.claimed_until, '-infinity') < clock_timestamp() ORDER BY c.due_at LIMIT 1) d
     WHERE e.state = 'active' AND h.halted_at IS NULL AND h.next_at <= clock_timestamp()
     ORDER BY d.due_at LIMIT 1 FOR UPDATE OF h SKIP LOCKED`,
  );
  if (row === undefined) return null;
  const [claimed] = await query<{ id: string }>(
    tx,
    `UPDATE webhook_deliveries SET tries = tries + 1, claimed_until = clock_timestamp() + interval '${CLAIM_SECONDS} seconds'
     WHERE id = (SELECT id FROM webhook_deliveries WHERE id = $1 AND state = 'due' AND due_at <= clock_timestamp()
       AND coalesce(claimed_until, '-infinity') < clock_timestamp() FOR UPDATE SKIP LOCKED) RETURNING id`,
    [row.id],
  );
  const endpoint = claimed === undefined ? null : await findEndpoint(tx, row.endpointId);
  const delivery = claimed === undefined ? null : await findDelivery(tx, row.id);
  if (endpoint === null || delivery === null) return null;
  const pause = row.failing ? FAILING_SECONDS : endpoint.kind === 'plain' ? 0 : ROBOT_SECONDS;
  await pauseFor(tx, endpoint.id, pause);
  const [old] = await query<{ valid: boolean }>(
    tx,
    'SELECT old_secret_until > clock_timestamp() AS valid FROM webhook_endpoints WHERE id = $1',
    [endpoint.id],
  );
  return { endpoint, delivery, oldSecretValid: old?.valid === true };
}

/** Nothing goes to this endpoint for so many seconds. */
export async function pauseFor(tx: Tx, endpointId: string, seconds: number): Promise<void> {
  const sql = `UPDATE webhook_health SET next_at = greatest(next_at, clock_timestamp() + $2 * interval '1 second') WHERE endpoint_id = $1`;
  await query(tx, sql, [endpointId, seconds]);
}

export type Tried = { ms: number; status: number | null; answer: string; failure: string | null };

export async function saveTry(tx: Tx, delivery: DeliveryRow, tried: Tried): Promise<void> {
  await query(
    tx,
    `INSERT INTO webhook_tries (delivery_id, number, ms, status, answer, failure) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [delivery.id, delivery.tries, tried.ms, tried.status, tried.answer, tried.failure],
  );
}

export async function markDelivered(tx: Tx, delivery: DeliveryRow): Promise<void> {
  await query(
    tx,
    `UPDATE webhook_deliveries SET state = 'delivered', claimed_until = NULL WHERE id = $1 AND state <> 'dropped'`,
    [delivery.id],
  );
  await query(
    tx,
    `UPDATE webhook_health h SET last_success_at = clock_timestamp(), failing_since = NULL,
       next_at = CASE WHEN e.kind = 'plain' THEN least(h.next_at, clock_timestamp()) ELSE h.next_at END
     FROM webhook_endpoints e WHERE e.id = h.endpoint_id AND h.endpoint_id = $1`,
    [delivery.endpointId],
  );
}

/** An endpoint that failed for so long is halted. */
const HALT_HOURS = 24;

/** @param after seconds until the next try; null: given up */
export async function markFailed(tx: Tx, delivery: DeliveryRow, after: number | null): Promise<void> {
  await query(
    tx,
    `UPDATE webhook_deliveries SET claimed_until = NULL, state = CASE WHEN $2::float8 IS NULL THEN 'given_up' ELSE 'due' END,
       due_at = coalesce(clock_timestamp() + $2::float8 * interval '1 second', due_at) WHERE id = $1 AND state = 'due' AND tries = $3`,
    [delivery.id, after, delivery.tries],
  );
  await query(
    tx,
    `UPDATE webhook_health SET failing_since = coalesce(failing_since, clock_timestamp()),
       halted_at = CASE WHEN failing_since < clock_timestamp() - interval '${HALT_HOURS} hours' THEN coalesce(halted_at, clock_timestamp()) ELSE halted_at END
     WHERE endpoint_id = $1`,
    [delivery.endpointId],
  );
}
