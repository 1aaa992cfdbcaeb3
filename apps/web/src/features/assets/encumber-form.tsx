import { type EncumbranceKind, encumbranceKinds } from '@guanyun/domain/assets/encumbrance.ts';
import { Flex } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ChoiceField, TickField, YuanField } from './act-fields.tsx';
import { changeFromText, type Story } from './story-data.ts';

const blank = { holder: '', amount: '', barsTransfer: false, barRegistered: false, registered: false };

type Form = typeof blank;

/** Whether it is registered, and whether a transfer is barred. */
function Ticks({ form, canBar, set }: { form: Form; canBar: boolean; set: (part: Partial<Form>) => void }) {
  const { barsTransfer } = form;
  return (
    <Flex wrap gap={16} style={{ marginBottom: 16 }}>
      <TickField
        label="assetActs.registered"
        value={form.registered}
        onChange={(registered) => set({ registered })}
      />
      <TickField
        label="assetActs.barsTransfer"
        value={barsTransfer}
        disabled={!canBar}
        onChange={(bars) => set({ barsTransfer: bars })}
      />
      <TickField
        label="assetActs.barRegistered"
        value={barsTransfer && form.barRegistered}
        disabled={!barsTransfer}
        onChange={(barRegistered) => set({ barRegistered })}
      />
    </Flex>
  );
}

/** Records what limits the right in the asset; a bar of transfer is asked for where it can be agreed. */
export function EncumberForm({ assetId, story }: { assetId: string; story: Story }) {
  const t = useText();
  const code = useCode();
  const kinds: readonly EncumbranceKind[] = story.may.encumberAll ? encumbranceKinds : ['seizure', 'dispute'];
  const [kind, setKind] = useState<EncumbranceKind>(kinds[0] ?? 'seizure');
  const [form, setForm] = useState(blank);
  const [recorded, setRecorded] = useState(0);
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const canBar = kind === 'mortgage' || kind === 'pledge';
  const amount = changeFromText(form.amount);
  const barsTransfer = canBar && form.barsTransfer;
  return (
    <div data-testid="encumber-form">
      <Flex wrap gap={16}>
        <ChoiceField
          id="encumbrance-kind"
          label={t('assetActs.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: code('encumbrance', value) }))}
          onChange={setKind}
        />
        <TextField
          id="holder"
          label="assetActs.holder"
          required
          value={form.holder}
          onChange={(holder) => set({ holder })}
        />
        <YuanField
          id="encumbrance-amount"
          label="assetActs.amount"
          value={form.amount}
          onChange={(text) => set({ amount: text })}
        />
      </Flex>
      <Ticks form={{ ...form, barsTransfer }} canBar={canBar} set={set} />
      <ReceiptForm
        key={recorded}
        id="encumberedFrom"
        label="assetActs.from"
        paper={t('assetActs.paper')}
        max={story.today}
      >
        {(typed) => (
          <ActButton
            type="primary"
            disabled={typed === null || form.holder.trim() === '' || amount === null}
            mutation={trpc.assets.encumber.mutationOptions()}
            input={{
              ...{ assetId, kind, holder: form.holder.trim(), barsTransfer, registered: form.registered },
              ...(amount === null || amount === '0.00' ? {} : { amount }),
              barRegistered: barsTransfer && form.barRegistered,
              validFrom: typed?.on ?? '',
              document: typed?.document ?? '',
            }}
            onDone={() => {
              setForm(blank);
              setRecorded(recorded + 1);
            }}
          >
            {t('assetActs.saveEncumbrance')}
          </ActButton>
        )}
      </ReceiptForm>
    </div>
  );
}
