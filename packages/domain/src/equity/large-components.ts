import type { LargeGraph } from './large-graph.ts';

/** Whom a root reaches, loop by loop, owners first: component `c` is `members` from `start[c]` up to `start[c + 1]`. */
export type LargeComponents = {
  readonly start: Uint32Array;
  readonly members: Uint32Array;
};

/** The place in which nobody was discovered yet, and what lowers nobody: its component is closed. */
const [UNSEEN, CLOSED] = [0, 0xffffffff];

/** Tarjan's search (1972) over typed arrays, without recursion. */
class Search {
  private readonly graph: LargeGraph;
  /** For each its place of discovery, from 1, and beside it the least that is reached from there. */
  private readonly places: Uint32Array;
  /** The way down to where the search stands, and beside each step the next holding to follow. */
  private readonly path: Uint32Array;
  private readonly open: Uint32Array;
  private readonly found: Uint32Array;
  private readonly ends: number[] = [];
  private seen = 0;
  private depth = 0;
  private opened = 0;
  private closed = 0;

  constructor(graph: LargeGraph) {
    this.graph = graph;
    const { size } = graph;
    [this.places, this.path] = [new Uint32Array(2 * size), new Uint32Array(2 * size)];
    [this.open, this.found] = [new Uint32Array(size), new Uint32Array(size)];
  }

  private enter(id: number): void {
    this.seen += 1;
    this.places[2 * id] = this.seen;
    this.places[2 * id + 1] = this.seen;
    this.path[2 * this.depth] = id;
    this.path[2 * this.depth + 1] = this.graph.start[id] ?? 0;
    this.depth += 1;
    this.open[this.opened] = id;
    this.opened += 1;
  }

  private lower(id: number, to: number): void {
    if (to < (this.places[2 * id + 1] ?? 0)) this.places[2 * id + 1] = to;
  }

  private leave(id: number): void {
    this.depth -= 1;
    const least = this.places[2 * id + 1] ?? 0;
    if (least !== this.places[2 * id]) {
      this.lower(this.path[2 * this.depth - 2] ?? 0, least);
      return;
    }
    for (let member = -1; member !== id; this.closed += 1) {
      this.opened -= 1;
      member = this.open[this.opened] ?? id;
      this.places[2 * member + 1] = CLOSED;
      this.found[this.closed] = member;
    }
    this.ends.push(this.closed);
  }

  /** Everything that is reached from here and was not yet; holdings of `root` are not followed. */
  explore(from: number, root: number): void {
    const { start, owned } = this.graph;
    const { places, path } = this;
    if (places[2 * from] !== UNSEEN) return;
    this.enter(from);
    while (this.depth > 0) {
      const top = 2 * this.depth - 2;
      const id = path[top] ?? 0;
      const edge = path[top + 1] ?? 0;
      if (edge === start[id + 1]) {
        this.leave(id);
        continue;
      }
      path[top + 1] = edge + 1;
      const next = owned[edge] ?? 0;
      if (next === root) continue;
      if (places[2 * next] === UNSEEN) this.enter(next);
      else this.lower(id, places[2 * next + 1] ?? 0);
    }
  }

  /** Components were closed owned first. */
  ownersFirst(): LargeComponents {
    const { closed, ends } = this;
    const start = new Uint32Array(ends.length + 1);
    for (const [index, end] of ends.entries()) start[ends.length - 1 - index] = closed - end;
    start[ends.length] = closed;
    return { start, members: this.found.slice(0, closed).reverse() };
  }
}

/**
 * The strong components below a root whose own holders are cut off, so that the root is the first and by itself;
 * without a root, of the whole graph. Linear in the holdings looked at.
 */
export function largeComponents(graph: LargeGraph, root?: number): LargeComponents {
  const search = new Search(graph);
  if (root !== undefined) search.explore(root, root);
  else for (let id = 0; id < graph.size; id += 1) search.explore(id, graph.size);
  return search.ownersFirst();
}

/** Of each member of a loop the number of its component, and its place in it; 0 for who stands in no loop. */
export type LargePlaces = { readonly loop: Uint32Array; readonly place: Uint32Array };

/** Numbers are from 1: component `c` is loop `c + 1`. */
export function largePlaces({ size }: LargeGraph, { start, members }: LargeComponents): LargePlaces {
  const loop = new Uint32Array(size);
  const place = new Uint32Array(size);
  for (let c = 0; c + 1 < start.length; c += 1) {
    const [from, to] = [start[c] ?? 0, start[c + 1] ?? 0];
    if (to - from === 1) continue;
    for (let at = from; at < to; at += 1) {
      loop[members[at] ?? 0] = c + 1;
      place[members[at] ?? 0] = at - from;
    }
  }
  return { loop, place };
}
