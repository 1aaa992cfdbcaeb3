import { randomUUID } from 'node:crypto';
import { findAsset } from '@guanyun/db/assets/asset.store.ts';
import { saveEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import type { AssetRow } from '@guanyun/db/assets/assets.model.ts';
import {
  encumbrancesOn,
  saveEncumbranceSteps,
  saveEncumbrances,
} from '@guanyun/db/assets/encumbrance.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeWarrantsOf, findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { encumbranceRow, someSale } from '@guanyun/db/testing/asset-act-builders.ts';
import { assetRow, someAsset, someOrder } from '@guanyun/db/testing/asset-builders.ts';
import { everything, someCluster, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import { someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import { spendByReport } from '../matters/spend-by-report.ts';
import type { Actor } from '../organizations/actor.ts';
import { type AdjustmentAsked, adjustAsset } from './adjust-asset.ts';
import { holdAssets } from './asset-card.ts';
import { attachDocument } from './attach-document.ts';
import { disposeAsset, type NewDisposal } from './dispose-asset.ts';
import { encumber, encumbranceStep, type NewEncumbrance } from './encumber.ts';
import { mergeAssets } from './merge-assets.ts';
import { readAssetStory } from './read-asset-story.ts';
import { readAsset } from './read-assets.ts';
import { saveReshaping } from './reshape-entries.ts';
import { type NewSplit, splitAsset } from './split-asset.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');

let zone: SmallZone;
let person: string;
let cluster: string;
let other: string;
beforeAll(async () => {
  await work(async (tx) => {
    [zone, person] = [await smallZone(tx), await somePerson(tx)];
    [cluster, other] = [await someCluster(tx), await someCluster(tx)];
  });
});

const actor = (organizationId: string, side: 'company' | 'committee' = 'company'): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: {
    ...{ id: randomUUID(), organizationId, side },
    kind: side === 'company' ? 'company_finance' : 'committee_reviewer',
  },
});
const asset = (over: Partial<AssetRow> = {}) => work((tx) => someAsset(tx, cluster, zone.group, over));
const ordered = (id: string) =>
  work(async (tx) => {
    const warrant = await someWarrant(tx, zone.group, person);
    return someOrder(tx, warrant, { toId: zone.sub, clusterId: cluster, assetIds: [id] });
  });
const card = async (id: string) => {
  const row = await work((tx) => findAsset(tx, id));
  if (row === null) throw new Error('no such asset');
  return row;
};
async function codes(answer: Promise<Answer<unknown>>): Promise<string[]> {
  const result = await answer;
  return result.outcome === 'accepted' ? [] : result.refusals.map(({ code }) => code);
}
async function accepted<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer;
  if (result.outcome === 'refused') throw new Error(result.refusals.map(({ code }) => code).join());
  return result.answer;
}
const voucher = (id: string | null) =>
  work((tx) =>
    query<{ account: string; debit: string; credit: string }>(
      tx,
      'SELECT account, debit, credit FROM voucher_lines WHERE voucher_id = $1 ORDER BY line',
      [id],
    ),
  );
const request = () => ({ requestId: randomUUID() });

const mortgage = (assetId: string, over: Partial<NewEncumbrance> = {}, by = actor(zone.group)) =>
  encumber(deps, by, {
    ...{ ...request(), assetId, kind: 'mortgage', holder: '示例银行', amount: '500.00' },
    ...{ barsTransfer: true, barRegistered: true, registered: true, validFrom: '2026-02-01' },
    ...{ document: zone.digest, ...over },
  });
const step = (
  encumbranceId: string,
  kind: 'notified' | 'consented' | 'released',
  on: string,
  by = actor(zone.group),
) => encumbranceStep(deps, by, { ...request(), encumbranceId, kind, on, document: zone.digest });
const free = { barsTransfer: false, barRegistered: false };

