import { Card, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { ServicesView } from './service-data.ts';

const empty = { name: '', account: '', organizationId: '' };

/** An account for a machine, by the system administrator. */
export function NewService({ organizations }: Pick<ServicesView, 'organizations'>) {
  const t = useText();
  const [entered, setEntered] = useState(empty);
  const set = (part: Partial<typeof empty>): void => setEntered({ ...entered, ...part });
  return (
    <Card title={t('services.new')} style={{ marginBottom: 16 }}>
      <Typography.Paragraph type="secondary">{t('services.newHint')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <Form.Item label={t('services.name')} htmlFor="serviceName" layout="vertical" required>
          <Input
            id="serviceName"
            maxLength={60}
            value={entered.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('services.account')} htmlFor="serviceAccount" layout="vertical" required>
          <Input
            id="serviceAccount"
            autoComplete="off"
            value={entered.account}
            onChange={(event) => set({ account: event.target.value })}
          />
        </Form.Item>
        <Form.Item
          label={t('services.organization')}
          htmlFor="serviceOrganization"
          layout="vertical"
          required
        >
          <Select
            id="serviceOrganization"
            style={{ width: 300, maxWidth: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            value={entered.organizationId || null}
            onChange={(organizationId: string | null) => set({ organizationId: organizationId ?? '' })}
            options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </Flex>
      <ActButton
        type="primary"
        disabled={
          entered.name.trim() === '' || entered.account.trim() === '' || entered.organizationId === ''
        }
        mutation={trpc.services.create.mutationOptions()}
        input={{ ...entered, name: entered.name.trim(), account: entered.account.trim() }}
        onDone={() => setEntered(empty)}
      >
        {t('services.create')}
      </ActButton>
    </Card>
  );
}
