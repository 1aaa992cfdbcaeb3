import { findEntry } from '@guanyun/db/evidence/journal.store.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import { hashNames, type LogHash } from '@guanyun/domain/evidence/log-hash.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { wholeZone } from '../organizations/actor.ts';
import { leafText } from './act.ts';
import { inclusionProof, logHash, makeCheckpoint } from './log-tree.ts';
import type { LogSigner } from './signed-note.ts';

/** How a receipt begins: the second format names the hash, the first is of SHA-256. */
type Beginning =
  | { readonly format: 'guanyun-receipt/1' }
  | { readonly format: 'guanyun-receipt/2'; readonly hash: string };
/** Proof that one entry is in the log, to be kept and checked without the server (docs/log-format.md). */
export type Receipt = Beginning & {
  readonly index: number;
  readonly leaf: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
};

const beginningOf = (hash: LogHash): Beginning =>
  hash === 'sha256'
    ? { format: 'guanyun-receipt/1' }
    : { format: 'guanyun-receipt/2', hash: hashNames[hash] };

/**
 * The receipt of an entry, for whoever knows its leaf hash: the hash is on the papers, and nobody guesses it. An entry that no
 * checkpoint covers yet gets one. NotFound for a wrong index and a wrong hash alike.
 */
export async function receiptOf(
  deps: Deps,
  signer: LogSigner,
  index: bigint,
  leaf: string,
): Promise<Receipt> {
  const read = () =>
    inSnapshot(deps.db, wholeZone(deps), async (tx) => {
      const entry = await findEntry(tx, index);
      if (entry === null || entry.leaf !== leaf) return found(null, 'entry');
      const proven = await inclusionProof(tx, index);
      const { index: _, leaf: _leaf, rows, rowsUntil: _until, ...told } = entry;
      const hash = await logHash(tx);
      return proven === null ? null : { ...proven, hash, text: leafText(told, { index, rows, hash }) };
    });
  let proven = await read();
  if (proven === null) {
    await makeCheckpoint(deps, signer);
    proven = found(await read(), 'checkpoint');
  }
  const { hash, text, proof, checkpoint } = proven;
  return {
    ...beginningOf(hash),
    index: Number(index),
    leaf: text,
    proof,
    checkpoint: checkpoint.note,
  };
}
