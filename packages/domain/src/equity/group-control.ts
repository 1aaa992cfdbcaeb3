import { add, compare, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';
import { holdersOf, ownedBy, type ShareGraph } from './share-graph.ts';

const half: Ratio = ratio(1n, 2n);

/**
 * Whom the root controls by majority closure: who is held for more than the threshold (over 50%) by the root and
 * those it already controls together. Without the root, in the order of the entities. The result does not hang on
 * the order of the search. Control is not effective share: a chain of 60% holdings controls to any depth.
 */
export function controlledBy(graph: ShareGraph, root: string, threshold: Ratio = half): string[] {
  const controlled = new Set<string>();
  const votes = new Map<string, Ratio>();
  const waiting = [root];
  for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
    for (const [owned, share] of ownedBy(graph, holder)) {
      if (owned === root || controlled.has(owned)) continue;
      const sum = add(votes.get(owned) ?? ZERO, share);
      votes.set(owned, sum);
      if (compare(sum, threshold) <= 0) continue;
      controlled.add(owned);
      waiting.push(owned);
    }
  }
  return graph.order.filter((id) => controlled.has(id));
}

/** How deep an entity stands below the root, which is level 1; null where it is held but not controlled. */
export type GroupLevel = {
  readonly id: string;
  readonly controlled: boolean;
  readonly level: number | null;
  /** Deeper than the limit allows. */
  readonly violation: boolean;
};

/** One more than the nearest holder in the group, or than the largest holder in it (equals: the nearer). */
export type LevelBasis = 'nearest' | 'largest';

function nearestLevels(graph: ShareGraph, root: string, group: ReadonlySet<string>): Map<string, number> {
  const levels = new Map([[root, 1]]);
  let current = [root];
  for (let level = 2; current.length > 0; level += 1) {
    const below: string[] = [];
    for (const owned of current.flatMap((id) => [...ownedBy(graph, id).keys()])) {
      if (!group.has(owned) || levels.has(owned)) continue;
      levels.set(owned, level);
      below.push(owned);
    }
    current = below;
  }
  return levels;
}

/** The largest holders of an entity among the group; several when they hold the same. */
function largestHolders(graph: ShareGraph, id: string, group: ReadonlySet<string>): string[] {
  const inside = [...holdersOf(graph, id)].filter(([owner]) => group.has(owner));
  return inside
    .filter(([, share]) => inside.every(([, other]) => compare(share, other) >= 0))
    .map(([owner]) => owner);
}

/** By the largest holder; where largest holders go round in a circle, its nearest member stands by the nearest. */
function largestLevels(graph: ShareGraph, root: string, group: ReadonlySet<string>): Map<string, number> {
  const nearest = nearestLevels(graph, root, group);
  const levels = new Map([[root, 1]]);
  const open = new Map(
    graph.order
      .filter((id) => group.has(id) && id !== root)
      .map((id) => [id, largestHolders(graph, id, group)]),
  );
  const depth = (id: string): number => nearest.get(id) ?? Number.POSITIVE_INFINITY;
  while (open.size > 0) {
    let settled = false;
    for (const [id, largest] of open) {
      const above = largest.map((owner) => levels.get(owner));
      if (!above.every((level) => level !== undefined)) continue;
      levels.set(id, 1 + Math.min(...above));
      open.delete(id);
      settled = true;
    }
    if (settled) continue;
    const [stuck] = [...open.keys()].sort((a, b) => depth(a) - depth(b));
    if (stuck === undefined) break;
    levels.set(stuck, depth(stuck));
    open.delete(stuck);
  }
  return levels;
}

/** The levels of every held entity but the root, in the order of the entities （两级管理）. */
export function groupLevels(
  graph: ShareGraph,
  root: string,
  control: readonly string[],
  limit: number,
  basis: LevelBasis,
): GroupLevel[] {
  const group = new Set([root, ...control]);
  const levels = (basis === 'nearest' ? nearestLevels : largestLevels)(graph, root, group);
  return graph.order
    .filter((id) => id !== root && holdersOf(graph, id).size > 0)
    .map((id) => {
      const controlled = group.has(id);
      const level = controlled ? (levels.get(id) ?? null) : null;
      return { id, controlled, level, violation: level !== null && level > limit };
    });
}
