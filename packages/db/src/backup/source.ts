import pg from 'pg';

/** What a backup has to know of the server it is taken from. */
export type Source = {
  readonly database: string;
  /** Who owns the whole server. */
  readonly superuser: string;
  readonly postgres: number;
  readonly segmentSize: number;
  readonly archiving: boolean;
};

/** One backup at a time for a server: released when the connection ends. */
const LOCK = 7_283_003;

/** Asks the server, and holds the right to take the backup until `release`; null: somebody else holds it. */
export async function openSource(url: string): Promise<{ source: Source; release(): Promise<void> } | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query(
    `SELECT pg_try_advisory_lock($1) AS held, current_database() AS database,
       (SELECT rolname FROM pg_roles WHERE oid = 10) AS superuser,
       current_setting('server_version_num')::int / 10000 AS postgres,
       (SELECT setting::int FROM pg_settings WHERE name = 'wal_segment_size') AS "segmentSize",
       current_setting('archive_mode') <> 'off' AS archiving`,
    [LOCK],
  );
  const { held, ...source } = rows[0] as Source & { held: boolean };
  const release = (): Promise<void> => client.end();
  if (held) return { source, release };
  await release();
  return null;
}
