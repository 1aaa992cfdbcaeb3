import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Divider, Typography } from 'antd';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

const failures = [
  'AWAY',
  'BUSY',
  'FLOW_LOST',
  'REFUSED_THERE',
  'ANSWER_BAD',
  'NOT_LINKED',
  'ACCOUNT_OUT',
] as const;

/** Why the provider's answer came to nothing; an address can say no more than one of these. */
export function ProviderFailure({ failed }: { readonly failed: string | undefined }) {
  const t = useText();
  const code = failures.find((one) => one === failed);
  if (code === undefined) return null;
  return <Alert type="error" showIcon role="alert" title={t(`identity.failed.${code}`)} />;
}

/** The other way in, where the zone has one: to the provider and back to the page that was asked for. */
export function ProviderEntry({ to }: { readonly to: string }) {
  const t = useText();
  const { data: provider } = useQuery(trpc.identity.provider.queryOptions());
  if (provider === undefined || provider === null) return null;
  const { name, reachable } = provider;
  return (
    <>
      <Divider plain>{t('identity.or')}</Divider>
      <Button
        block
        size="large"
        disabled={!reachable}
        {...(reachable ? { href: `/oidc/start?${new URLSearchParams({ to })}` } : {})}
      >
        {t('identity.signInBy', { name })}
      </Button>
      {!reachable && (
        <Typography.Paragraph type="secondary" role="status" style={{ margin: '8px 0 0' }}>
          {t('identity.away', { name })}
        </Typography.Paragraph>
      )}
    </>
  );
}
