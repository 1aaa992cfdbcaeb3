import type { Database } from '@guanyun/db/kernel/connection.ts';
import { inSnapshot, query, type Scope } from '@guanyun/db/kernel/transaction.ts';

/** The settings without which PostgreSQL may lose what it has already answered. */
const durable = ['fsync', 'synchronous_commit', 'full_page_writes'];

const nobody = (zone: string): Scope => ({ zone, organizations: [] });

/** Which of the settings that keep answered writes are off. */
export async function durabilityLacking(db: Database, zone: string): Promise<string[]> {
  const rows = await inSnapshot(db, nobody(zone), (tx) =>
    query<{ name: string }>(
      tx,
      `SELECT name FROM pg_settings WHERE name = ANY ($1::text[]) AND setting = 'off' ORDER BY name`,
      [durable],
    ),
  );
  return rows.map((row) => row.name);
}

/** What `/healthz` says of the database. */
export type DatabaseState = { readonly database: string; readonly schema: string };

/** Version of the server and newest migration of the zone; rejects when the database does not answer in `seconds`. */
export async function databaseState(db: Database, zone: string, seconds: number): Promise<DatabaseState> {
  const answer = inSnapshot(db, nobody(zone), (tx) =>
    query<DatabaseState>(
      tx,
      `SELECT current_setting('server_version') AS database, coalesce((SELECT max(name) FROM schema_migrations), '') AS schema`,
    ),
  );
  const late = AbortSignal.timeout(seconds * 1000);
  const timeout = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error('the database does not answer')));
  });
  const [state] = await Promise.race([answer, timeout]);
  if (state === undefined) throw new Error('the database gave no answer');
  return { database: `PostgreSQL ${state.database}`, schema: state.schema };
}
