import { add, compare, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';
import { ownedBy, type ShareGraph } from './share-graph.ts';

const half: Ratio = ratio(1n, 2n);

/**
 * Whom the root controls by majority closure: who is held for more than the threshold (over 50%) by the root and
 * those it already controls together, without the root. The result does not hang on the order of the search. Control
 * is not effective share: a chain of 60% holdings controls to any depth.
 */
export function majorityClosure(graph: ShareGraph, root: string, threshold: Ratio = half): Set<string> {
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
  return controlled;
}

/** As {@link majorityClosure}, in the order of the entities. */
export function controlledBy(graph: ShareGraph, root: string, threshold: Ratio = half): string[] {
  const controlled = majorityClosure(graph, root, threshold);
  return graph.order.filter((id) => controlled.has(id));
}