describe('encumbrances', () => {
  test('stand from their day until the day they are let go of, with what the holder was told and consented to', async () => {
    const id = await asset();
    const { id: mortgaged } = await accepted(mortgage(id));
    await accepted(step(mortgaged, 'notified', '2026-03-01'));
    await accepted(step(mortgaged, 'consented', '2026-03-10'));
    await accepted(step(mortgaged, 'released', '2026-06-01'));
    const on = (day: string) => work((tx) => encumbrancesOn(tx, day, [id]));
    expect(await on('2026-01-31')).toEqual([]);
    expect(await on('2026-03-09')).toEqual([
      {
        ...{ assetId: id, id: mortgaged, kind: 'mortgage', holder: '示例银行', amount: '500.00' },
        ...{ barsTransfer: true, barRegistered: true, registered: true, validFrom: '2026-02-01' },
        ...{ notifiedOn: '2026-03-01', consentedOn: null },
      },
    ]);
    expect((await on('2026-05-31')).map((e) => e.consentedOn)).toEqual(['2026-03-10']);
    expect(await on('2026-06-01')).toEqual([]);
    const story = await readAssetStory(deps, actor(zone.group), id);
    expect(story.encumbrances[0]).toMatchObject({ releasedOn: '2026-06-01', mayStep: [] });
  });

  test('are refused before the asset, on a day to come, and where a bar cannot be agreed', async () => {
    const id = await asset();
    expect(await codes(mortgage(id, { validFrom: '2025-12-31' }))).toEqual(['ENCUMBRANCE_BEFORE_ASSET']);
    expect(await codes(mortgage(id, { validFrom: '2026-06-17' }))).toEqual(['DAY_NOT_COME']);
    expect(await codes(mortgage(id, { kind: 'lease' }))).toEqual(['ENCUMBRANCE_BAR_IMPOSSIBLE']);
    expect(await codes(mortgage(id, { document: 'c'.repeat(64) }))).toEqual(['DOCUMENT_UNKNOWN']);
    await ordered(id);
    expect(await codes(mortgage(id, {}, actor(zone.sub)))).toEqual(['ASSET_NOT_OWNED']);
    const insert = (over: object) =>
      verdict(work((tx) => saveEncumbrances(tx, [encumbranceRow(id, person, over)])));
    expect(await insert({ validFrom: '2025-12-31' })).toBe('GY060');
    expect(await insert({ kind: 'lease' })).toBe('23514');
    expect(await insert({ barsTransfer: false, barRegistered: true })).toBe('23514');
  });

  test('steps come once each, in their time, and only where the law asks for them', async () => {
    const id = await asset();
    const { id: leased } = await accepted(mortgage(id, { kind: 'lease', ...free }));
    expect(await codes(step(leased, 'consented', '2026-03-01'))).toEqual(['ENCUMBRANCE_STEP_NOT_NEEDED']);
    expect(await codes(step(leased, 'released', '2026-01-31'))).toEqual(['ENCUMBRANCE_STEP_BEFORE']);
    expect(await codes(step(leased, 'notified', '2026-06-17'))).toEqual(['DAY_NOT_COME']);
    await accepted(step(leased, 'notified', '2026-03-01'));
    expect(await codes(step(leased, 'notified', '2026-03-02'))).toEqual(['ENCUMBRANCE_STEP_TWICE']);
    const insert = (kind: 'notified' | 'consented' | 'released', stepOn: string) =>
      verdict(
        work((tx) =>
          saveEncumbranceSteps(tx, [
            { encumbranceId: leased, kind, stepOn, document: zone.digest, personId: person },
          ]),
        ),
      );
    expect(await insert('consented', '2026-03-01')).toBe('GY060');
    expect(await insert('released', '2026-01-31')).toBe('GY060');
    expect(await insert('notified', '2026-03-02')).toBe('23505');
    await accepted(step(leased, 'released', '2026-04-01'));
    const { id: seized } = await accepted(mortgage(id, { kind: 'seizure', ...free }));
    await accepted(step(seized, 'released', '2026-04-01'));
    expect(await codes(step(seized, 'released', '2026-04-02'))).toEqual(['ENCUMBRANCE_STEP_TWICE']);
  });

  test('the committee records what a court tells it, and nothing else', async () => {
    const id = await asset();
    const committee = actor(zone.sasac, 'committee');
    await work((tx) =>
      query(
        tx,
        `INSERT INTO documents (digest, name, size, media_type, organization_id, uploaded_by) VALUES ($1, 'x', 1, 'application/pdf', $2, $3) ON CONFLICT DO NOTHING`,
        [zone.digest, zone.sasac, person],
      ),
    );
    expect(await codes(mortgage(id, {}, committee))).toEqual(['ENCUMBRANCE_NOT_YOURS']);
    const { id: seized } = await accepted(mortgage(id, { kind: 'seizure', ...free }, committee));
    expect(await codes(step(seized, 'released', '2026-03-01', committee))).toEqual([]);
  });
});

