import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { Amount } from '../../components/amount.tsx';
import { AsOfBar } from '../../components/as-of-bar.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { EntryActCard } from './entry-acts.tsx';
import { basisOf, type CapTable } from './equity-data.ts';
import { type EntryAct, EventsTable } from './events-table.tsx';
import { HoldersTable } from './holders-table.tsx';
import { ParticularsCard } from './particulars-card.tsx';
import { PaymentsCard } from './payments-card.tsx';

function Holders({ table }: { table: CapTable }) {
  const t = useText();
  return (
    <Card
      title={t('equity.capHolders')}
      extra={
        <Flex gap={8}>
          {t('equity.capTotal')} <Amount value={table.total} />
        </Flex>
      }
    >
      {table.holders.length === 0 ? (
        <EmptyState title={t('equity.noHolders')} />
      ) : (
        <HoldersTable holders={table.holders} />
      )}
      <Typography.Paragraph type="secondary" style={{ margin: '12px 0 0' }}>
        {t('equity.ratiosWhy')}
      </Typography.Paragraph>
    </Card>
  );
}

/** The entries behind the table, and what is being done about one of them. */
function Entries({ table }: { table: CapTable }) {
  const t = useText();
  const [acting, setActing] = useState<EntryAct | null>(null);
  return (
    <>
      <Card title={t('equity.events')}>
        <EventsTable table={table} onAct={setActing} />
      </Card>
      {acting !== null && <EntryActCard acting={acting} table={table} onDone={() => setActing(null)} />}
    </>
  );
}

/** The register of one company on a date: three ratios, and the events that led there. */
export default function CapTablePage() {
  const t = useText();
  const { companyId } = useParams({ from: '/equity/$companyId' });
  const search = useSearch({ from: '/equity/$companyId' });
  const me = useQuery(trpc.session.me.queryOptions());
  const asOf = search.asOf ?? me.data?.today;
  const { data, error } = useQuery(
    trpc.equity.capTable.queryOptions(
      asOf === undefined
        ? skipToken
        : {
            companyId,
            asOf,
            basis: basisOf(search.basis),
            ...(search.knownOn === undefined ? {} : { knownOn: search.knownOn }),
          },
    ),
  );
  return (
    <Page
      title={t('equity.capTitle', { name: data?.company.name || t('equity.unnamed') })}
      actions={
        <Link to="/equity" search={true}>
          {t('equity.back')}
        </Link>
      }
    >
      <Flex vertical gap={16}>
        <AsOfBar basis />
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
        {data?.absorbed && (
          <Alert
            type="warning"
            showIcon
            title={t('equity.absorbedMark')}
            description={t('equity.absorbedBy', { on: data.absorbed.on, by: data.absorbed.by.name })}
          />
        )}
        {data !== undefined && <Holders table={data} />}
        {data !== undefined && <PaymentsCard table={data} />}
        {data !== undefined && <Entries table={data} />}
        {asOf !== undefined && <ParticularsCard companyId={companyId} asOf={asOf} knownOn={search.knownOn} />}
      </Flex>
    </Page>
  );
}
