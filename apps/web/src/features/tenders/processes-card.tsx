import type { AppRouter } from '@guanyun/api/router.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { Button, Card, Flex, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { momentText } from './tender-data.ts';

type Process = inferRouterOutputs<AppRouter>['notices']['processes']['processes'][number];

/** Public contracting processes, the one that changed last first, with their data to take away. */
export function ProcessesCard() {
  const t = useText();
  const code = useCode();
  const pages = useInfiniteQuery(
    trpc.notices.processes.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next }),
  );
  const processes = pages.data?.pages.flatMap((page) => page.processes);
  return (
    <Card
      title={t('open.processes')}
      data-testid="processes"
      extra={<a href="/ocds/releases.json">{t('open.all')}</a>}
    >
      <FailureAlert error={pages.error} />
      {processes === undefined && pages.error === null && <Skeleton active />}
      {processes?.length === 0 && <EmptyState title={t('open.none')} />}
      {processes !== undefined && processes.length > 0 && (
        <Flex vertical gap={16}>
          <Table<Process>
            rowKey="ocid"
            size="small"
            pagination={false}
            scroll={{ x: 900 }}
            dataSource={processes}
            columns={[
              { title: t('open.process'), dataIndex: 'title' },
              { title: t('open.method'), dataIndex: 'method' },
              { title: t('open.buyer'), dataIndex: 'buyer' },
              { title: t('open.supplier'), render: (_, row) => row.supplier || '—' },
              {
                title: t('contracts.amountHead'),
                align: 'right',
                render: (_, row) => <Amount value={row.amount} />,
              },
              {
                title: t('open.stage'),
                render: (_, row) => code('ocdsStage', row.ended ? 'ended' : row.stage),
              },
              { title: t('open.changedAt'), render: (_, row) => momentText(row.changedAt) },
              {
                title: t('open.data'),
                render: (_, row) => (
                  <a href={`/ocds/records/${encodeURIComponent(row.ocid)}.json`} download>
                    JSON
                  </a>
                ),
              },
            ]}
          />
          {pages.hasNextPage && <Button onClick={() => pages.fetchNextPage()}>{t('open.more')}</Button>}
        </Flex>
      )}
    </Card>
  );
}
