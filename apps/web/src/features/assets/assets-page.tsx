import { type AssetClass, assetClasses } from '@guanyun/domain/assets/asset-class.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, Checkbox, Flex, Input, Select, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type AssetLine, assetState, assetStateKey, assetStates } from './asset-data.ts';
import { factsAgree } from './flow.ts';

type Filter = {
  clusterId?: string;
  ownerId?: string;
  state?: AssetLine['state'];
  text?: string;
  class?: AssetClass;
  apart?: boolean;
  publicBenefit?: boolean;
};
const benefits = ['own', 'public'] as const;

/** The filter with one part changed; a part cleared is left out. */
function changed<K extends keyof Filter>(
  filter: Filter,
  key: K,
  value: Filter[K] | null | undefined,
): Filter {
  const { [key]: _old, ...rest } = filter;
  return (value === null || value === undefined ? rest : { ...rest, [key]: value }) as Filter;
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useText();
  const clusters = useQuery(trpc.organizations.clusters.queryOptions());
  const companies = useQuery(trpc.organizations.companies.queryOptions());
  const named = (list: readonly { id: string; name: string | null }[] | undefined) =>
    (list ?? []).map((one) => ({ value: one.id, label: one.name || t('assets.unknownName') }));
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Select
        allowClear
        style={{ width: 200 }}
        aria-label={t('assets.filterCluster')}
        placeholder={t('assets.allClusters')}
        value={filter.clusterId ?? null}
        options={named(clusters.data)}
        onChange={(value: string | null | undefined) => onChange(changed(filter, 'clusterId', value))}
      />
      <Select
        allowClear
        style={{ width: 280 }}
        aria-label={t('assets.filterOwner')}
        placeholder={t('assets.allOwners')}
        value={filter.ownerId ?? null}
        options={named(companies.data)}
        onChange={(value: string | null | undefined) => onChange(changed(filter, 'ownerId', value))}
      />
      <Select
        allowClear
        style={{ width: 160 }}
        aria-label={t('assets.filterState')}
        placeholder={t('assets.allStates')}
        value={filter.state ?? null}
        options={assetStates.map((value) => ({ value, label: t(assetStateKey(value)) }))}
        onChange={(value: AssetLine['state'] | null | undefined) => onChange(changed(filter, 'state', value))}
      />
      <BenefitFilter filter={filter} onChange={onChange} />
      <RegisterFilters filter={filter} onChange={onChange} />
    </Flex>
  );
}

/** With public-benefit assets, without them, or they alone. */
function BenefitFilter({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useText();
  const names = { own: 'assets.benefitNot', public: 'assets.benefitOnly' } as const;
  return (
    <Select
      allowClear
      style={{ width: 150 }}
      aria-label={t('assets.allBenefit')}
      placeholder={t('assets.allBenefit')}
      value={filter.publicBenefit === undefined ? null : filter.publicBenefit ? 'public' : 'own'}
      options={benefits.map((value) => ({ value, label: t(names[value]) }))}
      onChange={(value: (typeof benefits)[number] | null | undefined) =>
        onChange(changed(filter, 'publicBenefit', value ? value === 'public' : null))
      }
    />
  );
}

/** By part of the code or name, by class, and where title, book and custody differ. */
function RegisterFilters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useText();
  const code = useCode();
  return (
    <>
      <Select
        allowClear
        style={{ width: 160 }}
        aria-label={t('assetActs.filterClass')}
        placeholder={t('assetActs.allClasses')}
        value={filter.class ?? null}
        options={assetClasses.map((value) => ({ value, label: code('assetClass', value) }))}
        onChange={(value: AssetClass | null | undefined) => onChange(changed(filter, 'class', value))}
      />
      <Input.Search
        allowClear
        style={{ width: 220 }}
        maxLength={60}
        aria-label={t('assetActs.filterText')}
        placeholder={t('assetActs.filterText')}
        defaultValue={filter.text ?? ''}
        onSearch={(value) => onChange(changed(filter, 'text', value.trim() === '' ? null : value.trim()))}
      />
      <Checkbox
        style={{ alignSelf: 'center' }}
        checked={filter.apart === true}
        onChange={(event) => onChange(changed(filter, 'apart', event.target.checked ? true : null))}
      >
        {t('assetActs.apart')}
      </Checkbox>
    </>
  );
}

