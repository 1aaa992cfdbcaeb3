import { majorityClosure } from './majority-control.ts';
import { holdersOf, type ShareGraph } from './share-graph.ts';

/** A controller that is not a state body, and whom it controls by majority. */
export type ControlGroup = { readonly controller: string; readonly members: ReadonlySet<string> };

/** Everybody who holds one of these through any chain, the nearest first, themselves included. */
export function holdersAbove(graph: ShareGraph, ids: readonly string[]): string[] {
  const found = new Set(ids);
  for (const id of found) for (const holder of holdersOf(graph, id).keys()) found.add(holder);
  return [...found];
}

/**
 * The groups that these belong to, each under its topmost controller that is not a state body: the state alone makes
 * nobody related (公司法第二百六十五条). Whoever is controlled by such a controller heads no group of its own here: its
 * controller controls all that it does.
 */
export function controlGroups(
  graph: ShareGraph,
  ids: readonly string[],
  states: ReadonlySet<string>,
  closureOf: (id: string) => ReadonlySet<string> = (id) => majorityClosure(graph, id),
): ControlGroup[] {
  const groups: ControlGroup[] = [];
  const below = new Set<string>();
  for (const controller of holdersAbove(graph, ids).reverse()) {
    if (states.has(controller) || below.has(controller)) continue;
    const members = closureOf(controller);
    for (const each of members) below.add(each);
    if (members.size > 0) groups.push({ controller, members });
  }
  return groups;
}

/**
 * Who is linked with a party by control, itself included: its topmost controllers that are not state bodies, whom they
 * control, and whom it controls.
 */
export function linkedParties(graph: ShareGraph, id: string, states: ReadonlySet<string>): Set<string> {
  const linked = new Set([id]);
  for (const { controller, members } of controlGroups(graph, [id], states)) {
    if (controller !== id && !members.has(id)) continue;
    linked.add(controller);
    for (const member of members) linked.add(member);
  }
  return linked;
}
