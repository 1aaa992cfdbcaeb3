import { exempters } from '@guanyun/domain/organizations/permissions.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { Button, Card, Flex, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Why } from '../../components/why.tsx';
import { say, useLanguage, useText } from '../../texts/text.ts';
import type { ShownStructure } from './equity-data.ts';
import { ExemptMark } from './exempt-mark.tsx';
import { EndForm, GrantForm } from './exemption-forms.tsx';
import { type Exemption, ExemptionsTable } from './exemptions-table.tsx';
import { LevelHead } from './level-head.tsx';

type Node = ShownStructure['nodes'][number];
type Levels = ShownStructure['levels'];

/** The figures that levels are judged by, with their sources one click away. */
function RuleInForce({ levels }: { readonly levels: Levels }) {
  const t = useText();
  const spoken = useLanguage();
  const { limit, basis, version } = levels;
  const reasons = levels.sources.map((source) => ({
    rule: source.title.zh,
    because: t('levels.figureFrom', { title: say(source.title, spoken), from: source.from }),
    basis: [source.basis],
  }));
  return (
    <Typography.Text>
      {t('levels.rule', { reading: t(`levels.${basis}`), limit, version })} <Why reasons={reasons} />
    </Typography.Text>
  );
}

function Verdict({ node, levels }: { readonly node: Node; readonly levels: Levels }) {
  const t = useText();
  const { limit, basis } = levels;
  if (node.exemption !== null) return <ExemptMark exemption={node.exemption} />;
  if (node.violation)
    return <Tag color="red">{t('levels.violation', { level: node.level ?? 0, limit })}</Tag>;
  const other = basis === 'nearest' ? 'largest' : 'nearest';
  return <Tag color="gold">{t('levels.otherOnly', { level: node.levels?.[other] ?? 0 })}</Tag>;
}

type Acting = { readonly grant: string } | { readonly end: Exemption };

function FoundTable({
  found,
  levels,
  onGrant,
}: {
  readonly found: readonly Node[];
  readonly levels: Levels;
  readonly onGrant: ((companyId: string) => void) | null;
}) {
  const t = useText();
  return (
    <Table<Node>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 860 }}
      dataSource={[...found]}
      locale={{ emptyText: t('levels.none') }}
      onRow={(node) => ({ 'data-testid': `level-${node.code}` }) as object}
      columns={[
        { title: t('levels.company'), render: (_, node) => node.name || t('equity.unnamed') },
        ...(['nearest', 'largest'] as const).map((reading) => ({
          ...{
            title: <LevelHead reading={reading} inForce={levels.basis} />,
            key: reading,
            align: 'right' as const,
          },
          render: (_: unknown, node: Node) => node.levels?.[reading] ?? '—',
        })),
        { title: t('levels.verdict'), render: (_, node) => <Verdict node={node} levels={levels} /> },
        ...(onGrant === null
          ? []
          : [
              {
                ...{ title: t('equity.acts'), key: 'acts' },
                render: (_: unknown, node: Node) =>
                  node.exemption === null && (
                    <Button size="small" onClick={() => onGrant(node.id)}>
                      {t('levels.grant')}
                    </Button>
                  ),
              },
            ]),
      ]}
    />
  );
}

/**
 * Who stands too deep in either reading, by which figures that is judged, and the exemptions: the state-assets staff records
 * and ends them here.
 */
export function LevelCheckCard({
  structure,
  post,
}: {
  readonly structure: ShownStructure;
  readonly post: PostKind | undefined;
}) {
  const t = useText();
  const [acting, setActing] = useState<Acting | null>(null);
  const { levels, nodes } = structure;
  const mayExempt = post !== undefined && exempters.includes(post);
  const found = nodes.filter(
    (node) => node.levels !== null && Math.max(node.levels.nearest, node.levels.largest) > levels.limit,
  );
  const nameOf = (id: string): string => nodes.find((node) => node.id === id)?.name || t('equity.unnamed');
  const done = (): void => setActing(null);
  return (
    <Card title={t('levels.title')} data-testid="level-check">
      <Flex vertical gap={12}>
        <RuleInForce levels={levels} />
        <FoundTable
          found={found}
          levels={levels}
          onGrant={mayExempt ? (id) => setActing({ grant: id }) : null}
        />
        {acting !== null && 'grant' in acting && (
          <GrantForm
            key={acting.grant}
            company={{ id: acting.grant, name: nameOf(acting.grant) }}
            onDone={done}
          />
        )}
        {levels.exemptions.length > 0 && (
          <ExemptionsTable
            exemptions={levels.exemptions}
            nameOf={nameOf}
            onEnd={mayExempt ? (exemption) => setActing({ end: exemption }) : null}
          />
        )}
        {acting !== null && 'end' in acting && (
          <EndForm
            key={acting.end.id}
            exemption={acting.end}
            name={nameOf(acting.end.companyId)}
            onDone={done}
          />
        )}
      </Flex>
    </Card>
  );
}
