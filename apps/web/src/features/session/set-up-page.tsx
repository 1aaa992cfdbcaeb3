import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { App, Button, Card, Form, type FormInstance, Input, Result, Skeleton, Typography } from 'antd';
import { useRef } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { queryClient, trpc } from '../../trpc.ts';
import { GateFrame } from './gate-frame.tsx';
import { type Kind, kinds, type SetUpForm, setUpInput, takenByOther } from './set-up-form.ts';

const ACCOUNT = /^[a-zA-Z0-9][a-zA-Z0-9._-]{2,39}$/;

function useFieldRules(form: FormInstance<SetUpForm>, kind: Kind) {
  const t = useText();
  const required = { required: true, whitespace: true, message: t('session.required') };
  const own = (field: 'person' | 'account', message: string) => ({
    validator: (_rule: unknown, value: string | undefined) =>
      takenByOther(form.getFieldsValue(true), kind, field, value ?? '')
        ? Promise.reject(new Error(message))
        : Promise.resolve(),
  });
  return {
    person: [required, own('person', t('session.samePerson'))],
    account: [
      required,
      { pattern: ACCOUNT, message: t('session.accountForm') },
      own('account', t('session.sameAccount')),
    ],
    password: [required, { min: 10, message: t('session.passwordForm') }],
    repeat: [
      required,
      {
        validator: (_rule: unknown, value: string | undefined) =>
          value === undefined || value === form.getFieldValue([kind, 'password'])
            ? Promise.resolve()
            : Promise.reject(new Error(t('session.repeatDiffers'))),
      },
    ],
  };
}

function AdministratorFields({
  form,
  kind,
}: {
  readonly form: FormInstance<SetUpForm>;
  readonly kind: Kind;
}) {
  const t = useText();
  const code = useCode();
  const rules = useFieldRules(form, kind);
  const post = code('post', kind);
  return (
    <Card size="small" title={post}>
      <Typography.Paragraph type="secondary">{t(`session.duty.${kind}`)}</Typography.Paragraph>
      <Form.Item name={[kind, 'person']} label={t('session.person')} rules={rules.person}>
        <Input aria-label={t('session.personOf', { post })} maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[kind, 'account']} label={t('session.account')} rules={rules.account}>
        <Input aria-label={t('session.accountOf', { post })} maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={[kind, 'password']}
        label={t('session.password')}
        rules={rules.password}
        extra={t('session.passwordForm')}
      >
        <Input.Password
          aria-label={t('session.passwordOf', { post })}
          maxLength={128}
          autoComplete="new-password"
        />
      </Form.Item>
      <Form.Item
        name={[kind, 'repeat']}
        label={t('session.repeat')}
        dependencies={[[kind, 'password']]}
        rules={rules.repeat}
      >
        <Input.Password
          aria-label={t('session.repeatOf', { post })}
          maxLength={128}
          autoComplete="new-password"
        />
      </Form.Item>
    </Card>
  );
}

function SetUpFields() {
  const t = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<SetUpForm>();
  const request = useRef({ id: '', body: '' });
  const create = useMutation(
    trpc.setup.createAdministrators.mutationOptions({
      onSuccess: () => {
        queryClient.setQueryData(trpc.setup.state.queryKey(), { needed: false });
        void message.success(t('session.done'));
        void navigate({ to: '/sign-in' });
      },
    }),
  );
  const send = (entered: SetUpForm): void => {
    const input = setUpInput(entered);
    const body = JSON.stringify(input);
    // The same content keeps its request over a lost reply; other content is another request.
    if (request.current.body !== body) request.current = { id: crypto.randomUUID(), body };
    create.mutate({ ...input, requestId: request.current.id });
  };
  return (
    <Form<SetUpForm> form={form} layout="vertical" onFinish={send} scrollToFirstError>
      <Form.Item
        name="zoneName"
        label={t('session.zoneName')}
        rules={[{ required: true, whitespace: true, message: t('session.required') }]}
      >
        <Input placeholder={t('session.zoneExample')} maxLength={200} style={{ maxWidth: 420 }} autoFocus />
      </Form.Item>
      <div className="gate-three">
        {kinds.map((kind) => (
          <AdministratorFields key={kind} form={form} kind={kind} />
        ))}
      </div>
      <FailureAlert error={create.error} />
      <Button type="primary" htmlType="submit" loading={create.isPending} style={{ marginTop: 12 }}>
        {t('session.create')}
      </Button>
    </Form>
  );
}

/** The first run of an empty zone: its name and its three administrators. */
export default function SetUpPage() {
  const t = useText();
  const state = useQuery(trpc.setup.state.queryOptions());
  return (
    <GateFrame title={t('session.setUpTitle')}>
      <Card className="gate-wide" title={t('session.setUpTitle')}>
        <FailureAlert error={state.error} />
        {state.data === undefined && state.error === null && <Skeleton active />}
        {state.data?.needed === false && (
          <Result
            status="info"
            title={t('session.notNeeded')}
            extra={<Link to="/sign-in">{t('session.toSignIn')}</Link>}
          />
        )}
        {state.data?.needed && (
          <>
            <Typography.Paragraph type="secondary">{t('session.setUpLead')}</Typography.Paragraph>
            <SetUpFields />
          </>
        )}
      </Card>
    </GateFrame>
  );
}
