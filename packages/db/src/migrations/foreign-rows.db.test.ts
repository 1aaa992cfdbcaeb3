import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_ROLE } from '../kernel/connection.ts';
import { inTransaction, query, type Scope, type Tx } from '../kernel/transaction.ts';
import { everything, rowsOf, someCluster, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { someOfEverything } from '../testing/company-rows.ts';
import { publishedList } from '../testing/cooperation-builders.ts';
import { publishedTender, someSupplier } from '../testing/tender-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { someHolding } from '../testing/zone-builders.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const owner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.owner, everything, work);
const as = <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, work);

/** Under no row-level security, by the reason for it. */
const open: Readonly<Record<string, readonly string[]>> = {
  'the zone’s registers, which everybody with business in it reads': [
    'asset_class_codes',
    'calendar_days',
    'catalogue_versions',
    'cluster_names',
    'cluster_operators',
    'clusters',
    'land_law',
    'mandates',
    'organization_names',
    'organization_particulars',
    'organizations',
    'persons',
    'posts',
    'zone',
  ],
  'ownership of the companies of the zone, shown to all of them (G: 产权结构)': [
    'equity_dates',
    'equity_events',
  ],
  'the cooperation lists, which are published': ['cooperation_items', 'cooperation_lists', 'list_agreements'],
  'read before it is known who asks': [
    ...['accounts', 'authenticators', 'sessions'],
    ...['service_accounts', 'service_key_uses', 'service_keys'],
    ...['identities', 'identity_sessions', 'provider_logouts'],
  ],
  'found by an id that a client or an act made, never listed for a company': [
    'approval_signatures',
    ...['otp_generators', 'otp_uses', 'otp_approvals', 'password_resets'],
    'requests',
    'saved_views',
  ],
  'the log: listed for the committee, the auditors and the audit administrator; a company reads the history of what it sees':
    ['journal', 'log_checkpoints', 'log_nodes', 'log_policy', 'log_pushes', 'log_tables', 'row_log'],
  'numbers and names of the house itself': ['counters', 'schema_migrations'],
  'the application may not read it at all': ['matter_standings'],
};
/** Under row-level security, and shown to every company all the same: exemptions, with the structure that they exempt from. */
const shown: readonly string[] = ['level_exemptions'];
/** Filled by nothing of the companies here; each is tried where it is filled. */
const empty: readonly string[] = [
  'experts',
  'ocds_releases',
  'split_flag_contracts',
  'split_flags',
  'split_remarks',
  'tender_answers',
  'tender_awards',
  'tender_bid_withdrawals',
  'tender_bids',
  'tender_candidates',
  'tender_changes',
  'tender_evaluations',
  'tender_objections',
  'tender_objectors',
  'tender_opened_bids',
  'tender_openings',
  'tender_panel_commitments',
  'tender_panel_draws',
  'tender_shares',
  'watched_contracts',
  ...['webhook_deliveries', 'webhook_endpoints', 'webhook_health', 'webhook_tries'],
];
/** Row-level security lets a row of another be added: one side of an act writes these for the other side too. */
const writtenForOthers: readonly string[] = [
  'asset_adjustments',
  'asset_disposals',
  'asset_documents',
  'asset_encumbrance_steps',
  'asset_encumbrances',
  'asset_entries',
  'asset_lineage',
  'voucher_lines',
  'vouchers',
];

type Table = { readonly name: string; readonly guarded: boolean };
let tables: Table[] = [];
let own = '';
/** The rows that came with other companies, by table, each as its digest. */
const foreign = new Map<string, Set<string>>();

async function rowsNow(tx: Tx): Promise<Map<string, Set<string>>> {
  const rows = new Map<string, Set<string>>();
  for (const { name } of tables) {
    const found = await query<{ row: string }>(tx, `SELECT md5(t::text) AS row FROM ${name} t`);
    rows.set(name, new Set(found.map(({ row }) => row)));
  }
  return rows;
}

