import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { saveSpending } from '../matters/warrant.store.ts';
import { everything, newId, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { someWarrant, spendingRow } from '../testing/matter-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  allEquityEvents,
  type EquityDateRow,
  type EquityEventRow,
  equityEventsOf,
  newEvent,
  saveEquityDate,
  saveEquityEvent,
} from './equity.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const person = await work((tx) => somePerson(tx));
const companies = () =>
  work(async (tx) => ({ target: await someCompany(tx), a: await someCompany(tx), b: await someCompany(tx) }));

let recorded = 0;
/** Every event is recorded a second after the one before it. */
function nextMoment(): Date {
  recorded += 1;
  return new Date(Date.UTC(2026, 0, 1, 0, 0, recorded));
}
const eventRow = (over: Pick<EquityEventRow, 'targetId'> & Partial<EquityEventRow>): EquityEventRow =>
  newEvent({
    id: newId(),
    kind: 'establish',
    subscribed: '1000.00',
    paid: '600.00',
    decidedOn: '2026-01-10',
    registerOn: '2026-01-10',
    exemption: over.warrantId == null && over.corrects == null ? 'opening' : null,
    source: 'illustrative',
    recordedAt: nextMoment(),
    ...over,
  });
const save = (over: Parameters<typeof eventRow>[0]) =>
  verdict(work((tx) => saveEquityEvent(tx, eventRow(over))));

/** Records a transfer that spends a warrant of its own. */
async function transfer(
  tx: Tx,
  over: Parameters<typeof eventRow>[0] & { fromId: string },
): Promise<EquityEventRow> {
  const warrant = await someWarrant(tx, over.fromId, person, { amount: null });
  const row = eventRow({ kind: 'free_transfer', warrantId: warrant.id, personId: person, ...over });
  await saveSpending(
    tx,
    spendingRow(warrant, { subjectKind: 'equity_event', subjectId: row.id, amount: null }),
  );
  await saveEquityEvent(tx, row);
  return row;
}
const move = (over: Parameters<typeof transfer>[1]) => verdict(work((tx) => transfer(tx, over)));

test('a holder passes on what it holds, to the last fen, and not one more', async () => {
  const { target, a, b } = await companies();
  expect(await save({ targetId: target, toId: a })).toBe('accepted');
  const out = { targetId: target, fromId: a, toId: b, decidedOn: '2026-02-01', registerOn: '2026-02-01' };
  expect(await move({ ...out, subscribed: '1000.01', paid: '0.00' })).toBe('GY007');
  expect(await move({ ...out, subscribed: '1000.00', paid: '600.01' })).toBe('GY007');
  expect(await move({ ...out, subscribed: '400.00', paid: '240.00' })).toBe('accepted');
  expect(await move({ ...out, subscribed: '600.00', paid: '360.00' })).toBe('accepted');
  expect(await move({ ...out, subscribed: '0.01', paid: '0.00' })).toBe('GY007');
});

test('nothing is passed on before it was received', async () => {
  const { target, a, b } = await companies();
  await save({ targetId: target, toId: a, registerOn: '2026-03-01' });
  const out = { targetId: target, fromId: a, toId: b, decidedOn: '2026-02-28' };
  expect(await move({ ...out, registerOn: '2026-02-28' })).toBe('GY007');
  expect(await move({ ...out, registerOn: '2026-03-01' })).toBe('accepted');
});

test('a transfer dated earlier may not take what a later one already gave away', async () => {
  const { target, a, b } = await companies();
  await save({ targetId: target, toId: a });
  const c = await work((tx) => someCompany(tx));
  expect(await move({ targetId: target, fromId: a, toId: b, registerOn: '2026-06-01' })).toBe('accepted');
  expect(
    await move({
      targetId: target,
      fromId: a,
      toId: c,
      registerOn: '2026-02-01',
      subscribed: '1.00',
      paid: '0.00',
    }),
  ).toBe('GY007');
});

test('shares received may be passed on the same day', async () => {
  const { target, a, b } = await companies();
  const c = await work((tx) => someCompany(tx));
  await save({ targetId: target, toId: a });
  expect(await move({ targetId: target, fromId: a, toId: b, registerOn: '2026-06-01' })).toBe('accepted');
  expect(await move({ targetId: target, fromId: b, toId: c, registerOn: '2026-06-01' })).toBe('accepted');
});

test('what one company holds in another is not what it holds in a third', async () => {
  const { target, a, b } = await companies();
  const other = await work((tx) => someCompany(tx));
  await save({ targetId: target, toId: a });
  expect(await move({ targetId: other, fromId: a, toId: b })).toBe('GY007');
});

test('of six transfers of the same shares at once, one passes', async () => {
  const { target, a, b } = await companies();
  await save({ targetId: target, toId: a });
  const out = { targetId: target, fromId: a, toId: b, registerOn: '2026-06-01' };
  const verdicts = await Promise.all(Array.from({ length: 6 }, () => move(out)));
  expect(verdicts.toSorted()).toEqual(['GY007', 'GY007', 'GY007', 'GY007', 'GY007', 'accepted']);
});

