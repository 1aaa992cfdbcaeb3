import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { everything, rowsOf, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { planRow, somePlan } from '../testing/plan-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { allPlans, changePlan, type EquityPlanRow, findPlan, savePlan } from './plan.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const { group, other, person } = await work(async (tx) => ({
  ...{ group: await someCompany(tx), other: await someCompany(tx) },
  person: await somePerson(tx),
}));
const made = () => work((tx) => somePlan(tx, group, person));
const later = new Date('2026-05-02T01:00:00.000Z');
const change = (id: string, set: Partial<EquityPlanRow>) => verdict(work((tx) => changePlan(tx, id, set)));
const save = (over: Partial<EquityPlanRow>) =>
  verdict(work((tx) => savePlan(tx, planRow(group, person, over))));
const discarded = { state: 'discarded', discardedBy: person, discardedAt: later } as const;

test('a plan comes back as it was saved, and each change is a revision', async () => {
  const id = await made();
  const items = [{ id: '1', note: '示例' }];
  expect(await change(id, { items, title: '第二稿', revision: 2, revisedAt: later })).toBe('accepted');
  expect(await work((tx) => findPlan(tx, id))).toMatchObject({ items, title: '第二稿', revision: 2 });
  expect(await change(id, { title: '第三稿' })).toBe('GY030');
  expect(await change(id, { title: '第三稿', revision: 2 })).toBe('GY030');
  expect(await change(id, { title: '第三稿', revision: 4 })).toBe('GY030');
});

test('a plan begins as a first draft and stays its group’s', async () => {
  expect(await save({ revision: 2 })).toBe('GY030');
  expect(await save(discarded)).toBe('GY030');
  const id = await made();
  expect(await change(id, { groupId: other, revision: 2 })).toBe('GY030');
  expect(await change(id, { draftedBy: await work((tx) => somePerson(tx)), revision: 2 })).toBe('GY030');
});

test('what is set aside is what was drafted, for good', async () => {
  const id = await made();
  expect(await change(id, { ...discarded, title: '另一稿' })).toBe('GY030');
  expect(await change(id, { state: 'discarded' })).toBe('23514');
  expect(await change(id, discarded)).toBe('accepted');
  expect(await change(id, { title: '又一稿', revision: 2 })).toBe('GY030');
  expect(await change(id, { state: 'draft', discardedBy: null, discardedAt: null, revision: 2 })).toBe(
    'GY030',
  );
});

test('title, revision and items are checked', async () => {
  expect(await save({ title: '' })).toBe('23514');
  expect(await save({ revision: 0 })).toBe('GY030');
  expect(await save({ items: Array.from({ length: 201 }, (_, at) => ({ at })) })).toBe('23514');
  const id = await made();
  const text = work((tx) =>
    query(tx, `UPDATE equity_plans SET items = '{}', revision = 2 WHERE id = $1`, [id]),
  );
  expect(await verdict(text)).toBe('23514');
});

test('a group sees its own plans and can neither read nor change another’s', async () => {
  const id = await made();
  const as = <T>(organization: string, body: (tx: Tx) => Promise<T>) =>
    inTransaction(db.app, rowsOf(organization), body);
  expect((await as(group, allPlans)).map((row) => row.id)).toContain(id);
  expect(await as(other, allPlans)).toEqual([]);
  expect(await as(other, (tx) => findPlan(tx, id))).toBeNull();
  expect(await as(other, (tx) => changePlan(tx, id, { title: '改', revision: 2 }))).toBe(0);
  expect(await verdict(as(other, (tx) => savePlan(tx, planRow(group, person))))).toBe('42501');
});

test('no plan is removed, not even by the owner', async () => {
  const id = await made();
  expect(await verdict(work((tx) => query(tx, 'DELETE FROM equity_plans WHERE id = $1', [id])))).toBe(
    '42501',
  );
});
