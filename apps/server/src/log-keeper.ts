import {
  keepPush,
  makeCheckpoint,
  uncovered,
  unheldCheckpoint,
} from '@guanyun/application/evidence/log-tree.ts';
import type { LogSigner } from '@guanyun/application/evidence/signed-note.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { finalActs } from '@guanyun/domain/evidence/final-acts.ts';
import type { LogHolder } from './log-holders.ts';

/** A checkpoint is made at the latest after so many seconds or entries, whichever comes first. */
const SECONDS_MAX = 50;
const ENTRIES_MAX = 100;
const TICK_MS = 5000;

/** Makes checkpoints while the server runs and hands them to the holders; what fails is tried again at the next tick. */
export type LogKeeper = {
  /** Told of each entry after its commit. */
  recorded(act: string): void;
  /** Resolves when nothing is being made or handed out. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

type Report = (error: unknown, doing: string) => void;

export function keepLog(
  deps: Deps,
  signer: LogSigner,
  holders: readonly LogHolder[],
  report: Report,
): LogKeeper {
  let working: Promise<void> | null = null;
  let again = false;
  let madeAt = 0;
  let since = 0;

  async function push(): Promise<void> {
    for (const holder of holders)
      try {
        const checkpoint = await unheldCheckpoint(deps, holder.name);
        if (checkpoint === null) continue;
        await holder.give(checkpoint.note);
        await keepPush(deps, holder.name, checkpoint);
      } catch (error) {
        report(error, `checkpoint for ${holder.name}`);
      }
  }

  async function work(now: boolean): Promise<void> {
    try {
      const open = await uncovered(deps);
      const due = now || open >= ENTRIES_MAX || Date.now() - madeAt >= SECONDS_MAX * 1000;
      if (open > 0 && due) {
        since = 0;
        await makeCheckpoint(deps, signer);
        madeAt = Date.now();
      }
      await push();
    } catch (error) {
      report(error, 'checkpoint');
    }
  }

  /** One at a time: what comes in while one is made is covered by one more. */
  function soon(now: boolean): void {
    if (working !== null) {
      again = again || now;
      return;
    }
    working = work(now).finally(() => {
      working = null;
      if (!again) return;
      again = false;
      soon(true);
    });
  }

  const timer = setInterval(() => soon(false), TICK_MS);
  timer.unref();
  soon(true);
  const idle = async (): Promise<void> => {
    while (working !== null) await working;
  };
  return {
    recorded(act) {
      since += 1;
      if (finalActs.has(act) || since >= ENTRIES_MAX) soon(true);
    },
    idle,
    async stop() {
      clearInterval(timer);
      await idle();
      await work(true);
    },
  };
}
