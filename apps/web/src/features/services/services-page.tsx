import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton, Typography } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { NewService } from './new-service.tsx';
import { ServiceCard } from './service-card.tsx';

function Guide({ today }: { readonly today: string }) {
  const t = useText();
  const example = `curl ${location.origin}/api/v1/assets.statement \\
  -H "Authorization: Bearer gyk_…" \\
  -H "Content-Type: application/json" \\
  -d '{"asOf":"${today}"}'`;
  return (
    <Card size="small" title={t('services.guide')}>
      <Typography.Paragraph>
        {t('services.guideText')} <a href="/openapi.json">/openapi.json</a>
      </Typography.Paragraph>
      <pre style={{ margin: 0, overflowX: 'auto' }}>{example}</pre>
    </Card>
  );
}

/** 接口与密钥: accounts of machines, their keys, and how to call. */
export default function ServicesPage() {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const { data, error } = useQuery(trpc.services.list.queryOptions());
  const mine = me.data?.post.kind ?? '';
  return (
    <Page title={t('services.title')} subtitle={t('services.subtitle')}>
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && mine === 'system_admin' && <NewService organizations={data.organizations} />}
      {data !== undefined && data.services.length === 0 && <EmptyState title={t('services.none')} />}
      {data?.services.map((service) => (
        <ServiceCard key={service.id} service={service} view={data} mine={mine} />
      ))}
      {data !== undefined && <Guide today={data.today} />}
    </Page>
  );
}
