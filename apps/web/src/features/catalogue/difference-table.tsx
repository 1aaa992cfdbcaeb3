import { ArrowRightOutlined } from '@ant-design/icons';
import { Table } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { useText } from '../../texts/text.ts';
import type { Catalogue, Figure, Version } from './catalogue-data.ts';
import { FigureSource } from './figure-list.tsx';
import { useFigureName, useLineName, useValueText } from './figure-names.ts';

type Row = Version['difference'][number] & { readonly figure: Figure };

/** What a version changes: old and new beside each other, with the source of each figure. */
export function DifferenceTable({ catalogue, version }: { catalogue: Catalogue; version: Version }) {
  const t = useText();
  const name = useFigureName();
  const lineName = useLineName();
  const value = useValueText();
  const rows = version.difference.flatMap((one): Row[] => {
    const figure = catalogue.figures.find(({ key }) => key === one.key);
    return figure === undefined ? [] : [{ ...one, figure }];
  });
  if (rows.length === 0)
    return <EmptyState title={t('catalogue.noDifference')} hint={t('catalogue.noDifferenceHint')} />;
  const matterOf = ({ figure }: Row): string => {
    const line = catalogue.lines.find((one) => one.slug === figure.matter);
    return line === undefined ? t('catalogue.procedure') : lineName(line);
  };
  return (
    <Table<Row>
      rowKey="key"
      size="small"
      pagination={false}
      scroll={{ x: 720 }}
      dataSource={rows}
      onRow={(row) => ({ 'data-testid': `change-${row.key}` }) as object}
      columns={[
        { title: t('catalogue.matter'), render: (_, row) => matterOf(row) },
        { title: t('catalogue.figure'), render: (_, row) => name(row.figure) },
        {
          title: t('catalogue.change'),
          render: (_, row) => (
            <span className="figure-value">
              <del>{value(row.figure, row.before)}</del> <ArrowRightOutlined aria-hidden />{' '}
              <strong>{value(row.figure, row.after)}</strong>
            </span>
          ),
        },
        { title: t('catalogue.basis'), render: (_, row) => <FigureSource figure={row.figure} /> },
      ]}
    />
  );
}
