import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import {
  digestLike,
  everything,
  newId,
  rowsOf,
  someCompany,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import { someMatter, someWarrant, spendingRow, warrantRow } from '../testing/matter-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import type { SpendingRow } from './execution.model.ts';
import type { WarrantRow } from './matters.model.ts';
import {
  allWarrants,
  changeWarrantsOf,
  findWarrant,
  lockWarrant,
  saveSpending,
  saveWarrant,
  spendingsOf,
  warrantOfMatter,
} from './warrant.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const { company, person } = await work(async (tx) => ({
  company: await someCompany(tx),
  person: await somePerson(tx),
}));
const issue = (over: Partial<WarrantRow> = {}) => work((tx) => someWarrant(tx, company, person, over));
const spend = (warrant: WarrantRow, over: Partial<SpendingRow> = {}) =>
  verdict(work((tx) => saveSpending(tx, spendingRow(warrant, over))));
const countOf = async (warrant: WarrantRow) => {
  const read = await work((tx) => findWarrant(tx, warrant.id));
  return { uses: read?.uses, spent: read?.spent };
};

test('a warrant is spent once, and the spending is counted', async () => {
  const warrant = await issue();
  expect(await spend(warrant)).toBe('accepted');
  expect(await countOf(warrant)).toEqual({ uses: 1, spent: '1000.00' });
  expect(await spend(warrant, { amount: '0.01' })).toBe('23514');
  expect(await spend(warrant, { amount: null })).toBe('23514');
  expect(await countOf(warrant)).toEqual({ uses: 1, spent: '1000.00' });
});

test('content that differs from what was decided spends nothing', async () => {
  const warrant = await issue();
  expect(await spend(warrant, { proposalDigest: digestLike('c') })).toBe('GY005');
  expect(await spend(warrant, { proposalDigest: warrant.contentDigest })).toBe('GY005');
  expect(await countOf(warrant)).toEqual({ uses: 0, spent: '0.00' });
});

test('a warrant is in force from the day of issue to the day of expiry, both included', async () => {
  const warrant = await issue({ usesMax: 9, amount: null });
  const on = (spentOn: string) => spend(warrant, { spentOn });
  expect(await on('2026-04-30')).toBe('GY006');
  expect(await on('2027-01-01')).toBe('GY006');
  expect(await on('2026-05-01')).toBe('accepted');
  expect(await on('2026-12-31')).toBe('accepted');
});

test('a revoked warrant is spent no more', async () => {
  const warrant = await issue();
  await work((tx) => changeWarrantsOf(tx, warrant.matterId, { revokedOn: '2026-07-01' }));
  expect(await spend(warrant)).toBe('GY006');
  expect(await work((tx) => findWarrant(tx, warrant.id))).toEqual({ ...warrant, revokedOn: '2026-07-01' });
});

test('a warrant carries no more than its amount, to the fen and over all its uses', async () => {
  const warrant = await issue({ usesMax: 5 });
  expect(await spend(warrant, { amount: '1000.01' })).toBe('23514');
  expect(await spend(warrant, { amount: '600.00' })).toBe('accepted');
  expect(await spend(warrant, { amount: '400.01' })).toBe('23514');
  expect(await spend(warrant, { amount: '400.00' })).toBe('accepted');
  expect(await spend(warrant, { amount: '0.01' })).toBe('23514');
  expect(await countOf(warrant)).toEqual({ uses: 2, spent: '1000.00' });
});

test('no spending gives back what another spent', async () => {
  const warrant = await issue({ usesMax: 5 });
  await spend(warrant);
  expect(await spend(warrant, { amount: '-500.00' })).not.toBe('accepted');
  expect(await countOf(warrant)).toEqual({ uses: 1, spent: '1000.00' });
});

test('a warrant without amount carries any amount', async () => {
  expect(await spend(await issue({ amount: null }), { amount: '999999999.99' })).toBe('accepted');
});

test('one act spends one warrant', async () => {
  const subjectId = newId();
  expect(await spend(await issue(), { subjectId })).toBe('accepted');
  expect(await spend(await issue(), { subjectId })).toBe('23505');
});

test('a warrant that does not exist is not spent', async () => {
  const warrant = await issue();
  expect(await spend(warrant, { warrantId: newId() })).not.toBe('accepted');
});

test('another company’s warrant is not spent, and does not tell what it holds', async () => {
  const warrant = await issue();
  const stranger = await work((tx) => someCompany(tx));
  const attempt = inTransaction(db.app, rowsOf(stranger), (tx) => saveSpending(tx, spendingRow(warrant)));
  expect(await verdict(attempt)).toBe('42501');
  expect(await countOf(warrant)).toEqual({ uses: 0, spent: '0.00' });
});

test('of twenty that race for one warrant, exactly one spends it', async () => {
  const warrant = await issue();
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => spend(warrant)));
  expect(verdicts.filter((v) => v === 'accepted')).toHaveLength(1);
  expect(verdicts.filter((v) => v === '23514')).toHaveLength(19);
  expect(await work((tx) => spendingsOf(tx, warrant.id))).toHaveLength(1);
  expect(await countOf(warrant)).toEqual({ uses: 1, spent: '1000.00' });
});

test('of twenty that race for parts of one amount, as many succeed as it carries', async () => {
  const warrant = await issue({ usesMax: 20 });
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => spend(warrant, { amount: '300.00' })));
  expect(verdicts.filter((v) => v === 'accepted')).toHaveLength(3);
  expect(await countOf(warrant)).toEqual({ uses: 3, spent: '900.00' });
});

test('a spending undone with its transaction gives the warrant back', async () => {
  const warrant = await issue();
  const undone = work(async (tx) => {
    await saveSpending(tx, spendingRow(warrant));
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await countOf(warrant)).toEqual({ uses: 0, spent: '0.00' });
  expect(await spend(warrant)).toBe('accepted');
});

test('a case ends in one warrant, with a number of its own and a day of expiry not before its issue', async () => {
  const warrant = await issue();
  const add = (over: Partial<WarrantRow>) =>
    verdict(
      work(async (tx) => {
        const matterId = await someMatter(tx, company, person);
        await saveWarrant(tx, warrantRow({ matterId, companyId: company, personId: person, ...over }));
      }),
    );
  expect(await add({ matterId: warrant.matterId })).toBe('23505');
  expect(await add({ number: warrant.number })).toBe('23505');
  expect(await add({ expiresOn: '2026-04-30' })).toBe('23514');
  expect(await add({ expiresOn: '2026-05-01' })).toBe('accepted');
});

test('a warrant and its spending come back exactly', async () => {
  const warrant = await issue({ amount: '12345678901234567.89', parties: [company, newId()] });
  expect(await work((tx) => findWarrant(tx, warrant.id))).toEqual(warrant);
  expect(await work((tx) => lockWarrant(tx, warrant.id))).toEqual(warrant);
  expect(await work((tx) => warrantOfMatter(tx, warrant.matterId))).toEqual(warrant);
  expect(await work((tx) => allWarrants(tx))).toContainEqual(warrant);
  const spending = spendingRow(warrant, { amount: '0.01' });
  await work((tx) => saveSpending(tx, spending));
  expect(await work((tx) => spendingsOf(tx, warrant.id))).toEqual([
    { ...spending, spentAt: expect.any(Date) },
  ]);
});
