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
  /** For each its share, and beside it how far that may be off. */
  readonly state: Float64Array;
};

/** More than adding up to a billion errors may itself have lost. */
const OF_ERRORS = 1 + 2 ** -20;

/**
 * Hands on to what it holds, but not inside its own loop. Each sum takes over the error of the term and adds what the
 * quotient, the product and the sum may have lost: less than eight halves of a rounding of the sum.
 */
function handOn({ graph, state, loop }: Work, id: number): void {
  const { start, owned, part } = graph;
  const [has, off, own] = [state[2 * id] ?? 0, state[2 * id + 1] ?? 0, loop[id] ?? 0];
  const end = start[id + 1] ?? 0;
  for (let edge = start[id] ?? 0; edge < end; edge += 1) {
    const to = owned[edge] ?? 0;
    if (own !== 0 && loop[to] === own) continue;
    const of = part[edge] ?? 0;
    const sum = (state[2 * to] ?? 0) + of * has;
    state[2 * to] = sum;
    const lost = of * off * OF_ERRORS + (4 * ROUNDING * sum + UNDERFLOW);
    state[2 * to + 1] = (state[2 * to + 1] ?? 0) + lost;
  }
}

/** The holdings inside a loop, by the owned. */
export function loopOf(graph: LargeGraph, { loop, place }: LargePlaces, members: Uint32Array): LoopHoldings {
  const size = members.length;
  const own = loop[members[0] ?? 0];
  const start = new Uint32Array(size + 1);
  const each = (visit: (from: number, to: number, amount: number) => void): void => {
    for (let i = 0; i < size; i += 1) {
      const id = members[i] ?? 0;
      for (let edge = graph.start[id] ?? 0; edge < (graph.start[id + 1] ?? 0); edge += 1) {
        const to = graph.owned[edge] ?? 0;
        if (loop[to] === own) visit(i, place[to] ?? 0, graph.amount[edge] ?? 0);
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
  const { graph, state } = work;
  const solved = solveLargeLoop({
    ...loopOf(graph, work, members),
    inflow: Float64Array.from(members, (id) => state[2 * id] ?? 0),
    inflowError: Float64Array.from(members, (id) => state[2 * id + 1] ?? 0),
  });
  for (const [i, id] of members.entries()) {
    state[2 * id] = solved?.share[i] ?? 0;
    state[2 * id + 1] = solved?.error[i] ?? 0;
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
  const state = new Float64Array(2 * size);
  const work: Work = { ...largePlaces(graph, components), graph, state };
  state[2 * root] = 1;
  const ownerless: number[][] = [];
  for (let c = 0; c + 1 < start.length; c += 1) {
    const [from, to] = [start[c] ?? 0, start[c + 1] ?? 0];
    if (to - from > 1 && !solve(work, members.subarray(from, to))) {
      ownerless.push([...members.subarray(from, to)]);
    }
    for (let at = from; at < to; at += 1) handOn(work, members[at] ?? 0);
  }
  const [share, error] = [new Float64Array(size), new Float64Array(size)];
  for (let id = 0; id < size; id += 1) {
    share[id] = state[2 * id] ?? 0;
    error[id] = state[2 * id + 1] ?? 0;
  }
  // What came back to the root: its holders are cut off.
  share[root] = 1;
  error[root] = 0;
  return { share, error, ownerless };
}
