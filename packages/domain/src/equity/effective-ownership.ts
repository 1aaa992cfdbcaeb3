import { add, compare, divide, multiply, ONE, type Ratio, subtract, ZERO } from '../kernel/ratio.ts';
import { cutOff, holdersOf, type ShareGraph } from '../organizations/share-graph.ts';
import { exactInverse, identityLess, type RatioMatrix } from './exact-inverse.ts';
import { strongComponents } from './strong-components.ts';

/** What an owner holds of an entity through all chains. */
export type EffectiveShare = { readonly owner: string; readonly owned: string; readonly ratio: Ratio };

/** Ownership inside a loop: counted with its own circling, and without it. */
export type IntegratedShare = {
  readonly owner: string;
  readonly owned: string;
  /** (M − I)[i,j] with M = (I − A)⁻¹: overstates where shares circle (Brioschi et al. 1989). */
  readonly naive: Ratio;
  /** M[i,j] ÷ M[i,i]; for i = j 1 − 1 ÷ M[i,i] (Baldone et al. 1998). */
  readonly corrected: Ratio;
};

type Shares = ReadonlyMap<string, Ratio>;

const noShares: Shares = new Map();

function addScaled(into: Map<string, Ratio>, shares: Shares, factor: Ratio): void {
  for (const [owner, share] of shares) {
    into.set(owner, add(into.get(owner) ?? ZERO, multiply(share, factor)));
  }
}

/** Whether every member of a loop is held by the loop alone. */
function isClosed(graph: ShareGraph, loop: readonly string[]): boolean {
  const members = new Set(loop);
  return loop.every((id) => {
    const inside = [...holdersOf(graph, id)]
      .filter(([owner]) => members.has(owner))
      .map(([, share]) => share);
    return compare(inside.reduce(add, ZERO), ONE) >= 0;
  });
}

function loopMultiplier(graph: ShareGraph, loop: readonly string[]): RatioMatrix | null {
  if (isClosed(graph, loop)) return null;
  const columns = loop.map((id) => holdersOf(graph, id));
  const inverse = exactInverse(identityLess(loop.length, (i, j) => columns[j]?.get(loop[i] ?? '') ?? ZERO));
  // Where members are held for more than the whole, I − A may have an inverse that is no sum of chains.
  return inverse?.every((row) => row.every((entry) => compare(entry, ZERO) >= 0)) ? inverse : null;
}

/** M = (I − A)⁻¹ of a loop; null where the loop has no ultimate owner. */
export type LoopSolver = (graph: ShareGraph, loop: readonly string[]) => RatioMatrix | null;

/**
 * Solves each loop once. A loop is known by its members: who cuts off an entity's holders changes no holding
 * between the members of a loop that is left.
 */
export function loopSolver(): LoopSolver {
  const solved = new Map<string, RatioMatrix | null>();
  return (graph, loop) => {
    const key = JSON.stringify(loop);
    const known = solved.get(key);
    if (known !== undefined) return known;
    const multiplier = loopMultiplier(graph, loop);
    solved.set(key, multiplier);
    return multiplier;
  };
}

/** Loops, and entities by themselves, that hold themselves wholly, in the order of the entities. */
export function withoutUltimateOwner(
  graph: ShareGraph,
  components: readonly (readonly string[])[],
  solve: LoopSolver,
): (readonly string[])[] {
  return components
    .filter((component) =>
      component.length > 1 ? solve(graph, component) === null : graph.selfHeld.has(component[0] ?? ''),
    )
    .sort((a, b) => (graph.position.get(a[0] ?? '') ?? 0) - (graph.position.get(b[0] ?? '') ?? 0));
}

/** What reaches an entity from holders outside a set, given what is known of those holders. */
function fromOutside(
  graph: ShareGraph,
  id: string,
  inside: ReadonlySet<string>,
  known: Map<string, Shares>,
): Shares {
  const sum = new Map<string, Ratio>();
  for (const [owner, share] of holdersOf(graph, id)) {
    if (!inside.has(owner)) addScaled(sum, known.get(owner) ?? noShares, share);
  }
  return sum;
}

