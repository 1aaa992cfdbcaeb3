import ELK, { type ElkExtendedEdge } from 'elkjs/lib/elk.bundled.js';
import type { Graph } from './structure-graph.ts';

/** A place in the chart, in pixels. */
export type Point = { readonly x: number; readonly y: number };
/** Where an entity stands in the chart: its upper left corner. */
export type Placed = Point & { readonly id: string };
/** A chart laid out: places of entities, and the corners of each holding's line from holder to held. */
export type Layout = {
  readonly places: readonly Placed[];
  readonly routes: ReadonlyMap<string, readonly Point[]>;
};

/** Width and height of an entity in the chart, in pixels. */
export const NODE_SIZE = { width: 208, height: 84 } as const;
const DUTY_GAP = 184;

const elk = new ELK();
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '64',
  'elk.layered.spacing.edgeNodeBetweenLayers': '30',
  'elk.spacing.nodeNode': '28',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

function routeOf(edge: ElkExtendedEdge): readonly Point[] {
  const section = edge.sections?.[0];
  return section === undefined ? [] : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
}

/**
 * Lays a structure out in layers, holders above what they hold. Entities tied by a duty only stand
 * beside the top, level with whoever entrusts them, so that no one reads a duty as a holding.
 */
export async function layoutStructure(graph: Graph): Promise<Layout> {
  const laid = await elk.layout({
    id: 'root',
    layoutOptions: options,
    children: graph.layered.map((node) => ({ id: node.id, ...NODE_SIZE })),
    edges: graph.edges
      .filter((edge) => edge.kind === 'holding')
      .map((edge) => ({ id: edge.id, sources: [edge.source], targets: [edge.target] })),
  });
  const placed = (laid.children ?? []).map((child) => ({ id: child.id, x: child.x ?? 0, y: child.y ?? 0 }));
  return {
    places: [...placed, ...placeBeside(graph, placed)],
    routes: new Map((laid.edges ?? []).map((edge) => [edge.id, routeOf(edge)])),
  };
}

/** Right of everything at the height of the entrusting entity, one column each. */
function placeBeside(graph: Graph, placed: readonly Placed[]): Placed[] {
  const taken = new Map<number, number>();
  // Whoever has neither holding nor duty stands in the top row too, after the others.
  const top = placed.length === 0 ? 0 : Math.min(...placed.map((at) => at.y));
  return graph.beside.map((node) => {
    const duty = graph.edges.find((edge) => edge.source === node.id || edge.target === node.id);
    const partner = placed.find((at) => at.id === duty?.source || at.id === duty?.target);
    const y = partner?.y ?? top;
    const inRow = placed.filter((at) => Math.abs(at.y - y) < NODE_SIZE.height).map((at) => at.x);
    const first = placed.length === 0 ? 0 : Math.max(...inRow, 0) + NODE_SIZE.width + DUTY_GAP;
    const x = taken.get(y) ?? first;
    taken.set(y, x + NODE_SIZE.width + DUTY_GAP);
    return { id: node.id, x, y };
  });
}
