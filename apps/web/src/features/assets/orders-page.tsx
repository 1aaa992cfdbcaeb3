import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Button, Card, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { OrderLine } from './asset-data.ts';
import { NewOrder } from './new-order.tsx';

function OrderTable({ orders }: { orders: readonly OrderLine[] }) {
  const t = useText();
  if (orders.length === 0) return <EmptyState title={t('assets.noOrders')} hint={t('assets.noOrdersHint')} />;
  return (
    <Table<OrderLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 820 }}
      dataSource={[...orders]}
      onRow={(order) => ({ 'data-testid': `row-${order.id}` }) as object}
      columns={[
        {
          title: t('assets.number'),
          render: (_, order) => (
            <Link to="/orders/$id" params={{ id: order.id }}>
              {order.number}
            </Link>
          ),
        },
        { title: t('assets.from'), render: (_, order) => order.from.name },
        { title: t('assets.to'), render: (_, order) => order.to.map(({ name }) => name).join('、') },
        {
          title: t('assets.cluster'),
          render: (_, order) => order.clusters.map(({ name }) => name).join('、'),
        },
        { title: t('assets.lines'), align: 'right', dataIndex: 'lines' },
        { title: t('assets.waiting'), align: 'right', dataIndex: 'waiting' },
        { title: t('assets.net'), align: 'right', render: (_, order) => <Amount value={order.net} /> },
        { title: t('assets.state'), render: (_, order) => <StateTag kind="order" state={order.state} /> },
      ]}
    />
  );
}

/** Transfer orders; a new one is made from a warrant, which the address may name. */
export default function OrdersPage() {
  const t = useText();
  const { warrant } = useSearch({ from: '/orders' });
  const [opened, setOpened] = useState(warrant !== undefined);
  const orders = useQuery(trpc.assets.orders.queryOptions());
  return (
    <Page
      title={t('assets.ordersTitle')}
      subtitle={t('assets.ordersSubtitle')}
      actions={
        <Button type="primary" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t('assets.newOrder')}
        </Button>
      }
    >
      {opened && <NewOrder chosen={warrant ?? null} />}
      <FailureAlert error={orders.error} />
      <Card>{orders.data === undefined ? <Skeleton active /> : <OrderTable orders={orders.data} />}</Card>
    </Page>
  );
}
