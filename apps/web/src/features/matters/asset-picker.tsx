import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Flex, Skeleton, Table, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { sumYuan } from '../../components/yuan-text.ts';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

type Props = {
  ownerId: string;
  /** Given by the form. */
  value?: string[];
  onChange?: (ids: string[]) => void;
};

/** Pages of what a company holds; the server takes a cursor and knows no direction. */
function useHeldAssets(ownerId: string) {
  const held = { ownerId, state: 'held' } as const;
  return useInfiniteQuery({
    queryKey: trpc.assets.list.infiniteQueryKey(held),
    queryFn: ({ pageParam, client }) =>
      client.fetchQuery(
        trpc.assets.list.queryOptions(pageParam === null ? held : { ...held, cursor: pageParam }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The assets that the company holds, to be ticked; says how many are chosen and what they are worth. */
export function AssetPicker({ ownerId, value = [], onChange }: Props) {
  const t = useText();
  const code = useCode();
  const query = useHeldAssets(ownerId);
  const assets = query.data?.pages.flatMap((page) => page.items);
  if (query.error !== null) return <FailureAlert error={query.error} />;
  if (assets === undefined) return <Skeleton active />;
  if (assets.length === 0) return <EmptyState title={t('matters.noAssets')} />;
  const total = sumYuan(assets.filter((asset) => value.includes(asset.id)).map((asset) => asset.net));
  return (
    <Flex vertical gap={8}>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 600, y: 320 }}
        dataSource={assets}
        rowSelection={{
          selectedRowKeys: value,
          onChange: (keys) => onChange?.(keys.map(String)),
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
      <Flex gap={12} align="center" wrap>
        <Typography.Text>
          {t('matters.chosen', { count: value.length, wan: displayYuan(parseYuan(total), 'wan') })}
        </Typography.Text>
        {query.hasNextPage && (
          <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('matters.more')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
