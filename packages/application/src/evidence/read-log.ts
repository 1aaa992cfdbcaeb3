import { checkpointPage, type HolderRow, holdersOf, journalSize } from '@guanyun/db/evidence/log.store.ts';
import { hashNames } from '@guanyun/domain/evidence/log-hash.ts';
import type { Deps } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { logHash } from './log-tree.ts';

const SHOWN = 20;

/** By which hash the log is kept, how far it is signed, the latest checkpoints, and who outside holds which. */
export function readLog(
  deps: Deps,
  actor: Actor,
): Promise<{
  hash: string;
  entries: number;
  checkpoints: { size: string; root: string; note: string; madeAt: string }[];
  holders: (Omit<HolderRow, 'pushedAt'> & { pushedAt: string })[];
}> {
  return read(deps, actor, async (tx) => ({
    hash: hashNames[await logHash(tx)],
    entries: await journalSize(tx),
    checkpoints: (await checkpointPage(tx, SHOWN)).map((row) => ({
      ...row,
      madeAt: row.madeAt.toISOString(),
    })),
    holders: (await holdersOf(tx)).map((row) => ({ ...row, pushedAt: row.pushedAt.toISOString() })),
  }));
}
