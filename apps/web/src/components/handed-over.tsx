import { Alert, Button, Flex, Typography } from 'antd';
import { useText } from '../texts/text.ts';

export type HandedOver = { readonly account: string; readonly password: string | null };

/** A password to be handed to its person: shown this once. */
export function HandedOverPassword({
  made,
  onClose,
}: {
  readonly made: HandedOver;
  readonly onClose: () => void;
}) {
  const t = useText();
  if (made.password === null) return <Alert type="warning" showIcon title={t('security.onceLost')} />;
  return (
    <Flex vertical gap={12} align="start">
      <Alert
        type="warning"
        showIcon
        title={t('security.once', { account: made.account })}
        description={t('security.onceHint')}
      />
      <Typography.Text code copyable data-testid="handed-over" style={{ fontSize: 16 }}>
        {made.password}
      </Typography.Text>
      <Button onClick={onClose}>{t('security.kept')}</Button>
    </Flex>
  );
}
