import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import { Link } from '@tanstack/react-router';
import { Card, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { useText } from '../../texts/text.ts';
import { stages, totalOf } from './cluster-share.ts';
import type { ClusterLine, VoucherLine } from './workbench-data.ts';

function FlowTotal({ clusters }: { readonly clusters: readonly ClusterLine[] }) {
  const t = useText();
  return (
    <Table.Summary.Row>
      <Table.Summary.Cell index={0}>
        <strong>{t('workbench.total')}</strong>
      </Table.Summary.Cell>
      {stages.map((stage, at) => (
        <Table.Summary.Cell key={stage} index={at + 1} align="right">
          <strong>
            <Amount value={formatYuan(totalOf(clusters, stage))} />
          </strong>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}

/** By cluster: formed = to transfer + in transfer + transferred. */
export function FlowCard({ clusters }: { readonly clusters: readonly ClusterLine[] }) {
  const t = useText();
  return (
    <Card
      title={<Link to="/clusters">{t('workbench.flow')}</Link>}
      extra={<span className="front-why">{t('workbench.flowHint')}</span>}
    >
      {clusters.length === 0 ? (
        <EmptyState title={t('workbench.noClusters')} />
      ) : (
        <Table<ClusterLine>
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 620 }}
          dataSource={[...clusters]}
          onRow={(cluster) => ({ 'data-testid': `row-${cluster.id}` }) as object}
          summary={() => <FlowTotal clusters={clusters} />}
          columns={[
            {
              title: t('workbench.cluster'),
              render: (_, cluster) => (
                <Link to="/assets" search={{ clusterId: cluster.id }}>
                  {cluster.name}
                </Link>
              ),
            },
            ...stages.map((stage) => ({
              key: stage,
              title: t(`workbench.${stage}`),
              align: 'right' as const,
              render: (_: unknown, cluster: ClusterLine) => <Amount value={cluster[stage]} />,
            })),
          ]}
        />
      )}
    </Card>
  );
}

/** The vouchers last posted. */
export function VouchersCard({ vouchers }: { readonly vouchers: readonly VoucherLine[] }) {
  const t = useText();
  return (
    <Card title={t('workbench.vouchers')} extra={<Link to="/vouchers">{t('workbench.all')}</Link>}>
      {vouchers.length === 0 ? (
        <EmptyState title={t('workbench.noVouchers')} />
      ) : (
        <ul className="front-lines">
          {vouchers.map((voucher) => (
            <li key={voucher.id} data-testid={`voucher-${voucher.id}`}>
              <Link to="/vouchers/$id" params={{ id: voucher.id }}>
                {voucher.number}
              </Link>{' '}
              {voucher.summary}
              <div className="warrant-left">
                <span className="front-why">
                  {voucher.organization.name} · {voucher.on}
                </span>
                <Amount value={voucher.total} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
