import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { TRPCClientError } from '@trpc/client';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { failureOf, queryClient, trpc } from '../../trpc.ts';
import { GateFrame } from './gate-frame.tsx';
import { ProviderEntry, ProviderFailure } from './provider-entry.tsx';
import { returnPath } from './return-path.ts';

type Entered = { account: string; password: string; code?: string };

/** The password was right, and a one-time code is asked for. */
const codeWanted = (error: unknown): boolean => {
  const failure = failureOf(error);
  return (
    failure?.kind === 'refused' &&
    failure.refusals.some(({ code }) => code === 'CODE_WANTED' || code === 'CODE_INVALID')
  );
};
const wrongPassword = (error: unknown): boolean =>
  error instanceof TRPCClientError && error.data?.httpStatus === 401 && !codeWanted(error);

function SignInForm({ to }: { readonly to: string }) {
  const t = useText();
  const router = useRouter();
  const [form] = Form.useForm<Entered>();
  const [withCode, setWithCode] = useState(false);
  const signIn = useMutation(
    trpc.session.signIn.mutationOptions({
      onSuccess: (me) => {
        // Nothing that another person looked at stays on the screen of this one.
        queryClient.clear();
        queryClient.setQueryData(trpc.session.me.queryKey(), me);
        router.history.push(to);
      },
      onError: (error) => {
        setWithCode(codeWanted(error));
        form.setFieldValue('code', undefined);
        if (codeWanted(error)) return;
        form.setFieldValue('password', '');
        form.getFieldInstance('password')?.focus();
      },
    }),
  );
  const rules = [{ required: true, message: t('session.required') }];
  return (
    <Form<Entered>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ account, password, code }) =>
        signIn.mutate({
          account: account.trim(),
          password,
          ...(withCode && code ? { code: code.trim() } : {}),
        })
      }
    >
      <Form.Item name="account" label={t('session.account')} rules={rules}>
        <Input autoComplete="username" autoFocus maxLength={100} autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={t('session.password')} rules={rules}>
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      {withCode && (
        <Form.Item name="code" label={t('security.code')} rules={rules}>
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus />
        </Form.Item>
      )}
      {wrongPassword(signIn.error) ? (
        <Alert type="error" showIcon role="alert" title={t('session.wrong')} />
      ) : (
        <FailureAlert error={signIn.error} />
      )}
      <Button
        type="primary"
        htmlType="submit"
        block
        size="large"
        loading={signIn.isPending}
        style={{ marginTop: 16 }}
      >
        {t('session.signIn')}
      </Button>
    </Form>
  );
}

/** Sign-in; an empty zone is set up first. */
export default function SignInPage() {
  const t = useText();
  const { to, failed } = useSearch({ strict: false }) as { readonly to?: string; readonly failed?: string };
  const state = useQuery(trpc.setup.state.queryOptions());
  if (state.data?.needed) return <Navigate to="/setup" replace />;
  const after = returnPath(to, window.location.origin);
  return (
    <GateFrame title={t('session.signInTitle')}>
      <Card className="gate-narrow">
        <ProviderFailure failed={failed} />
        <SignInForm to={after} />
        <ProviderEntry to={after} />
      </Card>
    </GateFrame>
  );
}
