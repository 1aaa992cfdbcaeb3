import { useNavigate } from '@tanstack/react-router';
import { Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** A new version begins with a name and a day; everything else is changed on its own page. */
export function NewDraft({ today }: { readonly today: string }) {
  const t = useText();
  const navigate = useNavigate();
  const [entered, setEntered] = useState({ version: '', effectiveFrom: today });
  return (
    <Card size="small" title={t('catalogue.new')}>
      <Typography.Paragraph type="secondary">{t('catalogue.newHint')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <Form.Item label={t('catalogue.name')} htmlFor="newVersion" layout="vertical" required>
          <Input
            id="newVersion"
            maxLength={100}
            autoComplete="off"
            placeholder={t('catalogue.nameHint')}
            value={entered.version}
            onChange={(event) => setEntered({ ...entered, version: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('catalogue.effectiveFrom')} htmlFor="newEffectiveFrom" layout="vertical" required>
          <Input
            id="newEffectiveFrom"
            type="date"
            value={entered.effectiveFrom}
            onChange={(event) => setEntered({ ...entered, effectiveFrom: event.target.value })}
          />
        </Form.Item>
      </Flex>
      <ActButton
        type="primary"
        disabled={entered.version.trim() === '' || entered.effectiveFrom === ''}
        mutation={trpc.catalogue.draft.mutationOptions()}
        input={{ ...entered, version: entered.version.trim(), retroactive: false, legalText: null }}
        onDone={({ id }) => void navigate({ to: '/catalogue/$id', params: { id } })}
      >
        {t('catalogue.create')}
      </ActButton>
    </Card>
  );
}
