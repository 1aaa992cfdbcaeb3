import { Card, Flex, Table, Tag, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order } from './asset-data.ts';

type Duty = Order['duties'][number];

function OneDuty({ order, duty }: { order: Order; duty: Duty }) {
  const t = useText();
  const code = useCode();
  const { id, kind, dueOn, doneOn, paper, overdue } = duty;
  const to = order.to.find((each) => each.id === duty.toId)?.name ?? '';
  return (
    <li data-testid={`duty-${kind}`}>
      <div>
        <Tag color={doneOn !== null ? 'success' : overdue ? 'error' : 'gold'}>{code('afterDuty', kind)}</Tag>{' '}
        {to}
        <div>
          {doneOn === null ? t('assets.dueOn', { day: dueOn }) : t('assets.doneOn', { day: doneOn })}{' '}
          {paper !== null && (
            <a href={`/documents/${paper.digest}`} download>
              {paper.name}
            </a>
          )}
        </div>
      </div>
      {duty.may.includes('assets.discharge') && (
        <ReceiptForm id={`done-${id}`} label="assets.dutyOn" paper={t('assets.dutyPaper')} max={order.today}>
          {(typed) => (
            <ActButton
              disabled={typed === null}
              mutation={trpc.assets.discharge.mutationOptions()}
              input={{ orderId: order.id, dutyId: id, on: typed?.on ?? '', document: typed?.document ?? '' }}
            >
              {t('assets.dutySave')}
            </ActButton>
          )}
        </ReceiptForm>
      )}
    </li>
  );
}

/** What comes after the booking: registrations and tax clearance with their windows, taxes with their treatment, the watch. */
export function AfterCard({ order }: { order: Order }) {
  const t = useText();
  const code = useCode();
  if (order.duties.length === 0 && order.taxes.length === 0) return null;
  const locked = order.sheets.flatMap(({ lockedUntil }) => lockedUntil ?? []);
  return (
    <Card title={t('assets.afterTitle')} data-testid="after">
      <ul className="difference-list">
        {order.duties.map((duty) => (
          <OneDuty key={duty.id} order={order} duty={duty} />
        ))}
      </ul>
      <Flex vertical gap={8}>
        <Typography.Text strong>{t('assets.taxesTitle')}</Typography.Text>
        {locked.map((day) => (
          <Typography.Text key={day}>{t('assets.lockedUntil', { day })}</Typography.Text>
        ))}
        <Table
          rowKey={(row) => `${row.sheetId}${row.tax}${row.class}${row.treatment}`}
          size="small"
          pagination={false}
          scroll={{ x: 640 }}
          dataSource={[...order.taxes]}
          columns={[
            { title: t('assets.tax'), render: (_, { tax }) => code('transferTax', tax) },
            { title: t('assets.class'), render: (_, row) => code('assetClass', row.class) },
            { title: t('assets.treatment'), render: (_, { treatment }) => code('taxTreatment', treatment) },
            {
              title: t('assets.taxValue'),
              align: 'right',
              render: (_, { value }) => <Amount value={value} />,
            },
            {
              title: t('assets.taxAmount'),
              align: 'right',
              render: (_, { amount }) =>
                amount === null ? t('assets.taxToConfirm') : <Amount value={amount} />,
            },
            { title: t('assets.because'), dataIndex: 'because' },
          ]}
        />
      </Flex>
    </Card>
  );
}
