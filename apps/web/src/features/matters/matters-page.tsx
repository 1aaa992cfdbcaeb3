import './matters.css';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, Flex, Skeleton } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { addressOf, exportAddress, filterFrom, type MatterFilter } from './matter-filter.ts';
import { MatterFilters } from './matter-filters.tsx';
import { MatterTable } from './matter-table.tsx';
import { SavedViews } from './saved-views.tsx';

/** Pages of matters; the server takes a cursor and knows no direction, so each page is asked for by itself. */
const useMatters = (filter: MatterFilter) =>
  useInfiniteQuery({
    queryKey: trpc.matters.list.infiniteQueryKey(filter),
    queryFn: ({ pageParam, client }) =>
      client.fetchQuery(
        trpc.matters.list.queryOptions(pageParam === null ? filter : { ...filter, cursor: pageParam }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** The matters within one's range, least time left first; the address holds the filter, so a view is a link. */
export default function MattersPage() {
  const t = useText();
  const filter = filterFrom(useSearch({ from: '/matters' }));
  const navigate = useNavigate();
  const show = (next: MatterFilter) =>
    void navigate({ to: '/matters', search: addressOf(next), replace: true });
  const me = useQuery(trpc.session.me.queryOptions());
  const query = useMatters(filter);
  const lines = query.data?.pages.flatMap((page) => page.items);
  const total = query.data?.pages[0]?.total ?? null;
  const mayPropose = me.data?.post.kind === 'company_handler';
  return (
    <Page
      title={t('matters.title')}
      subtitle={t('matters.subtitle')}
      actions={
        mayPropose && (
          <Button type="primary" onClick={() => void navigate({ to: '/matters/new' })}>
            {t('matters.new')}
          </Button>
        )
      }
    >
      <Card>
        <Flex wrap gap={12} align="start" style={{ marginBottom: 12 }}>
          <SavedViews filter={filter} onChange={show} />
          <Button href={exportAddress(filter)} disabled={lines?.length === 0}>
            {t('matters.export')}
          </Button>
          {total !== null && (
            <span className="matter-total" data-testid="total" aria-live="polite">
              {t('matters.total', { count: `${total.count}${total.more ? '+' : ''}` })}
            </span>
          )}
        </Flex>
        <MatterFilters filter={filter} onChange={show} />
        <FailureAlert error={query.error} />
        {lines === undefined && query.error === null && <Skeleton active />}
        {lines?.length === 0 && <EmptyState title={t('matters.none')} hint={t('matters.noneHint')} />}
        {lines !== undefined && lines.length > 0 && <MatterTable lines={lines} />}
        {query.hasNextPage && (
          <Button
            style={{ marginTop: 12 }}
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('matters.more')}
          </Button>
        )}
      </Card>
    </Page>
  );
}
