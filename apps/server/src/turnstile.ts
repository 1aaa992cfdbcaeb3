import { TRPCError } from '@trpc/server';

/** More wait for costly work than can be answered in time. The host answers 429. */
export class TooBusy extends TRPCError {
  constructor() {
    super({ code: 'TOO_MANY_REQUESTS', message: 'too much costly work is waiting' });
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
