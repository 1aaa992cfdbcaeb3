import { journalEntries } from '@guanyun/db/evidence/journal.store.ts';
import {
  changesOf,
  checkpointsAbove,
  coveredTables,
  eachRow,
  journalSize,
  withoutTimeLimit,
} from '@guanyun/db/evidence/log.store.ts';
import { inSnapshot, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';
import { hashNames, type LogHash, ROW_HASH } from '@guanyun/domain/evidence/log-hash.ts';
import type { Deps } from '../kernel/deps.ts';
import { wholeZone } from '../organizations/actor.ts';
import { leafText } from './act.ts';
import { logHash } from './log-tree.ts';

const ENTRIES = 200;
const CHECKPOINTS = 500;
type Write = (line: object) => Promise<void>;

/** How the header begins: the second format names the hashes, the first is of SHA-256. */
const formatOf = (hash: LogHash, origin: string): object =>
  hash === 'sha256'
    ? { type: 'header', format: 'guanyun-log/1', origin, hash: hashNames[hash] }
    : { type: 'header', format: 'guanyun-log/2', origin, hash: hashNames[hash], rowHash: ROW_HASH };

async function writeEntries(tx: Tx, logged: LogHash, size: number, write: Write): Promise<void> {
  for (let at = 0; at < size; at += ENTRIES) {
    for (const { index, leaf: hash, rows, rowsUntil, ...entry } of await journalEntries(
      tx,
      BigInt(at),
      ENTRIES,
    ))
      await write({
        type: 'entry',
        index: Number(index),
        leaf: leafText(entry, { index: BigInt(index), rows, hash: logged }),
        hash,
        content: canonicalJson(entry.content),
        rows: await changesOf(tx, entry.requestId, rowsUntil),
      });
  }
}

async function writeCheckpoints(tx: Tx, write: Write): Promise<number> {
  let [written, above] = [0, '0'];
  for (;;) {
    const batch = await checkpointsAbove(tx, above, CHECKPOINTS);
    for (const { note } of batch) await write({ type: 'checkpoint', note });
    written += batch.length;
    above = batch.at(-1)?.size ?? above;
    if (batch.length < CHECKPOINTS) return written;
  }
}

/**
 * The whole log as of one moment, line by line as docs/log-format.md says: entries, the rows of every covered table, checkpoints.
 * Memory is a batch and the changes of one act.
 */
export function exportLog(deps: Deps, origin: string, write: Write): Promise<void> {
  return inSnapshot(deps.db, wholeZone(deps), async (tx) => {
    await withoutTimeLimit(tx);
    const [size, tables] = [await journalSize(tx), await coveredTables(tx)];
    const hash = await logHash(tx);
    await write({ ...formatOf(hash, origin), tables, entries: size });
    await writeEntries(tx, hash, size, write);
    let rows = 0;
    for (const { name: table } of tables)
      await eachRow(tx, table, async (batch) => {
        for (const row of batch) await write({ type: 'row', table, ...row });
        rows += batch.length;
      });
    await write({ type: 'end', rows, checkpoints: await writeCheckpoints(tx, write) });
  });
}
