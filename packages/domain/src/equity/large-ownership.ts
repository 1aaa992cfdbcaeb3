import { largeComponents, largePlaces } from './large-components.ts';
import { largeControl, largeLevels } from './large-control.ts';
import { type LargeEffective, largeEffective, loopOf } from './large-effective.ts';
import { type LargeGraph, type LargeHoldings, largeGraph } from './large-graph.ts';
import { holdsItselfWholly } from './large-loop.ts';

/** A group of any size seen from one root. Control and levels are exact; shares are doubles with a proved bound. */
export type LargeOwnership = LargeEffective & {
  readonly controlled: Uint8Array;
  /** The root 1, whom it does not control 0. */
  readonly levels: Uint32Array;
};

export type LargeProblems = {
  readonly ownerless: readonly (readonly number[])[];
  readonly over: readonly number[];
  readonly incomplete: readonly number[];
};

/**
 * The questions of the rule `ownership` for groups beyond what exact fractions can answer: one root, everything
 * below it, levels by the nearest holder. Linear in the holdings where loops are few.
 */
export function largeOwnership(holdings: LargeHoldings, root: number): LargeOwnership {
  const graph = largeGraph(holdings);
  const controlled = largeControl(graph, root);
  return {
    ...largeEffective(graph, root),
    controlled,
    levels: largeLevels(graph, root, controlled),
  };
}

/** Loops, and companies by themselves, that hold themselves wholly, wherever they are. */
function ownerlessOf(graph: LargeGraph): number[][] {
  const components = largeComponents(graph);
  const places = largePlaces(graph, components);
  const { start, members } = components;
  const found: number[][] = [];
  for (let c = 0; c + 1 < start.length; c += 1) {
    const own = members.subarray(start[c], start[c + 1]);
    const alone = own[0] ?? 0;
    const selfHeld = (graph.voting[alone] ?? 0) <= 0 && (graph.known[alone] ?? 0) > 0;
    if (own.length === 1 ? selfHeld : holdsItselfWholly(loopOf(graph, places, own))) {
      found.push([...own].sort((a, b) => a - b));
    }
  }
  return found.sort(([a = 0], [b = 0]) => a - b);
}

/** What is wrong with the holdings themselves. Who is held by nobody is a final owner and not incomplete. */
export function largeProblems(holdings: LargeHoldings): LargeProblems {
  const graph = largeGraph(holdings);
  const [over, incomplete]: [number[], number[]] = [[], []];
  for (let id = 0; id < holdings.size; id += 1) {
    const [held, whole] = [graph.known[id] ?? 0, holdings.capital[id] ?? 0];
    if (held > whole) over.push(id);
    if (held > 0 && held < whole) incomplete.push(id);
  }
  return { ownerless: ownerlessOf(graph), over, incomplete };
}
