import './assets.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Col, Descriptions, Flex, Row, Skeleton, Steps, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order } from './asset-data.ts';
import { BookPanel } from './book-panel.tsx';
import { CountPanel } from './count-panel.tsx';
import { OrderLines } from './order-lines.tsx';
import { Signatures } from './signatures.tsx';
import { VoucherLinks } from './voucher-links.tsx';

const reached = { draft: 1, counting: 1, signed: 3, booked: 4 } as const;

function Progress({ order }: { order: Order }) {
  const t = useText();
  const counted = order.lines.every(
    (line) => line.counts.from !== null && line.counts.to !== null && !line.differs,
  );
  const current = order.state === 'counting' && counted ? 2 : reached[order.state];
  const keys = ['assets.stepCreate', 'assets.stepCount', 'assets.stepSign', 'assets.stepBook'] as const;
  return (
    <Card size="small" aria-label={t('assets.progress')}>
      <Steps size="small" current={current} responsive items={keys.map((key) => ({ title: t(key) }))} />
    </Card>
  );
}

function Facts({ order }: { order: Order }) {
  const t = useText();
  return (
    <Card size="small">
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'from', label: t('assets.from'), children: order.from.name },
          { key: 'to', label: t('assets.to'), children: order.to.name },
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
          { key: 'delivered', label: t('assets.deliveredOn'), children: order.deliveredOn ?? '—' },
          { key: 'approved', label: t('assets.approved'), children: <Amount value={order.approved} /> },
        ]}
      />
    </Card>
  );
}

/** What this person can do now with the order. */
function MyPart({ order, today }: { order: Order; today: string }) {
  const t = useText();
  const may = new Set<string>(order.may);
  if (may.has('assets.book')) return <BookPanel orderId={order.id} today={today} />;
  if (!may.has('assets.signOrder'))
    return may.has('assets.count') ? null : (
      <Card size="small" title={t('assets.myPart')}>
        <Typography.Text type="secondary">{t('assets.nothingToDo')}</Typography.Text>
      </Card>
    );
  return (
    <Card size="small" title={t('assets.myPart')}>
      <ActButton
        type="primary"
        confirm={t('assets.signConfirm')}
        mutation={trpc.assets.signOrder.mutationOptions()}
        input={{ orderId: order.id }}
      >
        {t('assets.sign')}
      </ActButton>
    </Card>
  );
}

function OrderBody({ order, today }: { order: Order; today: string }) {
  const t = useText();
  return (
    <Row gutter={[16, 16]}>
      <Col span={24}>
        <Progress order={order} />
      </Col>
      <Col xs={24} lg={16}>
        <Flex vertical gap={16}>
          {(order.may as readonly string[]).includes('assets.count') && <CountPanel order={order} />}
          <Card title={t('assets.lineList')}>
            <OrderLines lines={order.lines} />
          </Card>
          <Card title={t('assets.history')}>
            <JournalList items={order.history} />
          </Card>
        </Flex>
      </Col>
      <Col xs={24} lg={8}>
        <Flex vertical gap={16}>
          <MyPart order={order} today={today} />
          <Facts order={order} />
          <Signatures order={order} />
          <VoucherLinks vouchers={order.vouchers} />
        </Flex>
      </Col>
    </Row>
  );
}

/** One transfer order: both counts, both signatures, booking and vouchers. */
export default function OrderPage() {
  const t = useText();
  const { id } = useParams({ from: '/orders/$id' });
  const order = useQuery(trpc.assets.order.queryOptions({ id }));
  const me = useQuery(trpc.session.me.queryOptions());
  if (order.error !== null) return <FailureAlert error={order.error} />;
  if (order.data === undefined || me.data === undefined) return <Skeleton active />;
  const { number, from, to, cluster } = order.data;
  return (
    <Page
      title={t('assets.orderTitle', { number })}
      subtitle={t('assets.orderSubtitle', { from: from.name, to: to.name, cluster: cluster.name })}
    >
      <OrderBody order={order.data} today={me.data.today} />
    </Page>
  );
}
