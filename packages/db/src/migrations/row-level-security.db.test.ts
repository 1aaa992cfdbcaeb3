import { afterAll, expect, test } from 'vitest';
import { vouchersPage } from '../accounting/voucher.store.ts';
import { assetsPage, changeAsset } from '../assets/asset.store.ts';
import { saveLineage } from '../assets/asset-acts.store.ts';
import { saveContract } from '../contracts/contract.store.ts';
import { saveRemark } from '../contracts/split-radar.store.ts';
import { appUrl, connect } from '../kernel/connection.ts';
import { inSnapshot, inTransaction, query, type Scope, type Tx, zoneSchema } from '../kernel/transaction.ts';
import {
  changeMatter,
  findMatter,
  lockMatter,
  saveMatter,
  saveReview,
  saveSignature,
} from '../matters/matter.store.ts';
import { changeWarrantsOf, findWarrant } from '../matters/warrant.store.ts';
import { someAsset, someOrder } from '../testing/asset-builders.ts';
import {
  digestLike,
  everything,
  newId,
  rowsOf,
  someCluster,
  someCompany,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import { someOfEverything } from '../testing/company-rows.ts';
import { contractRow, publishedList } from '../testing/cooperation-builders.ts';
import { someLockEvent } from '../testing/finance-builders.ts';
import { matterRow, someMatter, someWarrant } from '../testing/matter-builders.ts';
import { purchasing, someFlag, somePurchase } from '../testing/split-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const as = <T>(scope: Scope, body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, body);

const guarded = [
  'delegations',
  'documents',
  'matters',
  'matter_contents',
  'matter_signatures',
  'matter_reviews',
  'votes',
  'external_decisions',
  'warrants',
  'warrant_spendings',
  'contracts',
  'watched_contracts',
  'split_flags',
  'split_flag_contracts',
  'split_remarks',
  'contract_papers',
  'contract_steps',
  'contract_measures',
  'contract_payments',
  'contract_amendments',
  'contract_settlements',
  'contract_accounts',
  'assets',
  'asset_facts',
  'asset_entries',
  'asset_sums',
  'asset_period_sums',
  'transfer_sheets',
  'transfer_differences',
  'transfer_resolutions',
  'transfer_papers',
  'transfer_successions',
  'transfer_taxes',
  'transfer_duties',
  'asset_encumbrances',
  'asset_encumbrance_steps',
  'asset_adjustments',
  'asset_lineage',
  'asset_disposals',
  'asset_documents',
  'depreciation_runs',
  'transfer_orders',
  'transfer_lines',
  'vouchers',
  'voucher_lines',
  'clock_stops',
  'supplements',
  'deficiencies',
  'urgent_consents',
  'consultations',
  'clearances',
  'rule_answers',
  'instrument_signatures',
  'obligations',
  'shareholder_results',
  'warrant_extensions',
  'warrant_releases',
  'archives',
  'equity_plans',
  'group_statements',
  'group_statement_lines',
  'intragroup_items',
  'equity_plan_cases',
  'level_exemptions',
  'equity_plan_registers',
  'land_parcels',
  'land_facts',
  'ledger_balances',
  'lock_events',
  'tenders',
  'tender_invitations',
  'tender_lots',
  'tender_papers',
  'tender_keys',
  'tender_key_holders',
  // Of notices and what comes after; who sees these is tried where bids are.
  'suppliers',
  'experts',
  'tender_changes',
  'tender_objections',
  'tender_answers',
  'tender_panel_commitments',
  'tender_panel_draws',
  'tender_evaluations',
  'tender_candidates',
  'tender_awards',
  'tender_shares',
  'tender_openings',
  'tender_bids',
  'tender_bid_withdrawals',
  'tender_objectors',
  'tender_opened_bids',
  'ocds_releases',
  'bid_checks',
  'bid_check_ends',
  'page_readings',
  'transfer_counts',
  'transfer_signatures',
  'webhook_deliveries',
  'webhook_endpoints',
  'webhook_health',
  'webhook_tries',
  'matter_duties',
  'agenda_items',
  'recusals',
  'meetings',
  'meeting_expected',
  'declared_relations',
] as const;
/** What of it is not simply twice a company's own, for whoever sees everything. */
const inAll: Partial<Record<(typeof guarded)[number], number>> = {
  // What stays among the committee: no company sees it.
  urgent_consents: 2,
  consultations: 2,
  page_readings: 2,
  watched_contracts: 2,
  split_flags: 1,
  split_flag_contracts: 2,
  split_remarks: 1,
  // One of each company, and two purchases from another that the radar has flagged.
  contracts: 4,
  // What the structure shows to everybody of the zone, whosever it is.
  level_exemptions: 2,
};
type Counts = Record<(typeof guarded)[number], number>;

async function countsUnder(scope: Scope): Promise<Counts> {
  const parts = guarded.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const [row] = await as(scope, (tx) => query<Counts>(tx, `SELECT ${parts.join(', ')}`));
  if (row === undefined) throw new Error('no counts');
  return row;
}
const none = Object.fromEntries(guarded.map((table) => [table, 0])) as Counts;

const shared = await work(async (tx) => {
  const company = { a: await someCompany(tx), b: await someCompany(tx), outside: await someCompany(tx) };
  const { item, list } = await publishedList(tx, [company.a, company.b]);
  return {
    ...company,
    item,
    list,
    cluster: await someCluster(tx),
    person: await somePerson(tx),
    other: await somePerson(tx),
  };
});
const { a, b, cluster, other, outside, person } = shared;
await work(async (tx) => {
  const { list, item } = await purchasing(tx, [outside], 2027);
  const on = { listId: list.id, itemId: item.id, entityId: outside, personId: person };
  const buy = () => somePurchase(tx, on, { project: '示例', decidedOn: '2027-03-01' });
  const flagId = await someFlag(tx, [await buy(), await buy()]);
  const said = { kind: 'acknowledged', note: '示例', document: null } as const;
  await saveRemark(tx, { id: newId(), flagId, ...said, personId: person, recordedAt: new Date() });
});

const on = { cluster, person, other, outside, listId: shared.list.id, itemId: shared.item.id };
const fill = (tx: Tx, companyId: string) => someOfEverything(tx, on, companyId);
const ofA = await work((tx) => fill(tx, a));
const ofB = await work((tx) => fill(tx, b));
// What became of an asset is seen with what it became.
await work((tx) => {
  const row = { actId: newId(), kind: 'split' as const, reshapedOn: '2026-06-01', document: null };
  return saveLineage(tx, [
    { ...row, childId: ofA.assetId, parentId: ofB.assetId, personId: person },
    { ...row, childId: ofB.assetId, parentId: ofA.assetId, personId: person },
  ]);
});
for (const { order } of [ofA, ofB])
  await inTransaction(db.owner, everything, (tx) => someLockEvent(tx, order.sheetId, person));

/** What one filled company sees: its case and those of its two warrants, and so on. */
const own: Counts = {
  delegations: 1,
  documents: 1,
  matters: 4,
  matter_contents: 4,
  matter_signatures: 1,
  matter_reviews: 1,
  votes: 1,
  external_decisions: 1,
  warrants: 3,
  warrant_spendings: 2,
  contracts: 1,
  page_readings: 0,
  bid_checks: 1,
  bid_check_ends: 1,
  watched_contracts: 0,
  split_flags: 0,
  split_flag_contracts: 0,
  split_remarks: 0,
  contract_papers: 1,
  contract_steps: 1,
  contract_measures: 1,
  contract_payments: 1,
  contract_amendments: 1,
  contract_settlements: 1,
  contract_accounts: 1,
  assets: 1,
  asset_facts: 3,
  asset_entries: 1,
  asset_sums: 1,
  asset_period_sums: 2,
  transfer_sheets: 1,
  transfer_differences: 1,
  transfer_resolutions: 1,
  transfer_papers: 1,
  transfer_successions: 1,
  transfer_taxes: 1,
  transfer_duties: 1,
  asset_encumbrances: 1,
  asset_encumbrance_steps: 1,
  asset_adjustments: 1,
  asset_lineage: 1,
  asset_disposals: 1,
  asset_documents: 1,
  depreciation_runs: 1,
  transfer_orders: 1,
  transfer_lines: 1,
  vouchers: 1,
  voucher_lines: 2,
  clock_stops: 1,
  supplements: 1,
  deficiencies: 1,
  urgent_consents: 0,
  consultations: 0,
  clearances: 1,
  rule_answers: 1,
  instrument_signatures: 1,
  obligations: 1,
  shareholder_results: 1,
  warrant_extensions: 1,
  warrant_releases: 1,
  archives: 1,
  equity_plans: 1,
  group_statements: 1,
  group_statement_lines: 2,
  intragroup_items: 1,
  equity_plan_cases: 1,
  level_exemptions: 2,
  equity_plan_registers: 1,
  land_parcels: 1,
  land_facts: 2,
  ledger_balances: 1,
  lock_events: 1,
  tenders: 1,
  tender_invitations: 1,
  tender_lots: 1,
  tender_papers: 1,
  tender_keys: 1,
  tender_key_holders: 3,
  suppliers: 0,
  experts: 0,
  tender_changes: 0,
  tender_objections: 0,
  tender_answers: 0,
  tender_panel_commitments: 0,
  tender_panel_draws: 0,
  tender_evaluations: 0,
  tender_candidates: 0,
  tender_awards: 0,
  tender_shares: 0,
  tender_openings: 0,
  tender_bids: 0,
  tender_bid_withdrawals: 0,
  tender_objectors: 0,
  tender_opened_bids: 0,
  ocds_releases: 0,
  transfer_counts: 0,
  transfer_signatures: 0,
  ...{ webhook_deliveries: 0, webhook_endpoints: 0, webhook_health: 0, webhook_tries: 0 },
  matter_duties: 0,
  agenda_items: 1,
  recusals: 0,
  meetings: 1,
  meeting_expected: 1,
  declared_relations: 0,
};

test('a company sees its own rows and none of another', async () => {
  expect(await countsUnder(rowsOf(a))).toEqual(own);
  expect(await countsUnder(rowsOf(b))).toEqual(own);
  const ids = async (table: string, column: string) =>
    (await as(rowsOf(a), (tx) => query<{ id: string }>(tx, `SELECT ${column} AS id FROM ${table}`))).map(
      (r) => r.id,
    );
  expect(await ids('matters', 'id')).toContain(ofA.matterId);
  expect(await ids('matters', 'id')).not.toContain(ofB.matterId);
  expect(await ids('matter_contents', 'matter_id')).not.toContain(ofB.matterId);
  expect(await ids('warrants', 'id')).not.toContain(ofB.warrant.id);
  expect(await ids('contracts', 'id')).toEqual([ofA.contract.id]);
  expect(await ids('assets', 'id')).toEqual([ofA.assetId]);
  expect(await ids('transfer_orders', 'id')).toEqual([ofA.order.id]);
  expect(await ids('vouchers', 'id')).toEqual([ofA.voucherId]);
});

test('whoever sees everything sees every company’s rows, in a snapshot too', async () => {
  const twice = Object.fromEntries(guarded.map((table) => [table, inAll[table] ?? own[table] * 2]));
  expect(await countsUnder(everything)).toEqual(twice);
  const [row] = await inSnapshot(db.app, everything, (tx) =>
    query(tx, 'SELECT count(*)::int AS n FROM matters'),
  );
  expect(row).toEqual({ n: 8 });
});

test('two companies named together see the rows of both', async () => {
  expect((await countsUnder(rowsOf(a, b))).matters).toBe(8);
});

test('nobody named sees nothing', async () => {
  expect(await countsUnder(rowsOf())).toEqual(none);
  expect(await countsUnder(rowsOf(''))).toEqual(none);
  expect(await countsUnder(rowsOf(newId()))).toEqual(none);
});

test('a connection without a scope sees nothing', async () => {
  const [rows] = await db.app.sequelize.query(`SELECT id FROM ${zoneSchema(TEST_ZONE)}.matters`);
  expect(rows).toEqual([]);
});

test('part of an id, or a star among ids, opens nothing', async () => {
  for (const text of [a.slice(0, 8), `${a}0`, `*,${newId()}`, '%', a.toUpperCase()])
    expect((await countsUnder(rowsOf(text))).matters).toBe(0);
});

test('a scope does not reach the next transaction on its connection, after a commit or a rollback', async () => {
  const single = connect(appUrl(db.ownerUrl), 1);
  try {
    const pid = async (tx: Tx) =>
      (await query<{ pid: number }>(tx, 'SELECT pg_backend_pid() AS pid'))[0]?.pid;
    const before = await inTransaction(single, everything, pid);
    const next = await inTransaction(single, rowsOf(), async (tx) => ({
      pid: await pid(tx),
      rows: await query(tx, 'SELECT id FROM matters'),
    }));
    expect(next).toEqual({ pid: before, rows: [] });
    const failed = inTransaction(single, everything, async () => {
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    const [rows] = await single.sequelize.query(
      `SELECT current_setting('guanyun.scope', true) AS scope, pg_backend_pid() AS pid,
         (SELECT count(*)::int FROM ${zoneSchema(TEST_ZONE)}.matters) AS n`,
    );
    expect(rows).toEqual([{ scope: '', pid: before, n: 0 }]);
  } finally {
    await single.close();
  }
});

test('transactions side by side see their own scope only', async () => {
  const scopes = Array.from(
    { length: 40 },
    (_, i) => [rowsOf(a), rowsOf(b), everything, rowsOf()][i % 4] ?? everything,
  );
  const seen = await Promise.all(scopes.map(async (scope) => (await countsUnder(scope)).matters));
  expect(seen).toEqual(scopes.map((_, i) => [4, 4, 8, 0][i % 4]));
});

test('what a company does not see it does not find, lock, change or spend', async () => {
  const ofOther = <T>(body: (tx: Tx) => Promise<T>) => as(rowsOf(a), body);
  expect(await ofOther((tx) => findMatter(tx, ofB.matterId))).toBeNull();
  expect(await ofOther((tx) => lockMatter(tx, ofB.matterId))).toBeNull();
  expect(await ofOther((tx) => findWarrant(tx, ofB.warrant.id))).toBeNull();
  await ofOther((tx) => changeMatter(tx, ofB.matterId, { title: '他人所改' }, new Date()));
  expect(await ofOther((tx) => changeWarrantsOf(tx, ofB.warrant.matterId, { revokedOn: '2026-06-01' }))).toBe(
    0,
  );
  expect(await ofOther((tx) => changeAsset(tx, ofB.assetId, { name: '他人所改' }))).toBe(0);
  expect((await work((tx) => findMatter(tx, ofB.matterId)))?.title).toBe('划转示例资产');
  expect((await work((tx) => findWarrant(tx, ofB.warrant.id)))?.revokedOn).toBeNull();
});

test('a company writes nothing in another’s name', async () => {
  const write = (body: (tx: Tx) => Promise<unknown>) => verdict(as(rowsOf(a), body));
  expect(await write((tx) => saveMatter(tx, matterRow(b)))).toBe('42501');
  expect(await write((tx) => saveMatter(tx, matterRow(a)))).toBe('accepted');
  const { item, list } = shared;
  const contract = (entityId: string) =>
    contractRow({ listId: list.id, itemId: item.id, entityId, personId: person });
  expect(await write((tx) => saveContract(tx, contract(b)))).toBe('42501');
  expect(
    await write((tx) => someOrder(tx, ofB.warrant, { toId: outside, clusterId: cluster, assetIds: [] })),
  ).toBe('42501');
  const marks = {
    matterId: ofB.matterId,
    contentVersion: 2,
    contentDigest: digestLike('a'),
    personId: person,
  };
  expect(
    await write((tx) =>
      saveSignature(tx, { ...marks, organizationId: b, postKind: 'company_legal', onBehalfPersonId: null }),
    ),
  ).toBe('42501');
  expect(await write((tx) => saveReview(tx, { ...marks, passed: true, opinion: '' }))).toBe('42501');
  // A case is not given away by changing whose it is either.
  const giveAway = (tx: Tx) =>
    query(tx, 'UPDATE matters SET company_id = $2, parties = ARRAY[$2::uuid] WHERE id = $1', [
      ofA.matterId,
      b,
    ]);
  expect(await write(giveAway)).toBe('42501');
});

test('a party to a case or warrant sees it although it is another company’s', async () => {
  const party = await work((tx) => someCompany(tx));
  const { matterId, warrant } = await work(async (tx) => ({
    matterId: await someMatter(tx, outside, person, { parties: [outside, party] }),
    warrant: await someWarrant(tx, outside, person, { parties: [outside, party] }),
  }));
  expect(await as(rowsOf(party), (tx) => findMatter(tx, matterId))).not.toBeNull();
  expect(await as(rowsOf(party), (tx) => findWarrant(tx, warrant.id))).not.toBeNull();
  expect(await as(rowsOf(party), (tx) => query(tx, 'SELECT version FROM matter_contents'))).toHaveLength(2);
  expect(await as(rowsOf(a), (tx) => findMatter(tx, matterId))).toBeNull();
});

test('both sides of an order see it, its lines and the whole of the assets in it, a third does not', async () => {
  const [giver, taker] = await work(async (tx) => [await someCompany(tx), await someCompany(tx)]);
  if (giver === undefined || taker === undefined) throw new Error('two companies');
  await work(async (tx) => {
    const assetId = await someAsset(tx, cluster, giver);
    await someAsset(tx, cluster, giver);
    const warrant = await someWarrant(tx, giver, person, { parties: [giver, taker] });
    return someOrder(tx, warrant, { toId: taker, clusterId: cluster, assetIds: [assetId] });
  });
  const facts = { asset_facts: 3, assets: 1, transfer_orders: 1, transfer_lines: 1 };
  expect(await countsUnder(rowsOf(taker))).toMatchObject(facts);
  expect(await countsUnder(rowsOf(giver))).toMatchObject({ ...facts, asset_facts: 6, assets: 2 });
  expect(await countsUnder(rowsOf(a))).toMatchObject({ assets: 1, transfer_orders: 1 });
});

test('pages show a company its own vouchers and assets only, whatever it asks for', async () => {
  const vouchers = (organizationId: string | null) =>
    as(rowsOf(a), (tx) => vouchersPage(tx, organizationId === null ? {} : { organizationId }));
  expect((await vouchers(null)).map((v) => v.id)).toEqual([ofA.voucherId]);
  expect(await vouchers(b)).toEqual([]);
  const assets = (ownerId: string | null) =>
    as(rowsOf(a), (tx) => assetsPage(tx, ownerId === null ? {} : { ownerId }, null, 99));
  expect((await assets(null)).map((v) => v.id)).toEqual([ofA.assetId]);
  expect(await assets(b)).toEqual([]);
});

test('row-level security is on for exactly the tables that carry a company’s business', async () => {
  const rows = await inTransaction(db.owner, everything, (tx) =>
    query<{ name: string }>(
      tx,
      `SELECT c.relname AS name FROM pg_class c
       WHERE c.relnamespace = '${zoneSchema(TEST_ZONE)}'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity`,
    ),
  );
  expect(new Set(rows.map((r) => r.name))).toEqual(new Set(guarded));
});
