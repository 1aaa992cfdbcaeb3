import { ownedBy, type ShareGraph } from '../organizations/share-graph.ts';

type Visit = { readonly id: string; readonly next: Iterator<string> };
type Search = {
  readonly index: Map<string, number>;
  readonly low: Map<string, number>;
  readonly stack: string[];
  readonly onStack: Set<string>;
  readonly found: string[][];
};

function enter(search: Search, graph: ShareGraph, path: Visit[], id: string): void {
  search.index.set(id, search.index.size);
  search.low.set(id, search.index.size - 1);
  search.stack.push(id);
  search.onStack.add(id);
  path.push({ id, next: ownedBy(graph, id).keys() });
}

function lower(search: Search, id: string, to: number | undefined): void {
  const low = search.low.get(id);
  if (to !== undefined && (low === undefined || to < low)) search.low.set(id, to);
}

function close(search: Search, graph: ShareGraph, id: string): void {
  if (search.low.get(id) !== search.index.get(id)) return;
  const members = search.stack.splice(search.stack.lastIndexOf(id));
  for (const member of members) search.onStack.delete(member);
  const place = (member: string): number => graph.position.get(member) ?? 0;
  search.found.push(members.sort((a, b) => place(a) - place(b)));
}

function explore(search: Search, graph: ShareGraph, start: string): void {
  const path: Visit[] = [];
  enter(search, graph, path, start);
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const step = visit.next.next();
    if (step.done === true) {
      close(search, graph, visit.id);
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(search, above.id, search.low.get(visit.id));
    } else if (!search.index.has(step.value)) {
      enter(search, graph, path, step.value);
    } else if (search.onStack.has(step.value)) {
      lower(search, visit.id, search.index.get(step.value));
    }
  }
}

/**
 * The strongly connected components of the graph (Tarjan 1972, without recursion), owners before what they own;
 * members in the order of the entities. A component of one is an entity outside every loop.
 */
export function strongComponents(graph: ShareGraph): string[][] {
  const search: Search = { index: new Map(), low: new Map(), stack: [], onStack: new Set(), found: [] };
  for (const id of graph.order) if (!search.index.has(id)) explore(search, graph, id);
  return search.found.reverse();
}

/** The loops: components of two and more, in the order of the entities. */
export function loopsOf(graph: ShareGraph, components: readonly string[][]): string[][] {
  const place = (loop: readonly string[]): number => graph.position.get(loop[0] ?? '') ?? 0;
  return components.filter((component) => component.length > 1).sort((a, b) => place(a) - place(b));
}
