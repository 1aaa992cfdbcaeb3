import { appUrl, connect } from '@guanyun/db/kernel/connection.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { expect, test, vi } from 'vitest';
import { judged } from './history.ts';
import { type Locks, layLists, observe } from './lists.ts';
import { countOf, number, random, seed, tell } from './runs.ts';
import { sqlOnce } from './sql.ts';

/**
 * Histories of transactions that meet, judged from what their clients saw alone. Meanwhile connections are killed: what they did is
 * there as a whole or not at all. Without locks the same clients lose updates, and with too few they are skewed.
 */
// The full count: GUANYUN_TRANSACTIONS=100000.
const TRANSACTIONS = countOf('GUANYUN_TRANSACTIONS', 3000);
const MUTANT_TRANSACTIONS = 1000;
const BETWEEN_KILLS_MS = 200;
const HOUR = 3_600_000;

async function history(transactions: number, locks: Locks, killed: boolean) {
  const database = await cloneTestDatabase();
  await layLists(database.ownerUrl, transactions);
  const db = connect(appUrl(database.ownerUrl), 12);
  // What Sequelize says of connections that are gone.
  const silent = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const victim = `SELECT count(pg_terminate_backend(pid))::int AS gone FROM (SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND usename = 'guanyun_app' AND state <> 'idle' LIMIT 1) one`;
  let [kills, over] = [0, false];
  const killer = async (): Promise<void> => {
    while (killed && !over) {
      await new Promise((go) => setTimeout(go, BETWEEN_KILLS_MS));
      kills += (await sqlOnce<{ gone: number }>(database.ownerUrl, victim))[0]?.gone ?? 0;
    }
  };
  const killing = killer();
  try {
    const seen = await observe(db, random, { transactions, locks });
    over = true;
    await killing;
    return { seen, kills, found: judged(seen) };
  } finally {
    over = true;
    silent.mockRestore();
    await db.close();
    await database.drop();
  }
}

test(
  `${number(TRANSACTIONS)} transactions that meet are as if one came after the other (seed ${seed})`,
  async () => {
    const { seen, kills, found } = await history(TRANSACTIONS, 'all', true);
    const unlocked = await history(MUTANT_TRANSACTIONS, 'none', false);
    const skewed = await history(MUTANT_TRANSACTIONS, 'appended', false);
    const count = (outcome: string): string => number(seen.filter((one) => one.outcome === outcome).length);
    tell(
      'G3',
      `${number(TRANSACTIONS)} transactions of 12 clients (${count('committed')} committed, ${count('failed')} undone, ${count('unknown')} cut off by ${number(kills)} kills)`,
      `${found.size} anomalies`,
      `without locks ${[...unlocked.found.keys()].join(' ')}`,
      `locked only where written ${[...skewed.found.keys()].join(' ')}`,
    );
    expect(Object.fromEntries(found)).toEqual({});
    expect(kills).toBeGreaterThan(0);
    expect([...unlocked.found.keys()]).toContain('G-single');
    expect([...skewed.found.keys()].some((one) => one === 'G2' || one === 'G-single')).toBe(true);
  },
  HOUR,
);
