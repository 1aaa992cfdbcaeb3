import { decideLandFact } from '@guanyun/domain/assets/decide-land.ts';
import { parseArea } from '@guanyun/domain/assets/land-area.ts';
import { type LandFact, landFactFields, landFactKinds } from '@guanyun/domain/assets/land-line.ts';
import { addDays, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import { everything, newId, someCluster, somePerson, verdict } from '../testing/builders.ts';
import { landFactRow, parcelRow } from '../testing/land-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { type LandFactRow, saveLandFact, saveParcel } from './land.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const granted = localDate('2023-03-01');
const today = localDate('2026-06-16');

const attempts = fc.array(
  fc.record({
    kind: fc.constantFrom(...landFactKinds),
    day: fc.integer({ min: -20, max: 1220 }),
    share: fc.integer({ min: 1, max: 110 }),
    to: fc.integer({ min: -200, max: 500 }),
    corrects: fc.option(fc.nat({ max: 8 }), { freq: 3 }),
  }),
  { minLength: 4, maxLength: 12 },
);

const factOf = (row: LandFactRow): LandFact => ({
  ...{ id: row.id, index: row.index, kind: row.kind, day: localDate(row.day), way: row.way },
  ...{ corrects: row.corrects, area: row.area === null ? null : parseArea(row.area) },
  amount: row.amount === null ? null : parseYuan(row.amount),
  startBy: row.startBy === null ? null : localDate(row.startBy),
  completeBy: row.completeBy === null ? null : localDate(row.completeBy),
});

test('whatever is tried, the database takes all that the decision takes, and refuses what it refuses', async () => {
  const [cluster, person] = await work(async (tx) => [await someCluster(tx), await somePerson(tx)]);
  const seen = new Map<string, number>();
  for (const tries of fc.sample(attempts, { numRuns: 150, seed: 25 })) {
    const row = parcelRow(cluster, person, { requiredInvestment: null, area: '1000.00', price: '1000.00' });
    await work((tx) => saveParcel(tx, row));
    const parcel = {
      ...{ area: parseArea(row.area), price: parseYuan(row.price), grantedOn: localDate(row.grantedOn) },
      ...{ startBy: localDate(row.startBy), completeBy: localDate(row.completeBy) },
      ...{ requiredInvestment: null, investmentPerMu: null, taxPerMu: null },
    };
    const line: LandFactRow[] = [];
    for (const { kind, day, share, to, corrects } of tries) {
      const [fields, on] = [landFactFields[kind], addDays(granted, day)];
      const named = corrects === null && kind !== 'withdrawn' ? null : (line[corrects ?? 0]?.id ?? null);
      if (kind === 'withdrawn' && named === null) continue;
      const start = addDays(on, Math.max(to, -100));
      const entry = landFactRow(row, {
        ...{ id: newId(), index: line.length + 1, kind, day: on, note: '示例', corrects: named },
        ...(fields.area === undefined ? {} : { area: `${share * 10}.00` }),
        ...(fields.amount === undefined ? {} : { amount: `${share * 2}.00` }),
        ...(fields.startBy === undefined ? {} : { startBy: start, completeBy: addDays(start, 50) }),
        ...(fields.way === undefined ? {} : { way: 'judicial' as const }),
      });
      const decision = decideLandFact(parcel, line.map(factOf), factOf(entry), today);
      const code = decision.outcome === 'accepted' ? 'accepted' : decision.refusals[0].code;
      // How much had been begun decides the determination as well; the database looks only whether work had stopped.
      if (code === 'LAND_NOT_IDLE') continue;
      const state = await verdict(work((tx) => saveLandFact(tx, entry)));
      seen.set(code, (seen.get(code) ?? 0) + 1);
      expect([kind, code, state === 'accepted']).toEqual([kind, code, code === 'accepted']);
      if (state === 'accepted') line.push(entry);
    }
  }
  expect(seen.get('accepted')).toBeGreaterThan(200);
  expect(seen.size).toBeGreaterThan(9);
});