const adjust = (assetId: string, change: AdjustmentAsked, on = '2026-05-10', by = actor(zone.group)) =>
  adjustAsset(deps, by, { ...request(), assetId, on, document: zone.digest, reason: '示例', change });
const improve = { kind: 'improve', amount: '200.00', source: 'cip' } as const;
const correct = {
  kind: 'correct',
  cost: '0.00',
  depreciation: '0.00',
  impairment: '0.00',
  booked: true,
} as const;

describe('adjustments', () => {
  test('change the card by an entry and the book by a balanced voucher', async () => {
    const id = await asset({ depreciation: '100.00' });
    const improved = await accepted(adjust(id, improve));
    expect(await voucher(improved.voucherId)).toEqual([
      { account: '1601', debit: '200.00', credit: '0.00' },
      { account: '1604', debit: '0.00', credit: '200.00' },
    ]);
    const impaired = await accepted(adjust(id, { kind: 'impair', amount: '50.00' }));
    expect((await voucher(impaired.voucherId)).map((l) => l.account)).toEqual(['6701', '1603']);
    const corrected = await accepted(adjust(id, { ...correct, cost: '-10.00', depreciation: '-30.00' }));
    expect(await voucher(corrected.voucherId)).toEqual([
      { account: '1602', debit: '30.00', credit: '0.00' },
      { account: '6901', debit: '0.00', credit: '20.00' },
      { account: '1601', debit: '0.00', credit: '10.00' },
    ]);
    const only = await accepted(adjust(id, { ...correct, cost: '1.00', booked: false }));
    expect(only.voucherId).toBeNull();
    expect(await card(id)).toMatchObject({ cost: '1191.00', depreciation: '70.00', impairment: '50.00' });
    const { entries, adjustments } = await readAssetStory(deps, actor(zone.group), id);
    expect(entries.map((e) => [e.kind, e.after.net, e.voucher !== null])).toEqual([
      ['acquire', '900.00', false],
      ['improve', '1100.00', true],
      ['impair', '1050.00', true],
      ['correct', '1070.00', true],
      ['correct', '1071.00', false],
    ]);
    expect(adjustments.map((a) => a.booked)).toEqual([true, true, true, false]);
  });

  test('are refused where the law or the card does not allow them, by decision and database', async () => {
    const id = await asset();
    expect(await codes(adjust(id, { kind: 'impair', amount: '-1.00' }))).toEqual([
      'IMPAIRMENT_NEVER_REVERSED',
    ]);
    expect(await codes(adjust(id, { ...correct, impairment: '-1.00' }))).toEqual([
      'IMPAIRMENT_NEVER_REVERSED',
    ]);
    expect(await codes(adjust(id, { kind: 'impair', amount: '1000.01' }))).toEqual([
      'ADJUSTMENT_OUT_OF_RANGE',
    ]);
    expect(await codes(adjust(id, correct))).toEqual(['ADJUSTMENT_OUT_OF_RANGE']);
    expect(await codes(adjust(id, improve, '2026-06-17'))).toEqual(['DAY_NOT_COME']);
    expect(await codes(adjust(id, improve, '2025-12-31'))).toEqual(['DAY_BEFORE_BOOK']);
    const archive = await asset({ class: 'archive', cost: '0.00' });
    expect(await codes(adjust(archive, improve))).toEqual(['ASSET_NO_ACCOUNT']);
    const body = await work((tx) => someAsset(tx, cluster, zone.sasac));
    const enter = (assetId: string, organizationId: string, impairment: string) =>
      verdict(
        work((tx) =>
          saveEntries(tx, [
            {
              ...{ assetId, organizationId, kind: 'correct', entryOn: '2026-05-10', items: 0 },
              ...{ cost: '0.00', depreciation: '0.00', impairment, causeId: randomUUID() },
            },
          ]),
        ),
      );
    expect(await enter(body, zone.sasac, '1.00')).toBe('GY062');
    expect(await enter(id, zone.group, '1.00')).toBe('accepted');
    expect(await enter(id, zone.group, '-1.00')).toBe('GY062');
    await ordered(id);
    expect(await codes(adjust(id, improve))).toEqual(['ASSET_IN_OPEN_ORDER']);
    expect(await enter(id, zone.group, '1.00')).toBe('GY062');
  });
});

