import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType, Tag } from 'antd';
import { shortPercent } from '../../components/short-percent.ts';
import { useText } from '../../texts/text.ts';
import { ExemptMark } from './exempt-mark.tsx';
import { LevelHead } from './level-head.tsx';
import type { ShownShare, Structure, StructureNode } from './structure-graph.ts';

const kindKeys = {
  state: 'equity.kindState',
  committee: 'equity.kindCommittee',
  company: 'equity.kindCompany',
  other: 'equity.kindOther',
} as const;

function EntityName({ node }: { node: StructureNode }) {
  const t = useText();
  const name = node.name || t('equity.unnamed');
  return (
    <>
      {node.kind === 'company' ? (
        <Link to="/equity/$companyId" params={{ companyId: node.id }} search={true}>
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      {node.absorbed && <Tag title={t('equity.absorbedBy', node.absorbed)}>{t('equity.absorbedMark')}</Tag>}
      {node.nameStatus === 'tentative' && <Tag color="gold">{t('equity.tentative')}</Tag>}
      {node.nameStatus === 'unknown' && <Tag color="gold">{t('equity.unknown')}</Tag>}
    </>
  );
}

function ControlMark({ node }: { node: StructureNode }) {
  const t = useText();
  if (node.kind !== 'company') return null;
  return (
    <>
      {node.controlled ? t('equity.controlled') : t('equity.notControlled')}{' '}
      {node.violation && <Tag color="error">{t('equity.violation')}</Tag>}
      {node.exemption !== null && <ExemptMark exemption={node.exemption} />}
    </>
  );
}

const percentOf = (share: ShownShare | null) => (share === null ? '—' : `${shortPercent(share.percent)}%`);

/** Where the level check is read, both readings with the one in force named; else that one alone. */
function levelColumns({ levels }: Structure, t: ReturnType<typeof useText>): TableColumnsType<StructureNode> {
  if (levels === undefined)
    return [{ title: t('equity.levelHead'), align: 'right', render: (_, node) => node.level ?? '—' }];
  return (['nearest', 'largest'] as const).map((reading) => ({
    title: <LevelHead reading={reading} inForce={levels.basis} />,
    key: reading,
    align: 'right',
    render: (_, node) => node.levels?.[reading] ?? '—',
  }));
}

/** The ownership structure as a table: for the keyboard, for print and for narrow screens. */
export function StructureTable({ structure }: { structure: Structure }) {
  const t = useText();
  const names = new Map(structure.nodes.map((node) => [node.id, node.name || t('equity.unnamed')]));
  const holders = (id: string) =>
    structure.holdings
      .filter((holding) => holding.target === id)
      .map((holding) => `${names.get(holding.holder) ?? holding.holder} ${percentOf(holding.share)}`)
      .concat(
        structure.duties
          .filter((duty) => duty.to === id)
          .map((duty) => `${names.get(duty.from) ?? duty.from} ${t('equity.duty', { label: duty.label })}`),
      );
  return (
    <Table<StructureNode>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: structure.levels === undefined ? 640 : 860 }}
      dataSource={[...structure.nodes]}
      onRow={(node) => ({ 'data-testid': `row-${node.id}` }) as object}
      columns={[
        { title: t('equity.company'), render: (_, node) => <EntityName node={node} /> },
        { title: t('equity.kind'), render: (_, node) => t(kindKeys[node.kind]) },
        {
          title: t('equity.heldBy'),
          render: (_, node) => holders(node.id).map((line) => <div key={line}>{line}</div>),
        },
        { title: t('equity.control'), render: (_, node) => <ControlMark node={node} /> },
        ...levelColumns(structure, t),
        {
          title: t('equity.effectiveHead'),
          align: 'right',
          render: (_, node) =>
            node.effective === null ? (
              '—'
            ) : (
              <span title={node.effective.fraction}>{shortPercent(node.effective.percent)}%</span>
            ),
        },
      ]}
    />
  );
}
