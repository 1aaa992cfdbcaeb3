import {
  inHolderTurn,
  keepPush,
  makeCheckpoint,
  secondsSincePush,
  uncovered,
  unheldCheckpoint,
} from '@guanyun/application/evidence/log-tree.ts';
import type { LogSigner } from '@guanyun/application/evidence/signed-note.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import type { CheckpointRow } from '@guanyun/db/evidence/log.store.ts';
import { finalActs } from '@guanyun/domain/evidence/final-acts.ts';
import type { LogHolder } from './log-holders.ts';

/** A checkpoint is made at the latest after so many seconds or entries, whichever comes first. */
const SECONDS_MAX = 50;
const ENTRIES_MAX = 100;
const TICK_MS = 5000;

/**
 * Makes checkpoints while the server runs and hands them to the holders; what fails is tried again at the next tick, or when the
 * holder wants the next one.
 */
export type LogKeeper = {
  /** Told of each entry after its commit. */
  recorded(act: string): void;
  /** Resolves when nothing is being made or handed out. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

type Report = (error: unknown, doing: string) => void;

/** Work that never runs twice at once: `soon(true)` while it runs lets it run once more, `soon(false)` does not. */
function oneAtATime(work: (now: boolean) => Promise<void>) {
  let working: Promise<void> | null = null;
  let again = false;
  const soon = (now: boolean): void => {
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
  };
  const idle = async (): Promise<void> => {
    while (working !== null) await working;
  };
  return { soon, idle };
}

/** Gives one holder what it has not got. */
function giving(deps: Deps, signer: LogSigner, holder: LogHolder, report: Report) {
  const every = holder.everySeconds ?? 0;
  let triedAt = Number.NEGATIVE_INFINITY;

  /** Whether a holder that wants few is to be left alone for now. What failed counts as well: it may have arrived. */
  async function rests(): Promise<boolean> {
    if (every === 0) return false;
    if (Date.now() - triedAt < every * 1000) return true;
    const given = (await secondsSincePush(deps, holder.name)) ?? every;
    // Below zero: the clock of the example was set back.
    return given >= 0 && given < every;
  }

  const due = async (last: boolean): Promise<CheckpointRow | null> => {
    const checkpoint = await unheldCheckpoint(deps, holder.name);
    return checkpoint === null || (!last && (await rests())) ? null : checkpoint;
  };
  const hand = async (checkpoint: CheckpointRow): Promise<void> => {
    await holder.give(checkpoint.note);
    await keepPush(deps, holder.name, checkpoint);
  };
  const handFew = (last: boolean): Promise<void> =>
    inHolderTurn(deps, holder.name, async () => {
      // Another server may have been quicker.
      if ((await due(last)) === null) return;
      triedAt = Date.now();
      // It will be a while until the next one: everything there is goes with it.
      const checkpoint = await makeCheckpoint(deps, signer);
      if (checkpoint !== null) await hand(checkpoint);
    });

  return async (last: boolean): Promise<void> => {
    try {
      const checkpoint = await due(last);
      if (checkpoint !== null) await (every > 0 ? handFew(last) : hand(checkpoint));
    } catch (error) {
      report(error, `checkpoint for ${holder.name}`);
    }
  };
}

export function keepLog(
  deps: Deps,
  signer: LogSigner,
  holders: readonly LogHolder[],
  report: Report,
): LogKeeper {
  let madeAt = 0;
  let since = 0;
  // Who is to rest is given the last one when the server stops: nobody will do it later.
  let last = false;
  // Each on its own: who does not answer holds up no other and no checkpoint.
  const hands = holders.map((holder) => {
    const give = giving(deps, signer, holder, report);
    return oneAtATime(() => give(last));
  });

  async function make(now: boolean): Promise<void> {
    try {
      const open = await uncovered(deps);
      const due = now || open >= ENTRIES_MAX || Date.now() - madeAt >= SECONDS_MAX * 1000;
      const making = open > 0 && due;
      if (making) {
        since = 0;
        await makeCheckpoint(deps, signer);
        madeAt = Date.now();
      }
      for (const hand of hands) hand.soon(making);
    } catch (error) {
      report(error, 'checkpoint');
    }
  }

  const maker = oneAtATime(make);
  const timer = setInterval(() => maker.soon(false), TICK_MS);
  timer.unref();
  maker.soon(true);
  const idle = async (): Promise<void> => {
    await maker.idle();
    await Promise.all(hands.map((hand) => hand.idle()));
  };
  return {
    recorded(act) {
      since += 1;
      if (finalActs.has(act) || since >= ENTRIES_MAX) maker.soon(true);
    },
    idle,
    async stop() {
      clearInterval(timer);
      await idle();
      last = true;
      await make(true);
      await idle();
    },
  };
}
