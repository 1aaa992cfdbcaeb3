import { randomUUID } from 'node:crypto';
import { saveBid } from '@guanyun/db/contracts/bid.store.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import { everything, rowsOf, someCompany, verdict } from '@guanyun/db/testing/builders.ts';
import { someSupplier } from '@guanyun/db/testing/tender-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { addWorkingDays, rollForward, stateCouncilCalendar } from '@guanyun/domain/kernel/calendar.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { afterAll, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import { chanceOf } from '../matters/testing/random-command.ts';
import { raiseObjection, submitBid, takeBidBack } from './submit-bid.ts';
import { actorIn, asOwner, hash, sealedBid, setClock, trialTender } from './testing/tender-trial.ts';

/**
 * Bids and objections within a millisecond of their end, by a clock of the database that stands where each trial sets it;
 * the server's own clock goes wrong by hours meanwhile. GUANYUN_DEADLINE_TRIALS sets how many of each (120), GUANYUN_SEED which.
 */
const TRIALS = Number(process.env.GUANYUN_DEADLINE_TRIALS ?? 120);
const SEED = Number(process.env.GUANYUN_SEED ?? 20_261_123);
const chance = chanceOf(SEED);
const number = (value: number): string => value.toLocaleString('en-US');

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const { company, supplier } = await inTransaction(db.app, everything, async (tx) => ({
  company: await someCompany(tx),
  supplier: await someSupplier(tx),
}));
const bidder = actorIn('supplier_bidder', supplier.id, supplier.person);

/** Where a trial stands from the end of the time, in milliseconds: at it, just beside it, or two hours off. */
const offsets = [-7_200_000, -1, -1, -1, 0, 0, 1, 1, 7_200_000];
const HOURS = 3_600_000;
/** A server whose clock is up to two hours off. */
const deps = (at: Date) => testDeps(db.app, () => new Date(at.getTime() + (chance.below(5) - 2) * HOURS));

test(`${TRIALS} bids around their deadline: in before it, none at it or after it, whoever asks`, async () => {
  const tender = await trialTender(db, company);
  const envelope = sealedBid(tender, supplier.id, '100.00');
  const wrong: string[] = [];
  let near = 0;
  for (let n = 0; n < TRIALS; n += 1) {
    const offset = chance.pick(offsets);
    const at = new Date(tender.deadline.getTime() + offset);
    await setClock(db, at);
    const [requestId, raw] = [randomUUID(), chance.maybe(0.3)];
    const fresh = envelope.replace('"v":1', `"v":1${' '.repeat(1 + (n % 3000))}`);
    // Past the use case the database says the same.
    const said = raw
      ? await verdict(
          inTransaction(db.app, rowsOf(supplier.id), (tx) =>
            saveBid(tx, {
              ...{ id: requestId, tenderId: tender.id, supplierId: supplier.id, envelope: `${n}` },
              ...{ digest: hash(`${n}`), personId: supplier.person },
            }),
          ),
        )
      : await submitBid(deps(at), bidder, { requestId, id: tender.id, envelope: fresh });
    const accepted = raw
      ? said === 'accepted' || said === 'GY079'
      : (said as { outcome: string }).outcome === 'accepted';
    if (Math.abs(offset) <= 1) near += 1;
    if (accepted !== offset < 0) wrong.push(`${offset} ms ${raw ? 'raw' : 'asked'}: ${JSON.stringify(said)}`);
    const back = await takeBidBack(deps(at), bidder, { requestId: randomUUID(), id: tender.id });
    if (offset >= 0 && back.outcome === 'accepted') wrong.push(`${offset} ms: taken back`);
  }
  process.stdout.write(
    `G10 bids: ${number(TRIALS)} around the deadline (${number(near)} within 1 ms) by a set clock of the database, the server's up to 2 h off: ${wrong.length} wrong, seed ${SEED}\n`,
  );
  expect(wrong).toEqual([]);
}, 600_000);

test(`${TRIALS} objections around the end of their last day: none after it`, async () => {
  const wrong: string[] = [];
  let near = 0;
  await setClock(db, new Date());
  const tender = await trialTender(db, company);
  const lastDay = '2026-08-20';
  for (const kind of ['documents', 'result'] as const) {
    const set = {
      documents: `objections_until = '${lastDay}'`,
      result: `state = 'publicized', publicity_from = '2026-08-17', publicity_ends = '${lastDay}'`,
    }[kind];
    await asOwner(
      db,
      `UPDATE tenders SET documents_from = '2026-07-01', earliest_deadline = '2026-08-01', deadline = '2026-09-30', opens_at = '2026-09-30', ${set} WHERE id = $1`,
      [tender.id],
    );
    // The day ends at midnight in Shanghai.
    const end = Date.parse(`${lastDay}T16:00:00Z`);
    for (let n = 0; n < TRIALS / 2; n += 1) {
      const offset = chance.pick(offsets);
      const at = new Date(end + offset);
      await setClock(db, at);
      const said = await raiseObjection(deps(at), bidder, {
        ...{ requestId: randomUUID(), id: tender.id, kind, text: '示例异议' },
      });
      if (Math.abs(offset) <= 1) near += 1;
      if ((said.outcome === 'accepted') !== offset < 0) wrong.push(`${kind} ${offset} ms: ${said.outcome}`);
    }
  }
  process.stdout.write(
    `G10 objections: ${number(TRIALS)} around the end of the last day (${number(near)} within 1 ms): ${wrong.length} wrong, seed ${SEED}\n`,
  );
  expect(wrong).toEqual([]);
}, 600_000);

test(`${TRIALS} days that lean on a year without a published calendar say so, none is given as certain`, () => {
  const silent: string[] = [];
  const covered = [...stateCouncilCalendar.years];
  const beyond = Math.max(...covered);
  for (let n = 0; n < TRIALS; n += 1) {
    const year = beyond + 1 + chance.below(40);
    const day = localDate(
      `${year}-${String(1 + chance.below(12)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`,
    );
    const count = 1 + chance.below(30);
    // Also one that begins in a covered year and ends beyond it.
    const across = addWorkingDays(stateCouncilCalendar, localDate(`${beyond}-12-30`), 3 + chance.below(30));
    const answers = [
      addWorkingDays(stateCouncilCalendar, day, count),
      rollForward(stateCouncilCalendar, day),
      across,
    ];
    if (answers.some(({ provisional }) => !provisional)) silent.push(`${day} + ${count}`);
  }
  process.stdout.write(
    `G10 calendar: ${number(TRIALS * 3)} days in years without a published calendar, ${silent.length} given as certain, seed ${SEED}\n`,
  );
  expect(silent).toEqual([]);
});
