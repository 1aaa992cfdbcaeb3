import { Card, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** Booking of a signed order on the day of delivery. */
export function BookPanel({ orderId, today }: { orderId: string; today: string }) {
  const t = useText();
  const [deliveredOn, setDeliveredOn] = useState(today);
  return (
    <Card title={t('assets.bookTitle')}>
      <Typography.Paragraph type="secondary">{t('assets.bookHint')}</Typography.Paragraph>
      <Form.Item label={t('assets.deliveredOn')} htmlFor="deliveredOn" layout="vertical">
        <Input
          id="deliveredOn"
          type="date"
          value={deliveredOn}
          onChange={(event) => setDeliveredOn(event.target.value)}
        />
      </Form.Item>
      <ActButton
        type="primary"
        disabled={deliveredOn === ''}
        confirm={t('assets.bookConfirm')}
        mutation={trpc.assets.book.mutationOptions()}
        input={{ orderId, deliveredOn }}
      >
        {t('assets.book')}
      </ActButton>
    </Card>
  );
}
