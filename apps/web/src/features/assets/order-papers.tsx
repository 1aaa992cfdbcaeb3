import { Card, Flex, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order } from './asset-data.ts';

type PaperKind = Order['papers']['there'][number]['kind'];
const kinds = [
  'transferee_decision',
  'creditors_notice',
  'agreement',
  'verification',
  'staff_congress',
] as const;

function AddPaper({ order }: { order: Order }) {
  const t = useText();
  const code = useCode();
  const wanted = order.papers.lacking.flatMap((each) => each.kinds)[0] ?? 'agreement';
  const [kind, setKind] = useState<PaperKind>(wanted);
  return (
    <Flex vertical gap={8} data-testid="paper-form">
      <Select
        aria-label={t('assets.paperKind')}
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: code('orderPaper', value) }))}
      />
      <ReceiptForm
        key={order.papers.there.length}
        id="paperOn"
        label="assets.paperOn"
        paper={code('orderPaper', kind)}
        max={order.today}
      >
        {(typed) => (
          <ActButton
            disabled={typed === null}
            mutation={trpc.assets.orderPaper.mutationOptions()}
            input={{ orderId: order.id, kind, on: typed?.on ?? '', document: typed?.document ?? '' }}
          >
            {t('assets.paperSave')}
          </ActButton>
        )}
      </ReceiptForm>
    </Flex>
  );
}

/** What must be there before anything is booked, what is, and what is lacking of each receiver. */
export function OrderPapers({ order }: { order: Order }) {
  const t = useText();
  const code = useCode();
  const { there, lacking } = order.papers;
  const nameOf = (toId: string | null) => order.to.find(({ id }) => id === toId)?.name ?? '';
  const open = order.state === 'counting' || order.state === 'signed';
  return (
    <Card size="small" title={t('assets.papersTitle')} data-testid="order-papers">
      {there.map(({ id, kind, toId, on, paper }) => (
        <p key={id}>
          <Tag color="success">{code('orderPaper', kind)}</Tag> {nameOf(toId)} {on}{' '}
          <a href={`/documents/${paper.digest}`} download>
            {paper.name}
          </a>
        </p>
      ))}
      {lacking.flatMap(({ toId, kinds: missing }) =>
        missing.map((kind) => (
          <p key={`${toId}${kind}`}>
            <Tag color="gold">{t('assets.paperLacking')}</Tag> {code('orderPaper', kind)} {nameOf(toId)}
          </p>
        )),
      )}
      {there.length === 0 && lacking.every((each) => each.kinds.length === 0) && (
        <Typography.Text type="secondary">{t('assets.papersNone')}</Typography.Text>
      )}
      {order.side !== null && open && <AddPaper order={order} />}
    </Card>
  );
}