/** What only the steps of a case, of a handover and of a meeting write, written past them. */
const PAST_STEPS = [
  `INSERT INTO matter_duties (matter_id, person_id, duty, side) SELECT id, $2, 'handler', 'company' FROM matters WHERE company_id = $1`,
  `INSERT INTO recusals (meeting_id, matter_id, person_id, because) SELECT a.meeting_id, a.matter_id, $2, '["示例"]'
   FROM agenda_items a JOIN matters m ON m.id = a.matter_id WHERE m.company_id = $1`,
  `INSERT INTO declared_relations (id, person_id, organization_id, kind, note, valid_from) VALUES (gen_random_uuid(), $2, $1, 'other', '示例', '2026-01-01')`,
  `INSERT INTO transfer_counts (order_id, sheet_id, asset_id, side, counted, person_id) SELECT l.order_id, l.sheet_id, l.asset_id, 'from', 1, $2
   FROM transfer_lines l JOIN transfer_orders o ON o.id = l.order_id WHERE o.from_id = $1 AND l.sheet_id IS NOT NULL`,
  `INSERT INTO transfer_signatures (order_id, sheet_id, side, person_id, digest) SELECT s.order_id, s.id, 'from', $2, repeat('a', 64)
   FROM transfer_sheets s JOIN transfer_orders o ON o.id = s.order_id WHERE o.from_id = $1`,
  `INSERT INTO lock_events (id, sheet_id, kind, event_on, document, person_id) SELECT gen_random_uuid(), s.id, 'resale', '2026-06-01', repeat('a', 64), $2
   FROM transfer_sheets s JOIN transfer_orders o ON o.id = s.order_id WHERE o.from_id = $1`,
  `INSERT INTO asset_lineage (child_id, parent_id, act_id, kind, reshaped_on, person_id) SELECT f.asset_id, gen_random_uuid(), gen_random_uuid(), 'split', '2026-06-01', $2
   FROM asset_facts f WHERE f.organization_id = $1 GROUP BY f.asset_id`,
];

async function fill(tx: Tx, companyId: string, on: { listId: string; itemId: string }): Promise<void> {
  const [person, other] = [await somePerson(tx), await somePerson(tx)];
  const around = { cluster: await someCluster(tx), outside: await someCompany(tx), person, other };
  await someOfEverything(tx, { ...around, ...on }, companyId);
  const invited = [await someSupplier(tx), await someSupplier(tx), await someSupplier(tx)];
  await publishedTender(
    tx,
    companyId,
    { method: 'invited' },
    invited.map(({ id }) => id),
  );
  await query(tx, "SELECT set_config('session_replication_role', 'replica', true)");
  for (const sql of PAST_STEPS) await query(tx, sql, sql.includes('$1') ? [companyId, person] : []);
  await query(tx, "SELECT set_config('session_replication_role', 'origin', true)");
}

