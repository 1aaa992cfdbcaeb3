import { randomUUID } from 'node:crypto';
import { findAsset } from '@guanyun/db/assets/asset.store.ts';
import { saveEntries, transferEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { someSale } from '@guanyun/db/testing/asset-act-builders.ts';
import { someAsset } from '@guanyun/db/testing/asset-builders.ts';
import { everything, someCluster, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { adjustAsset } from './adjust-asset.ts';
import { depreciate } from './depreciate.ts';
import { disposeAsset } from './dispose-asset.ts';
import { mergeAssets } from './merge-assets.ts';
import { scaledOf } from './reshape-entries.ts';
import { splitAsset } from './split-asset.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');
const SEQUENCES = Number(process.env.GUANYUN_SEQUENCES ?? 300);
const day = '2026-06-10';

const zone: SmallZone = await work(smallZone);
const person = await work((tx) => somePerson(tx));
const clusters = await work(async (tx) => [await someCluster(tx), await someCluster(tx)]);
const companies = [zone.group, zone.sub];

const acts = [
  'acquire',
  'depreciate',
  'improve',
  'impair',
  'correct',
  'split',
  'merge',
  'transfer',
  'dispose',
] as const;
type Act = { act: (typeof acts)[number]; pick: number; size: number };
const sequence: fc.Arbitrary<Act[]> = fc.array(
  fc.record({ act: fc.constantFrom(...acts), pick: fc.nat(20), size: fc.nat(99) }),
  { minLength: 3, maxLength: 9 },
);

const actor = (organizationId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind: 'company_finance', organizationId, side: 'company' },
});
const request = () => ({ requestId: randomUUID() });

type Totals = { id: string; items: string; cost: string; depreciation: string; impairment: string };
type Three = { sums: Totals[]; cards: Totals[]; entries: Totals[] };
const amounts =
  'sum(cost)::text AS cost, sum(depreciation)::text AS depreciation, sum(impairment)::text AS impairment';
/** What three ways of adding up say of each company. */
async function totals(): Promise<Three> {
  const nonzero = (rows: Totals[]) => rows.filter((row) => row.items !== '0');
  return work(async (tx) => {
    const add = async (sql: string) => nonzero(await query<Totals>(tx, sql, [companies]));
    return {
      sums: await add(
        `SELECT organization_id AS id, sum(items)::text AS items, ${amounts} FROM asset_sums WHERE organization_id = ANY ($1::uuid[]) GROUP BY 1 ORDER BY 1`,
      ),
      cards: await add(
        `SELECT book_id AS id, count(*)::text AS items, ${amounts} FROM assets WHERE retired_on IS NULL AND book_id = ANY ($1::uuid[]) GROUP BY 1 ORDER BY 1`,
      ),
      entries: await add(
        `SELECT organization_id AS id, sum(items)::text AS items, ${amounts} FROM asset_entries WHERE organization_id = ANY ($1::uuid[]) GROUP BY 1 ORDER BY 1`,
      ),
    };
  });
}
const over = (three: Three, of: 'cost' | 'depreciation' | 'impairment'): bigint =>
  three.sums.reduce((sum, row) => sum + scaledOf(row[of].replace('-', ''), 2), 0n);

type Live = { id: string; bookId: string };
const live = (ids: readonly string[]): Promise<Live[]> =>
  work((tx) =>
    query(
      tx,
      'SELECT id, book_id AS "bookId" FROM assets WHERE id = ANY ($1::uuid[]) AND retired_on IS NULL ORDER BY code',
      [ids],
    ),
  );
const card = async (id: string) => {
  const row = await work((tx) => findAsset(tx, id));
  if (row === null) throw new Error('no such asset');
  return row;
};

