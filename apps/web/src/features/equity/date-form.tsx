import { Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

type Reading = 'register' | 'registration';
type Props = {
  readonly eventId: string;
  /** The days of the event that are not known yet; at least one. */
  readonly readings: readonly Reading[];
  readonly onDone?: () => void;
};

/** A day of an entry that came later, with its receipt. */
export function DateForm({ eventId, readings, onDone = () => undefined }: Props) {
  const t = useText();
  const [reading, setReading] = useState(readings[0] ?? 'registration');
  return (
    <Flex wrap gap={16} align="start">
      {readings.length > 1 && (
        <Form.Item label={t('equity.whichDate')} htmlFor="whichDate" layout="vertical">
          <Select
            id="whichDate"
            style={{ minWidth: 180 }}
            value={reading}
            onChange={setReading}
            options={readings.map((one) => ({ value: one, label: t(`equity.dateOf.${one}`) }))}
          />
        </Form.Item>
      )}
      <ReceiptForm
        id={`dateOn-${eventId}`}
        label={readings.length > 1 ? 'equity.dateOn' : `equity.dateOf.${reading}`}
        paper={t('equity.receipt')}
      >
        {(typed) => (
          <ActButton
            type="primary"
            disabled={typed === null}
            mutation={trpc.equity.recordDate.mutationOptions()}
            input={{ eventId, reading, on: typed?.on ?? '', receipt: typed?.document ?? '' }}
            onDone={onDone}
          >
            {t('equity.saveDate')}
          </ActButton>
        )}
      </ReceiptForm>
    </Flex>
  );
}
