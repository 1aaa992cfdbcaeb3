import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Alert, App, Button, Card, Descriptions, Flex, Form, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ProviderFailure } from './provider-entry.tsx';

type Linked = { readonly name: string; readonly issuer: string; readonly linkedAt: string };

function Unlink() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const unlink = useMutation(trpc.identity.unlink.mutationOptions({ onSuccess: () => setOpen(false) }));
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('identity.unlink')}
      </Button>
      <Modal
        open={open}
        title={t('identity.unlink')}
        okText={t('identity.unlink')}
        cancelText={t('act.cancel')}
        okButtonProps={{ disabled: password === '', loading: unlink.isPending }}
        onOk={() => unlink.mutate({ requestId: crypto.randomUUID(), password })}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t('identity.unlinkHow')}</p>
        <Input.Password
          aria-label={t('identity.password')}
          placeholder={t('identity.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <FailureAlert error={unlink.error} />
      </Modal>
    </>
  );
}

function LinkedCard({ linked }: { readonly linked: Linked }) {
  const t = useText();
  const linkedAt = new Date(linked.linkedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
  return (
    <Card title={t('identity.mine')} extra={<Unlink />}>
      <Descriptions
        column={1}
        items={[
          { key: 'name', label: t('identity.person'), children: linked.name },
          { key: 'issuer', label: t('identity.issuer'), children: linked.issuer },
          { key: 'at', label: t('identity.linkedAt'), children: linkedAt },
        ]}
      />
    </Card>
  );
}

/** What the provider has just proven waits for the password of the account. */
function LinkForm({ waiting }: { readonly waiting: string }) {
  const t = useText();
  const { message } = App.useApp();
  const link = useMutation(
    trpc.identity.link.mutationOptions({ onSuccess: () => void message.success(t('identity.linked')) }),
  );
  return (
    <Card title={t('identity.link')}>
      <Form<{ password: string }>
        layout="vertical"
        style={{ maxWidth: 420 }}
        onFinish={({ password }) => link.mutate({ requestId: crypto.randomUUID(), password })}
      >
        <p>{t('identity.waiting', { name: waiting })}</p>
        <Form.Item
          name="password"
          label={t('identity.password')}
          rules={[{ required: true, message: t('session.required') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Flex vertical gap={12} align="start">
          <Button type="primary" htmlType="submit" loading={link.isPending}>
            {t('identity.link')}
          </Button>
          <FailureAlert error={link.error} />
        </Flex>
      </Form>
    </Card>
  );
}

function Prove({ name, reachable }: { readonly name: string; readonly reachable: boolean }) {
  const t = useText();
  return (
    <Card title={t('identity.mine')}>
      <EmptyState title={t('identity.none')} />
      <Flex vertical gap={12} align="center">
        <span>{reachable ? t('identity.proveHow', { name }) : t('identity.away', { name })}</span>
        <Button type="primary" disabled={!reachable} {...(reachable ? { href: '/oidc/start?link=1' } : {})}>
          {t('identity.prove', { name })}
        </Button>
      </Flex>
    </Card>
  );
}

/** One's own identity at the provider: linked after the provider's proof and one's password, unlinked after the password. */
export default function IdentityPage() {
  const t = useText();
  const { failed } = useSearch({ strict: false }) as { readonly failed?: string };
  const provider = useQuery(trpc.identity.provider.queryOptions());
  const mine = useQuery(trpc.identity.mine.queryOptions());
  const own = mine.data;
  return (
    <Page title={t('identity.title')} subtitle={t('identity.subtitle')}>
      <Flex vertical gap={16}>
        <ProviderFailure failed={failed} />
        <FailureAlert error={mine.error ?? provider.error} />
        {(own === undefined || provider.data === undefined) && mine.error === null && <Skeleton active />}
        {provider.data === null && (
          <Card>
            <EmptyState title={t('identity.noProvider')} />
          </Card>
        )}
        {own !== undefined && own.linked !== null && <LinkedCard linked={own.linked} />}
        {own !== undefined && own.linked === null && provider.data != null && (
          <>
            {!own.allowed && <Alert type="info" showIcon title={t('identity.notForPost')} />}
            {own.allowed && own.waiting !== null && <LinkForm waiting={own.waiting} />}
            {own.allowed && own.waiting === null && <Prove {...provider.data} />}
          </>
        )}
      </Flex>
    </Page>
  );
}
