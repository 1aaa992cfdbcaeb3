import { Link } from '@tanstack/react-router';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { useText } from '../../texts/text.ts';
import type { StructureNode } from './structure-graph.ts';
import { marksOf } from './structure-marks.ts';

/** An entity of the ownership chart. */
export type CompanyNodeType = Node<{ entity: StructureNode }, 'company'>;

function Marks({ entity }: { entity: StructureNode }) {
  const t = useText();
  const { exemption } = entity;
  return (
    <div className="ownership-marks">
      {marksOf(entity, t).map(({ text, tone }) =>
        tone === 'exempt' && exemption?.document ? (
          <a
            key={text}
            className="ownership-mark-exempt nodrag nopan"
            href={`/documents/${exemption.document}`}
            title={t('levels.exemptPaper', { day: exemption.until })}
            download
          >
            {text}
          </a>
        ) : (
          <span key={text} className={`ownership-mark-${tone}`}>
            {text}
          </span>
        ),
      )}
    </div>
  );
}

function nodeClass(entity: StructureNode): string {
  const parts = ['ownership-node', `ownership-${entity.kind}`];
  if (entity.controlled) parts.push('ownership-controlled');
  if (entity.violation) parts.push('ownership-over');
  if (entity.exemption !== null) parts.push('ownership-exempt');
  if (entity.nameStatus !== 'known') parts.push('ownership-unsure');
  return parts.join(' ');
}

/** One box of the chart: name, level and effective share; a company opens its holders. */
export function CompanyNode({ data }: NodeProps<CompanyNodeType>) {
  const t = useText();
  const { entity } = data;
  const name = entity.name || t('equity.unnamed');
  return (
    <div className={nodeClass(entity)}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {entity.kind === 'company' ? (
        <Link
          className="ownership-name nodrag nopan"
          to="/equity/$companyId"
          params={{ companyId: entity.id }}
          search={true}
        >
          {name}
        </Link>
      ) : (
        <span className="ownership-name">{name}</span>
      )}
      <Marks entity={entity} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
      <Handle type="source" id="side-out" position={Position.Right} isConnectable={false} />
      <Handle type="target" id="side-in" position={Position.Left} isConnectable={false} />
    </div>
  );
}
