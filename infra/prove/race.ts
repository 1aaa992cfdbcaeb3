import { randomUUID } from 'node:crypto';
import { type Deps, NotFound } from '@guanyun/application/kernel/deps.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { appUrl, connect, type Database, sqlState } from '@guanyun/db/kernel/connection.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { SCHEMA } from './proof-zone.ts';
import { random } from './runs.ts';
import { sqlOnce } from './sql.ts';

export type Answered = { readonly outcome: 'accepted' | 'refused' };
export type Racer = () => Promise<Answered>;
/** One round: acts that meet at once, and what of it may never be; it is given how many were accepted. */
export type Round = {
  readonly racers: readonly Racer[];
  readonly violated: (accepted: number) => Promise<boolean>;
};

/** A database of a race's own, with as many connections as racers. */
export type Ground = {
  readonly db: Database;
  readonly deps: Deps;
  work<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
  /** How many rows a statement finds. */
  count(sql: string, bind?: readonly unknown[]): Promise<number>;
  asOwner(sql: string): Promise<unknown>;
};

export type Race = {
  readonly name: string;
  /** The database's own checks, taken off. */
  readonly unbuckle: string;
  /** Statements that are locks besides FOR UPDATE and advisory ones, as they would be without. */
  readonly unlock?: (sql: string) => string;
  /** Refusals of the database that are its answer of no, by SQLSTATE. */
  readonly refusedBy?: readonly string[];
  /** Makes the zone; what comes back makes a round of so many racers. */
  ready(ground: Ground): Promise<(racers: number) => Promise<Round>>;
};

export const FEWEST = 2;
export const MOST = 40;
const NO_LOCKS: readonly (readonly [RegExp, string])[] = [
  [/FOR (NO KEY )?(UPDATE|SHARE)( OF \w+)?/g, ''],
  // What is locked is a number: taken instead of locked.
  [/pg_advisory_xact_lock(_shared)?\(/g, 'abs('],
];

/** What the application says to the database, without its locks. */
function withoutLocks(db: Database, unlock: (sql: string) => string): void {
  const original = db.sequelize.query.bind(db.sequelize) as (sql: unknown, ...rest: unknown[]) => unknown;
  const strip = (sql: string): string =>
    unlock(NO_LOCKS.reduce((left, [lock, none]) => left.replace(lock, none), sql));
  const query = (sql: unknown, ...rest: unknown[]): unknown => {
    if (typeof sql === 'string') return original(strip(sql), ...rest);
    const of = sql as { query: string };
    return original({ ...of, query: strip(of.query) }, ...rest);
  };
  Object.assign(db.sequelize, { query });
}

async function openGround(race: Race, kept: boolean): Promise<Ground & { drop(): Promise<void> }> {
  const database = await cloneTestDatabase();
  const db = connect(appUrl(database.ownerUrl), MOST);
  const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db, everything, body);
  const asOwner = (sql: string) => sqlOnce(database.ownerUrl, `SET search_path = ${SCHEMA}, public; ${sql}`);
  if (!kept) {
    if (race.unbuckle !== '') await asOwner(race.unbuckle);
    withoutLocks(db, race.unlock ?? ((sql) => sql));
  }
  const files = { has: async () => true, read: async () => new Uint8Array() };
  return {
    ...{ db, work, asOwner, deps: testDeps(db, '2026-06-16T02:00:00Z', { files }) },
    count: async (sql, bind = []) => (await work((tx) => query(tx, sql, bind))).length,
    async drop() {
      await db.close();
      await database.drop();
    },
  };
}

async function oneAfterTheOther(racers: readonly Racer[]): Promise<PromiseSettledResult<Answered>[]> {
  const results: PromiseSettledResult<Answered>[] = [];
  for (const racer of racers) results.push(...(await Promise.allSettled([racer()])));
  return results;
}

/** What came of the racers: how many were accepted, and what was thrown that is no answer. */
async function run(
  race: Race,
  { racers }: Round,
  inTurn: boolean,
): Promise<{ accepted: number; thrown: string[] }> {
  const thrown: string[] = [];
  let accepted = 0;
  for (const result of inTurn
    ? await oneAfterTheOther(racers)
    : await Promise.allSettled(racers.map((racer) => racer()))) {
    if (result.status === 'fulfilled') accepted += result.value.outcome === 'accepted' ? 1 : 0;
    else if (
      !(result.reason instanceof NotFound) &&
      !(race.refusedBy ?? []).includes(sqlState(result.reason) ?? '')
    )
      thrown.push(`${sqlState(result.reason) ?? ''} ${result.reason}`);
  }
  return { accepted, thrown };
}

export type Raced = {
  rounds: number;
  racers: number;
  accepted: number;
  violations: number;
  thrown: string[];
};

type Manner = 'as it is' | 'without locks' | 'without locks, in turn';

/** Runs a race; without locks and checks it stops at its first violation. */
export async function runRace(race: Race, rounds: number, manner: Manner = 'as it is'): Promise<Raced> {
  const kept = manner === 'as it is';
  const ground = await openGround(race, kept);
  const raced: Raced = { rounds: 0, racers: 0, accepted: 0, violations: 0, thrown: [] };
  try {
    const make = await race.ready(ground);
    while (raced.rounds < rounds && (kept || raced.violations === 0)) {
      const round = await make(FEWEST + random.below(MOST - FEWEST + 1));
      const { accepted, thrown } = await run(race, round, manner === 'without locks, in turn');
      raced.rounds += 1;
      raced.racers += round.racers.length;
      raced.accepted += accepted;
      raced.thrown.push(...thrown);
      if (await round.violated(accepted)) raced.violations += 1;
    }
    return { ...raced, thrown: [...new Set(raced.thrown)].slice(0, 5) };
  } finally {
    await ground.drop();
  }
}

export const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
export const request = () => ({ requestId: randomUUID() });
