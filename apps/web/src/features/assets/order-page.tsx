import './assets.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Col, Descriptions, Flex, Row, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AfterCard } from './after-card.tsx';
import type { Order } from './asset-data.ts';
import { DifferencesCard } from './differences-card.tsx';
import { OrderPapers } from './order-papers.tsx';
import { ParkedLines } from './parked-lines.tsx';
import { SheetCard } from './sheet-card.tsx';
import { SuccessionsCard } from './successions-card.tsx';
import { VoucherLinks } from './voucher-links.tsx';

function Facts({ order }: { order: Order }) {
  const t = useText();
  return (
    <Card size="small">
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'state', label: t('assets.state'), children: <StateTag kind="order" state={order.state} /> },
          { key: 'from', label: t('assets.from'), children: order.from.name },
          { key: 'to', label: t('assets.to'), children: order.to.map(({ name }) => name).join('、') },
          {
            key: 'warrant',
            label: t('assets.warrant'),
            children: (
              <Link to="/warrants/$id" params={{ id: order.warrant.id }}>
                {order.warrant.number}
              </Link>
            ),
          },
          { key: 'basis', label: t('assets.basisDate'), children: order.basisDate },
          { key: 'approved', label: t('assets.approved'), children: <Amount value={order.approved} /> },
          {
            key: 'delivered',
            label: t('assets.delivered'),
            children: <Amount value={order.delivered} />,
          },
        ]}
      />
    </Card>
  );
}

/** The lines counted by cluster and state: the order stands where its slowest line stands. */
function LineSums({ order }: { order: Order }) {
  const t = useText();
  return (
    <Card size="small" title={t('assets.lineSums')}>
      <Table
        rowKey={(row) => `${row.clusterId}${row.sheetId}${row.state}${row.custodyOnly}`}
        size="small"
        pagination={false}
        dataSource={[...order.sums]}
        columns={[
          { title: t('assets.cluster'), render: (_, { cluster }) => cluster.name },
          {
            title: t('assets.state'),
            render: (_, { state, custodyOnly }) => (
              <>
                <StateTag kind="transferLine" state={state} />
                {custodyOnly && t('assets.custodyOnly')}
              </>
            ),
          },
          { title: t('assets.lines'), align: 'right', dataIndex: 'lines' },
          { title: t('assets.net'), align: 'right', render: (_, { net }) => <Amount value={net} /> },
        ]}
      />
    </Card>
  );
}

function OrderBody({ order }: { order: Order }) {
  const t = useText();
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={16}>
        <Flex vertical gap={16}>
          <DifferencesCard order={order} />
          {[...order.sheets].reverse().map((sheet) => (
            <SheetCard key={sheet.id} order={order} sheet={sheet} />
          ))}
          <ParkedLines order={order} />
          <AfterCard order={order} />
          <Card title={t('assets.history')}>
            <JournalList items={order.history} />
          </Card>
        </Flex>
      </Col>
      <Col xs={24} lg={8}>
        <Flex vertical gap={16}>
          <Facts order={order} />
          <LineSums order={order} />
          <OrderPapers order={order} />
          <SuccessionsCard order={order} />
          <VoucherLinks vouchers={order.vouchers} />
        </Flex>
      </Col>
    </Row>
  );
}

/** One transfer order: what goes to whom, sheet by sheet; what waits and why; what came of it and what comes after. */
export default function OrderPage() {
  const t = useText();
  const { id } = useParams({ from: '/orders/$id' });
  const { data: order, error } = useQuery(trpc.assets.order.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (order === undefined) return <Skeleton active />;
  const clusters = [...new Set(order.sums.map(({ cluster }) => cluster.name))].join('、');
  const to = order.to.map(({ name }) => name).join('、');
  return (
    <Page
      title={t('assets.orderTitle', { number: order.number })}
      subtitle={t('assets.orderSubtitle', { from: order.from.name, to, cluster: clusters })}
    >
      <OrderBody order={order} />
    </Page>
  );
}
