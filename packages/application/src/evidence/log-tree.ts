import {
  beginLog,
  type CheckpointRow,
  checkpointOver,
  checkpointToPush,
  coveredTables,
  databaseClock,
  findLogHash,
  hashesOf,
  journalSize,
  lastCheckpoint,
  lastPushAt,
  leavesFrom,
  saveCheckpoint,
  saveNodes,
  savePush,
  takeCheckpointTurn,
  takeHolderTurn,
  toldTables,
  untoldRequests,
} from '@guanyun/db/evidence/log.store.ts';
import { tellEndpoints } from '@guanyun/db/evidence/webhook.store.ts';
import { inSnapshot, inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';
import { hashOfOrigin, type LogHash } from '@guanyun/domain/evidence/log-hash.ts';
import {
  consistencySpans,
  foldSubtrees,
  inclusionSpans,
  type NodeHash,
  type Span,
  type Subtree,
  subtreesOf,
} from '@guanyun/domain/evidence/merkle.ts';
import { CHECKPOINT_ACT } from '@guanyun/domain/evidence/webhooks.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { wholeZone } from '../organizations/actor.ts';
import { act } from './act.ts';
import { nodeHash } from './digest.ts';
import { type LogSigner, signedCheckpoint } from './signed-note.ts';

export type Node = Subtree & { readonly hash: string };
const BATCH = 5000;

/** One more leaf on the right edge of the tree: the subtrees that it completes are merged; returns those that are new. */
export function grow(edge: Node[], leaf: Node, hashed: NodeHash): Node[] {
  const made: Node[] = [];
  let node = leaf;
  for (let left = edge.at(-1); left !== undefined && left.level === node.level; left = edge.at(-1)) {
    edge.pop();
    node = { level: node.level + 1, index: left.index / 2, hash: hashed(left.hash, node.hash) };
    made.push(node);
  }
  edge.push(node);
  return made;
}

/** The hash of the log; a log without entries has none to be hashed with. */
export const logHash = async (tx: Tx): Promise<LogHash> => (await findLogHash(tx)) ?? 'sha256';

/**
 * Begins a log that has no entry yet with this hash, once and for all.
 * @returns the hash that the log has: another one where it was begun before
 */
export const beginWith = (deps: Deps, wanted: LogHash): Promise<LogHash> =>
  inTransaction(deps.db, wholeZone(deps), (tx) => beginLog(tx, wanted));

/** Takes the leaves from `from` to `size` into the tree and returns its root. Memory is one batch. */
async function growTree(tx: Tx, hashed: NodeHash, from: number, size: number): Promise<string> {
  const whole = subtreesOf({ start: 0, end: from });
  const hashes = await hashesOf(tx, whole);
  const edge: Node[] = whole.map((subtree, i) => ({ ...subtree, hash: hashes[i] as string }));
  for (let at = from; at < size; ) {
    const leaves = await leavesFrom(tx, at, Math.min(BATCH, size - at));
    if (leaves.length === 0) throw new Error(`the journal has no entry ${at}`);
    const made = leaves.flatMap((hash, i) => grow(edge, { level: 0, index: at + i, hash }, hashed));
    if (made.length > 0) await saveNodes(tx, made);
    at += leaves.length;
  }
  return foldSubtrees(
    edge.map(({ hash }) => hash),
    hashed,
  );
}

/**
 * Signs a checkpoint over all entries there are, unless the last one covers them; null while the journal is empty. Time is
 * linear in the entries since the last one.
 */
export function makeCheckpoint(deps: Deps, signer: LogSigner): Promise<CheckpointRow | null> {
  return inTransaction(deps.db, wholeZone(deps), async (tx) => {
    await takeCheckpointTurn(tx);
    const [last, size] = [await lastCheckpoint(tx), await journalSize(tx)];
    if (size === Number(last?.size ?? 0)) return last;
    const hash = await logHash(tx);
    if (hashOfOrigin(signer.origin) !== hash)
      throw new Error(`${signer.origin} is no name for a log of ${hash}`);
    const root = await growTree(tx, nodeHash(hash), Number(last?.size ?? 0), size);
    const row = {
      size: size.toString(),
      root,
      note: signedCheckpoint(signer, size, root),
      madeAt: deps.now(),
    };
    await saveCheckpoint(tx, row);
    const about = { subjectKind: 'checkpoint', subjectId: null, subjectTitle: `${size} 条` };
    await tellEndpoints(tx, { act: CHECKPOINT_ACT, ...about, happenedAt: row.madeAt });
    return row;
  });
}

async function spanHashes(tx: Tx, spans: readonly Span[]): Promise<string[]> {
  const parts = spans.map(subtreesOf);
  const [hashes, hashed] = [await hashesOf(tx, parts.flat()), nodeHash(await logHash(tx))];
  let at = 0;
  return parts.map((subtrees) => {
    const own = hashes.slice(at, at + subtrees.length);
    at += subtrees.length;
    return foldSubtrees(own, hashed);
  });
}

/** The hashes that lead from an entry's leaf to the root of the first checkpoint that covers it; null: none does yet. */
export async function inclusionProof(
  tx: Tx,
  index: bigint,
): Promise<{ checkpoint: CheckpointRow; proof: string[] } | null> {
  const checkpoint = await checkpointOver(tx, index);
  if (checkpoint === null) return null;
  return { checkpoint, proof: await spanHashes(tx, inclusionSpans(Number(index), Number(checkpoint.size))) };
}

/**
 * The hashes that show the tree of `from` entries to be the beginning of the one of `to` (RFC 9162, 2.1.4). RangeError where
 * there are no such trees under the latest checkpoint.
 */
export function proveConsistency(deps: Deps, from: number, to: number): Promise<string[]> {
  return inSnapshot(deps.db, wholeZone(deps), async (tx) => {
    const known = Number((await lastCheckpoint(tx))?.size ?? 0);
    if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && to <= known))
      throw new RangeError(`no tree of ${to} entries`);
    return spanHashes(tx, consistencySpans(from, to));
  });
}

