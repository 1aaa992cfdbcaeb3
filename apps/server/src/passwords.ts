import { randomBytes } from 'node:crypto';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { hash, verify } from '@node-rs/argon2';
import { TRPCError } from '@trpc/server';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing holds a thread of the pool that file reads need too: two at once, and no endless line behind them. */
const AT_ONCE = 2;
const WAITING_MAX = 50;

/** More sign-ins wait than can be answered in time. The host answers 429. */
export class TooBusy extends TRPCError {
  constructor() {
    super({ code: 'TOO_MANY_REQUESTS', message: 'too many passwords are being checked' });
  }
}

/** Runs at most `atOnce` works at a time and lets `waitingMax` wait; beyond that it throws {@link TooBusy}. */
export function turnstile(atOnce: number, waitingMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMax) throw new TooBusy();
      // Whoever leaves hands its place on, so nobody slips in between.
      await new Promise<void>((go) => waiting.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Argon2id for passwords. An unknown account costs as much as a wrong password. */
export async function createPasswords(): Promise<Deps['passwords']> {
  const pass = turnstile(AT_ONCE, WAITING_MAX);
  const nobody = await hash(randomBytes(32), cost);
  return {
    hash: (password) => pass(() => hash(password, cost)),
    verify: (kept, password) =>
      pass(async () => {
        const right = await verify(kept ?? nobody, password);
        return right && kept !== null;
      }),
  };
}
