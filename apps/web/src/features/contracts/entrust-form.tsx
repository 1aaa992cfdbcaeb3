import { useNavigate } from '@tanstack/react-router';
import { Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { Fields, useFields } from './fields-form.tsx';
import type { GateQuestion } from './question.ts';
import { termFields, termsFrom } from './term-fields.ts';

/** Signing of an entrustment that is in the list, with exactly the facts that were judged. */
export function EntrustForm({ question, today }: { question: GateQuestion; today: string }) {
  const t = useText();
  const navigate = useNavigate();
  const [signedOn, setSignedOn] = useState(today);
  const [completionDue, setCompletionDue] = useState('');
  const terms = useFields(termFields);
  return (
    <Card title={t('contracts.entrust')}>
      <Typography.Paragraph type="secondary">{t('contracts.entrustHint')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <Form.Item label={t('contracts.signedOn')} htmlFor="signedOn" layout="vertical" required>
          <Input
            id="signedOn"
            type="date"
            value={signedOn}
            onChange={(event) => setSignedOn(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('contracts.completionDue')} htmlFor="completionDue" layout="vertical" required>
          <Input
            id="completionDue"
            type="date"
            value={completionDue}
            onChange={(event) => setCompletionDue(event.target.value)}
          />
        </Form.Item>
      </Flex>
      <details style={{ marginBottom: 16 }}>
        <summary>{t('life.terms')}</summary>
        <div style={{ marginTop: 12 }}>
          <Fields id="terms" fields={terms} />
        </div>
      </details>
      <ActButton
        type="primary"
        disabled={signedOn === '' || completionDue === '' || terms.values === null}
        confirm={t('contracts.entrustConfirm')}
        mutation={trpc.contracts.entrust.mutationOptions()}
        input={{ question, signedOn, completionDue, terms: termsFrom(terms.values ?? {}) }}
        onDone={({ id }) => void navigate({ to: '/contracts/$id', params: { id } })}
      >
        {t('contracts.entrust')}
      </ActButton>
    </Card>
  );
}
