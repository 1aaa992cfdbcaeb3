import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Card, Flex, Form, Input, Modal, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { makeKey } from './make-key.ts';

type Fields = { name: string; password: string };

function AddKey() {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const me = useQuery(trpc.session.me.queryOptions());
  const add = useMutation(trpc.signing.add.mutationOptions());
  const [failed, setFailed] = useState(false);
  const submit = async ({ name, password }: Fields): Promise<void> => {
    setFailed(false);
    const requestId = crypto.randomUUID();
    const account = me.data?.account ?? '';
    const key = await makeKey({ requestId, name: name.trim(), account }).catch(() => null);
    if (key === null) {
      setFailed(true);
      return;
    }
    add.mutate(
      { requestId, name: name.trim(), password, key },
      {
        onSuccess: () => {
          form.resetFields();
          void message.success(t('signing.added'));
        },
      },
    );
  };
  return (
    <Card title={t('signing.add')}>
      <Form
        form={form}
        layout="vertical"
        style={{ maxWidth: 420 }}
        onFinish={(fields) => void submit(fields)}
      >
        <Form.Item
          name="name"
          label={t('signing.name')}
          rules={[{ required: true, max: 40, whitespace: true }]}
        >
          <Input placeholder={t('signing.namePlaceholder')} maxLength={40} />
        </Form.Item>
        <Form.Item name="password" label={t('signing.password')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Flex vertical gap={12} align="start">
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t('signing.addNow')}
          </Button>
          {failed && <Alert type="warning" showIcon title={t('signing.noDevice')} />}
          <FailureAlert error={add.error} />
        </Flex>
      </Form>
    </Card>
  );
}

function RemoveKey({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const remove = useMutation(trpc.signing.remove.mutationOptions({ onSuccess: () => setOpen(false) }));
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('signing.remove')}
      </Button>
      <Modal
        open={open}
        title={t('signing.removeTitle', { name })}
        okText={t('signing.remove')}
        cancelText={t('act.cancel')}
        okButtonProps={{ disabled: password === '', loading: remove.isPending }}
        onOk={() => remove.mutate({ requestId: crypto.randomUUID(), id, password })}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t('signing.removeHow')}</p>
        <Input.Password
          aria-label={t('signing.password')}
          placeholder={t('signing.password')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <FailureAlert error={remove.error} />
      </Modal>
    </>
  );
}

/** One's own signing keys: with one, approvals are signed on one's device, and nobody can make them in one's name. */
export default function SigningKeysPage() {
  const t = useText();
  const { data: keys, error } = useQuery(trpc.signing.keys.queryOptions());
  return (
    <Page title={t('signing.title')} subtitle={t('signing.subtitle')}>
      <Flex vertical gap={16}>
        <FailureAlert error={error} />
        <Card title={t('signing.mine')}>
          {keys === undefined && error === null && <Skeleton active />}
          {keys?.length === 0 && <EmptyState title={t('signing.none')} />}
          {keys !== undefined && keys.length > 0 && (
            <Table
              rowKey="id"
              size="small"
              pagination={false}
              dataSource={keys}
              columns={[
                { title: t('signing.name'), dataIndex: 'name' },
                {
                  title: t('signing.addedAt'),
                  render: (_, key) =>
                    new Date(key.addedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }),
                },
                { title: '', width: 100, render: (_, key) => <RemoveKey id={key.id} name={key.name} /> },
              ]}
            />
          )}
        </Card>
        <AddKey />
      </Flex>
    </Page>
  );
}
