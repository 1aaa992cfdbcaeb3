import { idleFees, idleTests, reclaims } from '@guanyun/domain/assets/idle-land-law.ts';
import { parseRatio } from '@guanyun/domain/kernel/ratio.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDocument, saveDocument } from '../evidence/request.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { inTransaction, query } from '../kernel/transaction.ts';
import { someAsset } from '../testing/asset-builders.ts';
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
import { landFactRow, parcelRow, someLandFact, someParcel } from '../testing/land-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { type LandFactRow, landFactsOf, parcelsBy, saveLandFact, saveParcel } from './land.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
let [cluster, person, holder, other] = ['', '', '', ''];
beforeAll(async () => {
  await work(async (tx) => {
    [cluster, person] = [await someCluster(tx), await somePerson(tx)];
    [holder, other] = [await someCompany(tx), await someCompany(tx)];
  });
});

type Entry = Pick<LandFactRow, 'kind' | 'day'> & Partial<LandFactRow>;
/** How the database takes the last of these, on a parcel of its own, without any decision before it. */
async function taken(...entries: readonly Entry[]): Promise<string> {
  const parcel = await work((tx) => someParcel(tx, cluster, person));
  let state = 'accepted';
  for (const [place, entry] of entries.entries()) {
    if (state !== 'accepted') throw new Error(`${entries[place - 1]?.kind}: ${state}`);
    state = await verdict(work((tx) => someLandFact(tx, parcel, { index: place + 1, ...entry })));
  }
  return state;
}
const fee = (day: string, amount = '20000000.00'): Entry => ({ kind: 'fee', day, amount });
const begun: Entry = { kind: 'started', day: '2024-02-01', area: '1000.00' };
const released = (area: string): Entry => ({ kind: 'released', day: '2025-03-01', area, way: 'transfer' });

test('the database has the figures of the law that the rule has', async () => {
  const rows = await work((tx) =>
    query<Record<string, unknown>>(tx, 'SELECT * FROM land_law ORDER BY effective_from'),
  );
  expect(
    rows.map((row) => [
      row.effective_from,
      row.idle_months,
      parseRatio(String(row.fee_share)),
      row.reclaim_months,
    ]),
  ).toEqual(
    idleTests.map(({ effectiveFrom, months }, place) => [
      ...[effectiveFrom, months, idleFees[place]?.share, reclaims[place]?.months],
    ]),
  );
  expect(await verdict(work((tx) => query(tx, "INSERT INTO land_law VALUES ('2027-01-01', 1, 1, 2)")))).toBe(
    '42501',
  );
});

test('a fee is refused by the database too where the rule imposes none, or less', async () => {
  expect(await taken(fee('2025-02-28'))).toBe('GY057');
  expect(await taken(fee('2025-03-01'))).toBe('accepted');
  expect(await taken(fee('2025-03-01', '20000000.01'))).toBe('GY057');
  expect(await taken(fee('2026-03-01'))).toBe('GY057');
  expect(await taken(fee('2025-03-01'), fee('2025-03-02', '0.01'))).toBe('GY057');
  expect(await taken(begun, fee('2025-03-01'))).toBe('GY057');
  expect(
    await taken({ kind: 'government_cause', day: '2024-03-01', note: '规划调整' }, fee('2025-03-01')),
  ).toBe('GY057');
  expect(await taken({ kind: 'fee_paid', day: '2025-03-01', amount: '0.01' })).toBe('GY057');
  expect(await taken(fee('2025-03-01'), { kind: 'fee_paid', day: '2025-03-02', amount: '20000000.00' })).toBe(
    'accepted',
  );
});

test('a reclaim too early, and anything after it, is refused by the database', async () => {
  const reclaimed: Entry = { kind: 'reclaimed', day: '2026-03-01' };
  expect(await taken({ ...reclaimed, day: '2026-02-28' })).toBe('GY057');
  expect(await taken(begun, reclaimed)).toBe('GY057');
  expect(await taken(reclaimed)).toBe('accepted');
  expect(await taken(reclaimed, { kind: 'investigated', day: '2026-03-02' })).toBe('GY056');
  expect(await taken(reclaimed, { kind: 'investigated', day: '2025-03-02' })).toBe('GY056');
  const id = newId();
  expect(
    await taken(
      { ...reclaimed, id },
      { kind: 'withdrawn', day: '2026-04-01', corrects: id, note: '复议撤销' },
      { kind: 'investigated', day: '2026-03-02' },
    ),
  ).toBe('accepted');
});

test('days before the grant or yet to come, areas beyond the parcel and work out of order are refused by the database', async () => {
  expect(await taken({ kind: 'investigated', day: '2023-02-28' })).toBe('GY056');
  expect(await taken({ kind: 'investigated', day: '2026-06-17' })).toBe('GY056');
  expect(await taken(released('66666.68'))).toBe('GY057');
  expect(await taken(released('66666.00'), released('0.68'))).toBe('GY057');
  expect(await taken(released('66666.00'), released('0.67'))).toBe('accepted');
  expect(await taken({ kind: 'progress', day: '2024-03-01', area: '1.00' })).toBe('GY056');
  expect(await taken(begun, begun)).toBe('GY056');
  expect(await taken({ kind: 'determined', day: '2025-02-28' })).toBe('GY056');
});

