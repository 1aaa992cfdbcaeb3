import { Card, Flex, Form, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Why } from '../../components/why.tsx';
import { yuanFromText } from '../../components/yuan-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { CapTable } from './equity-data.ts';

function PaymentForm({ table }: { table: CapTable }) {
  const t = useText();
  const empty = { amount: '', on: table.today as string };
  const [holderId, setHolderId] = useState<string | null>(table.payments[0]?.holder.id ?? null);
  const [typed, setTyped] = useState(empty);
  const [papers, setPapers] = useState<Paper[]>([]);
  const amount = yuanFromText(typed.amount);
  const [receipt] = papers;
  const wrong = typed.amount !== '' && amount === null;
  return (
    <Flex wrap gap={16} align="start" data-testid="payment-form">
      <Form.Item label={t('equity.payer')} htmlFor="payer" layout="vertical" required>
        <Select
          id="payer"
          style={{ minWidth: 260 }}
          value={holderId}
          onChange={setHolderId}
          options={table.payments.map(({ holder }) => ({ value: holder.id, label: holder.name }))}
        />
      </Form.Item>
      <TextField
        id="paymentAmount"
        label="equity.paymentAmount"
        type="decimal"
        required
        value={typed.amount}
        wrong={wrong ? 'equity.badAmount' : null}
        onChange={(text) => setTyped({ ...typed, amount: text })}
      />
      <TextField
        id="paymentOn"
        label="equity.paymentOn"
        type="date"
        required
        max={table.today}
        value={typed.on}
        onChange={(text) => setTyped({ ...typed, on: text })}
      />
      <Flex vertical gap={8}>
        <PapersField
          papers={papers}
          onChange={(all) => setPapers(all.slice(-1))}
          label={t('equity.receipt')}
        />
        {holderId !== null && (
          <ActButton
            type="primary"
            disabled={amount === null || typed.on === '' || receipt === undefined}
            mutation={trpc.equity.recordPayment.mutationOptions()}
            input={{
              companyId: table.company.id,
              holderId,
              amount: amount ?? '',
              on: typed.on,
              receipt: { digest: receipt?.digest ?? '', name: receipt?.name ?? '' },
            }}
            onDone={() => {
              setTyped(empty);
              setPapers([]);
            }}
          >
            {t('equity.recordPayment')}
          </ActButton>
        )}
      </Flex>
    </Flex>
  );
}

/** What holders still owe on what they subscribed, by when, and the payment that is recorded with its receipt. */
export function PaymentsCard({ table }: { table: CapTable }) {
  const t = useText();
  if (table.payments.length === 0) return null;
  return (
    <Card title={t('equity.payments')}>
      <Table<CapTable['payments'][number]>
        rowKey={({ holder }) => holder.id}
        size="small"
        pagination={false}
        scroll={{ x: 560 }}
        dataSource={[...table.payments]}
        columns={[
          { title: t('equity.holder'), render: (_, due) => due.holder.name || t('equity.unnamed') },
          {
            title: t('equity.outstanding'),
            align: 'right',
            render: (_, due) => <Amount value={due.outstanding} />,
          },
          {
            title: t('equity.dueBy'),
            render: (_, due) => (
              <Flex gap={8} align="center">
                {due.dueBy} {due.overdue && <Tag color="red">{t('equity.overdue')}</Tag>}
                <Why
                  reasons={[
                    {
                      rule: 'equity.payment',
                      because: t('equity.dueWhy', { day: due.dueBy }),
                      basis: due.basis,
                    },
                  ]}
                />
              </Flex>
            ),
          },
        ]}
      />
      {table.mayKeep && (
        <>
          <br />
          <PaymentForm table={table} />
        </>
      )}
    </Card>
  );
}
