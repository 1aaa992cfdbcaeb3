import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Card, DatePicker, Flex, Segmented, Skeleton, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AmountsDrawer } from './amounts-drawer.tsx';
import type { StatementLine } from './asset-data.ts';
import { StatementRows, StatementSums } from './statement-table.tsx';

type Asked = { readonly asOf: string; readonly knownOn?: string };

/** The day on which the statement was known so; empty is today. The address holds it. */
export function KnownOn({ value }: { readonly value: string | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Flex align="center" gap={8}>
      <span>{t('finance.knownOn')}</span>
      <DatePicker
        aria-label={t('finance.knownOn')}
        placeholder={t('finance.knownToday')}
        value={value === undefined ? null : dayjs(value)}
        onChange={(day) =>
          void navigate({
            to: '/clusters',
            search: ({ knownOn: _knownOn, ...before }) =>
              day === null ? before : { ...before, knownOn: day.format('YYYY-MM-DD') },
            replace: true,
          })
        }
      />
    </Flex>
  );
}

function CellAssets(props: { asked: Asked; line: StatementLine; onClose: () => void }) {
  const t = useText();
  const code = useCode();
  const { asked, line, onClose } = props;
  const { cluster, organization } = line;
  const publicBenefit = line.part === 'public_benefit';
  const pages = useInfiniteQuery(
    trpc.assets.statementAssets.infiniteQueryOptions(
      { ...asked, clusterId: cluster.id, organizationId: organization.id, class: line.class, publicBenefit },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const tab = publicBenefit ? 'public' : 'own';
  return (
    <AmountsDrawer
      title={`${cluster.name} · ${organization.name} · ${code('assetClass', line.class)}`}
      pages={pages}
      onClose={onClose}
    >
      <Link
        to="/assets"
        search={{
          ...{ clusterId: cluster.id, ownerId: organization.id, class: line.class },
          ...(line.part === 'debts' ? {} : { tab }),
        }}
      >
        {t('finance.toRegister')}
      </Link>
    </AmountsDrawer>
  );
}

const views = ['detail', 'byCluster', 'byCompany'] as const;

/** The statement by cluster, company and class; a figure opens to its assets; as Excel. */
export function StatementCard({ asked }: { readonly asked: Asked }) {
  const t = useText();
  const [view, setView] = useState<(typeof views)[number]>('detail');
  const [line, setLine] = useState<StatementLine | null>(null);
  const { data, error } = useQuery(
    trpc.assets.statementTable.queryOptions(asked, { placeholderData: keepPreviousData }),
  );
  return (
    <Card
      title={t('finance.statement')}
      data-testid="statement"
      extra={
        <Button
          icon={<DownloadOutlined />}
          href={`/exports/assets-statement.xlsx?${new URLSearchParams(asked)}`}
          download
        >
          {t('finance.export')}
        </Button>
      }
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t('finance.statementHint')}</Typography.Text>
        <Segmented<(typeof views)[number]>
          style={{ alignSelf: 'start' }}
          value={view}
          options={views.map((value) => ({ value, label: t(`finance.${value}`) }))}
          onChange={setView}
        />
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active />}
        {data?.rows.length === 0 && <EmptyState title={t('finance.noRows')} />}
        {data !== undefined && data.rows.length > 0 && (
          <>
            {view === 'detail' && <StatementRows rows={data.rows} onOpen={setLine} />}
            {view === 'byCluster' && <StatementSums groups={data.clusters} of={t('assets.cluster')} />}
            {view === 'byCompany' && <StatementSums groups={data.companies} of={t('finance.company')} />}
            <StatementSums
              groups={[{ of: { id: 'total', name: t('assets.total') }, parts: data.total }]}
              of={t('assets.total')}
            />
          </>
        )}
      </Flex>
      {line !== null && <CellAssets asked={asked} line={line} onClose={() => setLine(null)} />}
    </Card>
  );
}
