import { Button, Card, Flex, Input, Modal, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { moment } from './moment.ts';

type Session = {
  readonly id: string;
  readonly post: string;
  readonly since: string;
  readonly lastSeenAt: string;
  readonly this: boolean;
};

/** Ends one session, or all but this one, after the password. */
function EndSessions({ id, children }: { readonly id: string | null; readonly children: string }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const close = (): void => {
    setOpen(false);
    setPassword('');
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Modal open={open} title={children} footer={null} onCancel={close} destroyOnHidden>
        <Flex vertical gap={12}>
          <Input.Password
            aria-label={t('security.current')}
            placeholder={t('security.current')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <ActButton
            type="primary"
            disabled={password === ''}
            mutation={trpc.account.endSessions.mutationOptions()}
            input={{ id, password }}
            onDone={close}
          >
            {t('act.confirm')}
          </ActButton>
        </Flex>
      </Modal>
    </>
  );
}

/** Where one is signed in. */
export function SessionsCard({ sessions }: { readonly sessions: readonly Session[] }) {
  const t = useText();
  const code = useCode();
  return (
    <Card
      title={t('security.sessions')}
      extra={sessions.length > 1 && <EndSessions id={null}>{t('security.endOthers')}</EndSessions>}
    >
      <Typography.Paragraph type="secondary">{t('security.sessionsHint')}</Typography.Paragraph>
      <Table
        rowKey="id"
        size="small"
        scroll={{ x: 520 }}
        pagination={false}
        dataSource={[...sessions]}
        columns={[
          { title: t('security.since'), render: (_, one) => moment(one.since) },
          { title: t('security.lastSeen'), render: (_, one) => moment(one.lastSeenAt) },
          { title: t('security.post'), render: (_, one) => code('post', one.post) },
          {
            title: '',
            width: 110,
            render: (_, one) =>
              one.this ? (
                <Tag color="green">{t('security.thisOne')}</Tag>
              ) : (
                <EndSessions id={one.id}>{t('security.end')}</EndSessions>
              ),
          },
        ]}
      />
    </Card>
  );
}
