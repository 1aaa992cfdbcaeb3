import type { LargeGraph } from './large-graph.ts';

/**
 * Whom a root controls by majority closure （over half of the voting capital held by the root and those it controls）:
 * 1 where it does, the root itself 0. Each holding of a controlled company is looked at once; sums are whole numbers,
 * so half is never a majority.
 */
export function largeControl({ size, start, owned, amount, voting }: LargeGraph, root: number): Uint8Array {
  const controlled = new Uint8Array(size);
  // Voting capital less twice what the group holds of it: below nothing once that is a majority.
  const lacking = voting.slice();
  lacking[root] = Number.POSITIVE_INFINITY;
  const waiting = new Uint32Array(size + 1);
  waiting[0] = root;
  for (let left = 1; left > 0; ) {
    left -= 1;
    const holder = waiting[left] ?? 0;
    const end = start[holder + 1] ?? 0;
    for (let edge = start[holder] ?? 0; edge < end; edge += 1) {
      const id = owned[edge] ?? 0;
      const before = lacking[id] ?? 0;
      const after = before - 2 * (amount[edge] ?? 0);
      lacking[id] = after;
      if (before < 0 || after >= 0) continue;
      controlled[id] = 1;
      waiting[left] = id;
      left += 1;
    }
  }
  return controlled;
}

/** How deep each controlled company stands by its nearest holder in the group; the root is 1, everybody else 0. */
export function largeLevels(
  { size, start, owned }: LargeGraph,
  root: number,
  controlled: Uint8Array,
): Uint32Array {
  const levels = new Uint32Array(size);
  const queue = new Uint32Array(size);
  queue[0] = root;
  levels[root] = 1;
  for (let [next, end] = [0, 1]; next < end; next += 1) {
    const holder = queue[next] ?? 0;
    for (let edge = start[holder] ?? 0; edge < (start[holder + 1] ?? 0); edge += 1) {
      const id = owned[edge] ?? 0;
      if (controlled[id] !== 1 || levels[id] !== 0) continue;
      levels[id] = (levels[holder] ?? 0) + 1;
      queue[end] = id;
      end += 1;
    }
  }
  return levels;
}
