import { afterAll, expect, test } from 'vitest';
import { everything, somePerson, unique, verdict } from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { sqlState } from './connection.ts';
import { inSnapshot, inTransaction, query, type Tx, withSavepoint, zoneSchema } from './transaction.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
/** Counts one up, its row locked until the transaction ends. */
async function nextNumber(tx: Tx, name: string): Promise<number> {
  const [row] = await query<{ value: string }>(
    tx,
    `INSERT INTO counters (name, value) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value`,
    [name],
  );
  return Number(row?.value);
}
const counterOf = async (name: string) =>
  (await work((tx) => query<{ value: string }>(tx, 'SELECT value FROM counters WHERE name = $1', [name])))[0]
    ?.value;

test('what a transaction wrote is there after it, and gone when its work throws', async () => {
  const name = unique('c');
  const failed = work(async (tx) => {
    await nextNumber(tx, name);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await counterOf(name)).toBeUndefined();
  expect(await work((tx) => nextNumber(tx, name))).toBe(1);
  expect(await counterOf(name)).toBe('1');
});

test('a snapshot writes nothing, and every query in it sees the same moment', async () => {
  const name = unique('c');
  await work((tx) => nextNumber(tx, name));
  const read = (tx: Tx) => query<{ value: string }>(tx, 'SELECT value FROM counters WHERE name = $1', [name]);
  const seen = await inSnapshot(db.app, everything, async (tx) => {
    const first = await read(tx);
    await work((other) => nextNumber(other, name));
    return [first, await read(tx)].map((rows) => rows[0]?.value);
  });
  expect(seen).toEqual(['1', '1']);
  expect(await counterOf(name)).toBe('2');
  const write = inSnapshot(db.app, everything, (tx) => nextNumber(tx, name));
  await expect(write).rejects.toThrow('a snapshot is only read');
});

test('work inside a savepoint is undone when it says so, and the transaction goes on', async () => {
  const [kept, undone, after] = [unique('c'), unique('c'), unique('c')];
  const values = await work(async (tx) => {
    const first = await withSavepoint(tx, async () => ({ keep: true, value: await nextNumber(tx, kept) }));
    const second = await withSavepoint(tx, async () => ({
      keep: false,
      value: await nextNumber(tx, undone),
    }));
    await nextNumber(tx, after);
    return [first, second];
  });
  expect(values).toEqual([1, 1]);
  expect([await counterOf(kept), await counterOf(undone), await counterOf(after)]).toEqual([
    '1',
    undefined,
    '1',
  ]);
});

test('two transactions that wait for each other are both done in the end', async () => {
  const [left, right] = [unique('c'), unique('c')];
  for (const name of [left, right]) await work((tx) => nextNumber(tx, name));
  let arrived = 0;
  let runs = 0;
  const { promise: both, resolve } = Promise.withResolvers<void>();
  const cross = (first: string, second: string) =>
    work(async (tx) => {
      runs += 1;
      await nextNumber(tx, first);
      arrived += 1;
      if (arrived === 2) resolve();
      await both;
      await nextNumber(tx, second);
    });
  await Promise.all([cross(left, right), cross(right, left)]);
  expect([await counterOf(left), await counterOf(right)]).toEqual(['3', '3']);
  // One gave way at least once; which of the two wakes first afterwards is not said.
  expect(runs).toBeGreaterThan(2);
});

test('a transaction that never stops deadlocking gives up after five tries', async () => {
  let tries = 0;
  const hopeless = work(async (tx) => {
    tries += 1;
    await query(tx, `DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
  });
  expect(await verdict(hopeless)).toBe('40001');
  expect(tries).toBe(5);
});

test('other failures are not tried again, and keep their SQLSTATE', async () => {
  let tries = 0;
  const refused = work(async (tx) => {
    tries += 1;
    await query(tx, `DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'GY001'; END $$`);
  });
  expect(await verdict(refused)).toBe('GY001');
  expect(tries).toBe(1);
});

test('neither a statement nor a lock waits forever', async () => {
  const [settings] = await work((tx) =>
    query(
      tx,
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`,
    ),
  );
  expect(settings).toEqual({ statement: '30s', lock: '10s' });
});

test('values come exactly: money, counts beyond 2^53, days, instants, arrays and json', async () => {
  const [row] = await work((tx) =>
    query(
      tx,
      `SELECT 12345678901234567.80::numeric(20,2) AS money, 9007199254740993::bigint AS big, '2024-02-29'::date AS day,
         '2026-05-06T01:02:03.456Z'::timestamptz AS at, ARRAY['甲', 'b,c'] AS texts, '{"a": [1, null]}'::jsonb AS json, NULL::date AS nothing`,
    ),
  );
  expect(row).toEqual({
    money: '12345678901234567.80',
    big: '9007199254740993',
    day: '2024-02-29',
    at: new Date('2026-05-06T01:02:03.456Z'),
    texts: ['甲', 'b,c'],
    json: { a: [1, null] },
    nothing: null,
  });
});

test('a zone’s name is checked before it becomes part of a statement', async () => {
  for (const name of ['', 'Qijiang', '1a', 'a b', 'a"; DROP SCHEMA x; --', 'public.x', 'a'.repeat(42)])
    expect(() => zoneSchema(name)).toThrow('not a zone name');
  expect(zoneSchema('qijiang_2')).toBe('zone_qijiang_2');
});

test('one zone does not see another zone’s tables', async () => {
  const personId = await work((tx) => somePerson(tx));
  const find = (zone: string) =>
    inTransaction(db.app, { zone, organizations: '*' }, (tx) =>
      query(tx, 'SELECT id FROM persons WHERE id = $1', [personId]),
    );
  expect(await find(everything.zone)).toEqual([{ id: personId }]);
  expect(await verdict(find('elsewhere'))).toBe('42P01');
});

test('the SQLSTATE of a failure is found in it, or there is none', () => {
  expect(sqlState({ parent: { code: 'GY001' } })).toBe('GY001');
  expect(sqlState({ code: '23505' })).toBe('23505');
  expect(sqlState(new Error('x'))).toBeUndefined();
  expect(sqlState(null)).toBeUndefined();
  expect(sqlState('23505')).toBeUndefined();
});

test('a connection whose application is gone without a word is closed by the database within a minute, longer than the pool lets one rest', async () => {
  const rows = await inTransaction(db.app, everything, (tx) =>
    query<{ limit: string }>(tx, `SELECT current_setting('idle_session_timeout') AS "limit"`),
  );
  expect(rows).toEqual([{ limit: '1min' }]);
});
