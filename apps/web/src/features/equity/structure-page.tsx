import { accountReaders } from '@guanyun/domain/organizations/permissions.ts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Card, Flex, Segmented, Skeleton, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { AsOfBar } from '../../components/as-of-bar.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ChangeDates } from './change-dates.tsx';
import { basisOf } from './equity-data.ts';
import { ExecutePanel } from './execute-panel.tsx';
import { ExportRegister } from './export-register.tsx';
import type { Structure } from './structure-graph.ts';
import { StructureTable } from './structure-table.tsx';

const OwnershipChart = lazy(() => import('./ownership-chart.tsx'));

function Figures({ structure }: { structure: Structure }) {
  const t = useText();
  const companies = structure.nodes.filter((node) => node.kind === 'company');
  return (
    <Typography.Text>
      {t('equity.figures', {
        companies: String(companies.length),
        controlled: String(companies.filter((node) => node.controlled).length),
        violations: String(companies.filter((node) => node.violation).length),
      })}
    </Typography.Text>
  );
}

/** The structure as a chart; as a table for the keyboard, for print and where the screen is narrow. */
function StructureView({ structure }: { structure: Structure }) {
  const t = useText();
  const narrow = window.matchMedia('(max-width: 640px)').matches;
  const [view, setView] = useState<'chart' | 'table'>(narrow ? 'table' : 'chart');
  if (structure.holdings.length === 0)
    return <EmptyState title={t('equity.empty')} hint={t('equity.emptyHint')} />;
  return (
    <Card
      title={view === 'chart' ? t('equity.chart') : t('equity.table')}
      extra={
        <Segmented<'chart' | 'table'>
          aria-label={t('equity.view')}
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', label: t('equity.viewChart') },
            { value: 'table', label: t('equity.viewTable') },
          ]}
        />
      }
    >
      <Flex vertical gap={12}>
        <Figures structure={structure} />
        {view === 'table' ? (
          <StructureTable structure={structure} />
        ) : (
          <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
            <OwnershipChart structure={structure} />
            <Typography.Text type="secondary">{t('equity.chartHint')}</Typography.Text>
          </Suspense>
        )}
      </Flex>
    </Card>
  );
}

/** Who holds whom on a date, and the step from before a change to after it. */
export default function StructurePage() {
  const t = useText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/equity' });
  const me = useQuery(trpc.session.me.queryOptions());
  const today = me.data?.today;
  const post = me.data?.post?.kind;
  const asOf = search.asOf ?? today;
  const { data, error } = useQuery(
    trpc.equity.structure.queryOptions(
      asOf === undefined
        ? skipToken
        : {
            asOf,
            basis: basisOf(search.basis),
            ...(search.knownOn === undefined ? {} : { knownOn: search.knownOn }),
          },
      { placeholderData: keepPreviousData },
    ),
  );
  const show = (date: string) =>
    void navigate({ to: '/equity', search: (previous) => ({ ...previous, asOf: date }), replace: false });
  return (
    <Page
      title={t('equity.title')}
      subtitle={t('equity.subtitle')}
      actions={
        <Flex gap={16} align="center">
          {post !== undefined && accountReaders.includes(post) && (
            <Link to="/equity/accounts">{t('accounts.title')}</Link>
          )}
          <Link to="/equity/plans">{t('plans.title')}</Link>
          {asOf !== undefined && (
            <ExportRegister asOf={asOf} basis={basisOf(search.basis)} knownOn={search.knownOn} />
          )}
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        {search.warrant !== undefined && today !== undefined && (
          <ExecutePanel warrantId={search.warrant} today={today} onDone={show} />
        )}
        <AsOfBar basis />
        {data !== undefined && asOf !== undefined && (
          <ChangeDates dates={data.dates} asOf={asOf} onPick={show} />
        )}
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 10 }} />}
        {data !== undefined && <StructureView structure={data} />}
      </Flex>
    </Page>
  );
}
