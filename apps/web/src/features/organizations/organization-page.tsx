import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Descriptions, Flex, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { MandatesTable } from '../../components/mandates-table.tsx';
import { Page } from '../../components/page.tsx';
import { Period } from '../../components/period.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Organization } from './organization-data.ts';
import { OrganizationName } from './organization-name.tsx';

function Basics({ of }: { readonly of: Organization }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('organizations.basics')}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'code', label: t('organizations.code'), children: of.code },
          { key: 'kind', label: t('organizations.kind'), children: code('organizationKind', of.kind) },
          {
            key: 'form',
            label: t('organizations.form'),
            children: of.form === null ? '—' : code('organizationForm', of.form),
          },
          {
            key: 'tier',
            label: t('organizations.tier'),
            children: of.tier === null ? '—' : t('organizations.tierOf', { tier: of.tier }),
          },
          { key: 'uscc', label: t('organizations.uscc'), children: of.uscc ?? '—' },
          { key: 'cluster', label: t('organizations.cluster'), children: of.cluster?.name ?? '—' },
          {
            key: 'net',
            label: t('organizations.netAssets'),
            children: <Amount value={of.netAssets} />,
          },
          { key: 'netOn', label: t('organizations.netAssetsOn'), children: of.netAssetsOn ?? '—' },
          { key: 'source', label: t('organizations.source'), children: code('source', of.source) },
        ]}
      />
    </Card>
  );
}

function Names({ names }: { readonly names: Organization['names'] }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('organizations.names')}>
      <Table<Organization['names'][number]>
        rowKey="from"
        size="small"
        pagination={false}
        scroll={{ x: 520 }}
        dataSource={names}
        columns={[
          {
            title: t('organizations.name'),
            render: (_, one) => one.name || t('organizations.unknownName'),
          },
          { title: t('organizations.nameStatus'), render: (_, one) => code('nameStatus', one.status) },
          {
            title: t('organizations.validity'),
            render: (_, one) => <Period from={one.from} to={one.to} />,
          },
        ]}
      />
    </Card>
  );
}

function Posts({ posts }: { readonly posts: Organization['posts'] }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('organizations.posts')}>
      {posts.length === 0 ? (
        <EmptyState title={t('organizations.noPosts')} />
      ) : (
        <Table<Organization['posts'][number]>
          rowKey={(one) => `${one.person.id}-${one.kind}-${one.from}`}
          size="small"
          pagination={false}
          scroll={{ x: 520 }}
          dataSource={posts}
          columns={[
            { title: t('organizations.person'), render: (_, one) => one.person.name },
            { title: t('organizations.post'), render: (_, one) => code('post', one.kind) },
            {
              title: t('organizations.validity'),
              render: (_, one) => <Period from={one.from} to={one.to} />,
            },
          ]}
        />
      )}
    </Card>
  );
}

function Elsewhere({ of }: { readonly of: Organization }) {
  const t = useText();
  if (of.kind !== 'company') return null;
  return (
    <Flex gap={16}>
      <Link to="/equity/$companyId" params={{ companyId: of.id }}>
        {t('organizations.toEquity')}
      </Link>
      <Link to="/assets" search={{ ownerId: of.id }}>
        {t('organizations.toAssets')}
      </Link>
    </Flex>
  );
}

/** One organisation: what it is, what it was called, who holds which post, which mandates cover it. */
export default function OrganizationPage() {
  const t = useText();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const { data, error } = useQuery(trpc.organizations.company.queryOptions({ id }));
  const crumbs = <Link to="/organizations">{t('organizations.title')}</Link>;
  if (data === undefined)
    return (
      <Page title={t('organizations.title')} crumbs={crumbs}>
        <FailureAlert error={error} />
        {error === null && <Skeleton active paragraph={{ rows: 8 }} />}
      </Page>
    );
  return (
    <Page
      title={data.name || `${data.code} ${t('organizations.unknownName')}`}
      subtitle={<OrganizationName name={data.code} status={data.nameStatus} />}
      crumbs={crumbs}
      actions={<Elsewhere of={data} />}
    >
      <Flex vertical gap={16}>
        <Basics of={data} />
        <Posts posts={data.posts} />
        <Names names={data.names} />
        <Card title={t('organizations.mandates')}>
          <MandatesTable mandates={data.mandates} />
        </Card>
      </Flex>
    </Page>
  );
}
