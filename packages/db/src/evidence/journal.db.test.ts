import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { saveNames } from '../organizations/organization.store.ts';
import {
  digestLike,
  everything,
  newId,
  someCompany,
  somePerson,
  unique,
  verdict,
} from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  appendJournal,
  journalEntries,
  journalOf,
  journalPage,
  nextNumber,
  type UnplacedEntry,
} from './journal.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const entry = (over: Partial<UnplacedEntry> = {}): UnplacedEntry => ({
  recordedAt: new Date('2026-05-06T01:02:03.456Z'),
  requestId: newId(),
  act: 'matters.submit',
  outcome: 'accepted',
  refusal: null,
  subjectKind: 'matter',
  subjectId: newId(),
  subjectTitle: '示例事项',
  accountId: null,
  personId: null,
  postId: null,
  postKind: null,
  organizationId: null,
  onBehalfPersonId: null,
  delegationId: null,
  signIn: null,
  content: {},
  ...over,
});
const append = (tx: Tx, over: Partial<UnplacedEntry> = {}) =>
  appendJournal(tx, [entry(over)], (_, { index }) => ({ digest: digestLike('d'), leaf: `leaf ${index}` }));

test('numbers start at 1 and each counter counts for itself', async () => {
  const [a, b] = [unique('甲'), unique('乙')];
  const take = (name: string) => work((tx) => nextNumber(tx, name));
  expect([await take(a), await take(a), await take(b), await take(a)]).toEqual([1n, 2n, 1n, 3n]);
});

test('a number taken by a transaction that fails is given to the next', async () => {
  const name = unique('文号');
  await expect(
    work(async (tx) => {
      await nextNumber(tx, name);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await work((tx) => nextNumber(tx, name))).toBe(1n);
});

test('fifty transactions at once, a quarter of which roll back, leave no gap and no double index', async () => {
  const before = (await work((tx) => journalEntries(tx, 0n, 10_000))).length;
  const subjects = Array.from({ length: 50 }, () => newId());
  const indexes = await Promise.all(
    subjects.map((subjectId, i) =>
      work(async (tx) => {
        const index = await append(tx, { subjectId });
        if (i % 4 === 3) throw new Error('rolled back');
        return index;
      }).catch(() => null),
    ),
  );
  const kept = subjects.filter((_, i) => i % 4 !== 3);
  const rows = await work((tx) => journalEntries(tx, BigInt(before), 10_000));
  expect(rows.map((row) => row.index)).toEqual(kept.map((_, i) => String(before + i)));
  expect(rows.map((row) => row.leaf)).toEqual(rows.map((row) => `leaf ${row.index}`));
  expect(new Set(rows.map((row) => row.subjectId))).toEqual(new Set(kept));
  expect(new Set(indexes.filter((i) => i !== null)).size).toBe(kept.length);
});

test('an entry comes back exactly, its instant to the millisecond and its content as it was', async () => {
  const written = entry({
    outcome: 'refused',
    refusal: 'NO_WARRANT',
    accountId: newId(),
    personId: newId(),
    postId: newId(),
    postKind: 'company_handler',
    organizationId: newId(),
    onBehalfPersonId: newId(),
    delegationId: newId(),
    content: { 金额: '40000000.00', list: [1, null, 'x'], nested: { empty: {} } },
  });
  const index = await work((tx) =>
    appendJournal(tx, [written], () => ({ digest: digestLike('e'), leaf: 'leaf' })),
  );
  const [read] = await work((tx) => journalEntries(tx, index, 1));
  expect(read).toEqual({
    ...written,
    index: index.toString(),
    digest: digestLike('e'),
    leaf: 'leaf',
    rows: null,
    rowsUntil: null,
  });
});

test('an entry is refused exactly when it names a refusal', async () => {
  const add = (over: Partial<UnplacedEntry>) => verdict(work((tx) => append(tx, over)));
  expect(await add({ outcome: 'refused' })).toBe('23514');
  expect(await add({ refusal: 'NO_WARRANT' })).toBe('23514');
  expect(await add({ outcome: 'refused', refusal: 'NO_WARRANT' })).toBe('accepted');
});

test('pages run from the newest down, and the entries of a subject from the oldest up', async () => {
  const subjectId = newId();
  const [first, second, third] = await work(async (tx) => [
    await append(tx, { subjectId }),
    await append(tx),
    await append(tx, { subjectId }),
  ]);
  const page = await work((tx) => journalPage(tx, null, 2));
  expect(page.map((line) => line.index)).toEqual([String(third), String(second)]);
  const below = await work((tx) => journalPage(tx, second as bigint, 1));
  expect(below.map((line) => line.index)).toEqual([String(first)]);
  const own = await work((tx) => journalOf(tx, [subjectId]));
  expect(own.map((line) => line.index)).toEqual([String(first), String(third)]);
});

test('a line carries the person’s name and the organisation’s name on that day in Chongqing', async () => {
  const { organizationId, personId } = await work(async (tx) => ({
    organizationId: await someCompany(tx),
    personId: await somePerson(tx, '示例丁'),
  }));
  await work(async (tx) => {
    await query(tx, `UPDATE organization_names SET valid_to = '2026-05-06' WHERE organization_id = $1`, [
      organizationId,
    ]);
    await saveNames(tx, [
      { organizationId, name: '更名后', status: 'known', validFrom: '2026-05-07', validTo: null },
    ]);
  });
  const nameAt = async (instant: string) => {
    const subjectId = newId();
    await work((tx) => append(tx, { subjectId, organizationId, personId, recordedAt: new Date(instant) }));
    const [line] = await work((tx) => journalOf(tx, [subjectId]));
    expect(line?.personName).toBe('示例丁');
    return line?.organizationName;
  };
  expect(await nameAt('2026-05-06T23:59:59+08:00')).toMatch(/有限公司$/);
  expect(await nameAt('2026-05-07T00:00:00+08:00')).toBe('更名后');
  expect(await nameAt('2026-05-07T08:00:00+08:00')).toBe('更名后');
});
