import { createHash } from 'node:crypto';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts attempts before they cost anything. The keys are kept as hashes only. */
export type Limits = {
  /** Takes one attempt of a caller at `client`; false when there are none left. */
  attempt(procedure: string, key: string, client: string): Promise<boolean>;
  /** Whether an address has attempts left at all. */
  mayTry(client: string): Promise<boolean>;
  /** A wrong key, counted as a wrong password is. */
  wrongKey(client: string): Promise<void>;
  /** After a success: the account starts afresh, and the address gets its attempt back. */
  reset(procedure: string, key: string, client: string): Promise<void>;
};

/** Failures to sign in are counted in the database: for all servers together, and over a restart. */
const SIGN_IN = 'session.signIn';
const ACCOUNT = 'account:';
const CLIENT = 'client:';

/** NIST and OWASP leave the numbers open; these are five guesses a quarter of an hour for one account, fifty for one address. */
export const limitsOf = {
  account: 5,
  client: 50,
  windowSeconds: 900,
  calls: 300,
  callSeconds: 60,
  questions: 3000,
} as const;

/** Questions are counted together: a page asks a dozen, an eager reader some hundred a minute. */
const QUESTIONS = 'questions';

const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\u0000')).digest('hex');

async function taken(consume: Promise<unknown>): Promise<boolean> {
  try {
    await consume;
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}

export function createLimits(db: Database): Limits {
  const stored = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: db.sequelize,
      storeType: 'sequelize',
      schemaName: 'guanyun',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points,
      duration: limitsOf.windowSeconds,
    });
  const accounts = stored('account', limitsOf.account);
  const clients = stored('client', limitsOf.client);
  const calls = new RateLimiterMemory({
    keyPrefix: 'call',
    points: limitsOf.calls,
    duration: limitsOf.callSeconds,
  });
  const questions = new RateLimiterMemory({
    keyPrefix: QUESTIONS,
    points: limitsOf.questions,
    duration: limitsOf.callSeconds,
  });
  const outOfAttempts = async (client: string): Promise<boolean> =>
    ((await clients.get(keyOf(client)))?.consumedPoints ?? 0) >= limitsOf.client;
  return {
    async attempt(procedure, key, client) {
      if (procedure === SIGN_IN && key.startsWith(CLIENT)) return taken(clients.consume(keyOf(client)));
      if (procedure === QUESTIONS) return taken(questions.consume(keyOf(key)));
      if (procedure !== SIGN_IN || !key.startsWith(ACCOUNT))
        return taken(calls.consume(keyOf(procedure, key)));
      // An address that is out of attempts must not lock further accounts.
      return !(await outOfAttempts(client)) && taken(accounts.consume(keyOf(key)));
    },
    mayTry: async (client) => !(await outOfAttempts(client)),
    wrongKey: async (client) => void (await taken(clients.consume(keyOf(client)))),
    async reset(procedure, key, client) {
      if (procedure !== SIGN_IN || !key.startsWith(ACCOUNT)) return;
      await accounts.delete(keyOf(key));
      await clients.reward(keyOf(client));
    },
  };
}