beforeAll(async () => {
  await owner(async (tx) => {
    tables = await query<Table>(
      tx,
      `SELECT relname AS name, relrowsecurity AS guarded FROM pg_class
       WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
    );
    const parent = await someCompany(tx);
    const below = { tier: 2, parentId: parent, form: 'limited' } as const;
    own = await someCompany(tx, below);
    const sister = await someCompany(tx, below);
    const child = await someCompany(tx, { tier: 3, parentId: own, form: 'limited' });
    for (const [toId, targetId] of [
      [parent, own],
      [parent, sister],
      [own, child],
    ] as const)
      await someHolding(tx, { toId, targetId });
    const others = [parent, sister, child, await someCompany(tx)];
    const { list, item } = await publishedList(tx, [own, ...others]);
    const on = { listId: list.id, itemId: item.id };
    await fill(tx, own, on);
    const before = await rowsNow(tx);
    for (const company of others) await fill(tx, company, on);
    for (const [table, rows] of await rowsNow(tx))
      foreign.set(table, new Set([...rows].filter((row) => !before.get(table)?.has(row))));
  });
}, 120_000);

const foreignIn = (table: string): ReadonlySet<string> => foreign.get(table) ?? new Set();

test('every table is under row-level security, or is open for a reason', () => {
  const unguarded = tables.filter(({ guarded }) => !guarded).map(({ name }) => name);
  expect(unguarded).toEqual(Object.values(open).flat().sort());
});

test('with no check of the application at all a company reads no row of another', async () => {
  const found: string[] = [];
  let total = 0;
  await as(rowsOf(own), async (tx) => {
    for (const { name, guarded } of tables) {
      if (!guarded) continue;
      const rows = await query<{ row: string }>(tx, `SELECT md5(t::text) AS row FROM ${name} t`);
      const seen = rows.filter(({ row }) => foreignIn(name).has(row)).length;
      total += foreignIn(name).size;
      if (seen > 0) found.push(name);
    }
  });
  const guarded = tables.filter((table) => table.guarded);
  expect(found).toEqual(shown);
  expect(guarded.filter(({ name }) => foreignIn(name).size === 0).map(({ name }) => name)).toEqual(empty);
  console.log(
    `G18 (row-level security alone): ${guarded.length} tables, ${total} foreign rows, ${found.length} shown`,
  );
});

/** A column that the application may change; none where it may only add. */
const changeable = (table: string) =>
  owner((tx) =>
    query<{ name: string }>(
      tx,
      `SELECT column_name AS name FROM information_schema.column_privileges
       WHERE table_schema = current_schema() AND table_name = $1 AND grantee = $2 AND privilege_type = 'UPDATE' LIMIT 1`,
      [table, APP_ROLE],
    ),
  );
/** The columns of a table that a row is written with, and one of another's rows. */
async function copyOf(table: string): Promise<{ columns: string; row: string }> {
  return owner(async (tx) => {
    const [columns] = await query<{ names: string }>(
      tx,
      `SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' AND identity_generation IS DISTINCT FROM 'ALWAYS'`,
      [table],
    );
    const [row] = await query<{ row: string }>(
      tx,
      `SELECT to_jsonb(t)::text AS row FROM ${table} t WHERE md5(t::text) = ANY ($1) LIMIT 1`,
      [[...foreignIn(table)]],
    );
    return { columns: columns?.names ?? '', row: row?.row ?? '' };
  });
}
const mayInsert = (table: string) =>
  owner((tx) => query(tx, `SELECT 1 WHERE has_any_column_privilege($1, $2, 'INSERT')`, [APP_ROLE, table]));

test('nor does it change one, or write one in the name of another, with no trigger to stop it', async () => {
  const [changed, passed]: [string[], string[]] = [[], []];
  const filled = tables.filter(({ name, guarded }) => guarded && foreignIn(name).size > 0);
  await owner(async (tx) => {
    for (const { name } of filled) await query(tx, `ALTER TABLE ${name} DISABLE TRIGGER USER`);
  });
  for (const { name } of filled) {
    const { columns, row } = await copyOf(name);
    const copied = await verdict(
      as(rowsOf(own), (tx) =>
        query(
          tx,
          `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${name}, $1::jsonb)`,
          [row],
        ),
      ),
    );
    if (copied !== '42501') passed.push(name);
    if ((await mayInsert(name)).length === 0) expect([name, copied]).toEqual([name, '42501']);
    const [column] = await changeable(name);
    if (column === undefined) continue;
    const before = await owner(rowsVersions(name));
    // What it may change of its own it may; a row of another keeps its version.
    await verdict(as(rowsOf(own), (tx) => query(tx, `UPDATE ${name} SET ${column.name} = ${column.name}`)));
    const after = await owner(rowsVersions(name));
    const others = before.filter(({ row: of }) => foreignIn(name).has(of));
    const kept = new Set(after.map(({ version }) => version));
    if (others.some(({ version }) => !kept.has(version))) changed.push(name);
  }
  expect(changed).toEqual([]);
  expect(passed).toEqual(writtenForOthers);
  console.log(
    `G18 (writing past every trigger): ${filled.length} tables, ${changed.length} changed, ${passed.length} written for the other side by design`,
  );
});

const rowsVersions = (table: string) => (tx: Tx) =>
  query<{ row: string; version: string }>(
    tx,
    `SELECT md5(t::text) AS row, xmin::text || ctid::text AS version FROM ${table} t`,
  );
