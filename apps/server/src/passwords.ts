import { randomBytes } from 'node:crypto';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { hash, verify } from '@node-rs/argon2';
import { turnstile } from './turnstile.ts';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing holds a thread of the pool that file reads need too: two at once, and no endless line behind them. */
const AT_ONCE = 2;
const WAITING_MAX = 50;

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
