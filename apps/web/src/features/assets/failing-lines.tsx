import type { AppRouter } from '@guanyun/api/router.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { Button, Drawer, Flex, Skeleton, Table } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

type Asked = inferRouterInputs<AppRouter>['assets']['reconciliationLines'];
type Line = inferRouterOutputs<AppRouter>['assets']['reconciliationLines']['items'][number];
export type LineCheck = Asked['check'];

function Lines({ lines, whole }: { lines: readonly Line[]; whole: boolean }) {
  const t = useText();
  // Things and clusters are counted; areas and amounts have their two places.
  const figure = (text: string): string => (whole ? text.replace(/\.00$/, '') : text);
  return (
    <Table<Line>
      rowKey="key"
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...lines]}
      columns={[
        {
          title: t('assets.code'),
          render: (_, line) =>
            line.assetId === null ? (
              t('reconcile.noCard')
            ) : (
              <Link to="/assets/$id" params={{ id: line.assetId }}>
                {line.code}
              </Link>
            ),
        },
        { title: t('assets.name'), dataIndex: 'name' },
        { title: t('reconcile.expected'), align: 'right', render: (_, line) => figure(line.expected) },
        { title: t('reconcile.found'), align: 'right', render: (_, line) => figure(line.found) },
        { title: t('reconcile.on'), render: (_, line) => line.on ?? '—' },
      ]}
    />
  );
}

/** The lines of a light that do not agree. */
export function FailingLines(props: {
  readonly asked: Omit<Asked, 'check' | 'cursor'>;
  readonly check: LineCheck;
  readonly onClose: () => void;
}) {
  const t = useText();
  const code = useCode();
  const { asked, check, onClose } = props;
  const query = useInfiniteQuery(
    trpc.assets.reconciliationLines.infiniteQueryOptions(
      { ...asked, check },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const lines = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Drawer
      open
      title={code('reconcileCheck', check)}
      onClose={onClose}
      size={760}
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      <Flex vertical gap={12} data-testid="failing">
        <FailureAlert error={query.error} />
        {lines === undefined && query.error === null && <Skeleton active />}
        {lines !== undefined && (
          <Lines lines={lines} whole={check === 'count' || check === 'cluster_membership'} />
        )}
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('finance.more')}
          </Button>
        )}
      </Flex>
    </Drawer>
  );
}
