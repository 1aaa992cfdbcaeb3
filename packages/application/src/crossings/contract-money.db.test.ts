import { findContract } from '@guanyun/db/contracts/contract.store.ts';
import { paymentsOf } from '@guanyun/db/contracts/contract-life.store.ts';
import { query } from '@guanyun/db/kernel/transaction.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { addDays, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { decideOnAmendment, proposeAmendment } from '../contracts/amend-contract.ts';
import { decideOnPayment, recordPaid } from '../contracts/contract-money.ts';
import { readContract } from '../contracts/read-contracts.ts';
import { contractActs, contractZone, request } from './testing/contracts.ts';
import { released } from './testing/released.ts';
import { codesOf, done } from './testing/transfers.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const z = await contractZone(db);
const { deps, digest, handler, reviewer, work } = z;
const acts = contractActs(z);

const contractOf = async (id: string) => {
  const row = await work((tx) => findContract(tx, id));
  if (row === null) throw new Error('no contract');
  return row;
};

test('an advance as agreed, progress of 80% at least, nothing beyond what is certified less retention and the advance', async () => {
  const id = await acts.started({}, { advancePercent: '10.00', retentionPercent: '3.00' });
  expect(await codesOf(acts.apply(id, 'advance', '3000000.01'))).toEqual([
    'PAYMENT_OVER_BOUND',
    'ADVANCE_OVER_AGREED',
  ]);
  const advance = await done(acts.apply(id, 'advance', '3000000.00'));
  expect(await codesOf(acts.approve(handler, id, advance.id))).toEqual(['NOT_YOUR_ORGANIZATION']);
  await done(acts.approve(reviewer, id, advance.id));
  await done(acts.measure(reviewer, id, '10000000.00', '2026-05-31'));
  expect(await codesOf(acts.apply(id, 'progress', '4999999.99'))).toEqual(['PROGRESS_BELOW_MINIMUM']);
  expect(await codesOf(acts.apply(id, 'progress', '9700000.01'))).toEqual(['PAYMENT_OVER_BOUND']);
  expect(await codesOf(acts.apply(id, 'progress', '9700000.00'))).toEqual([]);
  expect(await codesOf(acts.measure(reviewer, id, '20000000.01', '2026-06-10'))).toEqual([
    'CERTIFIED_OVER_CONTRACT',
  ]);
  expect(await codesOf(acts.measure(reviewer, id, '1.00', '2026-05-31'))).toEqual(['CONTRACT_DAY_WRONG']);
});

test('what is due and not paid is late by days, and bears interest towards a small enterprise; the next wages are named', async () => {
  const terms = { sme: true, wageCycleDays: 30 };
  const id = await acts.started({}, terms);
  await done(acts.measure(reviewer, id, '10000000.00', '2026-05-31'));
  const { dueBy } = await done(acts.apply(id, 'progress', '10000000.00'));
  const later = { ...deps, now: () => new Date(`${addDays(localDate(dueBy), 10)}T02:00:00Z`) };
  const [payment] = (await readContract(later, handler, id)).payments;
  expect([payment?.daysLate, payment?.interest]).toEqual([10, '50000.00']);
  expect((await readContract(deps, handler, id)).wages).toEqual({ next: '2026-04-03', overdue: true });
});

test('retention is 3% of the settlement at most, and is not paid before it is released', async () => {
  const id = await acts.started({}, { warrantyMonths: 12 });
  await done(acts.measure(reviewer, id, '10000000.00', '2026-05-31'));
  await done(acts.step(handler, id, 'complete'));
  expect(await codesOf(acts.hand(id, '10000000.00', '300000.01'))).toEqual(['RETENTION_OVER_LIMIT']);
  expect(await codesOf(acts.hand(id, '30000000.01'))).toEqual(['SETTLEMENT_OVER_CONTRACT']);
  await acts.settle(reviewer, id, '10000000.00', '300000.00');
  expect(await codesOf(acts.apply(id, 'completion_settlement', '9700000.01'))).toEqual([
    'PAYMENT_OVER_BOUND',
  ]);
  const last = await done(acts.apply(id, 'completion_settlement', '9700000.00'));
  await done(acts.approve(reviewer, id, last.id));
  expect(await codesOf(acts.apply(id, 'retention', '300000.00'))).toEqual(['WRONG_STATE']);
});

test('twenty racers, each allowed alone: together they never pass the bound', async () => {
  const id = await acts.started();
  await done(acts.measure(reviewer, id, '10000000.00', '2026-05-31'));
  const asked = [];
  for (let n = 0; n < 20; n += 1) asked.push(await done(acts.apply(id, 'wages', '900000.00')));
  const answers = await Promise.all(asked.map((one) => codesOf(acts.approve(reviewer, id, one.id))));
  const refused = answers.filter((codes) => codes.length > 0);
  expect(refused).toEqual(Array.from({ length: 9 }, () => ['PAYMENT_OVER_BOUND']));
  expect((await contractOf(id)).paid).toBe('9900000.00');
});

