import { lastEntryOf } from '@guanyun/db/evidence/journal.store.ts';
import { checkpointOver, findLogHash } from '@guanyun/db/evidence/log.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { hashNames } from '@guanyun/domain/evidence/log-hash.ts';
import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';

/**
 * What the printed code says of the entry by which a paper came about, for whoever holds the paper: where its receipt is, how its
 * issuer answered for it, and the log's first signed state over it. Without such an entry it leads to `otherwise`.
 */
export async function receiptCode(
  tx: Tx,
  subjectId: string,
  act: string,
  otherwise: string,
): Promise<Omit<OfficialPaper['code'], 'digest'>> {
  const entry = await lastEntryOf(tx, subjectId, act);
  if (entry === null) return { path: otherwise };
  const signed = await checkpointOver(tx, BigInt(entry.index));
  const named = (await findLogHash(tx)) === 'sm3' ? { hash: hashNames.sm3 } : {};
  return {
    path: `/receipts/${entry.index}/${entry.leaf}`,
    evidence: entry.level,
    ...(signed === null ? {} : { tree: { ...named, size: signed.size, root: signed.root } }),
  };
}
