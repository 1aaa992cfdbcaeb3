import { Alert, Typography } from 'antd';
import { useText } from '../../texts/text.ts';

/** A secret that is shown once. */
export function SecretOnce({ secret }: { readonly secret: string | null }) {
  const t = useText();
  if (secret === null) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ margin: '12px 0' }}
      title={t('webhooks.secretOnce')}
      description={
        <Typography.Text code copyable data-testid="webhook-secret" style={{ wordBreak: 'break-all' }}>
          {secret}
        </Typography.Text>
      }
    />
  );
}
