import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { MatterLine } from './matter-data.ts';
import { useMatterNames } from './matter-names.ts';
import { Remaining } from './remaining.tsx';

/** Matters in a table, one row each, with the link to its page. */
export function MatterTable({ lines }: { lines: readonly MatterLine[] }) {
  const t = useText();
  const code = useCode();
  const names = useMatterNames();
  return (
    <Table<MatterLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 1120 }}
      dataSource={[...lines]}
      onRow={(line) => ({ 'data-testid': `row-${line.id}` }) as object}
      columns={[
        { title: t('matters.number'), width: 100, render: (_, line) => line.number ?? t('matters.noNumber') },
        {
          title: t('matters.name'),
          render: (_, line) => (
            <Link to="/matters/$id" params={{ id: line.id }}>
              {line.title}
            </Link>
          ),
        },
        {
          title: t('matters.kind'),
          width: 120,
          render: (_, line) => names.find((one) => one.slug === line.matter)?.name ?? line.matter,
        },
        { title: t('matters.company'), render: (_, line) => line.company.name },
        { title: t('matters.level'), render: (_, line) => code('level', line.level) },
        {
          title: t('matters.amount'),
          align: 'right',
          width: 130,
          render: (_, line) => <Amount value={line.amount} />,
        },
        {
          title: t('matters.state'),
          width: 110,
          render: (_, line) => <StateTag kind="matter" state={line.state} />,
        },
        {
          title: t('matters.due'),
          width: 170,
          render: (_, line) => (
            <>
              {line.due ?? '—'} <Remaining days={line.remaining} />
            </>
          ),
        },
      ]}
    />
  );
}
