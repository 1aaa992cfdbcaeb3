import { Button, Table, Tag } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { StatementLine, StatementTable } from './asset-data.ts';
import { Yuan } from './yuan.tsx';

type Sum = StatementTable['total'][number];
type Group = { readonly of: { readonly id: string; readonly name: string }; readonly parts: readonly Sum[] };
const amounts = ['cost', 'depreciation', 'impairment', 'net'] as const;

function Part({ part }: { part: Sum['part'] }) {
  const code = useCode();
  return <Tag color={part === 'assets' ? 'green' : 'gold'}>{code('statementPart', part)}</Tag>;
}

/** A row by cluster, company and class; its count and its net open to the assets. */
export function StatementRows(props: {
  readonly rows: readonly StatementLine[];
  readonly onOpen: (line: StatementLine) => void;
}) {
  const t = useText();
  const code = useCode();
  const { rows, onOpen } = props;
  const open = (line: StatementLine, shown: React.ReactNode) => (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(line)}>
      {shown}
    </Button>
  );
  return (
    <Table<StatementLine>
      rowKey={({ cluster, organization, class: kind, part }) =>
        [cluster.id, organization.id, kind, part].join('/')
      }
      size="small"
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 1000 }}
      dataSource={[...rows]}
      onRow={(line) => ({ 'data-testid': `statement-${line.class}-${line.part}` }) as object}
      columns={[
        { title: t('assets.cluster'), render: (_, line) => line.cluster.name },
        {
          title: t('finance.company'),
          render: (_, line) => line.organization.name || t('assets.unknownName'),
        },
        { title: t('assets.class'), render: (_, line) => code('assetClass', line.class) },
        { title: t('finance.part'), render: (_, line) => <Part part={line.part} /> },
        {
          title: t('finance.items'),
          align: 'right',
          render: (_, line) => open(line, line.items),
        },
        ...amounts.map((key) => ({
          title: t(`finance.${key}`),
          align: 'right' as const,
          render: (_: unknown, line: StatementLine) =>
            key === 'net' ? open(line, <Yuan value={line.net} />) : <Yuan value={line[key]} />,
        })),
      ]}
    />
  );
}

type Row = Sum & { readonly id: string; readonly name: string };

/** Sums of clusters, of companies, or of all; assets, public-benefit assets and debts each in a row of its own. */
export function StatementSums({ groups, of }: { readonly groups: readonly Group[]; readonly of: string }) {
  const t = useText();
  const rows = groups.flatMap(({ of: { id, name }, parts }) => parts.map((part) => ({ ...part, id, name })));
  return (
    <Table<Row>
      rowKey={({ id, part }) => `${id}/${part}`}
      size="small"
      pagination={false}
      scroll={{ x: 800 }}
      dataSource={rows}
      onRow={(row) => ({ 'data-testid': `sum-${row.id}-${row.part}` }) as object}
      columns={[
        { title: of, render: (_, row) => row.name || t('assets.unknownName') },
        { title: t('finance.part'), render: (_, row) => <Part part={row.part} /> },
        { title: t('finance.items'), align: 'right', dataIndex: 'items' },
        ...amounts.map((key) => ({
          title: t(`finance.${key}`),
          align: 'right' as const,
          render: (_: unknown, row: Row) => <Yuan value={row[key]} />,
        })),
      ]}
    />
  );
}
