import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { SplitLine } from './answers.ts';
import { RisksCard } from './risks-card.tsx';

function SplitTable({ splits }: { splits: readonly SplitLine[] }) {
  const t = useText();
  return (
    <Table<SplitLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 980 }}
      dataSource={[...splits]}
      onRow={(split) => ({ 'data-testid': `split-${split.id}` }) as object}
      columns={[
        { title: t('splits.found'), dataIndex: 'foundOn' },
        {
          title: t('splits.sign'),
          render: (_, { id, code }) => (
            <Link to="/splits/$id" params={{ id }}>
              {t(`splitCode.${code}`)}
            </Link>
          ),
        },
        { title: t('splits.tie'), render: (_, { tie }) => t(`splitTie.${tie}`) },
        { title: t('splits.subject'), dataIndex: 'subject' },
        { title: t('splits.class'), render: (_, split) => t(`splitClass.${split.class}`) },
        { title: t('splits.count'), align: 'right', dataIndex: 'contracts' },
        { title: t('splits.sum'), align: 'right', render: (_, { amount }) => <Amount value={amount} /> },
        {
          title: t('splits.threshold'),
          align: 'right',
          render: (_, { threshold }) => <Amount value={threshold} />,
        },
        { title: t('splits.state'), render: (_, { state }) => <StateTag kind="splitState" state={state} /> },
      ]}
    />
  );
}

/** What the split radar found and nobody's later finding has replaced. */
export default function SplitsPage() {
  const t = useText();
  const { data, error } = useQuery(trpc.contracts.splits.queryOptions());
  return (
    <Page title={t('splits.title')} subtitle={t('splits.subtitle')}>
      <FailureAlert error={error} />
      <Flex vertical gap={16}>
        {data !== undefined && data.waiting > 0 && (
          <Alert type="info" title={t('splits.waiting', { count: String(data.waiting) })} />
        )}
        <Card title={t('splits.radar')}>
          {data === undefined && error === null && <Skeleton active />}
          {data?.items.length === 0 && <EmptyState title={t('splits.none')} hint={t('splits.noneHint')} />}
          {data !== undefined && data.items.length > 0 && <SplitTable splits={data.items} />}
        </Card>
        <RisksCard />
      </Flex>
    </Page>
  );
}
