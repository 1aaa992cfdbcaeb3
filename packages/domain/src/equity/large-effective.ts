import { type LargePlaces, largeComponents, largePlaces } from './large-components.ts';
import type { LargeGraph } from './large-graph.ts';
import { type LoopHoldings, ROUNDING, solveLargeLoop, UNDERFLOW } from './large-loop.ts';

/** What a root holds of everything below it through all chains. */
export type LargeEffective = {
  /** By number; 1 for the root itself, 0 for whom it does not reach. */
  readonly share: Float64Array;
  /** How far each share may be off, proved; infinite where that could not be proved. */
  readonly error: Float64Array;
  /** Loops without an ultimate owner: nothing is said of them, nor passed on through them. */
  readonly ownerless: readonly (readonly number[])[];
};

type Work = LargePlaces & {
  readonly graph: LargeGraph;
  readonly root: number;
  readonly share: Float64Array;
  readonly error: Float64Array;
  /** Terms that went into each sum. */
  readonly terms: Uint32Array;
};

/** What the sum and its products may have lost is added to the errors that came in. */
function close({ share, error, terms }: Work, id: number): void {
  const slack = ((terms[id] ?? 0) + 8) * ROUNDING;
  error[id] = (error[id] ?? 0) * (1 + slack) + slack * (share[id] ?? 0) + (terms[id] ?? 0) * UNDERFLOW;
}

/** Hands on to what it holds outside its own component. */
function handOn({ graph, root, share, error, terms, component }: Work, id: number): void {
  const { start, owned, amount, voting } = graph;
  const [has, off, own] = [share[id] ?? 0, error[id] ?? 0, component[id]];
  for (let edge = start[id] ?? 0; edge < (start[id + 1] ?? 0); edge += 1) {
    const to = owned[edge] ?? 0;
    if (to === root || component[to] === own) continue;
    const part = (amount[edge] ?? 0) / (voting[to] ?? 1);
    share[to] = (share[to] ?? 0) + part * has;
    error[to] = (error[to] ?? 0) + part * off;
    terms[to] = (terms[to] ?? 0) + 1;
  }
}

/** The holdings inside a loop, by the owned. */
export function loopOf(
  graph: LargeGraph,
  { component, place }: LargePlaces,
  members: Uint32Array,
): LoopHoldings {
  const size = members.length;
  const own = component[members[0] ?? 0];
  const start = new Uint32Array(size + 1);
  const each = (visit: (from: number, to: number, amount: number) => void): void => {
    for (let i = 0; i < size; i += 1) {
      const id = members[i] ?? 0;
      for (let edge = graph.start[id] ?? 0; edge < (graph.start[id + 1] ?? 0); edge += 1) {
        const to = graph.owned[edge] ?? 0;
        if (component[to] === own) visit(i, place[to] ?? 0, graph.amount[edge] ?? 0);
      }
    }
  };
  each((_, to) => {
    start[to + 1] = (start[to + 1] ?? 0) + 1;
  });
  for (let j = 0; j < size; j += 1) start[j + 1] = (start[j + 1] ?? 0) + (start[j] ?? 0);
  const next = start.slice();
  const owner = new Uint32Array(start[size] ?? 0);
  const amount = new Float64Array(owner.length);
  each((from, to, part) => {
    const at = next[to] ?? 0;
    next[to] = at + 1;
    owner[at] = from;
    amount[at] = part;
  });
  const voting = Float64Array.from(members, (id) => graph.voting[id] ?? 0);
  return { size, start, owner, amount, voting };
}

/** Solves a loop in place; false where it has no ultimate owner. */
function solve(work: Work, members: Uint32Array): boolean {
  const { graph, share, error } = work;
  const solved = solveLargeLoop({
    ...loopOf(graph, work, members),
    inflow: Float64Array.from(members, (id) => share[id] ?? 0),
    inflowError: Float64Array.from(members, (id) => error[id] ?? 0),
  });
  for (const [i, id] of members.entries()) {
    share[id] = solved?.share[i] ?? 0;
    error[id] = solved?.error[i] ?? 0;
  }
  return solved !== null;
}

/**
 * Effective shares of one root, its own holders cut off: e·(I − A)⁻¹ component by component, owners first, each
 * strong component solved by itself. Linear in the holdings below the root, but for the insides of loops.
 */
export function largeEffective(graph: LargeGraph, root: number): LargeEffective {
  const components = largeComponents(graph, root);
  const { start, members } = components;
  const { size } = graph;
  const work: Work = {
    ...largePlaces(graph, components),
    graph,
    root,
    share: new Float64Array(size),
    error: new Float64Array(size),
    terms: new Uint32Array(size),
  };
  work.share[root] = 1;
  const ownerless: number[][] = [];
  handOn(work, root);
  for (let c = 1; c + 1 < start.length; c += 1) {
    const [from, to] = [start[c] ?? 0, start[c + 1] ?? 0];
    for (let at = from; at < to; at += 1) close(work, members[at] ?? 0);
    if (to - from > 1 && !solve(work, members.subarray(from, to))) {
      ownerless.push([...members.subarray(from, to)]);
    }
    for (let at = from; at < to; at += 1) handOn(work, members[at] ?? 0);
  }
  return { share: work.share, error: work.error, ownerless };
}
