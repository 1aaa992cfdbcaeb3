import { accountLines, ofIncome } from '@guanyun/domain/equity/account-lines.ts';
import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import { everything, rowsOf, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { intragroupRow, lineRow, someStatement, statementRow } from '../testing/statement-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  allStatements,
  type GroupStatementRow,
  intragroupOf,
  linesOf,
  type StatementLineRow,
  saveIntragroup,
  saveStatements,
} from './statement.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const { group, other, person } = await work(async (tx) => ({
  ...{ group: await someCompany(tx), other: await someCompany(tx) },
  person: await somePerson(tx),
}));
const save = (over: Partial<GroupStatementRow>, lines: readonly Partial<StatementLineRow>[] = []) => {
  const row = statementRow(group, person, over);
  const figures = lines.map((line, at) => lineRow(row.id, { cell: `D${at + 2}`, ...line }));
  return verdict(work((tx) => saveStatements(tx, [row], figures)));
};

test('a statement comes back with its cells, and a version is there once', async () => {
  const row = await work((tx) => someStatement(tx, group, other, person));
  expect(await work((tx) => linesOf(tx, [row.id]))).toContainEqual(
    expect.objectContaining({ line: 'cash', amount: '12.00', sheet: '报表', cell: 'D2' }),
  );
  expect(await work((tx) => intragroupOf(tx, group, row.periodEnd))).toHaveLength(1);
  expect(await save({})).toBe('23505');
  expect(await save({ version: 2 })).toBe('accepted');
  const again = intragroupRow(group, other, person);
  expect(await verdict(work((tx) => saveIntragroup(tx, [again])))).toBe('23505');
});

test('periods end with a quarter, cells are cells, nobody deals with itself', async () => {
  expect(await save({ periodEnd: '2026-05-31' })).toBe('23514');
  expect(await save({ version: 0 })).toBe('23514');
  expect(await save({ version: 3 }, [{ cell: '12' }])).toBe('23514');
  const itself = intragroupRow(group, group, person, { version: 2 });
  expect(await verdict(work((tx) => saveIntragroup(tx, [itself])))).toBe('23514');
});

test.each(accountLines.filter((one) => !one.joint && !ofIncome(one)).map((one) => one.code))(
  'a balance sheet of %s alone is refused, against what balances it it is taken',
  async (line) => {
    const company = await work((tx) => someCompany(tx));
    expect(await save({ companyId: company }, [{ line, amount: '0.01' }])).toBe('GY031');
    const { kind } = accountLines.find((one) => one.code === line) ?? {};
    const against = line === 'cash' ? 'capital' : 'cash';
    const amount = against === 'capital' || kind !== 'asset' ? '0.01' : '-0.01';
    const lines = [
      { line, amount: '0.01' },
      { line: against, amount },
      { line: 'revenue', amount: '5.00' },
    ];
    expect(await save({ companyId: company }, lines)).toBe('accepted');
  },
);

test('a group’s statements are its own, and are recorded by nobody else', async () => {
  const as = <T>(organization: string, body: (tx: Tx) => Promise<T>) =>
    inTransaction(db.app, rowsOf(organization), body);
  const row = statementRow(group, person, { companyId: other, version: 9 });
  expect(await verdict(as(other, (tx) => saveStatements(tx, [row], [])))).toBe('42501');
  expect(await verdict(as(group, (tx) => saveStatements(tx, [row], [])))).toBe('accepted');
  expect((await as(group, allStatements)).map(({ id }) => id)).toContain(row.id);
  expect(await as(other, allStatements)).toEqual([]);
});
