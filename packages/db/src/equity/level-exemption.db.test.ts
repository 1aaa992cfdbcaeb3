import { afterAll, expect, test } from 'vitest';
import { findDocument, saveDocument } from '../evidence/request.store.ts';
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
import { exemptionRow, someExemption } from '../testing/exemption-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  allLevelExemptions,
  endLevelExemption,
  type LevelExemptionRow,
  levelExemptionsOf,
  saveLevelExemption,
} from './level-exemption.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const as = <T>(scope: Scope, body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, body);
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => as(everything, body);
const { person, committee } = await work(async (tx) => ({
  person: await somePerson(tx),
  committee: await someCompany(tx, { kind: 'committee', form: null, tier: null }),
}));
const company = (): Promise<string> => work((tx) => someCompany(tx));
const save = (companyId: string, over: Partial<LevelExemptionRow> = {}, scope = everything) =>
  verdict(as(scope, (tx) => saveLevelExemption(tx, exemptionRow(companyId, person, over))));
const end = (id: string, over: Partial<LevelExemptionRow> = {}, scope = everything) =>
  as(scope, (tx) =>
    endLevelExemption(tx, id, {
      ...{ endedOn: '2026-10-01', endBecause: '示例：已压减', endedBy: person },
      ...{ endDocument: digestLike('e'), endDocumentName: '终止通知.pdf', endedAt: new Date() },
      ...over,
    } as never),
  );

test('terms of one company do not overlap, by a single day; of another they may', async () => {
  const [a, b] = [await company(), await company()];
  expect(await save(a)).toBe('accepted');
  expect(await save(a, { validFrom: '2027-06-30', validTo: '2027-12-31' })).toBe('23P01');
  expect(await save(a, { validFrom: '2027-07-01', validTo: '2027-12-31' })).toBe('accepted');
  expect(await save(b)).toBe('accepted');
});

test('two recorded at once: one', async () => {
  const a = await company();
  const both = await Promise.all([save(a), save(a, { validFrom: '2026-09-01' })]);
  expect(both.toSorted()).toEqual(['23P01', 'accepted']);
  expect(await work((tx) => levelExemptionsOf(tx, a))).toHaveLength(1);
});

test('no end before the beginning, no exemption without paper, reason or company', async () => {
  const a = await company();
  expect(await save(a, { validTo: '2026-06-30' })).toMatch(/^(23514|22000)$/);
  expect(await save(a, { document: '' })).toBe('23514');
  expect(await save(a, { document: null as never })).toBe('23502');
  expect(await save(a, { validTo: null as never })).toBe('23502');
  expect(await save(a, { because: ' ' })).toBe('23514');
  expect(await save(committee)).toBe('GY050');
  expect(await save(a, { endedOn: '2026-09-01' })).toBe('GY050');
});

test('it is ended once, on one of its days, on a paper; the term as granted stays, and its later days are free', async () => {
  const a = await company();
  const id = await work((tx) => someExemption(tx, a, person));
  expect(await verdict(end(id, { endedOn: '2026-06-30' }))).toMatch(/^(23514|22000)$/);
  expect(await verdict(end(id, { endedOn: '2027-07-01' }))).toBe('23514');
  expect(await verdict(end(id, { endDocument: null }))).toBe('23514');
  expect(await end(id)).toBe(1);
  expect(await verdict(end(id, { endedOn: '2026-11-01' }))).toBe('GY001');
  expect(await verdict(work((tx) => query(tx, 'UPDATE level_exemptions SET ended_on = NULL')))).toMatch(
    /^(GY001|23514)$/,
  );
  const [row] = await work((tx) => levelExemptionsOf(tx, a));
  expect(row).toMatchObject({ validTo: '2027-06-30', endedOn: '2026-10-01' });
  expect(await save(a, { validFrom: '2026-10-01' })).toBe('accepted');
});

test('nothing else of it is ever changed, and it is not removed', async () => {
  const id = await work(async (tx) => someExemption(tx, await someCompany(tx), person));
  const change = (sql: string, on = db.app) =>
    verdict(inTransaction(on, everything, (tx) => query(tx, `${sql} WHERE id = $1`, [id])));
  expect(await change(`UPDATE level_exemptions SET valid_to = '2030-01-01'`)).toBe('42501');
  expect(await change(`UPDATE level_exemptions SET valid_to = '2030-01-01'`, db.owner)).toBe('GY001');
  expect(await change('DELETE FROM level_exemptions')).toBe('42501');
  expect(await change('DELETE FROM level_exemptions', db.owner)).toBe('GY001');
});

test('every company sees who is exempt; none grants or ends, and nobody named sees nothing', async () => {
  const [a, b] = [await company(), await company()];
  const id = await work((tx) => someExemption(tx, a, person));
  const ids = async (scope: Scope) => (await as(scope, allLevelExemptions)).map((row) => row.id);
  expect(await ids(rowsOf(a))).toContain(id);
  expect(await ids(rowsOf(b))).toContain(id);
  expect(await ids(rowsOf())).toEqual([]);
  expect(await ids(rowsOf(newId()))).toEqual([]);
  expect(await save(a, { validFrom: '2028-01-01', validTo: '2028-12-31' }, rowsOf(a))).toBe('42501');
  expect(await end(id, {}, rowsOf(a))).toBe(0);
});

test('the company reads the paper of its own exemption, another does not', async () => {
  const [a, b] = [await company(), await company()];
  const digest = digestLike('7');
  await work(async (tx) => {
    const paper = { digest, name: '豁免批复.pdf', size: '1', mediaType: 'application/pdf' };
    await saveDocument(tx, { ...paper, organizationId: committee, uploadedBy: person });
    await saveLevelExemption(tx, exemptionRow(a, person, { document: digest }));
  });
  expect(await as(rowsOf(a), (tx) => findDocument(tx, digest))).not.toBeNull();
  expect(await as(rowsOf(b), (tx) => findDocument(tx, digest))).toBeNull();
});
