import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import { type RegisterEntry, transactionsIn } from '@guanyun/domain/equity/register.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { everything, newId, someCompany } from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  allEquityDates,
  type EquityDateRow,
  type EquityEventRow,
  equityEventsOf,
  newEvent,
  saveEquityDate,
  saveEquityEvent,
} from './equity.store.ts';
import { changeDays, type HoldingsAsked, heldOn, overdrawnOn } from './holdings.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const bases = ['register_book', 'registration', 'decision'] as const;
const targets: string[] = [];
const dayAfter = (days: number): string => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);

/** The k-th entry of a company: every kind, days that come later, errors put right and amendments, all by number. */
function entryAt(k: number, c: number, target: string, holders: readonly string[], before: EquityEventRow[]) {
  const [a = '', b = ''] = [holders[k % 3], holders[(k + 1 + (c % 2)) % 3]];
  const decided = k * 5 + c;
  const kind =
    k < 3
      ? 'establish'
      : ((['transfer', 'increase', 'decrease', 'payment', 'free_transfer'] as const)[(k * 3 + c) % 5] ??
        'transfer');
  const fixed = k >= 8 && (k + c) % 4 === 0 ? before[k - 4] : undefined;
  const isClean = fixed?.corrects === null && fixed.amends === null;
  const gives = kind === 'transfer' || kind === 'free_transfer' || kind === 'decrease';
  return newEvent({
    id: newId(),
    kind,
    targetId: target,
    fromId: gives ? a : null,
    toId: kind === 'decrease' ? null : gives ? b : a,
    subscribed: kind === 'payment' ? '0.00' : k < 3 ? '1000.00' : `${10 + k}.00`,
    paid: k < 3 ? '600.00' : `${1 + (k % 5)}.00`,
    decidedOn: dayAfter(decided),
    registerOn: k % 4 === 1 ? null : dayAfter(decided + (k % 3)),
    registrationOn: k % 3 === 0 ? null : dayAfter(decided + 3 + ((k * 7) % 30)),
    source: 'illustrative',
    exemption: isClean && c % 2 === 0 ? 'clerical_error' : 'opening',
    ...(isClean ? { because: '示例', [c % 2 === 0 ? 'corrects' : 'amends']: fixed.id } : {}),
    recordedAt: new Date(Date.UTC(2026, 0, 2 + decided, 15 + (k % 3))),
  });
}

const laterDays = (row: EquityEventRow): EquityDateRow[] =>
  (['register', 'registration'] as const)
    .filter((reading) => (reading === 'register' ? row.registerOn : row.registrationOn) === null)
    .map((reading) => ({
      eventId: row.id,
      reading,
      happenedOn: row.decidedOn,
      document: 'a'.repeat(64),
      personId: newId(),
      recordedAt: new Date(row.recordedAt.getTime() + 12 * 86_400_000),
    }));

/** Written past the triggers, so that no warrants are needed; the rows obey every check of the tables. */
beforeAll(async () => {
  const holders: string[] = [];
  for (let k = 0; k < 3; k += 1) holders.push(await work((tx) => someCompany(tx)));
  for (let c = 0; c < 6; c += 1) targets.push(await work((tx) => someCompany(tx)));
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    for (const [c, target] of targets.entries()) {
      const rows: EquityEventRow[] = [];
      for (let k = 0; k < 18; k += 1) rows.push(entryAt(k, c, target, holders, rows));
      for (const row of rows) await saveEquityEvent(tx, row);
      for (const row of rows.filter((_, k) => k % 2 === 1))
        for (const date of laterDays(row)) await saveEquityDate(tx, date);
    }
  });
});

const day = (text: string | null | undefined): LocalDate | undefined =>
  text === null || text === undefined ? undefined : localDate(text);

function entryOf(row: EquityEventRow, dates: readonly EquityDateRow[]): RegisterEntry {
  const later = (reading: string) =>
    dates.find((date) => date.eventId === row.id && date.reading === reading)?.happenedOn;
  return {
    id: row.id,
    kind: row.kind,
    from: row.fromId ?? undefined,
    to: row.toId ?? undefined,
    subscribed: parseYuan(row.subscribed),
    paid: parseYuan(row.paid),
    decidedOn: localDate(row.decidedOn),
    registerBookOn: day(row.registerOn ?? later('register')),
    registeredOn: day(row.registrationOn ?? later('registration')),
    corrects: row.corrects ?? undefined,
    amends: row.amends ?? undefined,
  };
}

/** The fold of what was known, and what the database adds up. */
async function both(tx: Tx, target: string, { on, by, knownOn }: HoldingsAsked) {
  const known = ({ recordedAt }: { recordedAt: Date }): boolean =>
    knownOn === null || new Date(recordedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) <= knownOn;
  const dates = (await allEquityDates(tx)).filter(known);
  const entries = (await equityEventsOf(tx, target)).filter(known).map((row) => entryOf(row, dates));
  const table = capTable(transactionsIn(entries), localDate(on), by);
  const sums = (await heldOn(tx, { on, by, knownOn })).filter((row) => row.targetId === target);
  return {
    negative: table.blocks.some(({ code }) => code === 'NEGATIVE_HOLDING'),
    fold: table.holders.map((h) => `${h.id} ${formatYuan(h.subscribed)} ${formatYuan(h.paid)}`).sort(),
    sums: sums.map((row) => `${row.holderId} ${row.subscribed} ${row.paid}`).sort(),
  };
}

const asked: HoldingsAsked[] = bases.flatMap((by) =>
  [3, 20, 45, 70, 95, 130].flatMap((days) =>
    [null, dayAfter(50), dayAfter(75)].map((knownOn) => ({ on: dayAfter(days), by, knownOn })),
  ),
);

test('what the database adds up is the fold, on any day, in any reading, as known on any other', async () => {
  let [same, negative] = [0, 0];
  await work(async (tx) => {
    for (const one of asked) {
      const overdrawn = await overdrawnOn(tx, one);
      for (const target of targets) {
        const found = await both(tx, target, one);
        expect(overdrawn.includes(target)).toBe(found.negative);
        if (found.negative) negative += 1;
        else expect([one, found.sums]).toEqual([one, found.fold]);
        if (!found.negative && found.fold.length > 0) same += 1;
      }
    }
  });
  expect(same).toBeGreaterThan(100);
  expect(negative).toBeGreaterThan(0);
});

test('the days of change are those of the events, each once, in order, known later or at once', async () => {
  const days = await work((tx) => changeDays(tx, 'decision'));
  expect(days).toEqual([...new Set(days)].sort());
  const registered = await work((tx) => changeDays(tx, 'register_book'));
  const later = (await work(allEquityDates)).filter(({ reading }) => reading === 'register');
  expect(registered).toEqual(expect.arrayContaining(later.map(({ happenedOn }) => happenedOn)));
});
