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
export type Scope = { readonly zone: string; readonly organizations: '*' | readonly string[] };

export const zoneSchema = (zone: string): string => {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(zone)) throw new Error(`not a zone name: ${zone}`);
  return `zone_${zone}`;
};

const TRIES_MAX = 5;
const retryable = new Set(['40001', '40P01']);

async function run<T>(db: Database, scope: Scope, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.sequelize.transaction(async (transaction) => {
    if (begin !== '') await db.sequelize.query(begin, { transaction });
    await db.sequelize.query(
      `SELECT set_config('search_path', $1, true), set_config('guanyun.scope', $2, true),
              set_config('statement_timeout', '30s', true), set_config('lock_timeout', '10s', true)`,
      {
        bind: [
          `${zoneSchema(scope.zone)},public`,
          scope.organizations === '*' ? '*' : scope.organizations.join(','),
        ],
        transaction,
        type: QueryTypes.SELECT,
      },
    );
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
export function inSnapshot<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return run(db, scope, 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
}

/** What is written inside is undone when `work` says so; the transaction itself goes on. */
export async function withSavepoint<T>(tx: Tx, work: () => Promise<{ keep: boolean; value: T }>): Promise<T> {
  await query(tx, 'SAVEPOINT act');
  const { keep, value } = await work();
  await query(tx, keep ? 'RELEASE SAVEPOINT act' : 'ROLLBACK TO SAVEPOINT act');
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
