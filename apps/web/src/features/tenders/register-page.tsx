import { Link } from '@tanstack/react-router';
import { Card, Form, Input, Result } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { PublicFrame } from '../../components/public-frame.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

const fields = ['name', 'uscc', 'headName', 'headId', 'phone', 'person', 'account', 'password'] as const;
type Typed = Record<(typeof fields)[number], string>;
const empty = Object.fromEntries(fields.map((name) => [name, ''])) as Typed;

/** A supplier registers; the account can bid and nothing else. */
export default function RegisterPage() {
  const t = useText();
  const [typed, setTyped] = useState(empty);
  const [made, setMade] = useState<string | null>(null);
  if (made !== null)
    return (
      <PublicFrame title={t('bids.register')}>
        <Result
          status="success"
          title={t('bids.registered', { account: made })}
          extra={<Link to="/sign-in">{t('session.signIn')}</Link>}
        />
      </PublicFrame>
    );
  return (
    <PublicFrame title={t('bids.register')}>
      <Card>
        <p>{t('bids.registerHint')}</p>
        {fields.map((name) => {
          const set = (event: { target: { value: string } }) =>
            setTyped({ ...typed, [name]: event.target.value });
          const common = { id: `supplier-${name}`, value: typed[name], maxLength: 200, onChange: set };
          return (
            <Form.Item
              key={name}
              label={t(`bids.field.${name}`)}
              htmlFor={`supplier-${name}`}
              layout="vertical"
              required
            >
              {name === 'password' ? (
                <Input.Password {...common} autoComplete="new-password" />
              ) : (
                <Input {...common} autoComplete="off" />
              )}
            </Form.Item>
          );
        })}
        <ActButton
          type="primary"
          disabled={fields.some((name) => typed[name].trim() === '')}
          mutation={trpc.notices.register.mutationOptions()}
          input={typed}
          onDone={({ account }) => setMade(account)}
        >
          {t('bids.register')}
        </ActButton>
      </Card>
    </PublicFrame>
  );
}
