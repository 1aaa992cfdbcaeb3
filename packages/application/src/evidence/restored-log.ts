import { journalEntries } from '@guanyun/db/evidence/journal.store.ts';
import { keptDocuments, withoutTimeLimit } from '@guanyun/db/evidence/log.store.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import { foldSubtrees } from '@guanyun/domain/evidence/merkle.ts';
import type { Deps } from '../kernel/deps.ts';
import { wholeZone } from '../organizations/actor.ts';
import { seal } from './act.ts';
import { nodeHash } from './digest.ts';
import { grow, logHash, type Node } from './log-tree.ts';
import type { Checkpoint } from './signed-note.ts';

/** What a zone's log is found to be, computed again from the entries themselves. */
export type RestoredLog = {
  readonly entries: number;
  /** The first entry that is not whole, or null. */
  readonly broken: number | null;
  /** Checkpoints from outside that the entries lead to, that they do not lead to, and that cover more than there is. */
  readonly agreed: readonly Checkpoint[];
  readonly differing: readonly Checkpoint[];
  readonly beyond: readonly Checkpoint[];
  /** Entries that no agreed checkpoint covers, the first few. */
  readonly newer: readonly { readonly index: number; readonly at: string; readonly act: string }[];
  readonly newerCount: number;
  readonly lastAt: string | null;
  /** The digests of all documents that the zone's rows name. */
  readonly documents: readonly string[];
};

const BATCH = 1000;
const SHOWN = 20;

/**
 * Computes every leaf and the tree again and lays the checkpoints from outside beside it. Time is linear in the journal, memory is a
 * batch.
 */
export function examineLog(
  deps: Pick<Deps, 'db' | 'zone'>,
  outside: readonly Checkpoint[],
): Promise<RestoredLog> {
  return inSnapshot(deps.db, wholeZone(deps), async (tx) => {
    await withoutTimeLimit(tx);
    const hash = await logHash(tx);
    const wanted = new Set(outside.map(({ size }) => size));
    const roots = new Map<number, string>();
    const edge: Node[] = [];
    const recent: { index: number; at: string; act: string }[] = [];
    let [entries, lastAt, broken] = [0, null as string | null, null as number | null];
    const covered = Math.max(0, ...wanted);
    for (;;) {
      const batch = await journalEntries(tx, BigInt(entries), BATCH);
      for (const { index, leaf, rows, rowsUntil: _, ...entry } of batch) {
        const made = seal(entry, { index: BigInt(entries), rows, hash });
        const whole = index === String(entries) && made.leaf === leaf && made.digest === entry.digest;
        if (!whole) broken ??= entries;
        grow(edge, { level: 0, index: entries, hash: made.leaf }, nodeHash(hash));
        lastAt = entry.recordedAt.toISOString();
        if (entries >= covered && recent.length < SHOWN)
          recent.push({ index: entries, at: lastAt, act: entry.act });
        entries += 1;
        if (wanted.has(entries))
          roots.set(
            entries,
            foldSubtrees(
              edge.map((node) => node.hash),
              nodeHash(hash),
            ),
          );
      }
      if (batch.length < BATCH) break;
    }
    const within = outside.filter(({ size }) => size > 0 && size <= entries);
    const agreed = within.filter(({ size, root }) => roots.get(size) === root);
    return {
      ...{ entries, broken, agreed, lastAt },
      differing: within.filter((one) => !agreed.includes(one)),
      beyond: outside.filter(({ size }) => size > entries),
      newer: recent,
      newerCount: entries - Math.max(0, ...agreed.map(({ size }) => size)),
      documents: await keptDocuments(tx),
    };
  });
}
