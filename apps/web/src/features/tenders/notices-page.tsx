import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Flex, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PublicFrame } from '../../components/public-frame.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ProcessesCard } from './processes-card.tsx';
import { momentText, type TenderLine } from './tender-data.ts';

/** The notices, for everyone. */
export default function NoticesPage() {
  const t = useText();
  const { data: notices, error } = useQuery(trpc.notices.list.queryOptions());
  return (
    <PublicFrame title={t('nav.notices')}>
      <Flex vertical gap={16}>
        <FailureAlert error={error} />
        <Card>
          {notices === undefined && error === null && <Skeleton active />}
          {notices?.length === 0 && <EmptyState title={t('bids.noNotices')} />}
          {notices !== undefined && notices.length > 0 && (
            <Table<TenderLine>
              rowKey="id"
              size="small"
              pagination={false}
              scroll={{ x: 720 }}
              dataSource={notices}
              columns={[
                { title: t('tenders.number'), dataIndex: 'number' },
                {
                  title: t('tenders.name'),
                  render: (_, row) => (
                    <Link to="/notices/$id" params={{ id: row.id }}>
                      {row.title}
                    </Link>
                  ),
                },
                { title: t('tenders.tenderer'), render: (_, row) => row.tenderer.name },
                {
                  title: t('tenders.ceilingWan'),
                  align: 'right',
                  render: (_, row) => <Amount value={row.ceiling} />,
                },
                { title: t('tenders.deadline'), render: (_, row) => momentText(row.deadline) },
                {
                  title: t('tenders.state'),
                  render: (_, row) => <StateTag kind="tender" state={row.state} />,
                },
              ]}
            />
          )}
        </Card>
        <ProcessesCard />
      </Flex>
    </PublicFrame>
  );
}