export const latestCheckpoint = (deps: Deps): Promise<CheckpointRow> =>
  inSnapshot(deps.db, wholeZone(deps), async (tx) => found(await lastCheckpoint(tx), 'checkpoint'));

/** The latest checkpoint, if this outside holder has not got it. */
export const unheldCheckpoint = (deps: Deps, holder: string): Promise<CheckpointRow | null> =>
  inTransaction(deps.db, wholeZone(deps), (tx) => checkpointToPush(tx, holder));

/** Seconds since this holder was given a checkpoint, by whichever server; null: never. */
export const secondsSincePush = (deps: Deps, holder: string): Promise<number | null> =>
  inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const at = await lastPushAt(tx, holder);
    return at === null ? null : (deps.now().getTime() - at.getTime()) / 1000;
  });

/** Does what is to be done for a holder unless another server is at it. The work keeps what it does by itself, whatever comes after. */
export const inHolderTurn = (deps: Deps, holder: string, work: () => Promise<void>): Promise<void> =>
  inTransaction(deps.db, wholeZone(deps), async (tx) => {
    if (await takeHolderTurn(tx, holder)) await work();
  });

export const keepPush = (deps: Deps, holder: string, { size }: CheckpointRow): Promise<void> =>
  inTransaction(deps.db, wholeZone(deps), (tx) => savePush(tx, { size, holder, pushedAt: deps.now() }));

/** How many entries no checkpoint covers yet. */
export const uncovered = (deps: Deps): Promise<number> =>
  inTransaction(
    deps.db,
    wholeZone(deps),
    async (tx) => (await journalSize(tx)) - Number((await lastCheckpoint(tx))?.size ?? 0),
  );

/** For whoever runs the server: what no checkpoint covers, how old the newest is, and how far the database's clock is ahead of ours. */
export const logStanding = (
  deps: Deps,
): Promise<{ uncovered: number; checkpointSeconds: number | null; clockSeconds: number }> =>
  inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const [last, size, there] = [await lastCheckpoint(tx), await journalSize(tx), await databaseClock(tx)];
    return {
      uncovered: size - Number(last?.size ?? 0),
      checkpointSeconds: last === null ? null : (deps.now().getTime() - last.madeAt.getTime()) / 1000,
      clockSeconds: (there.getTime() - Date.now()) / 1000,
    };
  });

/**
 * What migrations changed, and which tables the log covers from then on, is told in entries of its own, so that whoever replays the
 * log knows of it.
 */
export async function tellMigrations(deps: Deps, schema: string): Promise<void> {
  const { untold, tables, changed } = await inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const covered = await coveredTables(tx);
    const told = await toldTables(tx);
    return {
      untold: await untoldRequests(tx),
      tables: covered,
      changed: canonicalJson(told) !== canonicalJson(covered),
    };
  });
  for (const requestId of untold.length === 0 && changed ? [deps.newId()] : untold) {
    const about = { kind: 'log', id: null, title: schema };
    await act(deps, null, { requestId, act: 'log.migrated', body: { schema }, about }, async () =>
      accept({ subject: about, content: { schema, tables }, answer: null }),
    );
  }
}
