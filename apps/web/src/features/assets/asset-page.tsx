import './assets.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Col, Descriptions, Flex, Row, Skeleton, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Asset } from './asset-data.ts';
import { AssetAside, AssetStory } from './asset-story.tsx';
import { OwnershipFacts } from './ownership-facts.tsx';
import { ClassCard, ParticularsCard } from './particulars-card.tsx';
import { TitleCard } from './title-card.tsx';

function FormedBy({ contractId }: { contractId: Asset['contractId'] }) {
  const t = useText();
  if (contractId === null) return t('assets.formedImport');
  return (
    <Link to="/contracts/$id" params={{ id: contractId }}>
      {t('assets.formedContract')}
    </Link>
  );
}

function AssetCard({ asset }: { asset: Asset }) {
  const t = useText();
  return (
    <Card title={t('assets.card')}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'code', label: t('assets.code'), children: asset.code },
          {
            key: 'class',
            label: t('assets.class'),
            children: <StateTag kind="assetClass" state={asset.class} />,
          },
          { key: 'cluster', label: t('assets.cluster'), children: asset.cluster.name },
          { key: 'owner', label: t('assets.owner'), children: asset.owner.name },
          { key: 'cost', label: t('assets.cost'), children: <Amount value={asset.cost} /> },
          {
            key: 'depreciation',
            label: t('assets.depreciation'),
            children: <Amount value={asset.depreciation} />,
          },
          { key: 'net', label: t('assets.net'), children: <Amount value={asset.net} /> },
          { key: 'state', label: t('assets.state'), children: <StateTag kind="asset" state={asset.state} /> },
          {
            key: 'formed',
            label: t('assets.formedBy'),
            children: <FormedBy contractId={asset.contractId} />,
          },
          { key: 'formedOn', label: t('assets.formedOn'), children: asset.formedOn },
          { key: 'area', label: t('assets.area'), children: asset.area ?? '—' },
          {
            key: 'monthly',
            label: t('assets.monthly'),
            children: <Amount value={asset.monthlyDepreciation} />,
          },
        ]}
      />
    </Card>
  );
}

function OrderLinks({ orders }: { orders: Asset['orders'] }) {
  const t = useText();
  return (
    <Card size="small" title={t('assets.ordersOf')}>
      {orders.length === 0 && <Typography.Text type="secondary">{t('assets.noOrders')}</Typography.Text>}
      {orders.map((order) => (
        <Flex key={order.id} justify="space-between" data-testid={`row-${order.id}`}>
          <Link to="/orders/$id" params={{ id: order.id }}>
            {order.number}
          </Link>
          <StateTag kind="order" state={order.state} />
        </Flex>
      ))}
    </Card>
  );
}

/** The chain of evidence is open to the committee and to auditors. */
function ChainLink({ assetId }: { assetId: string }) {
  const t = useText();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  if (me === undefined || me.post.side === 'company') return null;
  return (
    <Link to="/chain/$assetId" params={{ assetId }}>
      {t('assets.chain')}
    </Link>
  );
}

/** One asset: its card, the three dated facts, where it came from and where it goes. */
export default function AssetPage() {
  const t = useText();
  const { id } = useParams({ from: '/assets/$id' });
  const { data: asset, error } = useQuery(trpc.assets.get.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (asset === undefined) return <Skeleton active />;
  return (
    <Page
      title={asset.name}
      subtitle={`${asset.code} · ${asset.cluster.name}`}
      actions={<ChainLink assetId={asset.id} />}
    >
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={16}>
          <Flex vertical gap={16}>
            <OwnershipFacts asset={asset} />
            <TitleCard asset={asset} />
            <AssetCard asset={asset} />
            <ClassCard asset={asset} />
            <ParticularsCard asset={asset} />
            <AssetStory asset={asset} />
            <Card title={t('assets.history')}>
              <JournalList items={asset.history} />
            </Card>
          </Flex>
        </Col>
        <Col xs={24} lg={8}>
          <Flex vertical gap={16}>
            <OrderLinks orders={asset.orders} />
            <AssetAside asset={asset} />
          </Flex>
        </Col>
      </Row>
    </Page>
  );
}
