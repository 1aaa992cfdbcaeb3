import pg from 'pg';

export type Row = Record<string, string | number | boolean | null>;

/** One statement on a connection of its own, with a limit on connecting and on answering. */
export async function sqlOnce<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
    query_timeout: 30_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<R>(sql);
    return rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
