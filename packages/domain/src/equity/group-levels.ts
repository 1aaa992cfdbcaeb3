import { compare, ONE, ZERO } from '../kernel/ratio.ts';
import type { LevelReading } from '../matters/parameter.ts';
import { holdersOf, ownedBy, type ShareGraph } from '../organizations/share-graph.ts';
import { strongComponents } from './strong-components.ts';

/** How deep an entity stands below the root, which is level 1; null where it is held but not controlled. */
export type GroupLevel = {
  readonly id: string;
  readonly controlled: boolean;
  readonly level: number | null;
  /** Deeper than the limit allows. */
  readonly violation: boolean;
};

/** One more than the nearest holder in the group, or than the largest holder in it (equals: the nearer). */
export type LevelBasis = LevelReading;

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
  let largest: string[] = [];
  let most = ZERO;
  for (const [owner, share] of holdersOf(graph, id)) {
    const order = group.has(owner) ? compare(share, most) : -1;
    if (order > 0) largest = [owner];
    else if (order === 0) largest.push(owner);
    if (order > 0) most = share;
  }
  return largest;
}

/** Goes down level by level from where levels are given; each entity takes the least level that reaches it. */
function descend(starts: ReadonlyMap<string, number>, below: ReadonlyMap<string, readonly string[]>) {
  const levels = new Map<string, number>();
  const byLevel = new Map<number, string[]>();
  const reach = (id: string, level: number): void => {
    const there = byLevel.get(level) ?? [];
    there.push(id);
    byLevel.set(level, there);
  };
  for (const [id, level] of starts) reach(id, level);
  const last = [...starts.values()].reduce((a, b) => Math.max(a, b), 1);
  for (let level = 1; level <= last || byLevel.has(level); level += 1) {
    for (const id of byLevel.get(level) ?? []) {
      if (levels.has(id)) continue;
      levels.set(id, level);
      for (const owned of below.get(id) ?? []) if (!levels.has(owned)) reach(owned, level + 1);
    }
  }
  return levels;
}

/** Where nobody above leads to the root: the circles of largest holders that all the rest hang on. */
function circlesOf(
  graph: ShareGraph,
  open: readonly string[],
  above: ReadonlyMap<string, readonly string[]>,
  below: ReadonlyMap<string, readonly string[]>,
): string[][] {
  const owned = new Map(open.map((id) => [id, new Map((below.get(id) ?? []).map((each) => [each, ONE]))]));
  return strongComponents({ ...graph, order: open, owned }).filter((component) => {
    const members = new Set(component);
    return component.every((id) => above.get(id)?.every((owner) => members.has(owner)));
  });
}

/** By the largest holder; where largest holders go round in a circle, its nearest member stands by the nearest. */
function largestLevels(graph: ShareGraph, root: string, group: ReadonlySet<string>): Map<string, number> {
  const nearest = nearestLevels(graph, root, group);
  const above = new Map<string, readonly string[]>();
  for (const id of group) if (id !== root) above.set(id, largestHolders(graph, id, group));
  const below = new Map<string, string[]>();
  for (const id of graph.order) {
    for (const owner of above.get(id) ?? []) {
      const owned = below.get(owner) ?? [];
      owned.push(id);
      below.set(owner, owned);
    }
  }
  const levels = descend(new Map([[root, 1]]), below);
  const starts = new Map([[root, 1]]);
  const depth = (id: string): number => nearest.get(id) ?? Number.POSITIVE_INFINITY;
  const open = graph.order.filter((id) => group.has(id) && !levels.has(id));
  for (const circle of circlesOf(graph, open, above, below)) {
    const first = circle.reduce((a, id) => (depth(id) < depth(a) ? id : a));
    starts.set(first, depth(first));
  }
  return starts.size === 1 ? levels : descend(starts, below);
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
