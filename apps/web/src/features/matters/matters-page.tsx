import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, Flex, Input, Select, Skeleton } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { MatterLine } from './matter-data.ts';
import { MatterTable } from './matter-table.tsx';

const states = [
  'draft',
  'signed',
  'submitted',
  'accepted',
  'returned',
  'reviewed',
  'on_agenda',
  'deferred',
  'approved',
  'rejected',
  'forwarded',
  'externally_approved',
  'externally_rejected',
  'issued',
  'executing',
  'withdrawn',
] as const satisfies MatterLine['state'][];

type Filter = { state?: MatterLine['state']; search?: string };

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useText();
  const code = useCode();
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Input.Search
        key={filter.search ?? ''}
        allowClear
        aria-label={t('matters.search')}
        placeholder={t('matters.search')}
        defaultValue={filter.search ?? ''}
        style={{ width: 300 }}
        maxLength={100}
        onSearch={(typed) => {
          const { search: _old, ...rest } = filter;
          onChange(typed.trim() === '' ? rest : { ...rest, search: typed.trim() });
        }}
      />
      <Select
        allowClear
        style={{ width: 180 }}
        aria-label={t('matters.filterState')}
        placeholder={t('matters.allStates')}
        value={filter.state ?? null}
        options={states.map((value) => ({ value, label: code('matter', value) }))}
        onChange={(value: MatterLine['state'] | null | undefined) => {
          const { state: _old, ...rest } = filter;
          onChange(value === null || value === undefined ? rest : { ...rest, state: value });
        }}
      />
    </Flex>
  );
}

/** Pages of matters; the server takes a cursor and knows no direction, so each page is asked for by itself. */
const useMatters = (filter: Filter) =>
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

/** The matters within one's range, by stage and name; the address holds the filter. */
export default function MattersPage() {
  const t = useText();
  const { state: named, search } = useSearch({ from: '/matters' });
  const state = states.find((one) => one === named);
  const filter: Filter = {
    ...(state === undefined ? {} : { state }),
    ...(search === undefined ? {} : { search }),
  };
  const navigate = useNavigate();
  const me = useQuery(trpc.session.me.queryOptions());
  const query = useMatters(filter);
  const lines = query.data?.pages.flatMap((page) => page.items);
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
        <Filters
          filter={filter}
          onChange={(next) => void navigate({ to: '/matters', search: next, replace: true })}
        />
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
