import './reconciliation.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Card, DatePicker, Flex, Select, Skeleton, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { BalancesCard } from './balances-card.tsx';
import { FailingLines, type LineCheck } from './failing-lines.tsx';

import { Lights } from './reconciliation-lights.tsx';
import { ClusterTable } from './reconciliation-tables.tsx';

const ZONE = 'zone';

/** Whose books and on which day; the address holds both. */
function Choices({ asOf, own }: { asOf: string | undefined; own: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  const { companyId } = useSearch({ from: '/reconciliation' });
  const companies = useQuery(trpc.organizations.companies.queryOptions());
  const set = (part: { companyId?: string | undefined; asOf?: string | undefined }): void =>
    void navigate({
      to: '/reconciliation',
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...part }).filter(([, value]) => typeof value === 'string'),
        ),
      replace: true,
    });
  return (
    <Flex wrap gap={16} align="center">
      {!own && (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 320, maxWidth: '100%' }}
          aria-label={t('finance.company')}
          value={companyId ?? ZONE}
          options={[
            { value: ZONE, label: t('reconcile.zone') },
            ...(companies.data ?? []).map(({ id, name }) => ({
              value: id,
              label: name || t('assets.unknownName'),
            })),
          ]}
          onChange={(value: string) => set({ companyId: value === ZONE ? undefined : value })}
        />
      )}
      <Flex align="center" gap={8}>
        <span>{t('reconcile.asOf')}</span>
        <DatePicker
          aria-label={t('reconcile.asOf')}
          allowClear={false}
          {...(asOf === undefined ? {} : { value: dayjs(asOf) })}
          onChange={(day) => day && set({ asOf: day.format('YYYY-MM-DD') })}
        />
      </Flex>
    </Flex>
  );
}

/** The lights of a company's assets on a day, each opening to what differs. */
export default function ReconciliationPage() {
  const t = useText();
  const { companyId, asOf } = useSearch({ from: '/reconciliation' });
  const me = useQuery(trpc.session.me.queryOptions());
  const [open, setOpen] = useState<LineCheck | null>(null);
  const asked = {
    ...(companyId === undefined ? {} : { organizationId: companyId }),
    ...(asOf === undefined ? {} : { asOf }),
  };
  const { data, error } = useQuery(
    trpc.assets.reconciliation.queryOptions(asked, { placeholderData: keepPreviousData }),
  );
  return (
    <Page title={t('reconcile.title')} subtitle={t('reconcile.subtitle')}>
      <Flex vertical gap={16}>
        <Choices asOf={data?.asOf} own={me.data?.post?.side === 'company'} />
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
        {data !== undefined && (
          <>
            <Typography.Text>
              {data.organization?.name ?? t('reconcile.zone')} · {data.asOf} ·{' '}
              {t('reconcile.cards', { n: String(data.items) })}
            </Typography.Text>
            <Lights reconciliation={data} onOpen={setOpen} />
            <BalancesCard reconciliation={data} />
            <Card size="small" title={t('ledger.clusters')}>
              <ClusterTable clusters={data.clusters} />
            </Card>
          </>
        )}
      </Flex>
      {open !== null && data !== undefined && (
        <FailingLines asked={{ ...asked, asOf: data.asOf }} check={open} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}
