import { useQuery } from '@tanstack/react-query';
import { Flex, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { CodesCard } from './codes-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** One's own account: password, one-time codes, sessions. What has to be done before anything else is all there is. */
export default function SecurityPage() {
  const t = useText();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const { data, error } = useQuery(trpc.account.security.queryOptions());
  if (me === undefined || data === undefined)
    return error === null ? <Skeleton active style={{ padding: 24 }} /> : <FailureAlert error={error} />;
  return (
    <Page title={t('security.title')} subtitle={t('security.subtitle')}>
      <Flex vertical gap={16}>
        {me.must !== 'codes' && <PasswordCard first={me.must === 'password'} />}
        {me.must !== 'password' && <CodesCard since={data.codesSince} required={data.codesRequired} />}
        {me.must === null && <SessionsCard sessions={data.sessions} />}
      </Flex>
    </Page>
  );
}