type Act = {
  kind: 'certify' | 'apply' | 'approve' | 'reject' | 'amend' | 'pay';
  share: number;
  pick: number;
};
const anAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('certify', 'apply', 'approve', 'reject', 'amend', 'pay'),
  share: fc.integer({ min: 1, max: 130 }),
  pick: fc.nat(20),
});
const shareOf = (amount: string, share: number): string => {
  const part = (parseYuan(amount) * BigInt(share)) / 100n;
  return formatYuan(fen(part > 0n ? part : 1n));
};

test('any sequence of acts: paid ≤ certified − retention + advance, certified ≤ contract ≤ estimate, and the sums are those of the rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { minLength: 6, maxLength: 22 }), async (sequence) => {
      const terms = { advancePercent: '20.00', retentionPercent: '3.00', approvedEstimate: '33000000.00' };
      const id = await acts.started({}, terms);
      let day = 0;
      for (const { kind, share, pick } of sequence) {
        const row = await contractOf(id);
        const payments = await work((tx) => paymentsOf(tx, id));
        const one = payments[pick % Math.max(1, payments.length)];
        if (kind === 'certify') {
          day += 1;
          await acts.measure(
            reviewer,
            id,
            shareOf(row.currentAmount, share),
            addDays(localDate('2026-03-10'), day),
          );
        } else if (kind === 'apply') {
          const kinds = ['advance', 'progress', 'wages'] as const;
          await acts.apply(id, kinds[pick % 3] ?? 'wages', shareOf('9000000.00', share));
        } else if (kind === 'amend') {
          const change = { kind: 'value', amount: shareOf(row.currentAmount, 60 + share) } as const;
          const asked = {
            ...request(),
            id,
            change,
            cause: 'claim',
            on: '2026-06-01',
            reason: '索赔',
          } as const;
          const answer = await proposeAmendment(deps, handler, { ...asked, document: digest });
          if (answer.outcome === 'accepted')
            await decideOnAmendment(deps, reviewer, {
              ...{ ...request(), id, amendmentId: answer.answer.id, approve: pick % 4 > 0, opinion: '' },
            });
        } else if (one !== undefined) {
          const asked = { ...request(), id, paymentId: one.id };
          if (kind === 'pay')
            await recordPaid(deps, reviewer, { ...asked, on: '2026-06-16', document: digest });
          else await decideOnPayment(deps, reviewer, { ...asked, approve: kind === 'approve', opinion: '' });
        }
        await keeps(id);
      }
      await keepsItsLine(id);
    }),
    { numRuns: 12 },
  );
}, 240_000);

/** What was released along the way passes the official schema, and amounts to what the contract is now: nothing is left to say. */
async function keepsItsLine(id: string): Promise<void> {
  const line = await released(z, id);
  expect(line.problems).toEqual([]);
  expect(line.left).toBe(0);
  const [contract] = line.compiled.contracts as { value: { amount: number } }[];
  expect(contract?.value.amount).toBe(Number((await contractOf(id)).currentAmount));
}

/** What holds after every act, worked out from the rows alone. */
async function keeps(id: string): Promise<void> {
  const [sums] = await work((tx) =>
    query<{ paid: string; certified: string; changed: string; advance: string; current: string }>(
      tx,
      `SELECT (SELECT coalesce(sum(amount), 0) FROM contract_payments WHERE contract_id = $1 AND state IN ('approved', 'paid'))::numeric(20,2) AS paid,
        (SELECT coalesce(sum(amount), 0) FROM contract_payments WHERE contract_id = $1 AND state IN ('approved', 'paid') AND kind = 'advance')::numeric(20,2) AS advance,
        (SELECT coalesce(sum(amount), 0) FROM contract_measures WHERE contract_id = $1)::numeric(20,2) AS certified,
        (SELECT coalesce(sum(delta), 0) FROM contract_amendments WHERE contract_id = $1 AND state = 'approved')::numeric(20,2) AS changed,
        (SELECT current_amount FROM contracts WHERE id = $1) AS current`,
      [id],
    ),
  );
  const row = await contractOf(id);
  const of = (text: string | undefined) => parseYuan(text ?? '');
  const [paid, certified] = [of(sums?.paid), of(sums?.certified)];
  expect([row.paid, row.certified, row.advancePaid]).toEqual([sums?.paid, sums?.certified, sums?.advance]);
  expect(of(sums?.current)).toBe(of(row.amount) + of(sums?.changed));
  const retained = (certified * 3n + 50n) / 100n;
  expect(paid <= certified - retained + of('6000000.00')).toBe(true);
  expect(paid <= of(sums?.current) && certified <= of(sums?.current)).toBe(true);
  expect(of(sums?.current) <= of('33000000.00')).toBe(true);
  expect(of(sums?.advance) <= of('6000000.00')).toBe(true);
}
