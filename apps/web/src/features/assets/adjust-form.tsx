import { Alert, Flex, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { yuanFromText } from '../../components/yuan-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ChoiceField, TickField, YuanField } from './act-fields.tsx';
import { changeFromText, type Story } from './story-data.ts';

type Kind = 'improve' | 'impair' | 'correct';
const blank = {
  ...{ kind: 'improve' as Kind, amount: '', source: 'cip' as 'bank' | 'cip', monthly: '', reason: '' },
  ...{ cost: '', depreciation: '', impairment: '', booked: true },
};
type Typed = typeof blank;

/** What is asked of the server; null while something is missing or no amount. */
function changeOf(form: Typed) {
  const amount = yuanFromText(form.amount);
  if (form.kind === 'impair') return amount === null ? null : { kind: 'impair' as const, amount };
  if (form.kind === 'improve') {
    const monthlyDepreciation = yuanFromText(form.monthly);
    if (amount === null || (form.monthly.trim() !== '' && monthlyDepreciation === null)) return null;
    const { source } = form;
    return {
      ...{ kind: 'improve' as const, amount, source },
      ...(monthlyDepreciation === null ? {} : { monthlyDepreciation }),
    };
  }
  const [cost, depreciation, impairment] = [form.cost, form.depreciation, form.impairment].map(
    changeFromText,
  );
  if (cost == null || depreciation == null || impairment == null) return null;
  return { kind: 'correct' as const, cost, depreciation, impairment, booked: form.booked };
}

function AmountFields({ form, set }: { form: Typed; set: (part: Partial<Typed>) => void }) {
  const t = useText();
  if (form.kind === 'correct')
    return (
      <>
        <YuanField
          id="cost"
          label="assetActs.changeCost"
          value={form.cost}
          onChange={(cost) => set({ cost })}
        />
        <YuanField
          id="depreciation"
          label="assetActs.changeDepreciation"
          value={form.depreciation}
          onChange={(depreciation) => set({ depreciation })}
        />
        <YuanField
          id="impairment"
          label="assetActs.changeImpairment"
          value={form.impairment}
          onChange={(impairment) => set({ impairment })}
        />
      </>
    );
  return (
    <>
      <YuanField
        id="adjust-amount"
        label="assetActs.amount"
        required
        value={form.amount}
        onChange={(amount) => set({ amount })}
      />
      {form.kind === 'improve' && (
        <>
          <ChoiceField
            id="source"
            label={t('assetActs.source')}
            value={form.source}
            options={(['cip', 'bank'] as const).map((value) => ({ value, label: t(`assetActs.${value}`) }))}
            onChange={(source) => set({ source })}
          />
          <YuanField
            id="monthly"
            label="assetActs.newMonthly"
            value={form.monthly}
            onChange={(monthly) => set({ monthly })}
          />
        </>
      )}
    </>
  );
}

/** Changes the amounts of the asset on a paper. */
export function AdjustForm({ assetId, story }: { assetId: string; story: Story }) {
  const t = useText();
  const [form, setForm] = useState<Typed>(blank);
  const [adjusted, setAdjusted] = useState(0);
  const set = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const change = changeOf(form);
  return (
    <div data-testid="adjust-form">
      <Typography.Paragraph type="secondary">{t('assetActs.adjustWhy')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <ChoiceField<Kind>
          id="adjust-kind"
          label={t('assetActs.kind')}
          value={form.kind}
          options={(['improve', 'impair', 'correct'] as const).map((value) => ({
            value,
            label: t(`assetActs.${value}`),
          }))}
          onChange={(kind) => set({ kind })}
        />
        <AmountFields form={form} set={set} />
      </Flex>
      {form.kind === 'correct' && (
        <Flex vertical gap={8} style={{ marginBottom: 16 }}>
          <TickField label="assetActs.booked" value={form.booked} onChange={(booked) => set({ booked })} />
          {!form.booked && <Alert type="warning" showIcon title={t('assetActs.cardOnly')} />}
        </Flex>
      )}
      <TextField
        id="adjust-reason"
        label="assetActs.reason"
        required
        value={form.reason}
        onChange={(reason) => set({ reason })}
      />
      <ReceiptForm
        key={adjusted}
        id="adjustedOn"
        label="assetActs.on"
        paper={t('assetActs.paper')}
        max={story.today}
      >
        {(typed) => (
          <ActButton
            type="primary"
            disabled={typed === null || change === null || form.reason.trim() === ''}
            confirm={t('assetActs.confirmAdjust')}
            mutation={trpc.assets.adjust.mutationOptions()}
            input={{
              ...{
                assetId,
                on: typed?.on ?? '',
                document: typed?.document ?? '',
                reason: form.reason.trim(),
              },
              change: change ?? { kind: 'impair', amount: '0.00' },
            }}
            onDone={() => {
              setForm(blank);
              setAdjusted(adjusted + 1);
            }}
          >
            {t('assetActs.saveAdjust')}
          </ActButton>
        )}
      </ReceiptForm>
    </div>
  );
}
