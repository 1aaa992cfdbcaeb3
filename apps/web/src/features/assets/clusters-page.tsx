import './assets.css';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Card, Flex, Skeleton } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { AsOfBar } from '../../components/as-of-bar.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Statement } from './asset-data.ts';
import { ClusterBoard, PublicBenefit } from './cluster-board.tsx';
import { FlowBar, FlowLegend } from './flow-bar.tsx';
import { KnownOn, StatementCard } from './statement-card.tsx';

const stages = ['formed', 'toTransfer', 'inTransfer', 'transferred'] as const;

function Total({ total }: { total: Statement['total'] }) {
  const t = useText();
  return (
    <Card size="small" title={t('assets.total')} extra={<FlowLegend />} data-testid="row-total">
      <dl className="cluster-stages">
        {stages.map((stage) => (
          <div key={stage}>
            <dt>{t(`assets.${stage}`)}</dt>
            <dd>
              <Amount value={total[stage]} />
            </dd>
          </div>
        ))}
      </dl>
      <FlowBar name={t('assets.total')} amounts={total} />
      <PublicBenefit amount={total.publicBenefit} />
    </Card>
  );
}

/** The board of clusters on a date: formed, to transfer, in transfer, transferred. */
export default function ClustersPage() {
  const t = useText();
  const { asOf, knownOn } = useSearch({ from: '/clusters' });
  const me = useQuery(trpc.session.me.queryOptions());
  const day = asOf ?? me.data?.today;
  const asked = day === undefined ? undefined : { asOf: day, ...(knownOn === undefined ? {} : { knownOn }) };
  const { data, error } = useQuery(
    trpc.assets.statement.queryOptions(asked ?? skipToken, { placeholderData: keepPreviousData }),
  );
  return (
    <Page title={t('assets.clustersTitle')} subtitle={t('assets.clustersSubtitle')}>
      <Flex vertical gap={16}>
        <Flex wrap gap={16} align="center">
          <AsOfBar />
          <KnownOn value={knownOn} />
        </Flex>
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
        {data !== undefined && <Total total={data.total} />}
        {data !== undefined && data.clusters.length === 0 && <EmptyState title={t('assets.noClusters')} />}
        {data !== undefined && <ClusterBoard clusters={data.clusters} />}
        {asked !== undefined && <StatementCard asked={asked} />}
      </Flex>
    </Page>
  );
}
