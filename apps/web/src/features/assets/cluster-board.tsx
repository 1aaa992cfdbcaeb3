import { Link } from '@tanstack/react-router';
import { Card, Flex, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useText } from '../../texts/text.ts';
import type { ClusterLine } from './asset-data.ts';
import { FlowBar } from './flow-bar.tsx';

const stages = ['formed', 'toTransfer', 'inTransfer', 'transferred'] as const;

function Operator({ operator }: { operator: ClusterLine['operator'] }) {
  const t = useText();
  if (operator === null) return <Typography.Text type="secondary">{t('assets.noOperator')}</Typography.Text>;
  return (
    <>
      {operator.name || t('assets.unknownName')}{' '}
      {operator.nameStatus === 'tentative' && <Tag color="gold">{t('assets.tentative')}</Tag>}
      {operator.nameStatus === 'unknown' && <Tag color="gold">{t('assets.unknownName')}</Tag>}
    </>
  );
}

/** What of the formed is kept up for the public; nothing where there is none. */
export function PublicBenefit({ amount }: { amount: string }) {
  const t = useText();
  if (!/[1-9]/.test(amount)) return null;
  return (
    <Flex gap={8} style={{ marginTop: 8 }} data-testid="public-benefit">
      <Typography.Text type="secondary">{t('finance.ofWhichPublic')}</Typography.Text>
      <Amount value={amount} />
    </Flex>
  );
}

/** One cluster: its operating company, the four stages and how far they have come. */
function ClusterCard({ cluster }: { cluster: ClusterLine }) {
  const t = useText();
  return (
    <Card
      size="small"
      title={cluster.name}
      extra={
        <Link to="/assets" search={{ clusterId: cluster.id }}>
          {t('assets.countOf', { count: String(cluster.count) })}
        </Link>
      }
      data-testid={`row-${cluster.id}`}
    >
      <Typography.Paragraph type="secondary">
        <Operator operator={cluster.operator} />
      </Typography.Paragraph>
      <dl className="cluster-stages">
        {stages.map((stage) => (
          <div key={stage}>
            <dt>{t(`assets.${stage}`)}</dt>
            <dd>
              <Amount value={cluster[stage]} />
            </dd>
          </div>
        ))}
      </dl>
      <FlowBar name={cluster.name} amounts={cluster} />
      <PublicBenefit amount={cluster.publicBenefit} />
    </Card>
  );
}

/** The board of clusters, one card each. */
export function ClusterBoard({ clusters }: { clusters: readonly ClusterLine[] }) {
  return (
    <div className="cluster-board">
      {clusters.map((cluster) => (
        <ClusterCard key={cluster.id} cluster={cluster} />
      ))}
    </div>
  );
}
