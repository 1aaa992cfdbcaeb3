import { contractLayers, contractStates } from '@guanyun/domain/contracts/contract-state.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, Flex, Input, Select, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { ContractLine } from './answers.ts';

type Filter = { text?: string; clusterId?: string; level?: string; states?: string };

function Choice(props: {
  label: TextKey;
  all: TextKey;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}) {
  const t = useText();
  return (
    <Select<string | null>
      allowClear
      style={{ width: 170 }}
      aria-label={t(props.label)}
      placeholder={t(props.all)}
      value={props.value ?? null}
      options={props.options}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useText();
  const code = useCode();
  const clusters = useQuery(trpc.organizations.clusters.queryOptions());
  const set = (part: { [K in keyof Filter]?: string | undefined }) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(next) as Filter);
  };
  const coded = (kind: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: code(kind, value) }));
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Input.Search
        allowClear
        style={{ width: 220 }}
        maxLength={60}
        aria-label={t('life.project')}
        placeholder={t('life.project')}
        defaultValue={filter.text ?? ''}
        onSearch={(value) => set({ text: value.trim() === '' ? undefined : value.trim() })}
      />
      <Choice
        label="contracts.cluster"
        all="life.allClusters"
        value={filter.clusterId}
        options={(clusters.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(clusterId) => set({ clusterId })}
      />
      <Choice
        label="life.layer"
        all="life.allLayers"
        value={filter.level}
        options={coded('contractLayer', contractLayers)}
        onChange={(level) => set({ level })}
      />
      <Choice
        label="contracts.state"
        all="life.allStates"
        value={filter.states}
        options={coded('contract', contractStates)}
        onChange={(states) => set({ states })}
      />
    </Flex>
  );
}

function ContractTable({ contracts }: { contracts: readonly ContractLine[] }) {
  const t = useText();
  const code = useCode();
  return (
    <Table<ContractLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 1100 }}
      dataSource={[...contracts]}
      onRow={(contract) => ({ 'data-testid': `row-${contract.id}` }) as object}
      columns={[
        { title: t('contracts.number'), dataIndex: 'number' },
        {
          title: t('contracts.contractTitle'),
          render: (_, contract) => (
            <Link to="/contracts/$id" params={{ id: contract.id }}>
              {contract.title}
            </Link>
          ),
        },
        { title: t('life.layer'), render: (_, c) => code('contractLayer', c.layer) },
        { title: t('life.origin'), render: (_, c) => code('contractOrigin', c.origin) },
        { title: t('contracts.entity'), render: (_, c) => c.entity.name },
        { title: t('life.counterparty'), render: (_, c) => c.counterparty?.name ?? '—' },
        { title: t('contracts.cluster'), render: (_, c) => c.cluster?.name ?? '—' },
        {
          title: t('contracts.amountHead'),
          align: 'right',
          render: (_, c) => <Amount value={c.currentAmount} />,
        },
        { title: t('contracts.signedOn'), dataIndex: 'signedOn' },
        {
          title: t('contracts.state'),
          render: (_, c) => <StateTag kind="contract" state={c.halt ?? c.state} />,
        },
      ]}
    />
  );
}

const known = <T extends string>(all: readonly T[], said: string | undefined): T | undefined =>
  all.find((one) => one === said);

/** Contracts of every layer and origin, filtered by project, cluster, layer and state; the address holds the filter. */
export default function ContractsPage() {
  const t = useText();
  const { text, clusterId, level, states } = useSearch({ from: '/contracts' });
  const navigate = useNavigate();
  const filter: Filter = Object.fromEntries(
    Object.entries({ text, clusterId, level, states }).filter(([, value]) => value !== undefined),
  );
  const [layer, state] = [known(contractLayers, level), known(contractStates, states)];
  const query = useInfiniteQuery(
    trpc.contracts.list.infiniteQueryOptions(
      {
        ...(text === undefined ? {} : { project: text }),
        ...(clusterId === undefined ? {} : { clusterId }),
        ...(layer === undefined ? {} : { layer }),
        ...(state === undefined ? {} : { state }),
      },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const contracts = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title={t('contracts.title')}
      subtitle={t('contracts.subtitle')}
      actions={
        <Flex gap={8} wrap>
          <Link to="/contracts/sign">
            <Button>{t('life.signNew')}</Button>
          </Link>
          <Link to="/contracts/new">
            <Button type="primary">{t('contracts.new')}</Button>
          </Link>
        </Flex>
      }
    >
      <Card>
        <Filters
          filter={filter}
          onChange={(next) => void navigate({ to: '/contracts', search: next, replace: true })}
        />
        <FailureAlert error={query.error} />
        {contracts === undefined && query.error === null && <Skeleton active />}
        {contracts?.length === 0 && <EmptyState title={t('contracts.none')} hint={t('contracts.noneHint')} />}
        {contracts !== undefined && contracts.length > 0 && <ContractTable contracts={contracts} />}
        {query.hasNextPage && (
          <Button
            style={{ marginTop: 12 }}
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('life.more')}
          </Button>
        )}
      </Card>
    </Page>
  );
}
