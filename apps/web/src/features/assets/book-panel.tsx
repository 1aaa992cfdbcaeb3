import { Card, Checkbox, Flex, Radio, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { balanceFromText } from '../../components/yuan-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order, Sheet } from './asset-data.ts';

const balanceFields = ['capitalReserve', 'surplusReserve', 'retained'] as const;
type Balances = Record<(typeof balanceFields)[number], string>;

/** All three balances as yuan; null while one is missing or no amount. */
function balancesOf(typed: Balances): Balances | null {
  const [capitalReserve, surplusReserve, retained] = balanceFields.map((field) =>
    balanceFromText(typed[field]),
  );
  if (capitalReserve == null || surplusReserve == null || retained == null) return null;
  return { capitalReserve, surplusReserve, retained };
}

function BalanceFields({ typed, onChange }: { typed: Balances; onChange: (next: Balances) => void }) {
  const t = useText();
  return (
    <>
      <Typography.Paragraph type="secondary">{t('assets.balancesHint')}</Typography.Paragraph>
      {balanceFields.map((field) => (
        <TextField
          key={field}
          id={field}
          label={`assets.${field}`}
          type="decimal"
          value={typed[field]}
          onChange={(text) => onChange({ ...typed, [field]: text })}
        />
      ))}
    </>
  );
}

type Claims = { claims: 'special' | 'ordinary'; administrativeOrder: boolean; businessPurpose: boolean };

function TaxFields({ said, onChange }: { said: Claims; onChange: (next: Claims) => void }) {
  const t = useText();
  return (
    <>
      <Typography.Text strong>{t('assets.taxClaims')}</Typography.Text>
      <Radio.Group
        aria-label={t('assets.taxClaims')}
        value={said.claims}
        onChange={(event) => onChange({ ...said, claims: event.target.value as Claims['claims'] })}
        options={[
          { value: 'special', label: t('assets.claimSpecial') },
          { value: 'ordinary', label: t('assets.claimOrdinary') },
        ]}
      />
      <Checkbox
        checked={said.businessPurpose}
        onChange={(event) => onChange({ ...said, businessPurpose: event.target.checked })}
      >
        {t('assets.businessPurpose')}
      </Checkbox>
      <Checkbox
        checked={said.administrativeOrder}
        onChange={(event) => onChange({ ...said, administrativeOrder: event.target.checked })}
      >
        {t('assets.administrativeOrder')}
      </Checkbox>
    </>
  );
}

/** Booking of a signed sheet on the day of delivery: how the approval treats it, the taxes, what it is charged to. */
export function BookPanel({ order, sheet }: { order: Order; sheet: Sheet }) {
  const t = useText();
  const [deliveredOn, setDeliveredOn] = useState<string>(order.today);
  const [injection, setInjection] = useState<'reserve' | 'capital'>('reserve');
  const [typed, setTyped] = useState<Balances>({ capitalReserve: '', surplusReserve: '', retained: '' });
  const [claims, setClaims] = useState<Claims>({
    claims: 'special',
    administrativeOrder: false,
    businessPurpose: true,
  });
  const balances = balancesOf(typed);
  const untouched = Object.values(typed).every((text) => text === '');
  return (
    <Card size="small" title={t('assets.bookTitle')} data-testid={`booking-${sheet.id}`}>
      <Typography.Paragraph type="secondary">{t('assets.bookHint')}</Typography.Paragraph>
      <Flex vertical gap={8}>
        <TextField
          id="deliveredOn"
          label="assets.deliveredOn"
          type="date"
          max={order.today}
          value={deliveredOn}
          onChange={setDeliveredOn}
        />
        <Radio.Group
          aria-label={t('assets.injection')}
          value={injection}
          onChange={(event) => setInjection(event.target.value as 'reserve' | 'capital')}
          options={[
            { value: 'reserve', label: t('assets.injectReserve') },
            { value: 'capital', label: t('assets.injectCapital') },
          ]}
        />
        <TaxFields said={claims} onChange={setClaims} />
        <BalanceFields typed={typed} onChange={setTyped} />
        <ActButton
          type="primary"
          disabled={deliveredOn === '' || (!untouched && balances === null)}
          confirm={t('assets.bookConfirm')}
          mutation={trpc.assets.book.mutationOptions()}
          input={{
            ...{
              sheetId: sheet.id,
              deliveredOn,
              injection,
              tax: { ...claims, approvalSays: 'silent' as const },
            },
            ...(balances === null ? {} : { balances }),
          }}
        >
          {t('assets.book')}
        </ActButton>
      </Flex>
    </Card>
  );
}
