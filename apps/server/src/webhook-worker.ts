import { randomInt } from 'node:crypto';
import { sendNext } from '@guanyun/application/evidence/send-notices.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import type { Sender } from './webhook-sender.ts';

const TICK_MS = 1000;
/** From 0 to 1: tries of many receivers do not come together. */
const spread = (): number => randomInt(1_000_000) / 1_000_000;
/** So many are sent at once, so that one receiver that hangs does not hold up the others. */
const LANES = 4;

/** Sends what is due in the outbox while the server runs. */
export type Postman = {
  /** There may be something new. */
  soon(): void;
  stop(): Promise<void>;
};

export function keepSending(deps: Deps, sender: Sender, report: (error: unknown) => void): Postman {
  const stopping = new AbortController();
  const lanes = new Set<Promise<void>>();

  async function work(): Promise<void> {
    try {
      while (!stopping.signal.aborted) {
        const sent = await sendNext(deps, (notice) => sender(notice, stopping.signal), spread);
        if (!sent) return;
      }
    } catch (error) {
      report(error);
    }
  }

  function soon(): void {
    if (stopping.signal.aborted || lanes.size >= LANES) return;
    const lane: Promise<void> = work().finally(() => lanes.delete(lane));
    lanes.add(lane);
  }

  const timer = setInterval(soon, TICK_MS);
  timer.unref();
  return {
    soon,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}
