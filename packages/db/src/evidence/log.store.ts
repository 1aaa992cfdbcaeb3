import type { LogHash } from '@guanyun/domain/evidence/log-hash.ts';
import type { Subtree } from '@guanyun/domain/evidence/merkle.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** A signed statement of the log's size and root. */
export type CheckpointRow = { size: string; root: string; note: string; madeAt: Date };

const columns = 'size, root, note, made_at AS "madeAt"';

/** Begins the log with this hash where it is not begun; returns the one it has, which nothing changes any more (GY103). */
export async function beginLog(tx: Tx, wanted: LogHash): Promise<LogHash> {
  const [row] = await query<{ hash: LogHash }>(tx, 'SELECT begin_log($1) AS hash', [wanted]);
  if (row === undefined) throw new Error('the log was not begun');
  return row.hash;
}

/** The hash of the log; null: no entry was made yet, and nothing was chosen. */
export async function findLogHash(tx: Tx): Promise<LogHash | null> {
  const [row] = await query<{ hash: LogHash | null }>(tx, 'SELECT hash FROM log_policy');
  return row?.hash ?? null;
}

/** Whoever makes the next checkpoint; others wait until it is made. */
export async function takeCheckpointTurn(tx: Tx): Promise<void> {
  await query(tx, `SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.log', 39))`);
}

/**
 * Whether this transaction alone, among all servers, gives this holder something; until it ends. It may wait for the holder for
 * half a minute between its statements.
 */
export async function takeHolderTurn(tx: Tx, holder: string): Promise<boolean> {
  const [row] = await query<{ taken: boolean }>(
    tx,
    `SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || '.holder.' || $1, 39)) AS taken,
       set_config('idle_in_transaction_session_timeout', '30s', true)`,
    [holder],
  );
  return row?.taken === true;
}

export async function lastCheckpoint(tx: Tx): Promise<CheckpointRow | null> {
  const [row] = await query<CheckpointRow>(
    tx,
    `SELECT ${columns} FROM log_checkpoints ORDER BY size DESC LIMIT 1`,
  );
  return row ?? null;
}

/** The first checkpoint that covers an entry. */
export async function checkpointOver(tx: Tx, index: bigint): Promise<CheckpointRow | null> {
  const sql = `SELECT ${columns} FROM log_checkpoints WHERE size > $1 ORDER BY size LIMIT 1`;
  return (await query<CheckpointRow>(tx, sql, [index.toString()]))[0] ?? null;
}

/** The newest first. */
export const checkpointPage = (tx: Tx, limit: number): Promise<CheckpointRow[]> =>
  query(tx, `SELECT ${columns} FROM log_checkpoints ORDER BY size DESC LIMIT $1`, [limit]);

/** Checkpoints above a size, the smallest first. */
export const checkpointsAbove = (tx: Tx, size: string, limit: number): Promise<CheckpointRow[]> =>
  query(tx, `SELECT ${columns} FROM log_checkpoints WHERE size > $1 ORDER BY size LIMIT $2`, [size, limit]);

export async function saveCheckpoint(tx: Tx, row: CheckpointRow): Promise<void> {
  await query(tx, 'INSERT INTO log_checkpoints (size, root, note, made_at) VALUES ($1, $2, $3, $4)', [
    ...[row.size, row.root, row.note, row.madeAt],
  ]);
}

/** How many entries the journal has: every index below is there. */
export async function journalSize(tx: Tx): Promise<number> {
  const [row] = await query<{ size: string }>(tx, 'SELECT coalesce(max(index), -1) + 1 AS size FROM journal');
  return Number(row?.size ?? 0);
}

/** What time it is where the database is. */
export async function databaseClock(tx: Tx): Promise<Date> {
  const [row] = await query<{ at: Date }>(tx, 'SELECT clock_timestamp() AS at');
  if (row === undefined) throw new Error('the database gave no time');
  return row.at;
}

/** The leaves from an index on, in order. */
export async function leavesFrom(tx: Tx, from: number, limit: number): Promise<string[]> {
  const rows = await query<{ leaf: string }>(
    tx,
    'SELECT leaf FROM journal WHERE index >= $1 ORDER BY index LIMIT $2',
    [from, limit],
  );
  return rows.map(({ leaf }) => leaf);
}

export async function saveNodes(tx: Tx, nodes: readonly (Subtree & { hash: string })[]): Promise<void> {
  await query(tx, 'INSERT INTO log_nodes SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::text[])', [
    nodes.map(({ level }) => level),
    nodes.map(({ index }) => index),
    nodes.map(({ hash }) => hash),
  ]);
}

