import type { AppRouter } from '@guanyun/api/router.ts';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterInputs } from '@trpc/server';
import { Flex, Input, Select } from 'antd';
import { assetCodeTexts } from '../../texts/codes-assets.ts';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

type AssetClass = NonNullable<inferRouterInputs<AppRouter>['assets']['list']['class']>;
/** The classes in the order in which they are named. */
const assetClasses = Object.keys(assetCodeTexts).flatMap((key) =>
  key.startsWith('assetClass.') ? [key.slice('assetClass.'.length) as AssetClass] : [],
);

export type AssetFilter = { clusterId?: string; class?: AssetClass; text?: string };

/** By cluster, by class, by part of a code or name. */
export function AssetFilters({
  filter,
  onChange,
}: {
  filter: AssetFilter;
  onChange: (next: AssetFilter) => void;
}) {
  const t = useText();
  const code = useCode();
  const clusters = useQuery(trpc.organizations.clusters.queryOptions());
  const { clusterId: _cluster, ...noCluster } = filter;
  const { class: _class, ...noClass } = filter;
  return (
    <Flex wrap gap={8}>
      <Select
        allowClear
        style={{ width: 160 }}
        aria-label={t('matters.assetCluster')}
        placeholder={t('matters.assetCluster')}
        value={filter.clusterId ?? null}
        options={(clusters.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id: string | null | undefined) =>
          onChange(id == null ? noCluster : { ...filter, clusterId: id })
        }
      />
      <Select
        allowClear
        style={{ width: 140 }}
        aria-label={t('matters.assetKind')}
        placeholder={t('matters.assetKind')}
        value={filter.class ?? null}
        options={assetClasses.map((value) => ({ value, label: code('assetClass', value) }))}
        onChange={(value: AssetClass | null | undefined) =>
          onChange(value == null ? noClass : { ...filter, class: value })
        }
      />
      <Input.Search
        allowClear
        style={{ width: 220 }}
        aria-label={t('matters.assetText')}
        placeholder={t('matters.assetText')}
        onSearch={(text) => onChange({ ...filter, text })}
      />
    </Flex>
  );
}