function solveLoop(
  graph: ShareGraph,
  loop: readonly string[],
  multiplier: RatioMatrix | null,
  known: Map<string, Shares>,
): void {
  const members = new Set(loop);
  const inflow = loop.map((id) => fromOutside(graph, id, members, known));
  for (const [j, id] of loop.entries()) {
    const sum = new Map<string, Ratio>();
    for (const [i, shares] of inflow.entries()) addScaled(sum, shares, multiplier?.[i]?.[j] ?? ZERO);
    known.set(id, sum);
  }
}

/**
 * For every entity, what each final owner (held by nobody) holds of it: R = E·(I − A)⁻¹, solved loop by loop with
 * owners first, exactly. Final owners hold themselves wholly here.
 */
export function ultimateShares(
  graph: ShareGraph,
  components: readonly (readonly string[])[],
  solve: LoopSolver,
): Map<string, Shares> {
  const known = new Map<string, Shares>();
  for (const component of components) {
    const id = component[0];
    if (id === undefined) continue;
    if (component.length > 1) solveLoop(graph, component, solve(graph, component), known);
    else if (graph.selfHeld.has(id)) known.set(id, noShares);
    else if (holdersOf(graph, id).size === 0) known.set(id, new Map([[id, ONE]]));
    else known.set(id, fromOutside(graph, id, new Set(component), known));
  }
  return known;
}

/** Turned round: what each owner holds, the owned in the order of the entities. */
function byOwner(graph: ShareGraph, all: ReadonlyMap<string, Shares>): Map<string, EffectiveShare[]> {
  const found = new Map<string, EffectiveShare[]>();
  for (const owned of graph.order) {
    for (const [owner, share] of all.get(owned) ?? noShares) {
      if (owner === owned || compare(share, ZERO) === 0) continue;
      const shares = found.get(owner) ?? [];
      shares.push({ owner, owned, ratio: share });
      found.set(owner, shares);
    }
  }
  return found;
}

/**
 * Effective shares of every final owner, and of the root where it is held itself (its own holders then cut off),
 * in the order of the entities. Pairs of zero are left out.
 */
export function effectiveOwnership(
  graph: ShareGraph,
  components: readonly (readonly string[])[],
  solve: LoopSolver,
  root?: string,
): EffectiveShare[] {
  const all = byOwner(graph, ultimateShares(graph, components, solve));
  if (root !== undefined && (holdersOf(graph, root).size > 0 || graph.selfHeld.has(root))) {
    const cut = cutOff(graph, root);
    const below = byOwner(cut, ultimateShares(cut, strongComponents(cut), solve)).get(root);
    all.set(root, below ?? []);
  }
  return graph.order.flatMap((owner) => all.get(owner) ?? []);
}

function loopShares(loop: readonly string[], multiplier: RatioMatrix | null): IntegratedShare[] {
  if (multiplier === null) return [];
  return loop.flatMap((owner, i) =>
    loop.map((owned, j) => {
      const [entry, own] = [multiplier[i]?.[j] ?? ZERO, multiplier[i]?.[i] ?? ONE];
      if (i !== j) return { owner, owned, naive: entry, corrected: divide(entry, own) };
      return { owner, owned, naive: subtract(entry, ONE), corrected: subtract(ONE, divide(ONE, own)) };
    }),
  );
}

/** Integrated shares of the companies of each loop in one another; null where there is no loop. */
export function integratedOwnership(
  graph: ShareGraph,
  loops: readonly (readonly string[])[],
  solve: LoopSolver,
): IntegratedShare[] | null {
  return loops.length === 0 ? null : loops.flatMap((loop) => loopShares(loop, solve(graph, loop)));
}
