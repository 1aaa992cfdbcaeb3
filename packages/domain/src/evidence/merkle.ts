/**
 * The tree of RFC 9162, 2.1, over the entries of a log: which complete subtrees its root and its proofs consist of, and how
 * proofs are checked. Hashes are hex; the hash function of inner nodes comes from outside. Sizes and indexes are counted
 * in leaves, up to 2^53.
 */
export type NodeHash = (left: string, right: string) => string;

/** A complete subtree of 2^level leaves: the leaves index·2^level up to (index + 1)·2^level. */
export type Subtree = { readonly level: number; readonly index: number };
/** Leaves from `start` up to, and without, `end`: what one hash of a proof stands for. */
export type Span = { readonly start: number; readonly end: number };

/** The largest power of two below `size`; `size` > 1. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The complete subtrees a span consists of, left to right; `start` must be a multiple of every size in it. */
export function subtreesOf({ start, end }: Span): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The hash of a span from the hashes of its subtrees, of which there is at least one. */
export function foldSubtrees(hashes: readonly string[], node: NodeHash): string {
  return hashes.reduceRight((right, left) => node(left, right));
}

/** The spans whose hashes prove that leaf `index` is in the tree of `size` leaves, from the leaf upwards (2.1.3.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} among ${size}`);
  const spans: Span[] = [];
  for (let [start, end] = [0, size]; end - start > 1; ) {
    const middle = start + split(end - start);
    spans.unshift(index < middle ? { start: middle, end } : { start, end: middle });
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return spans;
}

/** The spans whose hashes prove that the tree of `size` leaves goes on from the one of `before` (2.1.4.1). */
export function consistencySpans(before: number, size: number): Span[] {
  if (!(before > 0 && before <= size)) throw new RangeError(`no tree of ${before} within ${size}`);
  const spans: Span[] = [];
  let [start, end, whole] = [0, size, true];
  while (end !== before) {
    const middle = start + split(end - start);
    if (before <= middle) {
      spans.unshift({ start: middle, end });
      end = middle;
    } else {
      spans.unshift({ start, end: middle });
      [start, whole] = [middle, false];
    }
  }
  return whole ? spans : [{ start, end }, ...spans];
}

/** The root that a proof of inclusion leads to, or null where it has not the length it must have (2.1.3.2). */
export function rootFromInclusion(
  { index, size, leaf }: { index: number; size: number; leaf: string },
  proof: readonly string[],
  node: NodeHash,
): string | null {
  if (!(index >= 0 && index < size) || proof.length !== inclusionSpans(index, size).length) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const hash of proof) {
    if (at % 2 === 1 || at === last) {
      root = node(hash, root);
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else root = node(root, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

/** Whether a proof shows that the tree of `size` leaves begins with the one of `before` (2.1.4.2). */
export function isConsistent(
  older: { size: number; root: string },
  newer: { size: number; root: string },
  proof: readonly string[],
  node: NodeHash,
): boolean {
  if (!(older.size > 0 && older.size <= newer.size)) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root === newer.root;
  // A tree that was complete then is one of the subtrees now: its hash is known and not sent along.
  const whole = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = whole ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [then, now] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [then, now] = [node(hash, then), node(hash, now)];
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else now = node(now, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && then === older.root && now === newer.root;
}
