import { createHmac } from 'node:crypto';
import { QueryTypes, Sequelize } from 'sequelize';
import { closeSilent } from './silence.ts';

/** The login the server works with: it owns nothing, may not change the schema, and is bound by row-level security. */
export const APP_ROLE = 'guanyun_app';

export type Database = { readonly sequelize: Sequelize; close(): Promise<void> };

/** A server that does not take a connection for so long is not there. */
const CONNECT_MS = 5000;
/** The pool closes what rests for so long. */
const IDLE_MS = 10_000;
/** What rests longer belongs to an application that is gone without a word: the database closes it, or it would run out of places. */
const ORPHAN_MS = 60_000;

/** Whether a server process works on something, asked on a connection of its own; a pooler in between would hide which process it is. */
async function isAtWork(url: string, processId: number): Promise<boolean> {
  const asking = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: 1, acquire: CONNECT_MS },
    dialectOptions: { connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS },
    retry: { max: 1 },
  });
  try {
    const rows = await asking.query<{ state: string }>('SELECT state FROM pg_stat_activity WHERE pid = $1', {
      bind: [processId],
      type: QueryTypes.SELECT,
    });
    return rows[0]?.state === 'active';
  } finally {
    // Not waited for: its server may be gone.
    asking.close().catch(() => undefined);
  }
}

/**
 * Opens a pool; connections that fell silent are closed. Values keep their exactness: BIGINT, NUMERIC and DATE arrive as text and are converted by the stores.
 * @param url postgres://… of the owner (migrations) or of the application role (everything else).
 */
export function connect(url: string, poolMax = 10): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: poolMax, min: 0, acquire: 10_000, idle: IDLE_MS },
    define: { timestamps: false, underscored: true, freezeTableName: true },
    dialectOptions: {
      ...{ keepAlive: true, connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS },
      options: `-c idle_session_timeout=${ORPHAN_MS}`,
    },
    retry: { max: 1 },
  });
  closeSilent(sequelize, (processId) => isAtWork(url, processId));
  return { sequelize, close: () => sequelize.close() };
}

/** How the pool stands: connections at work, those at rest, and who waits for one. */
export function poolOf({ sequelize }: Database): {
  readonly using: number;
  readonly available: number;
  readonly waiting: number;
} {
  return (sequelize.connectionManager as unknown as { pool: ReturnType<typeof poolOf> }).pool;
}

/**
 * The application role's password follows from the owner's, so that several servers and test runs on one
 * PostgreSQL agree on it without another secret to keep.
 */
export function appPassword(ownerUrl: string): string {
  return createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password))
    .update(APP_ROLE)
    .digest('hex');
}

/** Address of the same database for the application role. */
export function appUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = appPassword(ownerUrl);
  return url.href;
}

/** The failures of PostgreSQL that callers tell apart, by SQLSTATE. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { parent, code } = error as { parent?: { code?: string }; code?: string };
  return parent?.code ?? code;
}
