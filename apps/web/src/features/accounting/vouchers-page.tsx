import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Select, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { VoucherLine } from './voucher-data.ts';

function VoucherTable({ vouchers }: { vouchers: readonly VoucherLine[] }) {
  const t = useText();
  return (
    <Table<VoucherLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 720 }}
      dataSource={[...vouchers]}
      onRow={(voucher) => ({ 'data-testid': `row-${voucher.id}` }) as object}
      columns={[
        {
          title: t('accounting.number'),
          render: (_, voucher) => (
            <Link to="/vouchers/$id" params={{ id: voucher.id }}>
              {voucher.number}
            </Link>
          ),
        },
        { title: t('accounting.on'), dataIndex: 'on' },
        { title: t('accounting.organization'), render: (_, voucher) => voucher.organization.name },
        { title: t('accounting.summary'), dataIndex: 'summary' },
        {
          title: t('accounting.total'),
          align: 'right',
          render: (_, voucher) => <Amount value={voucher.total} />,
        },
      ]}
    />
  );
}

/** The vouchers, of one organisation or of all. */
export default function VouchersPage() {
  const t = useText();
  const [organizationId, setOrganizationId] = useState<string | null>(null);
  const companies = useQuery(trpc.organizations.companies.queryOptions());
  const vouchers = useQuery(
    trpc.accounting.vouchers.queryOptions(organizationId === null ? {} : { organizationId }),
  );
  return (
    <Page title={t('accounting.title')} subtitle={t('accounting.subtitle')}>
      <Card>
        <Select
          allowClear
          style={{ width: 300, maxWidth: '100%', marginBottom: 16 }}
          aria-label={t('accounting.organization')}
          placeholder={t('accounting.allOrganizations')}
          value={organizationId}
          onChange={(value: string | null | undefined) => setOrganizationId(value ?? null)}
          options={(companies.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <FailureAlert error={vouchers.error} />
        {vouchers.data === undefined && vouchers.error === null && <Skeleton active />}
        {vouchers.data?.length === 0 && (
          <EmptyState title={t('accounting.empty')} hint={t('accounting.emptyHint')} />
        )}
        {vouchers.data !== undefined && vouchers.data.length > 0 && <VoucherTable vouchers={vouchers.data} />}
      </Card>
    </Page>
  );
}
