import { randomUUID } from 'node:crypto';
import { saveEntries, transferEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import { balancesOn, saveBalances, saveLockEvent } from '@guanyun/db/assets/ledger-balance.store.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { rowsOf, verdict } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { ledgerAccounts } from '@guanyun/domain/assets/ledger-accounts.ts';
import { addDays, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';
import { afterAll, expect, test } from 'vitest';
import { enterLedger } from '../assets/enter-ledger.ts';
import { exportStatement } from '../assets/export-statement.ts';
import { listLockedAssets, readLockUps, recordLockEvent } from '../assets/lock-ups.ts';
import { listAged, readAgeing } from '../assets/read-ageing.ts';
import { readReconciliation } from '../assets/read-reconciliation.ts';
import { listStatementAssets, readStatementTable } from '../assets/read-statement-table.ts';
import { splitAsset } from '../assets/split-asset.ts';
import { NotFound } from '../kernel/deps.ts';
import { codesOf, done, transferZone } from './testing/transfers.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const t = await transferZone(db.app);
const { zone, work, deps, giver, sub, sister } = t;
const request = () => ({ requestId: randomUUID() });
const today = localDate('2026-06-16');
const now = { asOf: today, knownOn: null };

/** One sheet from the group to its subsidiary, booked today under the special treatment. */
async function booked(assetIds: readonly string[]): Promise<{ orderId: string; sheetId: string }> {
  const { id } = await t.order(assetIds);
  const [sheet] = await work((tx) =>
    query<{ id: string }>(tx, 'SELECT id FROM transfer_sheets WHERE order_id = $1', [id]),
  );
  const sheetId = sheet?.id ?? '';
  await t.countAll(sheetId, sub);
  await t.signBoth(sheetId, sub);
  await t.papers(id, sub);
  await done(t.book(sheetId));
  return { orderId: id, sheetId };
}

const first = await t.asset({ cost: '900.00', depreciation: '100.00', formedOn: '2026-01-01' });
const kept = await t.asset({ cost: '300.00', formedOn: '2020-01-01' });
const debt = await t.asset({ cost: '70.00', class: 'payable' });
const one = await booked([first]);

test('the statement ties out: rows, clusters, companies, total and the assets behind every cell', async () => {
  const table = await readStatementTable(deps, giver, now);
  const plain = ({ organization, class: kind, part, items, net }: (typeof table.rows)[number]) => [
    ...[organization.id, kind, part, items, net],
  ];
  expect(table.rows.map(plain).sort()).toEqual(
    [
      [zone.group, 'plant', 'assets', 1, '300.00'],
      [zone.group, 'payable', 'debts', 1, '70.00'],
      [zone.sub, 'plant', 'assets', 1, '800.00'],
    ].sort(),
  );
  expect(table.total.map(({ part, net }) => [part, net])).toEqual([
    ['assets', '1100.00'],
    ['debts', '70.00'],
  ]);
  expect(table.clusters).toHaveLength(1);
  expect(table.companies).toHaveLength(2);
  for (const row of table.rows) {
    const { items } = await listStatementAssets(deps, giver, {
      ...{ ...now, clusterId: row.cluster.id, organizationId: row.organization.id, class: row.class },
      ...{ publicBenefit: false, cursor: '' },
    });
    expect([items.length, items[0]?.net]).toEqual([row.items, row.net]);
  }
  const [rows, , , total] = await exportStatement(deps, giver, now);
  expect(rows?.rows.map((row) => row.at(-1))).toEqual(expect.arrayContaining([fen(80_000n), fen(30_000n)]));
  expect(total?.rows.map((row) => [row[0], row.at(-1)])).toEqual([
    ['资产', fen(110_000n)],
    ['债务', fen(7_000n)],
  ]);
});

test('as of another day, and as known on another, it says what stood and was known then', async () => {
  const before = await readStatementTable(deps, giver, { asOf: addDays(today, -1), knownOn: null });
  expect(before.companies.map(({ of }) => of.id)).toEqual([zone.group]);
  expect(before.total[0]?.net).toBe('1100.00');
  expect((await readStatementTable(deps, giver, { ...now, knownOn: localDate('2020-01-01') })).rows).toEqual(
    [],
  );
});

test('a company sees its own, and in sum what it handed over; another sees neither', async () => {
  const companies = async (actor: typeof sub) =>
    (await readStatementTable(deps, actor, now)).companies.map(({ of }) => of.id).sort();
  expect(await companies(giver)).toEqual([zone.group, zone.sub].sort());
  expect(await companies(sub)).toContain(zone.sub);
  expect(await companies(sister)).toEqual([]);
});

test('what is not yet transferred stands in the bucket of its age; what was handed over and debts do not', async () => {
  const { clusters, total, columns } = await readAgeing(deps, giver);
  expect(total).toEqual({ items: 1, net: '300.00' });
  expect(columns.find(({ bucket }) => bucket === 'over_3_years')).toMatchObject({ items: 1, net: '300.00' });
  const cluster = clusters.find((each) => each.total.items > 0)?.cluster.id ?? '';
  const aged = await listAged(deps, giver, { clusterId: cluster, bucket: 'over_3_years', cursor: '' });
  expect(aged.items.map(({ id, organization }) => [id, organization.id])).toEqual([[kept, zone.group]]);
  expect(
    (await listAged(deps, giver, { clusterId: cluster, bucket: 'within_1_year', cursor: '' })).items,
  ).toEqual([]);
  await expect(listAged(deps, giver, { clusterId: cluster, bucket: 'x', cursor: '' })).rejects.toThrow(
    NotFound,
  );
});

const asOf = '2026-05-31';
const ledger = (accounts: Record<string, string>, over: object = {}) => ({
  ...{ ...request(), organizationId: zone.group, asOf, document: zone.digest },
  accounts: Object.entries(accounts).map(([account, amount]) => ({ account, amount })),
  ...over,
});
const lights = async () => {
  const { lights: all, accounts } = await readReconciliation(deps, giver, { asOf });
  return {
    ledger: all.filter(({ check }) => check.startsWith('ledger_')).map(({ state }) => state),
    wrong: accounts.filter(({ passed }) => !passed).map(({ account, difference }) => [account, difference]),
  };
};

test('without a ledger the light is grey; a fen names its account; entered again the last one is read, the earlier stays', async () => {
  expect((await lights()).ledger).toEqual(['grey', 'grey', 'grey']);
  await done(enterLedger(deps, giver, ledger({ '1601': '1200.01', '1602': '100.00', '1603': '0.00' })));
  expect(await lights()).toEqual({ ledger: ['red', 'green', 'green'], wrong: [['1601', '-0.01']] });
  await done(enterLedger(deps, giver, ledger({ '1601': '1200.00', '1602': '100.00' })));
  expect(await lights()).toEqual({ ledger: ['green', 'green', 'green'], wrong: [] });
  const [row] = await work((tx) =>
    query(tx, 'SELECT count(DISTINCT entry_id)::int AS n FROM ledger_balances', []),
  );
  expect(row).toEqual({ n: 2 });
  expect((await readReconciliation(deps, giver, { asOf })).entered).toHaveLength(2);
});

test('a ledger is a company’s own, of a month end that is over, in accounts of assets', async () => {
  await expect(enterLedger(deps, sub, ledger({ '1601': '1.00' }))).rejects.toThrow(NotFound);
  expect(await codesOf(enterLedger(deps, giver, ledger({ '1601': '1.00' }, { asOf: '2026-06-15' })))).toEqual(
    ['LEDGER_DAY_WRONG'],
  );
  expect(await codesOf(enterLedger(deps, giver, ledger({ '1601': '1.00' }, { asOf: '2026-06-30' })))).toEqual(
    ['LEDGER_DAY_WRONG'],
  );
  expect(await codesOf(enterLedger(deps, giver, ledger({ '1002': '1.00' })))).toEqual([
    'LEDGER_ACCOUNT_UNKNOWN',
  ]);
  expect(
    await codesOf(enterLedger(deps, giver, ledger({ '1601': '1.00' }, { document: 'f'.repeat(64) }))),
  ).toEqual(['DOCUMENT_UNKNOWN']);
});

test('the database refuses such a ledger too, and knows the same accounts', async () => {
  const row = {
    ...{ entryId: randomUUID(), organizationId: zone.group, asOf, account: '1601', amount: '1.00' },
    ...{ document: zone.digest, personId: giver.person.id, recordedAt: new Date('2026-06-16T02:00:00Z') },
  };
  const save = (...rows: (typeof row)[]) => verdict(work((tx) => saveBalances(tx, rows)));
  expect(await save({ ...row, asOf: '2026-06-15' })).toBe('GY065');
  expect(await save({ ...row, asOf: '2026-06-30' })).toBe('GY065');
  const [body] = await work((tx) =>
    query<{ id: string }>(tx, `SELECT id FROM organizations WHERE kind <> 'company' LIMIT 1`, []),
  );
  if (body !== undefined) expect(await save({ ...row, organizationId: body.id })).toBe('GY065');
  expect(await save({ ...row, amount: '-0.01' })).toBe('23514');
  expect(await save({ ...row, account: '1002' })).toBe('23514');
  expect(await save(row, { ...row, account: '1602', asOf: '2026-04-30' })).toBe('GY067');
  const every = ledgerAccounts.map(({ account }) => ({ ...row, entryId: randomUUID(), account }));
  expect(await save(...every)).toBe('accepted');
  expect(
    await save({ ...every[0], account: '1601' === every[0]?.account ? '1602' : '1601' } as typeof row),
  ).toBe('GY067');
  const [check] = await work((tx) =>
    query<{ def: string }>(
      tx,
      `SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conname = 'ledger_balances_account'`,
      [],
    ),
  );
  expect(check?.def.match(/\d{4}/g)?.sort()).toEqual(ledgerAccounts.map(({ account }) => account).sort());
  // Another company does not see it.
  const seen = (id: string) => inTransaction(db.app, rowsOf(id), (tx) => balancesOn(tx, zone.group, asOf));
  expect((await seen(zone.group)).length).toBeGreaterThan(0);
  expect(await seen(zone.sister)).toEqual([]);
});

test('a watched transfer that is handed on, or whose business changes, is broken, and says what follows', async () => {
  const watch = async () =>
    (await readLockUps(deps, giver)).items.find(({ sheetId }) => sheetId === one.sheetId);
  expect(await watch()).toMatchObject({
    state: 'watched',
    remainingDays: 365,
    net: '800.00',
    items: 1,
    may: [],
  });
  expect(
    (await listLockedAssets(deps, sub, { sheetId: one.sheetId, cursor: '' })).items.map(({ id }) => id),
  ).toEqual([first]);
  const later = { ...deps, now: () => new Date('2026-09-01T02:00:00Z') };
  const event = (on: string, over: object = {}) => ({
    ...{
      ...request(),
      sheetId: one.sheetId,
      kind: 'business_change' as const,
      on: localDate(on),
      document: zone.digest,
    },
    ...over,
  });
  expect(await codesOf(recordLockEvent(later, sub, event('2026-06-16')))).toEqual(['LOCK_EVENT_OUTSIDE']);
  expect(await codesOf(recordLockEvent(later, sub, event('2026-09-02')))).toEqual(['LOCK_EVENT_OUTSIDE']);
  await expect(recordLockEvent(later, sister, event('2026-08-01'))).rejects.toThrow(NotFound);
  await done(recordLockEvent(later, sub, event('2026-08-01')));
  const broken = (await readLockUps(later, giver)).items[0];
  expect(broken?.broken).toEqual(['2026-08-01 改变经营，在锁定期（至 2027-06-16）内，特殊性税务处理失效']);
  expect(broken).toMatchObject({
    state: 'broken',
    followUp: { reportBy: '2026-08-31' },
    may: ['assets.recordLockEvent'],
  });
  const row = { id: randomUUID(), sheetId: one.sheetId, kind: 'resale' as const, document: zone.digest };
  const marks = { personId: sub.person.id, recordedAt: new Date('2026-09-01T02:00:00Z') };
  const save = (eventOn: string, sheetId = one.sheetId) =>
    verdict(work((tx) => saveLockEvent(tx, { ...row, ...marks, sheetId, eventOn })));
  expect(await save('2026-06-16')).toBe('GY066');
  expect(await save('2027-06-17')).toBe('GY066');
  expect(await save('2026-09-02')).toBe('GY066');
});

test('what is handed on within the watch breaks it without a word, a part of it too; what goes after it does not', async () => {
  const [early, late, whole] = [
    await t.asset({ cost: '50.00' }),
    await t.asset({ cost: '60.00' }),
    await t.asset({ cost: '70.00' }),
  ];
  const [soon, after, split] = [await booked([early]), await booked([late]), await booked([whole])];
  const handOn = (id: string, on: string, cost: string) =>
    work((tx) =>
      saveEntries(
        tx,
        transferEntries([{ id, cost, depreciation: '0.00', impairment: '0.00' }], {
          ...{ fromId: zone.sub, toId: zone.sister, on, causeId: randomUUID() },
        }),
      ),
    );
  await handOn(early, '2027-06-16', '50.00');
  await handOn(late, '2027-06-17', '60.00');
  const { assets } = await done(
    splitAsset(deps, sub, {
      ...{ ...request(), assetId: whole, on: today, basis: 'value' },
      parts: [
        { name: '甲', measure: '30.00' },
        { name: '乙', measure: '40.00' },
      ],
    }),
  );
  const state = async (id: string) =>
    (await readLockUps(deps, giver)).items.find(({ sheetId }) => sheetId === id);
  expect(await state(soon.sheetId)).toMatchObject({
    state: 'broken',
    events: [{ kind: 'resale', on: '2027-06-16' }],
  });
  expect(await state(after.sheetId)).toMatchObject({ state: 'watched', events: [] });
  expect(await state(split.sheetId)).toMatchObject({ state: 'watched', events: [] });
  await handOn(assets[1]?.id ?? '', '2026-07-01', '40.00');
  expect(await state(split.sheetId)).toMatchObject({
    state: 'broken',
    events: [{ kind: 'resale', on: '2026-07-01', what: expect.stringContaining('乙') }],
  });
});

test('a debt is no asset of the board, and stays with its company', async () => {
  const table = await readStatementTable(deps, giver, now);
  const row = table.rows.find(({ part }) => part === 'debts');
  const { items } = await listStatementAssets(deps, giver, {
    ...{ ...now, clusterId: row?.cluster.id ?? '', organizationId: zone.group, class: 'payable' },
    ...{ publicBenefit: false, cursor: '' },
  });
  expect(items.map(({ id }) => id)).toEqual([debt]);
});
