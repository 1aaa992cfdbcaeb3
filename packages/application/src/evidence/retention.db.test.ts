import { randomUUID } from 'node:crypto';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { inTransaction, query, zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { everything, verdict } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { afterAll, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import { act } from './act.ts';

/** What keeps the log from whoever has the server's own role, and for how long (GUANYUN_YEARS years of entries, 12). */
const YEARS = Number(process.env.GUANYUN_YEARS ?? 12);
const YEARS_OWED = 3;
const schema = zoneSchema(TEST_ZONE);
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const rows = <Row extends object>(of: Database, sql: string): Promise<Row[]> =>
  inTransaction(of, everything, (tx) => query<Row>(tx, sql));

/** What the log consists of: entries, what was changed, the tree, its checkpoints, answered requests, signatures. */
const logTables = [
  ...['journal', 'row_log', 'log_nodes', 'log_checkpoints', 'log_pushes', 'requests', 'approval_signatures'],
];
const aimedAt = (table: string): string[] => [
  `DELETE FROM ${schema}.${table}`,
  `TRUNCATE ${schema}.${table} CASCADE`,
  `DROP TABLE ${schema}.${table} CASCADE`,
  `ALTER TABLE ${schema}.${table} DISABLE TRIGGER ALL`,
  `ALTER TABLE ${schema}.${table} RENAME TO gone`,
  `ALTER TABLE ${schema}.${table} SET SCHEMA public`,
  `ALTER TABLE ${schema}.${table} OWNER TO CURRENT_USER`,
  `CREATE RULE none AS ON INSERT TO ${schema}.${table} DO INSTEAD NOTHING`,
  `CREATE TRIGGER none BEFORE INSERT ON ${schema}.${table} FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse_change()`,
  `MERGE INTO ${schema}.${table} t USING (SELECT 1) x ON true WHEN MATCHED THEN DELETE`,
  `WITH gone AS (DELETE FROM ${schema}.${table} RETURNING 1) SELECT count(*) FROM gone`,
];
const around = [
  `DROP SCHEMA ${schema} CASCADE`,
  `ALTER SCHEMA ${schema} RENAME TO gone`,
  'SET session_replication_role = replica',
  `CREATE OR REPLACE FUNCTION ${schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  `UPDATE ${schema}.log_policy SET strict = false`,
  `DELETE FROM ${schema}.log_tables`,
];

const about = { kind: 'account', id: null, title: '示例' };
test(`no statement of the server’s role takes an entry away, and entries of ${YEARS} years are all there`, async () => {
  const today = new Date();
  let written = 0;
  // Accepted and refused acts, the log of who was turned away among them, each month back to the beginning.
  for (let month = YEARS * 12; month >= 0; month -= 1) {
    const at = new Date(today);
    at.setUTCMonth(at.getUTCMonth() - month);
    const deps = testDeps(db.app, () => at);
    for (const outcome of [accept({ subject: about, content: {}, answer: null }), refuse('NO_WARRANT')]) {
      const command = { requestId: randomUUID(), act: 'x', body: {}, about };
      await act(deps, null, command, async () => outcome);
      written += 1;
    }
  }
  const owner = await rows<{ name: string }>(db.owner, 'SELECT current_user AS name');
  const statements = [
    ...logTables.flatMap(aimedAt),
    ...around,
    `SET ROLE "${owner[0]?.name}"`,
    `REASSIGN OWNED BY "${owner[0]?.name}" TO CURRENT_USER`,
  ];
  const through: string[] = [];
  for (const sql of statements) {
    const said = await verdict(db.app.sequelize.query(sql));
    if (said !== '42501') through.push(`${said}: ${sql}`);
  }
  // Whatever the database does by itself: no function of it takes rows of the log away.
  const cleaning = await rows<{ name: string }>(
    db.owner,
    `SELECT proname AS name FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace
       AND prosrc ~* '(delete\\s+from|truncate)\\s+(only\\s+)?(${logTables.join('|')})\\M'`,
  );
  const rights = await rows<{ role: string; table: string }>(
    db.owner,
    `SELECT r.rolname AS role, c.relname AS table FROM pg_roles r, pg_class c WHERE c.relnamespace = '${schema}'::regnamespace
       AND c.relname IN (${logTables.map((one) => `'${one}'`).join(', ')}) AND NOT r.rolsuper AND c.relowner <> r.oid AND r.rolname NOT LIKE 'pg\\_%'
       AND (has_table_privilege(r.oid, c.oid, 'DELETE') OR has_table_privilege(r.oid, c.oid, 'TRUNCATE'))`,
  );
  const kept = await inTransaction(db.app, everything, (tx) =>
    query<{ count: number; refused: number; years: number }>(
      tx,
      `SELECT count(*)::int AS count, count(*) FILTER (WHERE outcome = 'refused')::int AS refused,
         extract(year FROM age(max(recorded_at), min(recorded_at)))::int AS years FROM journal WHERE act = 'x'`,
    ),
  );
  const { count = 0, refused = 0, years = 0 } = kept[0] ?? {};
  process.stdout.write(
    `G34: ${statements.length} statements against ${logTables.length} tables of the log by the server's role, ${through.length} let through; ${count} of ${written} entries (${refused} of who was refused) over ${years} years there, ${cleaning.length} functions that take any away, ${rights.length} roles that may\n`,
  );
  expect(through).toEqual([]);
  expect([cleaning, rights]).toEqual([[], []]);
  expect([count, refused]).toEqual([written, written / 2]);
  expect(years).toBeGreaterThanOrEqual(YEARS_OWED);
}, 120_000);
