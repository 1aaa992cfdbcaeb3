import type { AppRouter } from '@guanyun/api/router.ts';
import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { Button, Flex, Skeleton, Table, Typography } from 'antd';
import { useState } from 'react';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { sumYuan } from '../../components/yuan-text.ts';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type AssetFilter, AssetFilters } from './asset-filters.tsx';
import { AssetVerdicts } from './asset-verdicts.tsx';

type Props = {
  ownerId: string;
  /** The public body that gives; the company's own assets otherwise. */
  giverId: string | undefined;
  /** Given by the form. */
  value?: string[];
  onChange?: (ids: string[]) => void;
};

/** Pages of what may be handed over to or by a company; the server takes a cursor and knows no direction. */
function useHeldAssets(ownerId: string, giverId: string | undefined, filter: AssetFilter) {
  const from = (cursor: string | null) => (cursor === null ? filter : { ...filter, cursor });
  return useInfiniteQuery({
    queryKey: ['assets to choose', ownerId, giverId, filter],
    queryFn: ({ pageParam, client }) =>
      giverId === undefined
        ? client.fetchQuery(trpc.assets.list.queryOptions({ keeperId: ownerId, ...from(pageParam) }))
        : client.fetchQuery(trpc.assets.offered.queryOptions({ giverId, ...from(pageParam) })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

type AssetLine = inferRouterOutputs<AppRouter>['assets']['list']['items'][number];

function AssetTable(props: {
  assets: readonly AssetLine[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const t = useText();
  const code = useCode();
  const { assets, chosen, onChange } = props;
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 600, y: 320 }}
      dataSource={[...assets]}
      rowSelection={{
        selectedRowKeys: [...chosen],
        // What was chosen under another filter stays chosen.
        preserveSelectedRowKeys: true,
        onChange: (keys) => onChange(keys.map(String)),
        getCheckboxProps: (asset) => ({ 'aria-label': asset.name }) as object,
      }}
      onRow={(asset) => ({ 'data-testid': `row-${asset.id}` }) as object}
      columns={[
        { title: t('matters.assetName'), render: (_, asset) => `${asset.code} ${asset.name}` },
        {
          title: t('matters.assetClass'),
          width: 90,
          render: (_, asset) => code('assetClass', asset.class),
        },
        { title: t('matters.cluster'), width: 130, render: (_, asset) => asset.cluster.name },
        {
          title: t('matters.net'),
          align: 'right',
          width: 120,
          render: (_, asset) => <Amount value={asset.net} />,
        },
      ]}
    />
  );
}

/** The assets that the company holds, to be ticked; says how many are chosen and what they are worth. */
export function AssetPicker({ ownerId, giverId, value = [], onChange }: Props) {
  const t = useText();
  const [filter, setFilter] = useState<AssetFilter>({});
  const query = useHeldAssets(ownerId, giverId, filter);
  const assets = query.data?.pages
    .flatMap((page) => page.items)
    .filter(({ state }) => state !== 'in_transfer');
  if (query.error !== null) return <FailureAlert error={query.error} />;
  if (assets === undefined) return <Skeleton active />;
  const total = sumYuan(assets.filter((asset) => value.includes(asset.id)).map((asset) => asset.net));
  const shown = assets.map(({ id }) => id);
  return (
    <Flex vertical gap={8}>
      <AssetFilters filter={filter} onChange={setFilter} />
      {assets.length === 0 && (
        <EmptyState title={t(giverId === undefined ? 'matters.noAssets' : 'matters.noneOffered')} />
      )}
      <AssetTable assets={assets} chosen={value} onChange={(ids) => onChange?.(ids)} />
      <Flex gap={12} align="center" wrap>
        <Typography.Text>
          {t('matters.chosen', { count: value.length, wan: displayYuan(parseYuan(total), 'wan') })}
        </Typography.Text>
        <Button size="small" onClick={() => onChange?.([...new Set([...value, ...shown])])}>
          {t('matters.chooseAll')}
        </Button>
        {query.hasNextPage && (
          <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('matters.more')}
          </Button>
        )}
      </Flex>
      <AssetVerdicts ids={value} giverId={giverId} />
    </Flex>
  );
}
