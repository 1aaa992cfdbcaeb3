import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input, QRCode, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { moment } from './moment.ts';

const DIGITS = 6;
type Waiting = { readonly secret: string; readonly address: string; readonly sealed: string };

/** The secret as a picture and as text, and the first code that shows it was taken over. */
function FirstCode({ waiting, onDone }: { readonly waiting: Waiting; readonly onDone: () => void }) {
  const t = useText();
  const [code, setCode] = useState('');
  return (
    <Flex vertical gap={12} align="start">
      <p>{t('security.scan')}</p>
      <QRCode type="svg" value={waiting.address} size={200} />
      <Typography.Text code copyable data-testid="otp-secret" style={{ overflowWrap: 'anywhere' }}>
        {waiting.secret}
      </Typography.Text>
      <Form.Item label={t('security.firstCode')} layout="vertical" htmlFor="firstCode">
        <Input
          id="firstCode"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={DIGITS}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Form.Item>
      <ActButton
        type="primary"
        disabled={code.length !== DIGITS}
        mutation={trpc.account.addCodes.mutationOptions()}
        input={{ sealed: waiting.sealed, code }}
        onDone={onDone}
      >
        {t('security.turnOn')}
      </ActButton>
    </Flex>
  );
}

function SetUp() {
  const t = useText();
  const [password, setPassword] = useState('');
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const begin = useMutation(trpc.account.beginCodes.mutationOptions({ onSuccess: setWaiting }));
  if (waiting !== null) return <FirstCode waiting={waiting} onDone={() => setWaiting(null)} />;
  return (
    <Flex vertical gap={12} align="start">
      <Form.Item
        label={t('security.current')}
        layout="vertical"
        htmlFor="codesPassword"
        style={{ width: '100%', maxWidth: 420 }}
      >
        <Input.Password
          id="codesPassword"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Form.Item>
      <Button
        type="primary"
        disabled={password === ''}
        loading={begin.isPending}
        onClick={() => begin.mutate({ password })}
      >
        {t('security.setUp')}
      </Button>
      <FailureAlert error={begin.error} />
    </Flex>
  );
}

function TurnOff() {
  const t = useText();
  const [entered, setEntered] = useState({ password: '', code: '' });
  return (
    <Flex vertical gap={12} align="start">
      <Flex wrap gap={12}>
        <Form.Item label={t('security.current')} layout="vertical" htmlFor="offPassword">
          <Input.Password
            id="offPassword"
            autoComplete="current-password"
            value={entered.password}
            onChange={(event) => setEntered({ ...entered, password: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('security.code')} layout="vertical" htmlFor="offCode">
          <Input
            id="offCode"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={DIGITS}
            value={entered.code}
            onChange={(event) => setEntered({ ...entered, code: event.target.value })}
          />
        </Form.Item>
      </Flex>
      <ActButton
        danger
        disabled={entered.password === '' || entered.code.length !== DIGITS}
        mutation={trpc.account.removeCodes.mutationOptions()}
        input={entered}
        onDone={() => setEntered({ password: '', code: '' })}
      >
        {t('security.turnOff')}
      </ActButton>
    </Flex>
  );
}

type Props = { readonly since: string | null; readonly required: boolean };

/** One-time codes of one's own account: on or off, and how. */
export function CodesCard({ since, required }: Props) {
  const t = useText();
  return (
    <Card title={t('security.codes')}>
      <Flex vertical gap={12}>
        <Typography.Paragraph type="secondary">{t('security.codesWhat')}</Typography.Paragraph>
        {since === null && required && <Alert type="warning" showIcon title={t('security.codesRequired')} />}
        {since !== null && (
          <Alert type="success" showIcon title={t('security.codesOn', { since: moment(since) })} />
        )}
        {since === null ? <SetUp /> : <TurnOff />}
      </Flex>
    </Card>
  );
}
