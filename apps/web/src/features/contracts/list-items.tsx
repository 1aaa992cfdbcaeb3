import { Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useText } from '../../texts/text.ts';
import type { ListItem } from './answers.ts';

function Cap({ value }: { value: string | null }) {
  const t = useText();
  return value === null ? t('contracts.noCap') : <Amount value={value} />;
}

const names = (list: readonly { name: string | null }[]) => list.map((one) => one.name).join('、');

/** The items of a list: what may be entrusted or purchased, to whom, within which caps. */
export function ListItems({ items }: { items: readonly ListItem[] }) {
  const t = useText();
  return (
    <Table<ListItem>
      rowKey="code"
      size="small"
      pagination={false}
      scroll={{ x: 1100 }}
      dataSource={[...items]}
      onRow={(item) => ({ 'data-testid': `row-${item.code}` }) as object}
      columns={[
        { title: t('contracts.itemCode'), dataIndex: 'code' },
        { title: t('contracts.category'), render: (_, item) => t(`contracts.${item.category}`) },
        { title: t('contracts.mode'), render: (_, item) => t(`contracts.${item.mode}`) },
        { title: t('contracts.scope'), dataIndex: 'scope', width: 260 },
        { title: t('contracts.eligible'), render: (_, item) => names(item.eligible) },
        {
          title: t('contracts.clusters'),
          render: (_, item) =>
            item.clusters === null || item.clusters.length === 0
              ? t('contracts.allClusters')
              : names(item.clusters),
        },
        {
          title: t('contracts.capSingle'),
          align: 'right',
          render: (_, item) => <Cap value={item.capSingle} />,
        },
        {
          title: t('contracts.capAnnual'),
          align: 'right',
          render: (_, item) => <Cap value={item.capAnnual} />,
        },
        {
          title: t('contracts.termMax'),
          align: 'right',
          render: (_, item) =>
            item.termMax === null
              ? t('contracts.noCap')
              : t('contracts.months', { count: String(item.termMax) }),
        },
        { title: t('contracts.priceBasis'), dataIndex: 'priceBasis' },
      ]}
    />
  );
}
