import { createHmac } from 'node:crypto';
import { Sequelize } from 'sequelize';

/** The login the server works with: it owns nothing, may not change the schema, and is bound by row-level security. */
export const APP_ROLE = 'guanyun_app';

export type Database = { readonly sequelize: Sequelize; close(): Promise<void> };

/**
 * Opens a pool. Values keep their exactness: BIGINT, NUMERIC and DATE arrive as text and are converted by the stores.
 * @param url postgres://… of the owner (migrations) or of the application role (everything else).
 */
export function connect(url: string, poolMax = 10): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: poolMax, min: 0, acquire: 10_000, idle: 10_000 },
    define: { timestamps: false, underscored: true, freezeTableName: true },
    retry: { max: 1 },
  });
  return { sequelize, close: () => sequelize.close() };
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
