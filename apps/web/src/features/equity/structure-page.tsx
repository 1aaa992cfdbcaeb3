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
import { basisOf, type ShownStructure } from './equity-data.ts';
import { ExecutePanel } from './execute-panel.tsx';
import type { Caption } from './export-picture.tsx';
import { ExportRegister } from './export-register.tsx';
import { LevelCheckCard } from './level-check-card.tsx';
import { StructureTable } from './structure-table.tsx';

const OwnershipChart = lazy(() => import('./ownership-chart.tsx'));

function useFigures(structure: ShownStructure): string {
  const t = useText();
  const companies = structure.nodes.filter((node) => node.kind === 'company');
  return t('equity.figures', {
    companies: companies.length,
    controlled: companies.filter((node) => node.controlled).length,
    violations: companies.filter((node) => node.violation).length,
    exempt: companies.filter((node) => node.exemption !== null).length,
  });
}

/** The structure as a chart; as a table for the keyboard, for print and where the screen is narrow. */
function StructureView({ structure, caption }: { structure: ShownStructure; caption: Caption }) {
  const t = useText();
  const figures = useFigures(structure);
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
        <Typography.Text>{figures}</Typography.Text>
        {view === 'table' ? (
          <StructureTable structure={structure} />
        ) : (
          <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
            <OwnershipChart
              structure={structure}
              caption={{ ...caption, lines: [...caption.lines, figures] }}
            />
            <Typography.Text type="secondary">{t('equity.chartHint')}</Typography.Text>
          </Suspense>
        )}
      </Flex>
    </Card>
  );
}

/** The heading of the picture: whose structure, on which day, in which reading, as known when, and how levels are judged. */
function useCaption() {
  const t = useText();
  return (
    me: { readonly zone: { readonly name: string; readonly illustrative: boolean }; readonly today: string },
    { asOf, levels }: ShownStructure,
    search: { readonly basis?: string | undefined; readonly knownOn?: string | undefined },
  ): Caption => ({
    title: t('picture.title', { zone: me.zone.name }),
    lines: [
      t('picture.dates', {
        ...{ asOf, reading: t(`asOf.${basisOf(search.basis)}`) },
        known: search.knownOn ?? me.today,
      }),
      t('levels.rule', {
        reading: t(`levels.${levels.basis}`),
        limit: levels.limit,
        version: levels.version,
      }),
    ],
    illustrative: me.zone.illustrative ? t('shell.illustrative') : null,
    file: `${t('equity.chart')}-${asOf}`,
  });
}

/** Who holds whom on a date, and the step from before a change to after it. */
export default function StructurePage() {
  const t = useText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/equity' });
  const captionOf = useCaption();
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
        {data !== undefined && me.data !== undefined && (
          <StructureView structure={data} caption={captionOf(me.data, data, search)} />
        )}
        {data !== undefined && data.holdings.length > 0 && <LevelCheckCard structure={data} post={post} />}
      </Flex>
    </Page>
  );
}