function AssetTable({ assets }: { assets: AssetLine[] }) {
  const t = useText();
  const owners = (asset: AssetLine) => ({
    title: asset.titleOwner,
    book: asset.bookOwner,
    custody: asset.custodyOwner,
  });
  return (
    <Table<AssetLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 1000 }}
      dataSource={assets}
      onRow={(asset) => ({ 'data-testid': `row-${asset.id}` }) as object}
      columns={[
        { title: t('assets.code'), dataIndex: 'code' },
        {
          title: t('assets.name'),
          render: (_, asset) => (
            <Link to="/assets/$id" params={{ id: asset.id }}>
              {asset.name}
            </Link>
          ),
        },
        {
          title: t('assets.class'),
          render: (_, asset) => <StateTag kind="assetClass" state={asset.class} />,
        },
        { title: t('assets.cluster'), render: (_, asset) => asset.cluster.name },
        { title: t('assets.owner'), render: (_, asset) => asset.owner.name },
        { title: t('assets.cost'), align: 'right', render: (_, asset) => <Amount value={asset.cost} /> },
        { title: t('assets.net'), align: 'right', render: (_, asset) => <Amount value={asset.net} /> },
        { title: t('assets.state'), render: (_, asset) => <StateTag kind="asset" state={asset.state} /> },
        {
          title: t('assets.facts'),
          render: (_, asset) => (factsAgree(owners(asset)) ? t('assets.agree') : t('assets.disagree')),
        },
      ]}
    />
  );
}

/** The register of assets, filtered by cluster, company and state; the address holds the filter. */
export default function AssetsPage() {
  const t = useText();
  const { clusterId, ownerId, state: named, text, class: kind, apart, tab } = useSearch({ from: '/assets' });
  const assetClass = assetClasses.find((one) => one === kind);
  const state = assetState(named);
  const filter: Filter = {
    ...(clusterId === undefined ? {} : { clusterId }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(state === undefined ? {} : { state }),
    ...(text === undefined ? {} : { text }),
    ...(assetClass === undefined ? {} : { class: assetClass }),
    ...(apart === 'yes' ? { apart: true } : {}),
    ...(tab === 'own' || tab === 'public' ? { publicBenefit: tab === 'public' } : {}),
  };
  const searchOf = ({ apart: differ, publicBenefit, ...rest }: Filter) => ({
    ...rest,
    ...(differ === true ? { apart: 'yes' } : {}),
    ...(publicBenefit === undefined ? {} : { tab: publicBenefit ? 'public' : 'own' }),
  });
  const navigate = useNavigate();
  const query = useInfiniteQuery(
    trpc.assets.list.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  const assets = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title={t('assets.title')}
      subtitle={t('assets.subtitle')}
      actions={<Link to="/asset-classes">{t('assetClasses.open')}</Link>}
    >
      <Card>
        <Filters
          filter={filter}
          onChange={(next) => void navigate({ to: '/assets', search: searchOf(next), replace: true })}
        />
        <FailureAlert error={query.error} />
        {assets === undefined && query.error === null && <Skeleton active />}
        {assets?.length === 0 && <EmptyState title={t('assets.empty')} hint={t('assets.emptyHint')} />}
        {assets !== undefined && assets.length > 0 && <AssetTable assets={assets} />}
        {query.hasNextPage && (
          <Button
            style={{ marginTop: 12 }}
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('assets.more')}
          </Button>
        )}
      </Card>
    </Page>
  );
}