test('a transfer without spending its warrant is refused', async () => {
  const { target, a, b } = await companies();
  await save({ targetId: target, toId: a });
  const warrant = await work((tx) => someWarrant(tx, a, person, { amount: null }));
  const row = { kind: 'free_transfer' as const, targetId: target, fromId: a, toId: b, warrantId: warrant.id };
  expect(await save(row)).toBe('GY008');
  const otherWarrant = work(async (tx) => {
    const other = await someWarrant(tx, a, person, { amount: null });
    const event = eventRow(row);
    await saveSpending(tx, spendingRow(other, { subjectId: event.id, amount: null }));
    await saveEquityEvent(tx, event);
  });
  expect(await verdict(otherWarrant)).toBe('GY008');
});

test('only a transfer has a giver and a warrant, and it needs both', async () => {
  const { target, a, b } = await companies();
  await save({ targetId: target, toId: a });
  const warrant = await work((tx) => someWarrant(tx, a, person));
  const base = { targetId: target, toId: b };
  expect(await save({ ...base, fromId: a })).toBe('23514');
  expect(await save({ ...base, warrantId: warrant.id })).toBe('GY008');
  const given = { ...base, kind: 'free_transfer' as const, fromId: a, subscribed: '1.00', paid: '0.00' };
  expect(await save({ ...given, exemption: 'payment' })).toBe('23514');
  expect(await save(given)).toBe('accepted');
  expect(await save({ ...base, kind: 'free_transfer', warrantId: warrant.id })).toBe('23514');
});

test('amounts and days of an event are checked', async () => {
  const { target, a } = await companies();
  const add = (over: Partial<EquityEventRow>) => save({ targetId: target, toId: a, ...over });
  expect(await add({ subscribed: '0.00', paid: '0.00' })).toBe('23514');
  expect(await add({ paid: '1000.01' })).toBe('23514');
  expect(await add({ paid: '-0.01' })).toBe('23514');
  expect(await add({ registerOn: '2026-01-09' })).toBe('23514');
  expect(await add({ registrationOn: '2026-01-09' })).toBe('23514');
  expect(await add({ toId: target })).toBe('23514');
  expect(await move({ targetId: target, fromId: a, toId: a })).toBe('23514');
  expect(await add({ paid: '0.00', registrationOn: '2026-01-10' })).toBe('accepted');
});

test('events come back exactly, in the order in which they were recorded', async () => {
  const { target, a, b } = await companies();
  const first = eventRow({ targetId: target, toId: a, subscribed: '99999999999999999.99', paid: '0.10' });
  await work((tx) => saveEquityEvent(tx, first));
  const second = await work((tx) =>
    transfer(tx, {
      targetId: target,
      fromId: a,
      toId: b,
      subscribed: '0.01',
      paid: '0.00',
      registrationOn: '2026-02-03',
    }),
  );
  expect(await work((tx) => equityEventsOf(tx, target))).toEqual([first, second]);
  const all = await work((tx) => allEquityEvents(tx));
  expect(all).toEqual(expect.arrayContaining([first, second]));
  expect(all.map((e) => e.recordedAt.getTime())).toEqual(
    all.map((e) => e.recordedAt.getTime()).toSorted((x, y) => x - y),
  );
});

const later = { decidedOn: '2026-03-01', registerOn: '2026-03-01', registrationOn: null };
const wrote = async (over: Parameters<typeof eventRow>[0]): Promise<EquityEventRow> => {
  const row = eventRow(over);
  await work((tx) => saveEquityEvent(tx, row));
  return row;
};
const correcting = (wrong: EquityEventRow, over: Partial<EquityEventRow> = {}) => ({
  ...{ kind: wrong.kind, targetId: wrong.targetId, fromId: wrong.fromId, toId: wrong.toId },
  ...{ corrects: wrong.id, exemption: 'clerical_error' as const, because: '录入有误', source: 'entered' },
  ...over,
});

test('what is paid in never passes what was subscribed, and needs no warrant', async () => {
  const { target, a, b } = await companies();
  await save({ targetId: target, toId: a });
  const payment = {
    ...{ targetId: target, toId: a, kind: 'payment' as const, subscribed: '0.00', ...later },
    ...{ exemption: 'payment' as const, source: 'entered' },
  };
  expect(await save({ ...payment, paid: '400.01' })).toBe('GY007');
  expect(await save({ ...payment, paid: '0.00' })).toBe('23514');
  expect(await save({ ...payment, paid: '1.00', subscribed: '1.00' })).toBe('23514');
  expect(await save({ ...payment, paid: '400.00' })).toBe('accepted');
  expect(await save({ ...payment, paid: '0.01' })).toBe('GY007');
  // With a payment in it the register is open, and nothing more stands at its opening.
  expect(await save({ targetId: target, toId: b, source: 'entered' })).toBe('GY025');
});

