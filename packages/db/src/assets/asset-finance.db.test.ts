import { fc } from '@fast-check/vitest';
import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx, zoneSchema } from '../kernel/transaction.ts';
import { someAsset } from '../testing/asset-builders.ts';
import { everything, newId, someCluster, someCompany } from '../testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';
import { statementRows } from './asset-finance.store.ts';
import { clusterSums, saveEntries, transferEntries } from './asset-ledger.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const { a, b, clusters } = await work(async (tx) => ({
  a: await someCompany(tx),
  b: await someCompany(tx),
  clusters: [await someCluster(tx), await someCluster(tx)],
}));

const day = fc
  .integer({ min: 0, max: 900 })
  .map((n) => new Date(Date.UTC(2024, 6, 1 + n)).toISOString().slice(0, 10));
const played = fc.record({
  cluster: fc.nat({ max: 1 }),
  class: fc.constantFrom('plant', 'equipment', 'payable'),
  formedOn: day,
  cost: fc.integer({ min: 1, max: 9 }),
  improved: fc.option(day, { nil: null }),
  handedOn: fc.option(day, { nil: null }),
});

/** The sums by day added up directly: what a statement says without years and months. */
const direct = (tx: Tx, on: string, knownOn: string | null) =>
  query(
    tx,
    `SELECT cluster_id AS "clusterId", organization_id AS "organizationId", class, public_benefit AS "publicBenefit", sum(items)::int AS items,
       sum(cost)::numeric(24,2) AS cost, sum(depreciation)::numeric(24,2) AS depreciation, sum(impairment)::numeric(24,2) AS impairment
     FROM asset_sums WHERE entry_on <= $1 AND ($2::date IS NULL OR recorded_on <= $2) GROUP BY 1, 2, 3, 4
     HAVING sum(items) <> 0 OR sum(cost) <> 0 OR sum(depreciation) <> 0 OR sum(impairment) <> 0`,
    [on, knownOn],
  );
const inOrder = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

test('years, months and days of the sums say of any day, as known on any other, what the days alone say', async () => {
  let known = Date.UTC(2025, 0, 1);
  await fc.assert(
    fc.asyncProperty(
      fc.array(played, { minLength: 1, maxLength: 5 }),
      day,
      day,
      async (assets, on, knownOn) => {
        await work(async (tx) => {
          for (const { cluster, class: kind, formedOn, cost, improved, handedOn } of assets) {
            const id = await someAsset(tx, clusters[cluster] ?? '', a, {
              class: kind,
              formedOn,
              cost: `${cost}.00`,
            });
            const more = improved !== null && improved >= formedOn;
            if (more)
              await saveEntries(tx, [
                {
                  ...{
                    assetId: id,
                    organizationId: a,
                    kind: 'improve',
                    entryOn: improved,
                    items: 0,
                    cost: '1.00',
                  },
                  ...{ depreciation: '0.00', impairment: '0.00', causeId: newId() },
                },
              ]);
            if (handedOn === null || handedOn < formedOn || (more && handedOn < improved)) continue;
            const card = {
              id,
              cost: `${cost + (more ? 1 : 0)}.00`,
              depreciation: '0.00',
              impairment: '0.00',
            };
            await saveEntries(
              tx,
              transferEntries([card], { fromId: a, toId: b, on: handedOn, causeId: newId() }),
            );
          }
        });
        // What was recorded now was recorded on days that lie apart.
        known += 86_400_000;
        const recorded = new Date(known).toISOString().slice(0, 10);
        await db.owner.sequelize.query(
          `SET search_path = ${zoneSchema(TEST_ZONE)}, public; UPDATE asset_sums SET recorded_on = '${recorded}' WHERE recorded_on > '2027-12-31' OR recorded_on = current_date`,
        );
        for (const knowledge of [null, knownOn]) {
          const rows = await work((tx) => statementRows(tx, on, knowledge));
          expect(inOrder(rows)).toEqual(inOrder(await work((tx) => direct(tx, on, knowledge))));
          const board = await work((tx) => clusterSums(tx, on, knowledge));
          const formed = board.reduce((sum, { formed: net }) => sum + Number(net), 0);
          const own = rows.filter((row) => row.class !== 'payable');
          expect(formed).toBeCloseTo(
            own.reduce((sum, row) => sum + Number(row.cost), 0),
            2,
          );
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('the application cannot write the sums of a period', async () => {
  const tried = work((tx) => query(tx, 'UPDATE asset_period_sums SET cost = cost + 1 RETURNING cost', []));
  await expect(tried).rejects.toThrow(/permission denied/);
});
