import { Card, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order } from './asset-data.ts';
import { OrderLines } from './order-lines.tsx';

function ParkedActs({ order, assetId }: { order: Order; assetId: string }) {
  const t = useText();
  const [note, setNote] = useState('');
  if (order.side === null) return null;
  return (
    <Flex vertical gap={8}>
      <ActButton mutation={trpc.assets.freeLine.mutationOptions()} input={{ orderId: order.id, assetId }}>
        {t('assets.freeLine')}
      </ActButton>
      {order.side === 'from' && (
        <>
          <Input
            aria-label={t('assets.withdrawWhy')}
            placeholder={t('assets.withdrawWhy')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <ActButton
            danger
            disabled={note.trim() === ''}
            confirm={t('assets.withdrawConfirm')}
            mutation={trpc.assets.withdrawLine.mutationOptions()}
            input={{ orderId: order.id, assetId, note }}
          >
            {t('assets.withdrawLine')}
          </ActButton>
        </>
      )}
    </Flex>
  );
}

/** Lines that may not go yet, with what bars them; what has been mended is judged again. */
export function ParkedLines({ order }: { order: Order }) {
  const t = useText();
  const count = order.sums
    .filter(({ state }) => state === 'parked')
    .reduce((sum, { lines }) => sum + lines, 0);
  if (count === 0) return null;
  return (
    <Card title={t('assets.parkedTitle', { count: String(count) })} data-testid="parked">
      <Typography.Paragraph type="secondary">{t('assets.parkedHint')}</Typography.Paragraph>
      <OrderLines
        asked={{ orderId: order.id, state: 'parked' }}
        acts={(line) => <ParkedActs order={order} assetId={line.asset.id} />}
      />
    </Card>
  );
}