test('new capital that is entered has spent its warrant; only what stood at the opening has none', async () => {
  const { target, a } = await companies();
  const increase = { targetId: target, toId: a, kind: 'increase' as const, source: 'entered' };
  expect(await save({ ...increase, exemption: null })).toBe('23514');
  const warrant = await work((tx) => someWarrant(tx, target, person, { amount: null }));
  expect(await save({ ...increase, warrantId: warrant.id })).toBe('GY008');
  expect(await save({ targetId: target, fromId: a, kind: 'decrease', source: 'illustrative' })).toBe('GY007');
});

test('a clerical error takes the place of what it corrects, from its own days, and what follows must still hold', async () => {
  const { target, a, b } = await companies();
  const wrong = await wrote({ targetId: target, toId: a });
  expect(await save(correcting(wrong, { because: ' ' }))).toBe('23514');
  const elsewhere = (await companies()).target;
  expect(await save({ ...correcting(wrong), targetId: elsewhere })).toBe('GY025');
  expect(await save(correcting(wrong, { exemption: 'opening', source: 'illustrative' }))).toBe('23514');
  expect(
    await move({ targetId: target, fromId: a, toId: b, subscribed: '900.00', paid: '540.00', ...later }),
  ).toBe('accepted');
  expect(await save(correcting(wrong, { subscribed: '899.99', paid: '540.00' }))).toBe('GY007');
  expect(await save(correcting(wrong, { kind: 'void', toId: null, subscribed: '0.00', paid: '0.00' }))).toBe(
    'GY007',
  );
  expect(await save(correcting(wrong, { subscribed: '950.00', paid: '570.00' }))).toBe('accepted');
  expect(await save(correcting(wrong, { subscribed: '960.00' }))).toBe('23505');
  expect(
    await move({ targetId: target, fromId: a, toId: b, subscribed: '50.01', paid: '0.00', ...later }),
  ).toBe('GY007');
});

test('an amendment turns back from its own day on, once, under a warrant of its own', async () => {
  const { target, a, b } = await companies();
  await save({ targetId: target, toId: a });
  const moved = await work((tx) => transfer(tx, { targetId: target, fromId: a, toId: b, ...later }));
  const amends = { targetId: target, fromId: a, toId: b, amends: moved.id, because: '协议变更' };
  const april = { decidedOn: '2026-04-01', registerOn: '2026-04-01' };
  expect(await move({ ...amends, ...april, subscribed: '1000.01', paid: '0.00' })).toBe('GY007');
  expect(await move({ ...amends, ...april, because: null })).toBe('23514');
  expect(await move({ ...amends, ...april, subscribed: '300.00', paid: '180.00' })).toBe('accepted');
  expect(await move({ ...amends, ...april, subscribed: '100.00', paid: '60.00' })).toBe('GY025');
  expect(await save(correcting(moved))).toBe('GY025');
  // Of what was turned back the giver can dispose again, and the taker only of what it kept.
  const may = { decidedOn: '2026-05-01', registerOn: '2026-05-01' };
  expect(
    await move({ targetId: target, fromId: b, toId: a, ...may, subscribed: '300.01', paid: '0.00' }),
  ).toBe('GY007');
  expect(
    await move({ targetId: target, fromId: b, toId: a, ...may, subscribed: '300.00', paid: '180.00' }),
  ).toBe('accepted');
});

test('a day that is not known waits for its receipt; then it counts, and is there once', async () => {
  const { target, a, b } = await companies();
  const opening = await wrote({ targetId: target, toId: a, registerOn: null });
  expect(await move({ targetId: target, fromId: a, toId: b, ...later })).toBe('GY007');
  const date = (over: Partial<EquityDateRow> = {}) =>
    verdict(
      work((tx) =>
        saveEquityDate(tx, {
          ...{ eventId: opening.id, reading: 'register' as const, happenedOn: '2026-02-01' },
          ...{ document: 'a'.repeat(64), personId: person, recordedAt: nextMoment() },
          ...over,
        }),
      ),
    );
  expect(await date({ happenedOn: '2026-01-09' })).toBe('GY025');
  expect(await date({ document: 'none' })).toBe('23514');
  expect(await date()).toBe('accepted');
  expect(await date()).toBe('23505');
  expect(await move({ targetId: target, fromId: a, toId: b, ...later })).toBe('accepted');
  const known = await wrote({ targetId: (await companies()).target, toId: a });
  expect(await date({ eventId: known.id })).toBe('GY025');
});

test('a refused commit leaves the pool usable and nothing behind', async () => {
  const { target, a, b } = await companies();
  expect(await move({ targetId: target, fromId: a, toId: b })).toBe('GY007');
  expect(await work((tx) => equityEventsOf(tx, target))).toEqual([]);
  expect(await work((tx) => query(tx, 'SELECT 1 AS one'))).toEqual([{ one: 1 }]);
});
