import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { type Database, sqlState } from './connection.ts';

declare const brand: unique symbol;

/** Proof that a transaction of one zone is open. Only `inTransaction` and `inSnapshot` make one. */
export type Tx = {
  readonly sequelize: Sequelize;
  readonly transaction: Transaction;
  readonly [brand]: 'Tx';
};

/** Which zone, and whose rows: all of them, or those of the named organisations. Row-level security reads it. */
export type Scope = {
  readonly zone: string;
  readonly organizations: '*' | readonly string[];
  /** The request whose entry in the journal tells what is changed; without it nothing that the log covers can be (GY096). */
  readonly request?: string;
};

export const zoneSchema = (zone: string): string => {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(zone)) throw new Error(`not a zone name: ${zone}`);
  return `zone_${zone}`;
};

const TRIES_MAX = 5;
const retryable = new Set(['40001', '40P01']);

async function run<T>(db: Database, scope: Scope, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const settings = {
    search_path: `${zoneSchema(scope.zone)},public`,
    'guanyun.scope': scope.organizations === '*' ? '*' : scope.organizations.join(','),
    'guanyun.act': scope.request ?? '',
    statement_timeout: '30s',
    lock_timeout: '10s',
    // Of an application that is gone without a word: shorter than others wait for a lock that it held.
    idle_in_transaction_session_timeout: '8s',
  };
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${db.sequelize.escape(value)}, true)`,
  );
  return db.sequelize.transaction(async (transaction) => {
    // Both in one message: each round trip is paid by every request.
    await db.sequelize.query(`${begin}SELECT ${set.join(', ')}`, { transaction });
    return work({ sequelize: db.sequelize, transaction } as Tx);
  });
}

/**
 * One read-write transaction in a zone, READ COMMITTED: lock the aggregate's root before you read it.
 * Deadlocks and serialization failures are tried again, five times at most.
 */
export async function inTransaction<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await run(db, scope, '', work);
    } catch (error) {
      if (tried >= TRIES_MAX || !retryable.has(sqlState(error) ?? '')) throw error;
    }
  }
}

/** One read-only transaction in which every query sees the same moment. */
export async function inSnapshot<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await run(db, scope, 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; ', work);
  } catch (error) {
    // Elsewhere this is a full disk, here it is a bug.
    if (sqlState(error) === '25006') throw new Error('a snapshot is only read', { cause: error });
    throw error;
  }
}

/** Between its statements this transaction may think for minutes: imports judge a hundred thousand rows. */
export async function mayThinkLong(tx: Tx): Promise<void> {
  await query(tx, `SELECT set_config('idle_in_transaction_session_timeout', '10min', true)`);
}

/** Servers that start together do what is to be done once, one after the other; the turn ends with the transaction. */
export async function takeStartTurn(tx: Tx): Promise<void> {
  const patient = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
  for (const name of patient) await query(tx, `SELECT set_config('${name}', '5min', true)`);
  await query(tx, `SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.start', 39))`);
}

/** What is written inside is undone when `work` says so; the transaction itself goes on. */
export async function withSavepoint<T>(tx: Tx, work: () => Promise<{ keep: boolean; value: T }>): Promise<T> {
  await query(tx, 'SAVEPOINT act');
  const { keep, value } = await work();
  await query(tx, keep ? 'RELEASE SAVEPOINT act' : 'ROLLBACK TO SAVEPOINT act');
  return value;
}

/** What is done inside reaches every row of the zone: what an act brings about beyond the rows of whoever does it. */
export async function withWholeZone<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const [before] = await query<{ scope: string }>(
    tx,
    `SELECT current_setting('guanyun.scope') AS scope, set_config('guanyun.scope', '*', true)`,
  );
  const value = await work();
  await query(tx, `SELECT set_config('guanyun.scope', $1, true)`, [before?.scope ?? '']);
  return value;
}

/** Set-based work and reports in SQL; `$1…` are bound. Rows come with the column names of the query. */
export async function query<Row extends object>(
  tx: Tx,
  sql: string,
  bind: readonly unknown[] = [],
): Promise<Row[]> {
  const rows = await tx.sequelize.query(sql, {
    ...(bind.length > 0 ? { bind: [...bind] } : {}),
    transaction: tx.transaction,
    type: QueryTypes.SELECT,
  });
  return rows as Row[];
}

/**
 * One statement that is its own transaction: what needs no other is one round trip. `sql` is given the zone's schema,
 * to name tables with. No scope is set, so tables under row-level security show nothing here.
 */
export async function queryAlone<Row extends object>(
  db: Database,
  zone: string,
  sql: (schema: string) => string,
  bind: readonly unknown[],
): Promise<Row[]> {
  const rows = await db.sequelize.query(sql(zoneSchema(zone)), { bind: [...bind], type: QueryTypes.SELECT });
  return rows as Row[];
}
