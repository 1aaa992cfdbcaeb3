import { Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { shortPercent } from '../../components/short-percent.ts';
import { useText } from '../../texts/text.ts';
import type { CapTable } from './equity-data.ts';
import type { ShownShare } from './structure-graph.ts';

type Holder = CapTable['holders'][number];

/** An exact share: percent to read, the fraction beside it. */
function Share({ share }: { share: ShownShare | null }) {
  if (share === null) return <>—</>;
  return (
    <span title={`${share.percent}%`}>
      {shortPercent(share.percent)}% <small>({share.fraction})</small>
    </span>
  );
}

/** The holders of a company with the ratios of votes, dividends and pre-emption side by side. */
export function HoldersTable({ holders }: { holders: readonly Holder[] }) {
  const t = useText();
  return (
    <Table<Holder>
      rowKey={(holder) => holder.holder.id}
      size="small"
      pagination={false}
      scroll={{ x: 860 }}
      dataSource={[...holders]}
      onRow={(holder) => ({ 'data-testid': `row-${holder.holder.id}` }) as object}
      columns={[
        { title: t('equity.holder'), render: (_, holder) => holder.holder.name || t('equity.unnamed') },
        {
          title: t('equity.subscribed'),
          align: 'right',
          render: (_, holder) => <Amount value={holder.subscribed} />,
        },
        { title: t('equity.paid'), align: 'right', render: (_, holder) => <Amount value={holder.paid} /> },
        { title: t('equity.share'), align: 'right', render: (_, holder) => <Share share={holder.share} /> },
        { title: t('equity.voting'), align: 'right', render: (_, holder) => <Share share={holder.voting} /> },
        {
          title: t('equity.dividend'),
          align: 'right',
          render: (_, holder) => <Share share={holder.dividend} />,
        },
        {
          title: t('equity.preemption'),
          align: 'right',
          render: (_, holder) => <Share share={holder.preemption} />,
        },
      ]}
    />
  );
}
