import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Scope, type Tx } from '../kernel/transaction.ts';
import {
  digestLike,
  everything,
  newId,
  rowsOf,
  someCompany,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import { purchasing, someFlag, somePurchase } from '../testing/split-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { changeContract } from './contract.store.ts';
import type { ContractRow } from './contract-life.model.ts';
import {
  continueFlags,
  contractsOfFlag,
  countUnchecked,
  findFlag,
  findWatched,
  lockUnchecked,
  markChecked,
  nextUnchecked,
  type SplitFlagRow,
  type SplitRemarkRow,
  saveRemark,
  standingFlags,
  watchedAround,
} from './split-radar.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const as = <T>(scope: Scope, body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, body);
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => as(everything, body);
const { person, company, other, list, item } = await work(async (tx) => {
  const [first, second] = [await someCompany(tx), await someCompany(tx)];
  return {
    ...(await purchasing(tx, [first, second], 2026)),
    person: await somePerson(tx),
    company: first,
    other: second,
  };
});
const on = { listId: list.id, itemId: item.id, entityId: company, personId: person };
const buy = (over: Partial<ContractRow> = {}) => work((tx) => somePurchase(tx, on, over));
const watched = (id: string) => work((tx) => findWatched(tx, id));
const flag = (contracts: readonly ContractRow[], over: Partial<SplitFlagRow> = {}) =>
  work((tx) => someFlag(tx, contracts, over));
const remark = (flagId: string, over: Partial<SplitRemarkRow> = {}, scope = everything) =>
  verdict(
    as(scope, (tx) =>
      saveRemark(tx, {
        ...{
          id: newId(),
          flagId,
          kind: 'explained',
          note: '示例：分期实施，经批准',
          document: null,
          personId: person,
        },
        recordedAt: new Date(),
        ...over,
      }),
    ),
  );

test('a purchase is watched from its signing, an entrusted one is not', async () => {
  const bought = await buy({ project: ' 甲项目 ' });
  expect(await watched(bought.id)).toMatchObject({
    ...{ class: 'procurement', counterpartyId: company, project: '甲项目', amount: '1000000.00' },
    decidedOn: '2026-03-01',
  });
  expect(await work(countUnchecked)).toBeGreaterThan(0);
});

test('what is watched follows the contract, and is looked at again', async () => {
  const bought = await buy();
  await work((tx) => markChecked(tx, bought.id, new Date()));
  const waits = async () =>
    (
      await work((tx) =>
        query<{ waits: boolean }>(
          tx,
          'SELECT checked_at IS NULL AS waits FROM watched_contracts WHERE contract_id = $1',
          [bought.id],
        ),
      )
    )[0]?.waits;
  await work((tx) => changeContract(tx, bought.id, { title: '改名' }));
  expect(await waits()).toBe(false);
  // Changed by its amendments, whose sum only the database writes.
  await inTransaction(db.owner, everything, (tx) =>
    query(tx, 'UPDATE contracts SET current_amount = 1500000 WHERE id = $1', [bought.id]),
  );
  expect(await waits()).toBe(true);
  expect((await watched(bought.id))?.amount).toBe('1500000.00');
});

test.each([
  [{ origin: 'direct', layer: 'works', direct_cause: 'BELOW' }, 'works'],
  [{ origin: 'direct', layer: 'goods', direct_cause: 'BELOW' }, 'goods'],
  [{ origin: 'direct', layer: 'survey', direct_cause: 'BELOW' }, 'services'],
  [{ origin: 'direct', layer: 'design', direct_cause: 'BELOW' }, 'services'],
  [{ origin: 'direct', layer: 'supervision', direct_cause: 'BELOW' }, 'services'],
  [{ origin: 'direct', layer: 'service', direct_cause: 'NOT_LISTED_SERVICE' }, null],
  [{ origin: 'direct', layer: 'works', direct_cause: 'security_or_disaster' }, null],
  [{ origin: 'direct', layer: 'works', direct_cause: 'BELOW', state: 'void' }, null],
  [{ origin: 'award', layer: 'works' }, null],
  [{ origin: 'market', layer: 'works' }, null],
  [{ origin: 'list', layer: 'upstream', mode: 'purchased' }, 'procurement'],
  [{ origin: 'list', layer: 'upstream', mode: 'entrusted' }, null],
  [{ mode: 'purchased' }, 'procurement'],
  [{ mode: 'entrusted' }, null],
])('%j is watched as %s', async (over, expected) => {
  const row = {
    id: newId(),
    entity_id: company,
    counterparty_id: other,
    amount: '1.00',
    decided_on: '2026-03-01',
    state: 'in_force',
    ...over,
  };
  const [found] = await work((tx) =>
    query<{ class: string | null; lets: string | null; gets: string | null }>(
      tx,
      'SELECT class, organization_id AS lets, counterparty_id AS gets FROM watch_of($1::jsonb)',
      [JSON.stringify(row)],
    ),
  );
  expect(found?.class ?? null).toBe(expected);
  if (expected !== null && 'layer' in over && over.layer !== 'upstream')
    expect(found).toMatchObject({ lets: company, gets: other });
});

test('each is looked at once', async () => {
  const waiting = await work(countUnchecked);
  const next = (await work(nextUnchecked)) ?? '';
  await work(async (tx) => {
    expect((await lockUnchecked(tx, next))?.contractId).toBe(next);
    await markChecked(tx, next, new Date());
  });
  expect(await work((tx) => lockUnchecked(tx, next))).toBeNull();
  expect(await work(nextUnchecked)).not.toBe(next);
  expect(await work(countUnchecked)).toBe(waiting - 1);
});

test('around a contract: its project, its partners, what is near the threshold, and nothing else', async () => {
  const project = '环绕项目';
  const around = {
    project: await buy({ project, entityId: other, decidedOn: '2026-02-01' }),
    partner: await buy({ decidedOn: '2026-02-02', amount: '100.00' }),
    large: await buy({ project, amount: '2000000.00', entityId: other }),
    late: await buy({ project, decidedOn: '2026-12-31', entityId: other }),
    strange: await buy({ project: '无关', entityId: other }),
  };
  const contract = await watched((await buy({ project })).id);
  if (contract === null) throw new Error('not watched');
  const found = await work((tx) =>
    watchedAround(tx, {
      ...{ contract, counterparties: [company], from: '2025-03-01', to: '2026-06-30' },
      ...{ threshold: '2000000.00', near: '1800000.00' },
    }),
  );
  const ids = found.map(({ contractId }) => contractId);
  expect(ids).toEqual(expect.arrayContaining([around.project.id, around.partner.id]));
  for (const each of [around.large, around.late, around.strange]) expect(ids).not.toContain(each.id);
  expect(ids).not.toContain(contract.contractId);
});

test('a flag adds up what it names, or is none', async () => {
  const project = '拆分项目';
  const two = [await buy({ project }), await buy({ project, decidedOn: '2026-05-01' })];
  const [first, second] = two;
  if (!first || !second) throw new Error('two contracts');
  const raise = (contracts: readonly ContractRow[], over: Partial<SplitFlagRow> = {}) =>
    verdict(flag(contracts, over));
  expect(await raise(two)).toBe('accepted');
  expect(await raise(two, { amount: '2000000.01' })).toBe('GY091');
  expect(await raise(two, { subject: '别的项目' })).toBe('GY091');
  expect(await raise(two, { class: 'works' })).toBe('GY091');
  expect(await raise(two, { threshold: '1000000.00' })).toBe('GY091');
  expect(await raise(two, { fromOn: '2026-02-28' })).toBe('GY091');
  expect(await raise([first], { threshold: '900000.00' })).toBe('GY091');
  expect(await raise(two, { contractId: (await buy()).id })).toBe('GY091');
  expect(await raise([first, { ...second, amount: '1000000.01' }])).toBe('GY091');
  expect(await raise(two, { threshold: '2000000.01' })).toBe('23514');
  expect(await raise(two, { tie: 'organization', subject: company })).toBe('23514');
  expect(await raise(two, { period: 'twelve_months', toOn: '2027-05-02' })).toBe('23514');
  expect(await raise(two, { basis: [] })).toBe('23514');
});

test('a larger flag continues the earlier one, once, and nothing else of it changes', async () => {
  const project = '延续项目';
  const two = [await buy({ project }), await buy({ project })];
  const before = await flag(two);
  const after = await flag([...two, await buy({ project })]);
  expect(await work((tx) => continueFlags(tx, { id: after, code: 'SPLIT_SUM', tie: 'project' }))).toEqual([
    before,
  ]);
  expect(await work((tx) => continueFlags(tx, { id: after, code: 'SPLIT_SUM', tie: 'project' }))).toEqual([]);
  const standing = (await work(standingFlags)).map(({ id }) => id);
  expect(standing).toContain(after);
  expect(standing).not.toContain(before);
  const set = (sql: string) =>
    verdict(work((tx) => query(tx, `UPDATE split_flags SET ${sql} WHERE id = $1`, [before])));
  expect(await set('continued_by = NULL')).toBe('GY092');
  expect(await set('amount = 1')).toBe('42501');
  expect(await remark(before)).toBe('GY090');
  expect((await work((tx) => findFlag(tx, before)))?.continuedBy).toBe(after);
  expect((await work((tx) => contractsOfFlag(tx, after))).length).toBe(3);
});

test('a flag is acknowledged, then explained or referred, and then closed', async () => {
  const project = '说明项目';
  const id = await flag([await buy({ project }), await buy({ project })]);
  expect(await remark(id, { note: ' ' })).toBe('23514');
  expect(await remark(id, { document: 'x' })).toBe('23514');
  expect(await remark(id, { kind: 'acknowledged' })).toBe('accepted');
  expect(await remark(id, { kind: 'acknowledged' })).toBe('23505');
  expect(await remark(id, { kind: 'explained', document: digestLike('a') })).toBe('accepted');
  expect(await remark(id, { kind: 'referred' })).toBe('GY090');
  expect(await verdict(work((tx) => query(tx, 'DELETE FROM split_remarks')))).toBe('42501');
});

test('none of it is a company’s to see or to write', async () => {
  const project = '内部项目';
  const id = await flag([await buy({ project }), await buy({ project })]);
  const tables = ['watched_contracts', 'split_flags', 'split_flag_contracts', 'split_remarks'];
  for (const table of tables) {
    const [row] = await as(rowsOf(company), (tx) =>
      query<{ n: number }>(tx, `SELECT count(*)::int AS n FROM ${table}`),
    );
    expect(row?.n, table).toBe(0);
  }
  expect(await remark(id, {}, rowsOf(company))).toBe('42501');
  const signed = await as(rowsOf(company), (tx) => somePurchase(tx, on, { project }));
  expect(await watched(signed.id)).not.toBeNull();
});
