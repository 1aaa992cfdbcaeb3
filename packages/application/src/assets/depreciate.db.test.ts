import { randomUUID } from 'node:crypto';
import { findAsset } from '@guanyun/db/assets/asset.store.ts';
import { saveEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import type { AssetRow } from '@guanyun/db/assets/assets.model.ts';
import { saveRun } from '@guanyun/db/assets/depreciation.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { someAsset, someVoucher } from '@guanyun/db/testing/asset-builders.ts';
import { everything, someCluster, someCompany, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { depreciate } from './depreciate.ts';
import { listRuns, previewRun } from './read-depreciation.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');

let company: string;
let cluster: string;
let person: string;
beforeEach(async () => {
  await work(async (tx) => {
    [company, cluster, person] = [await someCompany(tx), await someCluster(tx), await somePerson(tx)];
  });
});
const actor = (organizationId = company): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind: 'company_finance', organizationId, side: 'company' },
});
const asset = (over: Partial<AssetRow> = {}, owner = company) =>
  work((tx) => someAsset(tx, cluster, owner, { monthlyDepreciation: '10.00', ...over }));
const card = async (id: string) => {
  const row = await work((tx) => findAsset(tx, id));
  return [row?.depreciation, row?.chargedThrough];
};
async function run(month: string, by = actor()) {
  const result = await depreciate(deps, by, { requestId: randomUUID(), month });
  return result.outcome === 'refused' ? result.refusals.map(({ code }) => code) : result.answer;
}
const lines = (voucherId: string | null) =>
  work((tx) =>
    query<{ account: string; debit: string; credit: string }>(
      tx,
      'SELECT account, debit, credit FROM voucher_lines WHERE voucher_id = $1 ORDER BY line',
      [voucherId],
    ),
  );

test('a run charges every card once by its own rule, posts one voucher, and finds nothing the second time', async () => {
  const ids = {
    plant: await asset(),
    leased: await asset({ particulars: { use: 'leased' } }),
    land: await asset({ class: 'land' }),
    last: await asset({ cost: '25.00' }),
    idle: await asset({ class: 'road', monthlyDepreciation: null }),
    cip: await asset({ class: 'cip' }),
    later: await asset({ formedOn: '2026-05-31' }),
  };
  expect((await previewRun(deps, actor(), { month: '2026-05' })).totals).toMatchObject({
    ...{ assets: 4, amount: '155.00', on: '2026-05-31' },
    accounts: expect.arrayContaining([
      { account: '1602', amount: '65.00' },
      { account: '1522', amount: '40.00' },
      { account: '1702', amount: '50.00' },
    ]),
  });
  const first = await run('2026-05');
  expect(first).toMatchObject({ assets: 4, amount: '155.00' });
  expect(await lines('voucherId' in first ? first.voucherId : null)).toEqual([
    { account: '6602', debit: '155.00', credit: '0.00' },
    { account: '1522', debit: '0.00', credit: '40.00' },
    { account: '1602', debit: '0.00', credit: '65.00' },
    { account: '1702', debit: '0.00', credit: '50.00' },
  ]);
  expect(await card(ids.plant)).toEqual(['40.00', '2026-05-01']);
  expect(await card(ids.land)).toEqual(['50.00', '2026-05-01']);
  expect(await card(ids.last)).toEqual(['25.00', '2026-05-01']);
  // The month has passed on what it did not charge: a monthly charge that comes later does not reach back.
  expect(await card(ids.idle)).toEqual(['0.00', '2026-05-01']);
  expect(await card(ids.cip)).toEqual(['0.00', null]);
  expect(await card(ids.later)).toEqual(['0.00', '2026-05-01']);
  expect(await run('2026-05')).toEqual({ runId: null, voucherId: null, assets: 0, amount: '0.00' });
  await asset({ formedOn: '2026-04-10' });
  expect(await run('2026-05')).toMatchObject({ assets: 1, amount: '10.00' });
  const { items, next } = await listRuns(deps, actor());
  expect(items.map((r) => [r.month, r.number, r.assets, r.amount, r.voucher !== null])).toEqual([
    ['2026-05', 2, 1, '10.00', true],
    ['2026-05', 1, 4, '155.00', true],
  ]);
  expect(next).toBe('2026-05');
});

test('months are run in order, once they have ended; one without charges leaves no voucher', async () => {
  expect(await run('2026-06')).toEqual(['DEPRECIATION_MONTH_OPEN']);
  expect(await run('2026-02')).toMatchObject({ assets: 0, amount: '0.00', voucherId: null });
  expect(await run('2026-04')).toEqual(['DEPRECIATION_OUT_OF_ORDER']);
  expect(await run('2026-01')).toEqual(['DEPRECIATION_OUT_OF_ORDER']);
  expect((await previewRun(deps, actor(), { month: '2026-04' })).refusals?.map((r) => r.code)).toEqual([
    'DEPRECIATION_OUT_OF_ORDER',
  ]);
  await asset();
  expect(await run('2026-03')).toMatchObject({ assets: 1, amount: '20.00' });
  expect(await run('2026-04')).toMatchObject({ assets: 1, amount: '10.00' });
});

