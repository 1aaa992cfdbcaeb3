import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import type { Point } from './structure-layout.ts';

/** The line of a holding: its corners as laid out. */
export type HoldingEdgeType = Edge<{ points: readonly Point[] }, 'holding'>;

/** A holding along its laid-out corners; the share stands just above the company held. */
export function HoldingEdge({ data, label, style, markerEnd }: EdgeProps<HoldingEdgeType>) {
  const points = data?.points ?? [];
  const end = points.at(-1) ?? { x: 0, y: 0 };
  const path = points.map((point, at) => `${at === 0 ? 'M' : 'L'} ${point.x} ${point.y}`).join(' ');
  return (
    <BaseEdge
      path={path}
      label={label}
      labelX={end.x}
      labelY={end.y - 19}
      labelShowBg
      labelBgPadding={[4, 2]}
      {...(style === undefined ? {} : { style })}
      {...(markerEnd === undefined ? {} : { markerEnd })}
    />
  );
}
