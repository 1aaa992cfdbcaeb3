import { type WebhookGroup, webhookGroups } from '@guanyun/domain/evidence/webhooks.ts';
import { Card, Checkbox, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { SecretOnce } from './secret-once.tsx';
import { type EndpointKind, type EndpointsView, endpointKinds } from './webhook-data.ts';

type Entered = {
  readonly organizationId: string;
  readonly name: string;
  readonly kind: EndpointKind;
  readonly address: string;
  readonly secret: string;
  readonly groups: readonly WebhookGroup[];
};
const empty: Entered = { organizationId: '', name: '', kind: 'plain', address: '', secret: '', groups: [] };
type FieldsProps = {
  readonly entered: Entered;
  readonly set: (part: Partial<Entered>) => void;
  readonly organizations: EndpointsView['organizations'];
};

/** A field takes what its row leaves, and a row of its own on a phone. */
const field = { flex: '1 1 240px', maxWidth: 320 };
const wide = { flex: '1 1 460px', maxWidth: 640 };
const whole = { width: '100%' };

function Where({ entered, set, organizations }: FieldsProps) {
  const t = useText();
  return (
    <>
      <Form.Item
        label={t('webhooks.organization')}
        htmlFor="webhookOrganization"
        layout="vertical"
        style={field}
        required
      >
        <Select
          id="webhookOrganization"
          style={whole}
          showSearch={{ optionFilterProp: 'label' }}
          value={entered.organizationId || null}
          onChange={(organizationId: string) => set({ organizationId, groups: [] })}
          options={organizations.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item label={t('webhooks.name')} htmlFor="webhookName" layout="vertical" style={field} required>
        <Input
          id="webhookName"
          value={entered.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('webhooks.kind')} htmlFor="webhookKind" layout="vertical" style={field} required>
        <Select
          id="webhookKind"
          style={whole}
          value={entered.kind}
          onChange={(kind: EndpointKind) => set({ kind, secret: '' })}
          options={endpointKinds.map((kind) => ({ value: kind, label: t(`webhooks.kind.${kind}`) }))}
        />
      </Form.Item>
    </>
  );
}

function Address({ entered, set }: FieldsProps) {
  const t = useText();
  return (
    <>
      <Form.Item
        label={t('webhooks.address')}
        htmlFor="webhookAddress"
        layout="vertical"
        style={wide}
        required
      >
        <Input
          id="webhookAddress"
          placeholder="https://"
          value={entered.address}
          onChange={(event) => set({ address: event.target.value })}
        />
      </Form.Item>
      {entered.kind === 'dingtalk' && (
        <Form.Item
          label={t('webhooks.secret')}
          htmlFor="webhookSecret"
          layout="vertical"
          style={field}
          extra={t('webhooks.secretHint')}
          required
        >
          <Input.Password
            id="webhookSecret"
            autoComplete="off"
            value={entered.secret}
            onChange={(event) => set({ secret: event.target.value })}
          />
        </Form.Item>
      )}
    </>
  );
}

function Groups({ entered, set, organizations }: FieldsProps) {
  const t = useText();
  const company = organizations.find((one) => one.id === entered.organizationId)?.company === true;
  const offered = webhookGroups.filter((group) => !company || (group !== 'permissions' && group !== 'log'));
  return (
    <Form.Item label={t('webhooks.groups')} layout="vertical" required>
      <Checkbox.Group
        value={[...entered.groups]}
        onChange={(groups) => set({ groups: groups as WebhookGroup[] })}
        options={offered.map((group) => ({ value: group, label: t(`webhooks.group.${group}`) }))}
      />
    </Form.Item>
  );
}

/** An endpoint that another administrator then approves. */
export function NewEndpoint({ organizations }: { readonly organizations: EndpointsView['organizations'] }) {
  const t = useText();
  const [entered, setEntered] = useState(empty);
  const [secret, setSecret] = useState<string | null>(null);
  const fields = {
    ...{ entered, organizations },
    set: (part: Partial<Entered>): void => setEntered({ ...entered, ...part }),
  };
  const complete = [entered.organizationId, entered.name.trim(), entered.address.trim()].every(
    (text) => text !== '',
  );
  return (
    <Card title={t('webhooks.new')}>
      <Typography.Paragraph type="secondary">{t('webhooks.newHint')}</Typography.Paragraph>
      <Flex wrap gap="0 16px">
        <Where {...fields} />
        <Address {...fields} />
      </Flex>
      <Groups {...fields} />
      <ActButton
        type="primary"
        disabled={
          !complete || entered.groups.length === 0 || (entered.kind === 'dingtalk' && entered.secret === '')
        }
        mutation={trpc.webhooks.make.mutationOptions()}
        input={{
          ...{ ...entered, groups: [...entered.groups], name: entered.name.trim() },
          ...{ address: entered.address.trim(), secret: entered.kind === 'dingtalk' ? entered.secret : null },
        }}
        onDone={(answer) => {
          setSecret(answer.secret);
          setEntered(empty);
        }}
      >
        {t('webhooks.make')}
      </ActButton>
      <SecretOnce secret={secret} />
    </Card>
  );
}
