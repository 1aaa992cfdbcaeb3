import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Card, Skeleton, Table, Tabs } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { MandatesTable } from '../../components/mandates-table.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { ClusterRow } from './organization-data.ts';
import { OrganizationName } from './organization-name.tsx';
import { OrganizationsTable } from './organizations-table.tsx';

function Organizations() {
  const { data, error } = useQuery(trpc.organizations.companies.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  return data === undefined ? <Skeleton active /> : <OrganizationsTable lines={data} />;
}

function Clusters() {
  const t = useText();
  const { data, error } = useQuery(trpc.organizations.clusters.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  if (data === undefined) return <Skeleton active />;
  if (data.length === 0) return <EmptyState title={t('organizations.noClusters')} />;
  return (
    <Table<ClusterRow>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 620 }}
      dataSource={data}
      onRow={(one) => ({ 'data-testid': `row-${one.id}` }) as object}
      columns={[
        { title: t('organizations.code'), dataIndex: 'code' },
        {
          title: t('organizations.clusterName'),
          render: (_, one) => (
            <Link to="/assets" search={{ clusterId: one.id }}>
              {one.name}
            </Link>
          ),
        },
        { title: t('organizations.establishedOn'), dataIndex: 'from' },
        {
          title: t('organizations.operator'),
          render: (_, one) =>
            one.operator === null ? (
              t('organizations.noOperator')
            ) : (
              <Link to="/organizations/$id" params={{ id: one.operator.id }}>
                <OrganizationName name={one.operator.name} status={one.operator.nameStatus} />
              </Link>
            ),
        },
      ]}
    />
  );
}

function Mandates() {
  const { data, error } = useQuery(trpc.organizations.mandates.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  return data === undefined ? <Skeleton active /> : <MandatesTable mandates={data} />;
}

/** Organisations, clusters and mandates; the address holds which of the three. */
export default function OrganizationsPage() {
  const t = useText();
  const { tab } = useSearch({ strict: false }) as { readonly tab?: string };
  const navigate = useNavigate();
  return (
    <Page title={t('organizations.title')} subtitle={t('organizations.subtitle')}>
      <Card>
        <Tabs
          activeKey={tab ?? 'all'}
          onChange={(key) =>
            void navigate({
              to: '/organizations',
              search: key === 'all' ? {} : { tab: key },
              replace: true,
            } as never)
          }
          destroyOnHidden
          items={[
            { key: 'all', label: t('organizations.tabAll'), children: <Organizations /> },
            { key: 'clusters', label: t('organizations.tabClusters'), children: <Clusters /> },
            { key: 'mandates', label: t('organizations.tabMandates'), children: <Mandates /> },
          ]}
        />
      </Card>
    </Page>
  );
}
