import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Skeleton, Typography } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type DelegationLine, sorted } from './delegation-data.ts';
import { DelegationTable } from './delegation-table.tsx';
import { NewDelegation } from './new-delegation.tsx';

function Lists({ lines }: { readonly lines: readonly DelegationLine[] }) {
  const t = useText();
  const { given, received, others } = sorted(lines);
  return (
    <>
      <Card title={t('delegations.given')}>
        <DelegationTable lines={given} />
      </Card>
      <Card title={t('delegations.received')}>
        {received.some((line) => line.state === 'in_force') && (
          <Typography.Paragraph type="secondary">{t('delegations.wear')}</Typography.Paragraph>
        )}
        <DelegationTable lines={received} />
      </Card>
      {others.length > 0 && (
        <Card title={t('delegations.others')}>
          <DelegationTable lines={others} />
        </Card>
      )}
    </>
  );
}

/** Posts lent to others for a time: giving one, those given and received, ending one. */
export default function DelegationsPage() {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const candidates = useQuery(trpc.delegations.candidates.queryOptions());
  const list = useQuery(trpc.delegations.list.queryOptions());
  return (
    <Page title={t('delegations.title')} subtitle={t('delegations.subtitle')}>
      <Flex vertical gap={16}>
        <FailureAlert error={candidates.error ?? list.error} />
        {me.data !== undefined && candidates.data !== undefined && (
          <NewDelegation key={me.data.post.id} me={me.data} candidates={candidates.data} />
        )}
        {list.data === undefined && list.error === null && <Skeleton active />}
        {list.data !== undefined && <Lists lines={list.data} />}
      </Flex>
    </Page>
  );
}