test('an entry says what its kind says, and corrects once what stands on its own parcel', async () => {
  expect(await taken({ kind: 'fee', day: '2025-03-01' })).toBe('23514');
  expect(await taken({ kind: 'started', day: '2025-03-01' })).toBe('23514');
  expect(await taken({ kind: 'government_cause', day: '2025-03-01' })).toBe('23514');
  expect(await taken({ ...released('1.00'), way: null })).toBe('23514');
  const [id, again] = [newId(), newId()];
  const first: Entry = { kind: 'investigated', day: '2025-03-02', id };
  expect(await taken(first, { kind: 'stopped', day: '2025-03-02', corrects: id })).toBe('GY056');
  const correction: Entry = { kind: 'investigated', day: '2025-03-03', corrects: again };
  expect(await taken({ ...first, id: again }, correction, correction)).toBe('23505');
  const foreign = await work(async (tx) => {
    const parcel = await someParcel(tx, cluster, person);
    const row = landFactRow(parcel, { index: 1, kind: 'investigated', day: '2025-03-02' });
    await saveLandFact(tx, row);
    return row.id;
  });
  expect(await taken({ kind: 'investigated', day: '2025-03-02', corrects: foreign })).toBe('GY056');
});

test('a parcel names land, a company, and a number nobody else has while it is live', async () => {
  const [land, plant] = await work(async (tx) => [
    await someAsset(tx, cluster, holder, { class: 'land' }),
    await someAsset(tx, cluster, holder),
  ]);
  const register = (over: Parameters<typeof parcelRow>[2]) =>
    verdict(work((tx) => saveParcel(tx, parcelRow(cluster, person, over))));
  expect(await register({ assetId: plant ?? null })).toBe('GY055');
  expect(await register({ assetId: land ?? null })).toBe('accepted');
  expect(await register({ grantedOn: '2026-06-17', startBy: '2026-06-17', completeBy: '2027-01-01' })).toBe(
    'GY055',
  );
  expect(await register({ startBy: '2026-03-02' })).toBe('23514');
  expect(await register({ holderId: holder })).toBe('23514');
  expect(await register({ parcelNo: 'DK-同号' })).toBe('accepted');
  expect(await register({ parcelNo: 'DK-同号' })).toBe('GY055');
  const racers = await Promise.all(Array.from({ length: 6 }, () => register({ parcelNo: 'DK-同时' })));
  expect(racers.toSorted()).toEqual(['GY055', 'GY055', 'GY055', 'GY055', 'GY055', 'accepted']);
});

test('of entries that race on one parcel those stand that together are lawful', async () => {
  const parcel = await work((tx) => someParcel(tx, cluster, person));
  const race = Array.from({ length: 8 }, (_, place) =>
    verdict(work((tx) => someLandFact(tx, parcel, { index: place + 1, ...released('20000.00') }))),
  );
  const results = await Promise.all(race);
  expect(results.filter((one) => one === 'accepted')).toHaveLength(3);
  expect(new Set(results)).toEqual(new Set(['accepted', 'GY057']));
});

test('a company sees the parcels that it holds with their papers, and writes none', async () => {
  const [mine, theirs] = await work(async (tx) => {
    const row = (holderId: string, letter: string) =>
      parcelRow(cluster, person, { holderId, holderName: null, document: digestLike(letter) });
    const both = [row(holder, '8'), row(other, '9')] as const;
    for (const [place, parcel] of both.entries()) {
      await saveParcel(tx, parcel);
      await someLandFact(tx, parcel, {
        index: 1,
        kind: 'investigated',
        day: '2025-03-02',
        document: digestLike(place === 0 ? 'b' : 'c'),
      });
    }
    for (const letter of ['8', '9', 'b', 'c'])
      await saveDocument(tx, {
        ...{ digest: digestLike(letter), name: `${letter}.pdf`, size: '1', mediaType: 'application/pdf' },
        ...{
          organizationId: await someCompany(tx, { kind: 'committee', form: null, tier: null }),
          uploadedBy: person,
        },
      });
    return both;
  });
  await inTransaction(db.app, rowsOf(holder), async (tx) => {
    expect((await parcelsBy(tx, {})).map(({ id }) => id)).toEqual([mine.id]);
    expect((await landFactsOf(tx, [mine.id, theirs.id])).map(({ parcelId }) => parcelId)).toEqual([mine.id]);
    const seen = [];
    for (const letter of ['8', '9', 'b', 'c']) seen.push((await findDocument(tx, digestLike(letter)))?.name);
    expect(seen).toEqual(['8.pdf', undefined, 'b.pdf', undefined]);
  });
  const asHolder = (body: (tx: Tx) => Promise<unknown>) =>
    verdict(inTransaction(db.app, rowsOf(holder), body));
  expect(
    await asHolder((tx) =>
      saveParcel(tx, parcelRow(cluster, person, { holderId: holder, holderName: null })),
    ),
  ).toBe('42501');
  expect(
    await asHolder((tx) => someLandFact(tx, mine, { index: 2, kind: 'investigated', day: '2025-03-03' })),
  ).toBe('42501');
});
