import { QueryTypes } from 'sequelize';
import { afterAll, expect, test } from 'vitest';
import { changeList, saveAgreement, saveList } from '../contracts/cooperation-list.store.ts';
import { findZone } from '../evidence/request.store.ts';
import { APP_ROLE, appPassword, appUrl, connect, type Database } from '../kernel/connection.ts';
import { dropZones, migrate, schemaVersion } from '../kernel/migrate.ts';
import { inTransaction, query, zoneSchema } from '../kernel/transaction.ts';
import { everything, someCluster, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { listRow } from '../testing/cooperation-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const schema = zoneSchema(TEST_ZONE);
const rows = <Row extends object>(of: Database, sql: string): Promise<Row[]> =>
  of.sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
const run = (of: Database, sql: string) => verdict(of.sequelize.query(sql));

type Made = { name: string; applied_at: Date };
const marks = (zone: string) =>
  rows<Made>(db.owner, `SELECT * FROM ${zoneSchema(zone)}.schema_migrations ORDER BY name`);
/** Everything a zone consists of, with where it came from: any object made again would have another oid. */
const objects = (zone: string) =>
  rows(
    db.owner,
    `SELECT c.oid::text, c.relname AS name, c.relacl::text AS rights FROM pg_class c WHERE c.relnamespace = '${zoneSchema(zone)}'::regnamespace
     UNION ALL SELECT t.oid::text, t.tgname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = '${zoneSchema(zone)}'::regnamespace
     UNION ALL SELECT p.oid::text, p.polname, '' FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = '${zoneSchema(zone)}'::regnamespace
     ORDER BY 2, 1`,
  );
const tablesOf = async (zone: string) =>
  (
    await rows<{ name: string }>(
      db.owner,
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = '${zoneSchema(zone)}'`,
    )
  ).map((row) => row.name);

test('migrating a second time changes nothing', async () => {
  const before = { marks: await marks(TEST_ZONE), objects: await objects(TEST_ZONE) };
  expect(before.marks.at(-1)?.name).toBe(schemaVersion);
  expect(before.objects.length).toBeGreaterThan(100);
  await migrate(db.ownerUrl, TEST_ZONE);
  expect({ marks: await marks(TEST_ZONE), objects: await objects(TEST_ZONE) }).toEqual(before);
});

test('several servers that start at once migrate a zone once', async () => {
  await Promise.all(Array.from({ length: 4 }, () => migrate(db.ownerUrl, 'together')));
  expect((await marks('together')).map((m) => m.name)).toEqual((await marks(TEST_ZONE)).map((m) => m.name));
  expect(new Set(await tablesOf('together'))).toEqual(new Set(await tablesOf(TEST_ZONE)));
});

test('servers that start at once on two databases of one PostgreSQL do not disturb each other', async () => {
  const other = await cloneTestDatabase();
  try {
    const starts = Array.from({ length: 8 }, (_, i) =>
      migrate(i % 2 === 0 ? db.ownerUrl : other.ownerUrl, TEST_ZONE),
    );
    const results = await Promise.all(starts.map((start) => verdict(start)));
    expect(new Set(results)).toEqual(new Set(['accepted']));
  } finally {
    await other.drop();
  }
});

test('a migration that breaks midway leaves nothing of itself, and is taken up again', async () => {
  const broken = zoneSchema('broken');
  await run(db.owner, `CREATE SCHEMA ${broken}`);
  // The third migration meets a table in its way after it has made others.
  await run(db.owner, `CREATE TABLE ${broken}.votes (id integer)`);
  expect(await verdict(migrate(db.ownerUrl, 'broken').catch(causeOf))).toBe('42P07');
  expect((await marks('broken')).map((m) => m.name)).toEqual(['0001-evidence', '0002-organizations']);
  const tables = await tablesOf('broken');
  expect(tables).toContain('organizations');
  expect(tables).not.toContain('matters');
  expect(tables).not.toContain('meetings');
  await run(db.owner, `DROP TABLE ${broken}.votes`);
  await migrate(db.ownerUrl, 'broken');
  expect((await marks('broken')).at(-1)?.name).toBe(schemaVersion);
  expect(new Set(await tablesOf('broken'))).toEqual(new Set(await tablesOf(TEST_ZONE)));
});

/** The failure inside the migration runner's own. */
function causeOf(error: unknown): never {
  throw (error as { cause?: unknown }).cause ?? error;
}

test('the application owns nothing', async () => {
  const owned = await rows(
    db.owner,
    `SELECT relname AS name FROM pg_class WHERE relowner = '${APP_ROLE}'::regrole
     UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = '${APP_ROLE}'::regrole
     UNION ALL SELECT proname FROM pg_proc WHERE proowner = '${APP_ROLE}'::regrole
     UNION ALL SELECT datname FROM pg_database WHERE datdba = '${APP_ROLE}'::regrole`,
  );
  expect(owned).toEqual([]);
  const [role] = await rows(
    db.owner,
    `SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication, rolcanlogin FROM pg_roles WHERE rolname = '${APP_ROLE}'`,
  );
  expect(role).toEqual({
    rolsuper: false,
    rolcreatedb: false,
    rolcreaterole: false,
    rolbypassrls: false,
    rolreplication: false,
    rolcanlogin: true,
  });
  expect(await rows(db.owner, `SELECT 1 FROM pg_auth_members WHERE member = '${APP_ROLE}'::regrole`)).toEqual(
    [],
  );
});

test.each([
  `CREATE TABLE ${schema}.mine (id integer)`,
  'CREATE TABLE public.mine (id integer)',
  'CREATE TABLE guanyun.mine (id integer)',
  'CREATE SCHEMA mine',
  `ALTER TABLE ${schema}.matters ADD COLUMN mine text`,
  `ALTER TABLE ${schema}.votes DISABLE TRIGGER ALL`,
  `ALTER TABLE ${schema}.matters DISABLE ROW LEVEL SECURITY`,
  `DROP TRIGGER votes_append_only ON ${schema}.votes`,
  `DROP POLICY matters_visible ON ${schema}.matters`,
  `DROP TABLE ${schema}.journal`,
  `CREATE OR REPLACE FUNCTION ${schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  `SET session_replication_role = replica`,
])('the application may not: %s', async (sql) => {
  expect(await run(db.app, sql)).toBe('42501');
});

test('the application may not become the owner, whatever the owner is called', async () => {
  const [owner] = await rows<{ name: string }>(db.owner, 'SELECT current_user AS name');
  expect(await run(db.app, `SET ROLE "${owner?.name}"`)).toBe('42501');
});

test('the application truncates and deletes nowhere in a zone', async () => {
  const tables = await tablesOf(TEST_ZONE);
  expect(tables.length).toBeGreaterThan(30);
  for (const table of tables) {
    expect([table, await run(db.app, `TRUNCATE ${schema}.${table} CASCADE`)]).toEqual([table, '42501']);
    expect([table, await run(db.app, `DELETE FROM ${schema}.${table}`)]).toEqual([table, '42501']);
  }
});

test('a temporary table of the application’s own does not deceive the checks', async () => {
  const deceived = inTransaction(db.app, everything, async (tx) => {
    const list = listRow();
    await saveList(tx, list, []);
    await query(
      tx,
      'CREATE TEMPORARY TABLE list_agreements ON COMMIT DROP AS SELECT $1::uuid AS list_id FROM generate_series(1, 2)',
      [list.id],
    );
    await changeList(tx, list.id, { state: 'published', publishedOn: list.effectiveFrom });
  });
  expect(['GY009', '42501']).toContain(await verdict(deceived));
});

test('the application leaves no mark of a migration', async () => {
  expect(await run(db.app, `INSERT INTO ${schema}.schema_migrations (name) VALUES ('9999')`)).toBe('42501');
  expect(await run(db.app, `UPDATE ${schema}.schema_migrations SET name = 'x'`)).toBe('42501');
});

const appendOnly = [
  'journal',
  'asset_entries',
  'transfer_differences',
  'transfer_resolutions',
  'transfer_papers',
  'transfer_successions',
  'transfer_taxes',
  'documents',
  'matter_contents',
  'matter_signatures',
  'matter_duties',
  'matter_reviews',
  'recusals',
  'votes',
  'external_decisions',
  'warrant_spendings',
  'equity_events',
  'equity_dates',
  'organization_particulars',
  'contract_papers',
  'contract_steps',
  'contract_measures',
  'cooperation_items',
  'list_agreements',
  'split_flag_contracts',
  'split_remarks',
  'transfer_signatures',
  'vouchers',
  'voucher_lines',
  'calendar_days',
  'urgent_consents',
  'clearances',
  'declared_relations',
  'rule_answers',
  'matter_standings',
  'instrument_signatures',
  'shareholder_results',
  'warrant_releases',
  'archives',
  'cluster_operators',
  'mandates',
  'clusters',
  'persons',
  'group_statements',
  'group_statement_lines',
  'intragroup_items',
  'land_law',
  'land_parcels',
  'land_facts',
  'asset_encumbrances',
  'asset_encumbrance_steps',
  'asset_adjustments',
  'asset_lineage',
  'asset_disposals',
  'asset_documents',
  'depreciation_runs',
  'ledger_balances',
  'lock_events',
  'suppliers',
  'tender_lots',
  'tender_papers',
  'tender_invitations',
  'tender_changes',
  'tender_objections',
  'tender_answers',
  'tender_panel_commitments',
  'tender_panel_draws',
  'tender_evaluations',
  'tender_candidates',
  'tender_awards',
  'tender_keys',
  'tender_key_holders',
  'tender_shares',
  'tender_openings',
  'tender_bids',
  'tender_bid_withdrawals',
  'tender_objectors',
  'tender_opened_bids',
  'ocds_releases',
  'row_log',
  'log_nodes',
  'log_checkpoints',
  'log_pushes',
  'approval_signatures',
  'otp_uses',
  'otp_approvals',
  'provider_logouts',
  'identity_sessions',
  'bid_checks',
  'bid_check_ends',
  'page_readings',
  'webhook_tries',
  'service_accounts',
];

test.each(appendOnly)(
  '%s is only ever added to: refused to the application by its rights, to the owner by a trigger',
  async (name) => {
    const [column] = await rows<{ name: string }>(
      db.owner,
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${schema}.${name}'::regclass AND attnum = 1`,
    );
    const statements = [
      `UPDATE ${schema}.${name} SET ${column?.name} = ${column?.name}`,
      `DELETE FROM ${schema}.${name}`,
      `TRUNCATE ${schema}.${name} CASCADE`,
    ];
    for (const sql of statements) {
      expect(await run(db.app, sql)).toBe('42501');
      expect(await run(db.owner, sql)).toBe('GY001');
    }
  },
);

test('every table is either only added to or named as one that changes', async () => {
  const guarded = await rows<{ name: string }>(
    db.owner,
    `SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = '${schema}'::regnamespace AND t.tgname LIKE '%\\_append\\_only'`,
  );
  expect(new Set(guarded.map((row) => row.name))).toEqual(new Set(appendOnly));
  const changing = await rows<{ name: string }>(
    db.owner,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = '${schema}' AND has_any_column_privilege('${APP_ROLE}', schemaname || '.' || tablename, 'UPDATE')`,
  );
  // Written by the database alone.
  const kept = [
    'schema_migrations',
    'equity_plan_registers',
    'asset_sums',
    'asset_period_sums',
    'log_tables',
    'log_policy',
  ];
  const all = new Set([...appendOnly, ...changing.map((row) => row.name), ...kept]);
  expect(all).toEqual(new Set(await tablesOf(TEST_ZONE)));
});

test('rows that were added stay as they are, also through the stores’ own connection', async () => {
  const work = <T>(body: Parameters<typeof inTransaction<T>>[2]) => inTransaction(db.app, everything, body);
  const list = listRow();
  const personId = await work(async (tx) => {
    await saveList(tx, list, []);
    await someCluster(tx);
    await someCompany(tx);
    const person = await somePerson(tx, '改名前');
    await saveAgreement(tx, { listId: list.id, side: 'company', personId: person, onBehalfPersonId: null });
    return person;
  });
  expect(
    await verdict(work((tx) => query(tx, `UPDATE persons SET name = '改名后' WHERE id = $1`, [personId]))),
  ).toBe('42501');
  expect(await run(db.owner, `UPDATE ${schema}.persons SET name = '改名后' WHERE id = '${personId}'`)).toBe(
    'GY001',
  );
  expect(await run(db.owner, `DELETE FROM ${schema}.list_agreements WHERE list_id = '${list.id}'`)).toBe(
    'GY001',
  );
  const [person] = await rows<{ name: string }>(
    db.owner,
    `SELECT name FROM ${schema}.persons WHERE id = '${personId}'`,
  );
  expect(person?.name).toBe('改名前');
});

test('the application’s address follows from the owner’s and does not carry its password', () => {
  const owner = 'postgres://boss:s%40cret@db.example:5433/zone?sslmode=require';
  const url = new URL(appUrl(owner));
  expect([url.username, url.host, url.pathname, url.search]).toEqual([
    APP_ROLE,
    'db.example:5433',
    '/zone',
    '?sslmode=require',
  ]);
  expect(url.password).toBe(appPassword(owner));
  expect(url.href).not.toContain('cret');
  expect(appPassword('postgres://other:s%40cret@elsewhere/x')).toBe(appPassword(owner));
  expect(appPassword('postgres://boss:other@db.example/zone')).not.toBe(appPassword(owner));
});

test('dropping the zones leaves the database without any', async () => {
  const other = await cloneTestDatabase();
  try {
    await migrate(other.ownerUrl, 'second');
    await dropZones(other.ownerUrl);
    const owner = connect(other.ownerUrl, 1);
    const left = await rows(
      owner,
      `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'zone%' OR nspname = 'guanyun'`,
    );
    await owner.close();
    expect(left).toEqual([]);
    await migrate(other.ownerUrl, TEST_ZONE);
    expect(await verdict(inTransaction(other.app, everything, (tx) => findZone(tx)))).toBe('accepted');
  } finally {
    await other.drop();
  }
});
