import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { EndpointTable } from './endpoint-table.tsx';
import { NewEndpoint } from './new-endpoint.tsx';

/** Where notices go and what was sent: the administrators manage it, who leads an organisation reads its own. */
export default function WebhooksPage() {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const { data, error } = useQuery(trpc.webhooks.endpoints.queryOptions());
  const post = me.data?.post.kind ?? '';
  const halted = (data?.endpoints ?? []).filter((one) => one.state === 'halted').map((one) => one.name);
  return (
    <Page title={t('webhooks.title')} subtitle={t('webhooks.subtitle')}>
      <Flex vertical gap={16}>
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active />}
        {halted.length > 0 && (
          <Alert type="error" showIcon title={t('webhooks.haltedNotice', { names: halted.join('、') })} />
        )}
        {data !== undefined && (
          <>
            {post === 'system_admin' && <NewEndpoint organizations={data.organizations} />}
            <EndpointTable endpoints={data.endpoints} post={post} />
            <DeliveryTable endpoints={data.endpoints} acts={post === 'system_admin'} />
          </>
        )}
      </Flex>
    </Page>
  );
}
