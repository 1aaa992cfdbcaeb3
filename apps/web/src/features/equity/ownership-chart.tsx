import '@xyflow/react/dist/style.css';
import './ownership-chart.css';
import { Background, Controls, type Edge, MarkerType, ReactFlow } from '@xyflow/react';
import { Skeleton } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { palette } from '../../palette.ts';
import { useText } from '../../texts/text.ts';
import { CompanyNode, type CompanyNodeType } from './company-node.tsx';
import { type Caption, ExportPicture, legendKeys, legendTexts } from './export-picture.tsx';
import { HoldingEdge } from './holding-edge.tsx';
import { type Graph, type GraphEdge, type Structure, structureGraph } from './structure-graph.ts';
import { type Layout, layoutStructure, NODE_SIZE } from './structure-layout.ts';

const nodeTypes = { company: CompanyNode };
const edgeTypes = { holding: HoldingEdge };

function toNodes(graph: Graph, { places }: Layout): CompanyNodeType[] {
  const at = new Map(places.map((place) => [place.id, place]));
  return [...graph.layered, ...graph.beside].map((entity) => ({
    id: entity.id,
    type: 'company',
    position: { x: at.get(entity.id)?.x ?? 0, y: at.get(entity.id)?.y ?? 0 },
    data: { entity },
    width: NODE_SIZE.width,
    height: NODE_SIZE.height,
    focusable: false,
  }));
}

function toEdge(edge: GraphEdge, { routes }: Layout): Edge {
  const shared = {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    label: edge.label,
    focusable: false,
  };
  if (edge.kind === 'duty')
    return {
      ...shared,
      type: 'straight',
      sourceHandle: 'side-out',
      targetHandle: 'side-in',
      className: 'ownership-duty',
      style: { stroke: palette.amber, strokeDasharray: '6 5', strokeWidth: 1.5 },
      labelStyle: { fill: palette.amber },
    };
  const colour = edge.control ? palette.steel : palette.line;
  return {
    ...shared,
    type: 'holding',
    data: { points: routes.get(edge.id) ?? [] },
    className: edge.control ? 'ownership-control' : 'ownership-holding',
    style: { stroke: colour, strokeWidth: edge.control ? 2.5 : 1.25 },
    markerEnd: { type: MarkerType.ArrowClosed, color: colour },
  };
}

function Legend() {
  const t = useText();
  return (
    <ul className="ownership-legend" aria-label={t('equity.legend')}>
      {legendKeys.map((key) => (
        <li key={key}>
          <i className={`ownership-key ownership-key-${key}`} aria-hidden="true" />
          {t(legendTexts[key])}
        </li>
      ))}
    </ul>
  );
}

/**
 * The ownership structure as layers, holders on top. Percentages stand on the lines, control is the
 * heavy line, an entrusted duty is dashed and beside the layers. With a caption it is handed out as a picture too.
 */
export default function OwnershipChart({ structure, caption }: { structure: Structure; caption?: Caption }) {
  const t = useText();
  const graph = useMemo(() => structureGraph(structure), [structure]);
  const [placed, setPlaced] = useState<{ graph: Graph; layout: Layout } | null>(null);
  useEffect(() => {
    let left = false;
    void layoutStructure(graph).then((layout) => {
      if (!left) setPlaced({ graph, layout });
    });
    return () => {
      left = true;
    };
  }, [graph]);
  const drawn = useMemo(
    () =>
      placed === null
        ? null
        : {
            nodes: toNodes(placed.graph, placed.layout),
            edges: placed.graph.edges.map((edge) => toEdge(edge, placed.layout)),
          },
    [placed],
  );
  if (drawn === null) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <figure
      className={caption === undefined ? 'ownership-figure' : 'ownership-figure ownership-whole'}
      aria-label={t('equity.chart')}
    >
      <div className="ownership-canvas">
        <ReactFlow
          key={drawn.nodes.map((node) => node.id).join()}
          nodes={drawn.nodes}
          edges={drawn.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={false}
          preventScrolling={false}
          zoomOnScroll={false}
          minZoom={0.2}
          maxZoom={1.5}
          fitView
          // Names stay readable: what does not fit is reached by dragging.
          fitViewOptions={{ padding: 0.04, minZoom: 0.6, maxZoom: 1 }}
        >
          <Background gap={24} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      <Legend />
      {caption !== undefined && placed !== null && <ExportPicture caption={caption} {...placed} />}
    </figure>
  );
}