const split = (assetId: string, over: Partial<NewSplit> = {}, by = actor(zone.group)) =>
  splitAsset(deps, by, {
    ...{ ...request(), assetId, on: '2026-06-10', basis: 'value', ...over },
    parts: over.parts ?? [
      { name: '甲段', measure: '333.33' },
      { name: '乙段', measure: '666.67', clusterId: cluster },
    ],
  });

describe('splits and merges', () => {
  const pipe: Partial<AssetRow> = {
    ...{ class: 'pipe', depreciation: '100.01', impairment: '33.34', residual: '50.00', area: '10.00' },
    ...{ monthlyDepreciation: '10.01', quantity: '3.0000', unit: '千米', chargedThrough: '2026-05-01' },
  };

  test('a pipe over two clusters is split by the agreement; facts and encumbrances go over to its parts', async () => {
    const id = await asset(pipe);
    await accepted(mortgage(id));
    const parts = [
      { name: '甲段', measure: '333.33' },
      { name: '乙段', measure: '666.67', clusterId: other },
    ];
    expect(await codes(split(id, { parts }))).toEqual(['PARTS_NEED_AGREEMENT']);
    const done = await accepted(split(id, { parts, document: zone.digest }));
    const { code } = await card(id);
    expect(done.assets.map((a) => a.code)).toEqual([`${code}-1`, `${code}-2`]);
    const [first, second] = await Promise.all(done.assets.map((a) => card(a.id)));
    expect(first).toMatchObject({ cost: '333.33', clusterId: cluster, chargedThrough: '2026-05-01' });
    expect(second).toMatchObject({ cost: '666.67', clusterId: other, unit: '千米' });
    const seen = await readAsset(deps, actor(zone.group), done.assets[1]?.id ?? '');
    expect([seen.titleOwner.id, seen.bookOwner.id, seen.custodyOwner.id]).toEqual(Array(3).fill(zone.group));
    const story = await readAssetStory(deps, actor(zone.group), done.assets[0]?.id ?? '');
    expect(story.parents.map((p) => p.id)).toEqual([id]);
    expect(story.encumbrances.map((e) => [e.holder, e.inherited])).toEqual([['示例银行', true]]);
    const whole = await readAssetStory(deps, actor(zone.group), id);
    expect([whole.retiredOn, whole.children.length, whole.may.change]).toEqual(['2026-06-10', 2, false]);
    expect((await readAsset(deps, actor(zone.group), id)).net).toBe('0.00');
    expect(await codes(split(id))).toEqual(['ASSET_RETIRED']);
    expect(await codes(mortgage(id))).toEqual(['ASSET_RETIRED']);
  });

  test('parts that do not add up, or would be nothing, are refused', async () => {
    const id = await asset(pipe);
    const by = (basis: NewSplit['basis'], ...measures: string[]) =>
      codes(split(id, { basis, parts: measures.map((measure) => ({ name: '段', measure })) }));
    expect(await by('value', '333.33', '666.66')).toEqual(['PARTS_NOT_WHOLE']);
    expect(await by('quantity', '1.0000', '2.0001')).toEqual(['PARTS_NOT_WHOLE']);
    expect(await by('area', '10.00', '0.00')).toEqual(['PARTS_NOT_WHOLE']);
    expect(await by('value', '0.01', '999.99')).toEqual(['PART_TOO_SMALL']);
    expect(await codes(split(id, { on: '2025-12-31' }))).toEqual(['DAY_BEFORE_BOOK']);
    await accepted(adjust(id, improve, '2026-06-12'));
    expect(await codes(split(id))).toEqual(['DAY_BEFORE_LAST_ENTRY']);
    await ordered(id);
    expect(await codes(split(id, { on: '2026-06-12' }))).toEqual(['ASSET_IN_OPEN_ORDER']);
  });

  test('the parts of a whole are merged again into what it was', async () => {
    const id = await asset(pipe);
    const parts = await accepted(split(id));
    const ids = parts.assets.map((a) => a.id);
    const merge = (assetIds: string[], on = '2026-06-11') =>
      mergeAssets(deps, actor(zone.group), { ...request(), assetIds, name: '合并管段', on });
    const stranger = await work((tx) => someAsset(tx, other, zone.group, { class: 'pipe' }));
    expect(await codes(merge([...ids, stranger]))).toEqual(['MERGE_DIFFERS']);
    const [merged] = (await accepted(merge(ids))).assets;
    const { cost, depreciation, impairment, residual, monthlyDepreciation, quantity, area } = await card(id);
    expect([cost, depreciation, impairment]).toEqual(['0.00', '0.00', '0.00']);
    expect(await card(merged?.id ?? '')).toMatchObject({
      ...{ cost: '1000.00', depreciation: '100.01', impairment: '33.34' },
      ...{ residual, monthlyDepreciation, quantity, area },
    });
    const story = await readAssetStory(deps, actor(zone.group), merged?.id ?? '');
    expect(story.parents.map((p) => p.id).sort()).toEqual([...ids].sort());
  });

  test('the database refuses a split without lineage, with other measures, and into an open order', async () => {
    const id = await asset(pipe);
    const entry = (assetId: string, items: number, cost: string, causeId: string) => ({
      ...{ assetId, organizationId: zone.group, kind: 'split' as const, entryOn: '2026-06-10', items },
      ...{ cost, depreciation: '0.00', impairment: '0.00', causeId },
    });
    const causeId = randomUUID();
    const plain = await asset();
    expect(await verdict(work((tx) => saveEntries(tx, [entry(plain, -1, '-1000.00', causeId)])))).toBe(
      'GY051',
    );
    await ordered(id);
    await ordered(plain);
    expect(
      await verdict(
        work((tx) =>
          saveEntries(tx, [entry(plain, -1, '-1000.00', causeId), entry(id, 1, '1000.00', causeId)]),
        ),
      ),
    ).toBe('23505');
    const gone = await asset(pipe);
    await accepted(split(gone));
    expect(await verdict(ordered(gone))).toBe('GY061');
  });

  test('the database refuses parts that do not add up in what no entry carries, and encumbrances left behind', async () => {
    const reshape = (over: Partial<AssetRow>, bare = false) =>
      verdict(
        work(async (tx) => {
          const id = await someAsset(tx, cluster, zone.group, pipe);
          if (bare) await saveEncumbrances(tx, [encumbranceRow(id, person)]);
          const parents = await holdAssets(tx, deps, [id]);
          const [row] = parents;
          if (row === undefined) throw new Error('no such asset');
          const half = { cost: '500.00', quantity: '1.5000', area: '5.00', residual: '25.00' };
          const part = (n: number) =>
            assetRow(cluster, {
              ...pipe,
              ...{ ...half, depreciation: n === 1 ? '50.00' : '50.01', impairment: '16.67' },
              ...{ monthlyDepreciation: n === 1 ? '5.00' : '5.01', code: `${row.row.code}-${n}` },
            });
          const children = [part(1), { ...part(2), ...over }];
          const marks = { on: '2026-06-10', document: null, personId: person };
          await saveReshaping(tx, deps, { actId: randomUUID(), kind: 'split', ...marks, parents, children });
          if (bare) await saveEncumbrances(tx, [encumbranceRow(id, person, { validFrom: '2026-03-01' })]);
        }),
      );
    expect(await reshape({})).toBe('accepted');
    expect(await reshape({ quantity: '1.4999' })).toBe('GY061');
    expect(await reshape({ area: '5.01' })).toBe('GY061');
    expect(await reshape({ residual: '25.01' })).toBe('GY061');
    expect(await reshape({ monthlyDepreciation: '5.02' })).toBe('GY061');
    expect(await reshape({ clusterId: other })).toBe('GY061');
    expect(await reshape({ class: 'road' })).toBe('GY061');
    expect(await reshape({ chargedThrough: '2026-04-01' })).toBe('GY061');
    expect(await reshape({ depreciation: '50.00' })).toBe('GY051');
    expect(['GY060', 'GY061']).toContain(await reshape({}, true));
  });

  test('of a split and an order at once one stands', async () => {
    for (let i = 0; i < 5; i += 1) {
      const id = await asset(pipe);
      const [splitting, ordering] = await Promise.allSettled([split(id), ordered(id)]);
      const done = splitting.status === 'fulfilled' && splitting.value.outcome === 'accepted';
      expect([done, ordering.status === 'fulfilled'].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe('disposals', () => {
  const sold = (ids: string[], over: Parameters<typeof someSale>[4] = {}) =>
    work((tx) => someSale(tx, zone.group, person, ids, over));
  const dispose = (assetId: string, warrantId: string, over: Partial<NewDisposal> = {}) =>
    disposeAsset(deps, actor(zone.group), {
      ...{ ...request(), assetId, warrantId, manner: 'public', price: '700.00', counterparty: '示例买受人' },
      ...{ on: '2026-06-10', document: zone.digest, ...over },
    });

  test('a sale charges its last month, spends the warrant and posts the difference', async () => {
    const id = await asset({
      ...{ depreciation: '100.00', impairment: '50.00', monthlyDepreciation: '10.00' },
      chargedThrough: '2026-04-01',
    });
    const warrant = await sold([id]);
    const { voucherId } = await accepted(dispose(id, warrant.id));
    expect(await voucher(voucherId)).toEqual([
      { account: '1002', debit: '700.00', credit: '0.00' },
      { account: '1602', debit: '100.00', credit: '0.00' },
      { account: '1603', debit: '50.00', credit: '0.00' },
      { account: '6602', debit: '20.00', credit: '0.00' },
      { account: '6115', debit: '130.00', credit: '0.00' },
      { account: '1601', debit: '0.00', credit: '1000.00' },
    ]);
    expect((await work((tx) => findWarrant(tx, warrant.id)))?.spent).toBe('700.00');
    expect(await card(id)).toMatchObject({ cost: '0.00', depreciation: '0.00', retiredOn: '2026-06-10' });
    const story = await readAssetStory(deps, actor(zone.group), id);
    expect(story.disposal).toMatchObject({ manner: 'public', price: '700.00', counterparty: '示例买受人' });
    expect(story.entries.map((e) => e.kind)).toEqual(['acquire', 'depreciate', 'dispose']);
  });

  test('a warrant for two is used up with the second, and no sale is reported past the register', async () => {
    const [first, second] = [await asset(), await asset()];
    const { id } = await sold([first, second]);
    const finished = async () => (await work((tx) => findWarrant(tx, id)))?.finishedOn;
    const report = { ...request(), warrantId: id, title: '已售', counterparty: '示例买受人', amount: '1.00' };
    const reported = spendByReport(deps, actor(zone.group), {
      ...{ ...report, on: '2026-06-10', documents: [zone.digest] },
    });
    expect(await codes(reported)).toEqual(['WARRANT_OF_OTHER_KIND']);
    await accepted(dispose(first, id));
    expect(await finished()).toBeNull();
    await accepted(dispose(second, id));
    expect(await finished()).toBe('2026-06-10');
  });

  test('nothing is disposed of without a warrant that names it, above it, seized, or on its way', async () => {
    const id = await asset();
    const warrant = await sold([id], { amount: '700.00' });
    expect(await codes(dispose(id, randomUUID()))).toEqual(['NO_WARRANT']);
    expect(await codes(dispose(await asset(), warrant.id))).toEqual(['ASSET_NOT_IN_WARRANT']);
    expect(await codes(dispose(id, warrant.id, { price: '700.01' }))).toEqual(['AMOUNT_EXCEEDS_WARRANT']);
    expect(await codes(dispose(id, warrant.id, { manner: 'non_public' }))).toEqual(['WARRANT_OF_OTHER_KIND']);
    const freely = await sold([id], { mode: 'free_transfer' });
    expect(await codes(dispose(id, freely.id))).toEqual(['WARRANT_OF_OTHER_KIND']);
    const { id: seized } = await accepted(mortgage(id, { kind: 'seizure', ...free }));
    expect(await codes(dispose(id, warrant.id))).toEqual(['ASSET_BARRED']);
    await accepted(step(seized, 'released', '2026-06-01'));
    const revoked = await sold([id]);
    await work((tx) => changeWarrantsOf(tx, revoked.matterId, { revokedOn: '2026-06-01' }));
    expect(await codes(dispose(id, revoked.id))).toEqual(['WARRANT_NOT_IN_FORCE']);
    const causeId = randomUUID();
    const bypass = work((tx) =>
      saveEntries(tx, [
        {
          ...{ assetId: id, organizationId: zone.group, kind: 'dispose', entryOn: '2026-06-10', items: -1 },
          ...{ cost: '-1000.00', depreciation: '0.00', impairment: '0.00', causeId },
        },
      ]),
    );
    expect(await verdict(bypass)).toBe('GY063');
    expect(await codes(dispose(id, warrant.id, { manner: 'scrap', price: '0.00' }))).toEqual([]);
    const moving = await asset();
    const sale = await sold([moving]);
    await ordered(moving);
    expect(await codes(dispose(moving, sale.id))).toEqual(['ASSET_IN_OPEN_ORDER']);
  });
});

test('a photo stays with the asset and is opened by whoever sees it; by others it is not put there', async () => {
  const id = await asset();
  const attach = (by: Actor, digest = zone.digest) =>
    attachDocument(deps, by, {
      ...{ ...request(), assetId: id, digest, title: '现场照片', kind: 'photo', on: '2026-06-01' },
    });
  expect(await codes(attach(actor(zone.group), 'c'.repeat(64)))).toEqual(['DOCUMENT_UNKNOWN']);
  await accepted(attach(actor(zone.group)));
  await accepted(attach(actor(zone.group)));
  await ordered(id);
  expect(await codes(attach(actor(zone.sub)))).toEqual(['ASSET_NOT_OWNED']);
  const { documents } = await readAssetStory(deps, actor(zone.sub), id);
  expect(documents.map((d) => [d.title, d.kind, d.image])).toEqual([['现场照片', 'photo', false]]);
});
