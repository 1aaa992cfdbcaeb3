import { APP_ROLE, type Database } from '@guanyun/db/kernel/connection.ts';
import {
  inSnapshot,
  inTransaction,
  query,
  type Scope,
  type Tx,
  withSavepoint,
} from '@guanyun/db/kernel/transaction.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import type { Random } from '../verify/testing/random.ts';
import type { Observed, Operation } from './history.ts';
import { SCHEMA } from './proof-zone.ts';
import { sqlOnce } from './sql.ts';

/** What is locked before it is read: all, as the house does it; only what is appended to; nothing. */
export type Locks = 'all' | 'appended' | 'none';

const everything: Scope = { zone: TEST_ZONE, organizations: '*' };
/** Lists that are chosen from at one time, and for how many transactions each. */
const [ACTIVE, LASTS] = [12, 15];
const CLIENTS = 12;
const UNDONE = new Error('undone on purpose');

export const layLists = (ownerUrl: string, transactions: number): Promise<unknown> =>
  sqlOnce(
    ownerUrl,
    `CREATE TABLE ${SCHEMA}.prove_lists (key integer PRIMARY KEY, items integer[] NOT NULL);
     INSERT INTO ${SCHEMA}.prove_lists SELECT key, '{}' FROM generate_series(0, ${Math.ceil(transactions / LASTS) + ACTIVE}) key;
     GRANT SELECT, UPDATE ON ${SCHEMA}.prove_lists TO ${APP_ROLE}`,
  );

/** What a transaction is to do, chosen before it begins so that trying again does the same. */
type Plan = {
  readonly steps: readonly { readonly key: number; readonly value: number | null }[];
  readonly reading: boolean;
  readonly undone: boolean;
};

async function listOf(tx: Tx, key: number, lock = ''): Promise<number[]> {
  const sql = `SELECT items FROM prove_lists WHERE key = $1 ${lock}`;
  return (await query<{ items: number[] }>(tx, sql, [key]))[0]?.items ?? [];
}

async function carryOut(tx: Tx, { steps, undone }: Plan, locks: Locks): Promise<Operation[]> {
  const locked = steps.filter(({ value }) => locks === 'all' || (locks === 'appended' && value !== null));
  for (const key of new Set(locked.map((one) => one.key))) await listOf(tx, key, 'FOR UPDATE');
  const done: Operation[] = [];
  for (const { key, value } of steps) {
    const list = await listOf(tx, key);
    if (value === null) done.push({ does: 'read', key, list });
    else {
      // As the use cases do it: what is written is reckoned from what was read.
      await query(tx, 'UPDATE prove_lists SET items = $2 WHERE key = $1 RETURNING 1', [
        key,
        [...list, value],
      ]);
      done.push({ does: 'append', key, value });
    }
  }
  if (undone) throw UNDONE;
  return done;
}

/**
 * Clients that read and append at once, through the transactions of the house, and what each of them saw; in the end every list is read. What is
 * cut off is `unknown`; a part that is undone within a transaction that goes on is a `failed` one of its own.
 */
export async function observe(
  db: Database,
  random: Random,
  { transactions, locks }: { transactions: number; locks: Locks },
): Promise<Observed[]> {
  const history: Observed[] = [];
  let [clock, value, next] = [0, 0, 0];
  const tick = (): number => {
    clock += 1;
    return clock;
  };
  const planned = (): Plan => {
    const reading = random.chance(0.2);
    const steps = Array.from({ length: 1 + random.below(4) }, () => {
      value += 1;
      const key = Math.floor(next / LASTS) + random.below(ACTIVE);
      return { key, value: !reading && random.chance(0.5) ? value : null };
    });
    // In one order, so that nobody waits for each other in a circle.
    steps.sort((one, other) => one.key - other.key);
    return { steps, reading, undone: !reading && random.chance(0.05) };
  };
  const meant = ({ steps }: Plan): Operation[] =>
    steps.flatMap(({ key, value: appended }): Operation[] =>
      appended === null ? [] : [{ does: 'append', key, value: appended }],
    );
  const note = (outcome: Observed['outcome'], begun: number, operations: Operation[]): void => {
    history.push({ outcome, operations, begun, ended: tick() });
  };
  const one = async (): Promise<void> => {
    const plan = planned();
    const aside = random.chance(0.1) ? { ...planned(), undone: false } : null;
    const begun = tick();
    try {
      if (plan.reading) {
        note('committed', begun, await inSnapshot(db, everything, (tx) => carryOut(tx, plan, 'none')));
        return;
      }
      const done = await inTransaction(db, everything, async (tx) => {
        // What is undone gives its locks back: the order in which they are taken begins anew.
        if (aside !== null)
          await withSavepoint(tx, async () => ({ keep: false, value: await carryOut(tx, aside, locks) }));
        return carryOut(tx, plan, locks);
      });
      note('committed', begun, done);
      if (aside !== null) note('failed', begun, meant(aside));
    } catch (error) {
      note(error === UNDONE ? 'failed' : 'unknown', begun, meant(plan));
      if (aside !== null) note('failed', begun, meant(aside));
    }
  };
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < transactions) {
        next += 1;
        await one();
      }
    }),
  );
  const begun = tick();
  const all = await inSnapshot(db, everything, (tx) =>
    query<{ key: number; list: number[] }>(tx, 'SELECT key, items AS list FROM prove_lists'),
  );
  note(
    'committed',
    begun,
    all.map((row): Operation => ({ does: 'read', ...row })),
  );
  return history;
}