test('a public body charges from the month of forming, in its own accounts', async () => {
  const body = await work((tx) => someCompany(tx, { kind: 'committee', form: null, tier: null }));
  await asset({ class: 'road', publicBenefit: true }, body);
  const done = await run('2026-02', actor(body));
  expect(await lines('voucherId' in done ? done.voucherId : null)).toEqual([
    { account: '5001', debit: '20.00', credit: '0.00' },
    { account: '1802', debit: '0.00', credit: '20.00' },
  ]);
});

test('of two runs at once one charges, the other finds nothing', async () => {
  for (let i = 0; i < 6; i += 1) await asset();
  const both = await Promise.all([run('2026-05'), run('2026-05'), run('2026-05')]);
  const amounts = both.map((r) => ('amount' in r ? r.amount : r.join())).sort();
  expect(amounts).toEqual(['0.00', '0.00', '240.00']);
  expect((await listRuns(deps, actor())).items).toHaveLength(1);
});

test('the database charges no month twice, none back, and knows a run by its entries', async () => {
  const id = await asset();
  await run('2026-05');
  const charge = (through: string, causeId: string = randomUUID()) => ({
    ...{ assetId: id, organizationId: company, kind: 'depreciate' as const, entryOn: '2026-05-31', items: 0 },
    ...{ cost: '0.00', depreciation: '10.00', impairment: '0.00', causeId, through },
  });
  const enter = (...of: string[]) =>
    verdict(
      work((tx) =>
        saveEntries(
          tx,
          of.map((month) => charge(month)),
        ),
      ),
    );
  expect(await enter('2026-05-01')).toBe('23505');
  expect(await enter('2026-04-01')).toBe('GY064');
  expect(await enter('2026-06-01', '2026-06-01')).toBe('23505');
  expect(
    await verdict(
      work((tx) => query(tx, "UPDATE assets SET charged_through = '2026-04-01' WHERE id = $1", [id])),
    ),
  ).toBe('GY064');
  const enterRun = (month: string, number: number, over: object = {}) =>
    verdict(
      work(async (tx) => {
        const runId = randomUUID();
        const voucherId = await someVoucher(tx, company);
        await saveRun(tx, {
          ...{ id: runId, organizationId: company, month, number, assets: 1, amount: '1000.00', voucherId },
          ...{ personId: person, ...over },
        });
      }),
    );
  expect(await enterRun('2026-05-01', 1)).toBe('23505');
  expect(await enterRun('2026-05-01', 3)).toBe('GY064');
  expect(await enterRun('2026-04-01', 1)).toBe('GY064');
  expect(await enterRun('2026-07-01', 1)).toBe('GY064');
  expect(await enterRun('2026-05-01', 2)).toBe('GY064');
  expect(await enterRun('2026-06-01', 1, { voucherId: null })).toBe('23514');
  expect(await enterRun('2026-06-01', 1, { assets: 0, amount: '0.00', voucherId: null })).toBe('accepted');
});

/** Some equipment of the company with its facts and entries, in statements of a few thousand. */
async function manyCards(from: number, to: number): Promise<void> {
  await work(async (tx) => {
    await query(
      tx,
      `WITH a AS (INSERT INTO assets (id, code, name, class, cluster_id, monthly_depreciation, formed_on)
         SELECT gen_random_uuid(), left($1::text, 8) || '-' || lpad(n::text, 7, '0'), '示例设备', 'equipment', $2, 10, '2026-01-01'
         FROM generate_series($3::int, $4::int) n RETURNING id)
       INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
       SELECT id, kind, $1::uuid, '2026-01-01' FROM a CROSS JOIN unnest(ARRAY['title', 'book', 'custody']) kind`,
      [company, cluster, from, to],
    );
    await query(
      tx,
      `INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, cause_id)
       SELECT id, book_id, 'acquire', formed_on, 1, 1000, id FROM assets a
       WHERE book_id = $1 AND NOT EXISTS (SELECT 1 FROM asset_entries e WHERE e.asset_id = a.id)`,
      [company],
    );
  });
}

test('many cards are charged piece by piece', { timeout: 600_000 }, async () => {
  const count = Number(process.env.GUANYUN_RUN_ASSETS ?? 6000);
  for (let made = 0; made < count; made += 10_000) await manyCards(made + 1, Math.min(count, made + 10_000));
  const began = Date.now();
  expect(await run('2026-05')).toMatchObject({ assets: count, amount: `${count * 40}.00` });
  if (process.env.GUANYUN_RUN_ASSETS !== undefined) console.log(`${count} cards in ${Date.now() - began} ms`);
  const [sum] = await work((tx) =>
    query<{ depreciation: string }>(
      tx,
      'SELECT sum(depreciation) AS depreciation FROM asset_sums WHERE organization_id = $1',
      [company],
    ),
  );
  expect(sum?.depreciation).toBe(`${count * 40}.00`);
});