/** The hashes of complete subtrees, in the order asked. */
export async function hashesOf(tx: Tx, subtrees: readonly Subtree[]): Promise<string[]> {
  const rows = await query<{ hash: string }>(
    tx,
    `SELECT coalesce(n.hash, j.leaf) AS hash FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS s (level, index, place)
       LEFT JOIN log_nodes n ON (n.level, n.index) = (s.level, s.index) LEFT JOIN journal j ON s.level = 0 AND j.index = s.index
     WHERE coalesce(n.hash, j.leaf) IS NOT NULL ORDER BY s.place`,
    [subtrees.map(({ level }) => level), subtrees.map(({ index }) => index)],
  );
  if (rows.length !== subtrees.length) throw new Error('the log lacks nodes that its checkpoint stands on');
  return rows.map(({ hash }) => hash);
}

/** The latest checkpoint, if this holder has not got it. */
export async function checkpointToPush(tx: Tx, holder: string): Promise<CheckpointRow | null> {
  const last = await lastCheckpoint(tx);
  if (last === null) return null;
  const sql = 'SELECT 1 AS held FROM log_pushes WHERE holder = $1 AND size = $2';
  const [held] = await query<{ held: 1 }>(tx, sql, [holder, last.size]);
  return held === undefined ? last : null;
}

export async function savePush(
  tx: Tx,
  push: { size: string; holder: string; pushedAt: Date },
): Promise<void> {
  const sql = 'INSERT INTO log_pushes (size, holder, pushed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
  await query(tx, sql, [push.size, push.holder, push.pushedAt]);
}

/** When this holder was given a checkpoint last; null: never. */
export async function lastPushAt(tx: Tx, holder: string): Promise<Date | null> {
  const sql = 'SELECT max(pushed_at) AS at FROM log_pushes WHERE holder = $1';
  const [row] = await query<{ at: Date | null }>(tx, sql, [holder]);
  return row?.at ?? null;
}

export type HolderRow = { holder: string; size: string; pushedAt: Date; pushes: string };
/** What each outside holder was given last. */
export const holdersOf = (tx: Tx): Promise<HolderRow[]> =>
  query(
    tx,
    `SELECT holder, max(size) AS size, max(pushed_at) AS "pushedAt", count(*) AS pushes FROM log_pushes GROUP BY holder ORDER BY holder`,
  );

export type CoveredTable = { name: string; sealed: boolean };
/** The tables whose rows the log tells, by name. */
export const coveredTables = (tx: Tx): Promise<CoveredTable[]> =>
  query(tx, 'SELECT name, sealed FROM log_tables ORDER BY name COLLATE "C"');

/** The covered tables as the log last told them; null where it never did. */
export async function toldTables(tx: Tx): Promise<CoveredTable[] | null> {
  const [row] = await query<{ tables: CoveredTable[] | null }>(
    tx,
    `SELECT content -> 'tables' AS tables FROM journal WHERE act = 'log.migrated' AND outcome = 'accepted' ORDER BY index DESC LIMIT 1`,
  );
  return row?.tables ?? null;
}

/** What an entry's act changed, line by line; null where nothing was. */
export async function changesOf(tx: Tx, requestId: string, until: string | null): Promise<string | null> {
  if (until === null) return null;
  const sql = `SELECT string_agg(lines, '' ORDER BY seq) AS lines FROM row_log WHERE request_id = $1 AND seq <= $2`;
  const [row] = await query<{ lines: string | null }>(tx, sql, [requestId, until]);
  return row?.lines ?? null;
}

export type ExportedRow = { key: string; hash: string; text: string | null };
const FETCHED = 1000;

/** Every row of a covered table by its key, a batch at a time; the transaction's scope must be the whole zone (GY096). */
export async function eachRow(
  tx: Tx,
  table: string,
  batch: (rows: ExportedRow[]) => Promise<void>,
): Promise<void> {
  await query(
    tx,
    `DECLARE exported CURSOR FOR SELECT key, hash, row_text AS text FROM log_rows($$${table}$$)`,
  );
  for (;;) {
    const rows = await query<ExportedRow>(tx, `FETCH ${FETCHED} FROM exported`);
    await batch(rows);
    if (rows.length < FETCHED) break;
  }
  await query(tx, 'CLOSE exported');
}

/** Reading the whole log takes what it takes. */
export const withoutTimeLimit = (tx: Tx): Promise<object[]> =>
  query(
    tx,
    `SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '10min', true)`,
  );

/** Requests under which rows were changed, by migrations, that no entry tells yet. */
export async function untoldRequests(tx: Tx): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `SELECT r.request_id AS id FROM row_log r WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.request_id = r.request_id AND j.rows IS NOT NULL)
     GROUP BY r.request_id ORDER BY min(r.seq)`,
  );
  return rows.map(({ id }) => id);
}

/** The digests of all documents of the zone. */
export const keptDocuments = async (tx: Tx): Promise<string[]> =>
  (await query<{ digest: string }>(tx, 'SELECT DISTINCT digest FROM documents ORDER BY digest')).map(
    ({ digest }) => digest,
  );
