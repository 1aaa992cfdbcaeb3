import './assets.css';
import { DownloadOutlined } from '@ant-design/icons';
import { landStates } from '@guanyun/domain/assets/land-state.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, DatePicker, Flex, Select, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { AsOfBar } from '../../components/as-of-bar.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type LandLedger, landState } from './land-data.ts';
import { LandTable } from './land-table.tsx';
import { LandTotals } from './land-totals.tsx';
import { RegisterLand } from './register-land.tsx';

type Search = { asOf?: string; from?: string; to?: string; clusterId?: string; states?: string };
type Set = (part: Partial<Record<keyof Search, string | null | undefined>>) => void;

/** The address with a part changed; what is cleared is left out. */
const without = (search: object): Search =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => typeof value === 'string')) as Search;

function Period({ revived, onPick }: { revived: LandLedger['revived'] | undefined; onPick: Set }) {
  const t = useText();
  const day = (key: 'from' | 'to', label: string) => (
    <>
      <span>{label}</span>
      <DatePicker
        aria-label={key === 'from' ? label : `${t('land.revived')}${label}`}
        allowClear={false}
        {...(revived === undefined ? {} : { value: dayjs(revived[key]) })}
        onChange={(picked) => picked && onPick({ [key]: picked.format('YYYY-MM-DD') })}
      />
    </>
  );
  return (
    <Flex wrap gap={8} align="center">
      {day('from', t('land.revivedFrom'))}
      {day('to', t('land.revivedTo'))}
    </Flex>
  );
}

function Filters({ search, onPick }: { search: Search; onPick: Set }) {
  const t = useText();
  const clusters = useQuery(trpc.organizations.clusters.queryOptions());
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Select
        allowClear
        style={{ width: 200 }}
        aria-label={t('assets.filterCluster')}
        placeholder={t('assets.allClusters')}
        value={search.clusterId ?? null}
        options={(clusters.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(clusterId: string | null | undefined) => onPick({ clusterId })}
      />
      <Select
        allowClear
        style={{ width: 200 }}
        aria-label={t('land.filterState')}
        placeholder={t('land.allStates')}
        value={landState(search.states) ?? null}
        options={landStates.map((value) => ({ value, label: t(`landState.${value}`) }))}
        onChange={(states: string | null | undefined) => onPick({ states })}
      />
    </Flex>
  );
}

/** The ledger of idle and inefficient land on a day; the address holds the day, the period and the filters. */
export default function LandPage() {
  const t = useText();
  const navigate = useNavigate();
  const { asOf, from, to, clusterId, states } = useSearch({ from: '/land' });
  const search = without({ asOf, from, to, clusterId, states });
  const [open, setOpen] = useState(false);
  const { states: _states, ...rest } = search;
  const state = landState(states);
  const asked = { ...rest, ...(state === undefined ? {} : { state }) };
  const { data, error } = useQuery(
    trpc.assets.landLedger.queryOptions(asked, { placeholderData: keepPreviousData }),
  );
  const pick: Set = (part) =>
    void navigate({ to: '/land', search: without({ ...search, ...part }), replace: true });
  return (
    <Page
      title={t('land.title')}
      subtitle={t('land.subtitle')}
      actions={
        <Flex gap={12} wrap>
          {data?.may.includes('assets.registerLand') === true && (
            <Button type={open ? 'default' : 'primary'} onClick={() => setOpen(!open)}>
              {t(open ? 'act.cancel' : 'land.register')}
            </Button>
          )}
          <Button
            icon={<DownloadOutlined />}
            href={`/exports/idle-land.xlsx?${new URLSearchParams(asked)}`}
            download
          >
            {t('land.export')}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        {open && <RegisterLand onDone={() => setOpen(false)} />}
        <Flex wrap gap={16} align="center">
          <AsOfBar />
          <Period revived={data?.revived} onPick={pick} />
        </Flex>
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
        {data !== undefined && <LandTotals ledger={data} />}
        {data !== undefined && (
          <Card>
            <Filters search={search} onPick={pick} />
            {data.rows.length === 0 ? (
              <EmptyState title={t('land.empty')} hint={t('land.emptyHint')} />
            ) : (
              <LandTable rows={data.rows} asOf={asOf} />
            )}
          </Card>
        )}
      </Flex>
    </Page>
  );
}
