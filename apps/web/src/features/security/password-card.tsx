import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Card, Flex, Form, Input } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

type Fields = { password: string; next: string; again: string };

/** Changes one's own password; `first`: it was made by somebody else and has to be changed. */
export function PasswordCard({ first }: { readonly first: boolean }) {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: ({ ended }) => {
        form.resetFields();
        void message.success(t('security.changed', { count: `${ended}` }));
      },
    }),
  );
  const submit = ({ password, next }: Fields): void =>
    change.mutate({ requestId: crypto.randomUUID(), password, next });
  const required = { required: true, message: t('session.required') };
  return (
    <Card title={t('security.password')}>
      {first && (
        <Alert type="warning" showIcon style={{ marginBottom: 16 }} title={t('security.firstPassword')} />
      )}
      <Form form={form} layout="vertical" style={{ maxWidth: 420 }} onFinish={submit}>
        <Form.Item name="password" label={t('security.current')} rules={[required]}>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('security.next')}
          extra={t('session.passwordForm')}
          rules={[required]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('session.repeat')}
          dependencies={['next']}
          rules={[
            required,
            ({ getFieldValue }) => ({
              validator: (_, again: string) =>
                again === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('session.repeatDiffers'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <Flex vertical gap={12} align="start">
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('security.change')}
          </Button>
          <FailureAlert error={change.error} />
        </Flex>
      </Form>
    </Card>
  );
}
