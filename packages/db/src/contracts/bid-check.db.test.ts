import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Scope, type Tx } from '../kernel/transaction.ts';
import { someBidCheck } from '../testing/bid-check-builders.ts';
import { everything, newId, rowsOf, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  alikeChecks,
  type BidCheckRow,
  bidChecksSeen,
  lockLot,
  saveBidCheckEnd,
  standingChecks,
} from './bid-check.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const as = <T>(scope: Scope, body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, body);
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => as(everything, body);
const { person, a, b, sasac } = await work(async (tx) => ({
  person: await somePerson(tx),
  a: await someCompany(tx),
  b: await someCompany(tx),
  sasac: await someCompany(tx, { kind: 'sasac', form: null, tier: null }),
}));
let lots = 0;
const newLot = (): string => {
  lots += 1;
  return lots.toString(16).padStart(64, '0');
};
const check = (companyId: string, lotKey: string, over: Partial<BidCheckRow> = {}, scope = everything) =>
  as(scope, (tx) => someBidCheck(tx, { companyId, personId: person }, { lotKey, ...over }));
const drop = (checkId: string, scope = everything) =>
  as(scope, (tx) => saveBidCheckEnd(tx, { checkId, because: '不再参加', personId: person }));
const standing = (lotKey: string) =>
  work(async (tx) => (await standingChecks(tx, lotKey)).map(({ id }) => id));

test('whoever checks a lot has seen the checks of others that stand', async () => {
  const lot = newLot();
  const first = await check(a, lot);
  expect(await verdict(check(b, lot))).toBe('GY095');
  const second = await check(b, lot, { seen: [first] });
  expect(await standing(lot)).toEqual([first, second].sort());
  // Its own earlier check is not another's; a later one takes its place.
  const again = await check(a, lot, { seen: [second] });
  expect(await standing(lot)).toEqual([again, second].sort());
});

test('two at once do not pass each other by', async () => {
  const lot = newLot();
  const both = await Promise.all(
    [a, b].map((company) =>
      verdict(
        work(async (tx) => {
          await query(tx, 'SELECT pg_sleep(0.1)');
          await someBidCheck(tx, { companyId: company, personId: person }, { lotKey: lot });
        }),
      ),
    ),
  );
  expect(both.sort()).toEqual(['GY095', 'accepted']);
});

test('who waits for the lot sees what was checked meanwhile', async () => {
  const lot = newLot();
  await Promise.all(
    [a, b].map((companyId) =>
      work(async (tx) => {
        await lockLot(tx, lot);
        const seen = (await standingChecks(tx, lot)).map(({ id }) => id);
        await someBidCheck(tx, { companyId, personId: person }, { lotKey: lot, seen });
      }),
    ),
  );
  expect(await standing(lot)).toHaveLength(2);
});

test('a bid that was given up stands in nobody’s way, and is given up once', async () => {
  const lot = newLot();
  const first = await check(a, lot);
  await drop(first);
  expect(await verdict(drop(first))).toBe('GY095');
  expect(await verdict(check(b, lot, { seen: [first] }))).toBe('GY095');
  const second = await check(b, lot);
  const third = await check(b, lot);
  expect(await verdict(drop(second))).toBe('GY095');
  expect(await standing(lot)).toEqual([third]);
});

test.each<[string, Partial<BidCheckRow>]>([
  ['of another day', { checkedOn: '2026-01-01' }],
  ['of a body that bids nowhere', { companyId: sasac }],
])('a check %s is refused', async (_, over) => {
  expect(await verdict(check(a, newLot(), over))).toBe('GY095');
});

test.each<[string, Partial<BidCheckRow>]>([
  ['for itself', { tendererId: a }],
  ['for nobody that can be told', { tendererUscc: null }],
  ['beside itself', { others: [a] }],
  ['after the deadline', { deadline: '2026-01-01' }],
  ['that may although something was found', { result: { outcome: 'may', findings: [{}] } }],
  ['that says another thing than its result', { outcome: 'review' }],
])('a check %s breaks a rule of the table', async (_, over) => {
  expect(await verdict(check(a, newLot(), over, rowsOf(a)))).toBe('23514');
});

test('checks stay as they are', async () => {
  const id = await check(a, newLot());
  for (const sql of ["UPDATE bid_checks SET outcome = 'review'", 'DELETE FROM bid_checks'])
    expect(await verdict(work((tx) => query(tx, `${sql} WHERE id = $1`, [id])))).toBe('42501');
  const owned = inTransaction(db.owner, everything, (tx) =>
    query(tx, 'DELETE FROM bid_checks WHERE id = $1', [id]),
  );
  expect(await verdict(owned)).not.toBe('accepted');
});

test('a company has and sees its own alone', async () => {
  const lot = newLot();
  const first = await check(a, lot, {}, rowsOf(a));
  expect(await verdict(check(a, newLot(), {}, rowsOf(b)))).toBe('42501');
  const seenBy = (scope: Scope) =>
    as(scope, async (tx) => (await bidChecksSeen(tx, null, 500)).map(({ id }) => id));
  expect(await seenBy(rowsOf(a))).toContain(first);
  expect(await seenBy(rowsOf(b))).not.toContain(first);
  // That one stands is told for the sake of the other's own check, not what was asked.
  const told = await as(rowsOf(b), (tx) => standingChecks(tx, lot));
  expect(told.map((one) => Object.keys(one).sort())).toEqual([
    ['checkedOn', 'companyId', 'id', 'outcome', 'related'],
  ]);
  // It does not see what it would give up.
  expect(await verdict(drop(first, rowsOf(b)))).not.toBe('accepted');
});

test('checks of the same tenderer and day under another title are found while they stand', async () => {
  const [one, two] = [newLot(), newLot()];
  const of = { tendererId: null, tendererUscc: '91500110MA5U1111X1', deadline: '2099-06-30' };
  const first = await check(a, one, of);
  const found = () => work((tx) => alikeChecks(tx, { ...of, lotKey: two }));
  expect(await found()).toEqual([a]);
  expect(await work((tx) => alikeChecks(tx, { ...of, lotKey: one }))).toEqual([]);
  expect(await work((tx) => alikeChecks(tx, { ...of, deadline: '2099-07-01', lotKey: two }))).toEqual([]);
  await drop(first);
  expect(await found()).toEqual([]);
  expect(await work((tx) => alikeChecks(tx, { ...of, tendererId: newId(), lotKey: two }))).toEqual([]);
});

test('who means to bid for a tender of the zone is seen by nobody else before the deadline, in no scope', async () => {
  const own = { tendererId: sasac, tendererUscc: null };
  const id = await check(a, newLot(), own, rowsOf(a));
  const seenBy = (scope: Scope) =>
    as(scope, async (tx) => (await bidChecksSeen(tx, null, 500)).map((one) => one.id));
  expect(await seenBy(everything)).not.toContain(id);
  expect(await seenBy(rowsOf(sasac))).not.toContain(id);
  expect(await seenBy(rowsOf(a))).toContain(id);
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(
      tx,
      `UPDATE bid_checks SET deadline = current_date - 2, checked_on = current_date - 3 WHERE id = $1`,
      [id],
    );
  });
  expect(await seenBy(everything)).toContain(id);
});
