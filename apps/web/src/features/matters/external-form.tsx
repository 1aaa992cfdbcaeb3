import { Flex, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** The higher body's decision, under its own number and day. */
export function ExternalForm({ matterId }: { matterId: string }) {
  const t = useText();
  const [number, setNumber] = useState('');
  const [decidedOn, setDecidedOn] = useState('');
  const [outcome, setOutcome] = useState<'approved' | 'rejected' | null>(null);
  return (
    <Flex vertical gap={8}>
      <Form.Item label={t('matters.externalNumber')} htmlFor="externalNumber" layout="vertical" required>
        <Input
          id="externalNumber"
          value={number}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setNumber(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('matters.externalDate')} htmlFor="externalDate" layout="vertical" required>
        <Input
          id="externalDate"
          type="date"
          value={decidedOn}
          onChange={(event) => setDecidedOn(event.target.value)}
        />
      </Form.Item>
      <Radio.Group
        aria-label={t('matters.externalOutcome')}
        optionType="button"
        value={outcome}
        onChange={(event) => setOutcome(event.target.value === 'approved' ? 'approved' : 'rejected')}
        options={[
          { value: 'approved', label: t('matters.externalApproved') },
          { value: 'rejected', label: t('matters.externalRejected') },
        ]}
      />
      <ActButton
        type="primary"
        disabled={number.trim() === '' || decidedOn === '' || outcome === null}
        mutation={trpc.matters.recordExternalDecision.mutationOptions()}
        input={{ id: matterId, number: number.trim(), decidedOn, outcome: outcome ?? 'rejected' }}
      >
        {t('matters.recordExternal')}
      </ActButton>
    </Flex>
  );
}
