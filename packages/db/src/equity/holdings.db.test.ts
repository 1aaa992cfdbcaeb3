import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import type { ShareTransaction } from '@guanyun/domain/equity/share-transaction.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { everything, someCompany } from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { type EquityEventRow, equityEventsOf } from './equity.store.ts';
import { changeDays, type HoldingsAsked, heldOn, overdrawnOn } from './holdings.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const COMPANIES = 4;
const bases = ['register_book', 'registration', 'decision'] as const;
const ids: string[] = [];

/** Random lawful registers, written past the triggers so that no warrants are needed; the rows obey every check. */
beforeAll(async () => {
  for (let k = 0; k < COMPANIES + 3; k += 1) ids.push(await work((tx) => someCompany(tx)));
  const rows = `
    INSERT INTO equity_events (id, kind, target_id, from_id, to_id, subscribed, paid, decided_on, register_on, registration_on, warrant_id, source, recorded_at)
    SELECT gen_random_uuid(), CASE WHEN n % 5 = 0 THEN 'establish' ELSE 'free_transfer' END, $1::uuid, CASE WHEN n % 5 > 0 THEN $2::uuid END,
      CASE WHEN n % 5 = 0 THEN $2::uuid ELSE $3::uuid END, CASE WHEN n % 5 = 0 THEN 1000 ELSE 70 + n END, CASE WHEN n % 5 = 0 THEN 600 ELSE n END,
      d, d + n % 4, CASE WHEN n % 3 > 0 THEN d + 4 + (n * 7) % 20 END, CASE WHEN n % 5 > 0 THEN gen_random_uuid() END, 'illustrative', d + 5 + n % 2
    FROM generate_series(0, 9) n CROSS JOIN LATERAL (SELECT date '2026-01-01' + n * 5 + $4::int AS d) day`;
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    for (let k = 0; k < COMPANIES; k += 1)
      await query(tx, rows, [ids[k], ids[COMPANIES], ids[COMPANIES + 1 + (k % 2)], k * 3]);
  });
});

const transactionOf = (row: EquityEventRow): ShareTransaction => ({
  kind: row.kind,
  from: row.fromId ?? undefined,
  to: row.toId,
  subscribed: parseYuan(row.subscribed),
  paid: parseYuan(row.paid),
  decidedOn: localDate(row.decidedOn),
  registerBookOn: localDate(row.registerOn),
  registeredOn: row.registrationOn === null ? undefined : localDate(row.registrationOn),
});
const knownBy = (row: EquityEventRow, day: string | null): boolean =>
  day === null || new Date(row.recordedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) <= day;

async function compare(tx: Tx, asked: HoldingsAsked): Promise<'same' | 'overdrawn' | 'other'> {
  const [held, overdrawn] = [await heldOn(tx, asked), await overdrawnOn(tx, asked)];
  let found: 'same' | 'overdrawn' = 'same';
  for (const target of ids.slice(0, COMPANIES)) {
    const events = (await equityEventsOf(tx, target)).filter((row) => knownBy(row, asked.knownOn));
    const table = capTable(events.map(transactionOf), localDate(asked.on), asked.by);
    expect(overdrawn.includes(target)).toBe(table.blocks.some(({ code }) => code === 'NEGATIVE_HOLDING'));
    if (overdrawn.includes(target)) {
      found = 'overdrawn';
      continue;
    }
    const sums = held.filter((row) => row.targetId === target);
    const shown = table.holders.map((h) => [h.id, formatYuan(h.subscribed), formatYuan(h.paid)]);
    expect(sums.map((row) => [row.holderId, row.subscribed, row.paid]).toSorted()).toEqual(shown.toSorted());
  }
  return found;
}

test('what the database adds up is the fold, on any day, in any reading, as known on any other', async () => {
  const seen = new Set<string>();
  await work(async (tx) => {
    for (const by of bases)
      for (const on of ['2025-12-31', '2026-01-09', '2026-01-20', '2026-02-05', '2026-02-20', '2026-04-01'])
        for (const knownOn of [null, '2026-01-25'])
          seen.add(`${by} ${await compare(tx, { on, by, knownOn })}`);
  });
  expect([...seen].sort()).toContain('registration overdrawn');
  expect([...seen].sort()).toContain('register_book same');
});

test('the days of change are those of the events, each once, in order', async () => {
  const days = await work((tx) => changeDays(tx, 'decision'));
  expect(days).toEqual([...new Set(days)].sort());
  expect(days[0]).toBe('2026-01-01');
  expect(await work((tx) => changeDays(tx, 'registration'))).not.toContain(null);
});