/** Does one act on what lives in a sequence; the ids that it brings. */
async function perform({ act, pick, size }: Act, here: readonly Live[]): Promise<string[]> {
  const one = here[pick % Math.max(1, here.length)];
  if (act === 'acquire' || one === undefined) {
    const owner = companies[pick % 2] ?? zone.group;
    const cost = 10_000 + size * 137;
    const row = {
      class: 'pipe' as const,
      cost: `${cost}.37`,
      depreciation: `${size * 11}.11`,
      residual: `${size}.00`,
    };
    const monthly = { monthlyDepreciation: `${size}.13`, area: '77.77', quantity: '7.7777', unit: '米' };
    return [await work((tx) => someAsset(tx, clusters[0] ?? '', owner, { ...row, ...monthly }))];
  }
  const by = actor(one.bookId);
  const paper = { ...request(), assetId: one.id, on: day, document: zone.digest, reason: '示例' };
  switch (act) {
    case 'depreciate':
      await depreciate(deps, by, { ...request(), month: '2026-05' });
      return [];
    case 'improve':
      await adjustAsset(deps, by, {
        ...paper,
        change: { kind: 'improve', amount: `${size + 1}.01`, source: 'bank' },
      });
      return [];
    case 'impair':
      await adjustAsset(deps, by, { ...paper, change: { kind: 'impair', amount: `${size + 1}.03` } });
      return [];
    case 'correct': {
      const change = {
        cost: `-${size + 1}.05`,
        depreciation: '-0.01',
        impairment: '0.00',
        booked: size % 2 === 0,
      };
      await adjustAsset(deps, by, { ...paper, change: { kind: 'correct', ...change } });
      return [];
    }
    case 'split': {
      const { cost } = await card(one.id);
      const whole = scaledOf(cost, 2);
      const first = (whole * BigInt(size + 1)) / 200n;
      const text = (n: bigint) => `${n / 100n}.${(n % 100n).toString().padStart(2, '0')}`;
      const measures = [text(first), text(whole - first)];
      const parts = measures.map((measure, i) => ({
        name: '段',
        measure,
        clusterId: clusters[i * (size % 2)],
      }));
      const done = await splitAsset(deps, by, { ...paper, basis: 'value', parts });
      return done.outcome === 'accepted' ? done.answer.assets.map(({ id }) => id) : [];
    }
    case 'merge': {
      const assetIds = here
        .filter(({ bookId }) => bookId === one.bookId)
        .map(({ id }) => id)
        .slice(0, 3);
      const done = await mergeAssets(deps, by, { ...request(), assetIds, name: '合并', on: day });
      return done.outcome === 'accepted' ? done.answer.assets.map(({ id }) => id) : [];
    }
    case 'transfer': {
      const toId = companies.find((id) => id !== one.bookId) ?? '';
      const whole = await card(one.id);
      const move = { fromId: one.bookId, toId, on: day, causeId: randomUUID() };
      await work((tx) => saveEntries(tx, transferEntries([whole], move)));
      return [];
    }
    case 'dispose': {
      const warrant = await work((tx) => someSale(tx, one.bookId, person, [one.id]));
      const { reason: _reason, ...disposal } = paper;
      const terms = {
        warrantId: warrant.id,
        manner: 'scrap' as const,
        price: `${size}.00`,
        counterparty: '示例',
      };
      await disposeAsset(deps, by, { ...disposal, ...terms });
      return [];
    }
  }
}

const still = new Set(['split', 'merge', 'transfer']);

test(`over ${SEQUENCES} random sequences sums, cards and entries say the same, and what moves or reshapes changes no total`, {
  timeout: 1_800_000,
}, async () => {
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const ids: string[] = [];
      let before = await totals();
      for (const step of [{ act: 'acquire' as const, pick: 0, size: 50 }, ...steps]) {
        const count = async () =>
          (await work((tx) => query<{ n: number }>(tx, 'SELECT count(*)::int AS n FROM asset_entries')))[0]
            ?.n;
        const entries = await count();
        const here = await live(ids);
        ids.push(...(await perform(step, here)));
        if ((await count()) !== entries) done.set(step.act, (done.get(step.act) ?? 0) + 1);
        const after = await totals();
        expect(after.cards).toEqual(after.sums);
        expect(after.entries).toEqual(after.sums);
        if (still.has(step.act) && here.length > 0)
          for (const of of ['cost', 'depreciation', 'impairment'] as const)
            expect([step.act, of, over(after, of)]).toEqual([step.act, of, over(before, of)]);
        before = after;
      }
    }),
    { numRuns: SEQUENCES, endOnFailure: true },
  );
  // Each act did something, often: a sequence of refusals shows nothing.
  expect([...done.keys()].sort()).toEqual([...acts].sort());
  for (const count of done.values()) expect(count).toBeGreaterThan(SEQUENCES / 30);
});
