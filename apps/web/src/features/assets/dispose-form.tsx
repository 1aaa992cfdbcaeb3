import { Flex, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ChoiceField, YuanField } from './act-fields.tsx';
import { changeFromText, type Story } from './story-data.ts';

/** Sells or scraps the asset under a warrant that names it. */
export function DisposeForm({ assetId, story }: { assetId: string; story: Story }) {
  const t = useText();
  const code = useCode();
  const [warrantId, setWarrantId] = useState(story.warrants[0]?.id ?? null);
  const warrant = story.warrants.find(({ id }) => id === warrantId);
  const sale = warrant?.mode === 'non_public' ? 'non_public' : 'public';
  const [scrap, setScrap] = useState(false);
  const manner = scrap ? 'scrap' : sale;
  const [price, setPrice] = useState('');
  const [counterparty, setCounterparty] = useState('');
  const amount = changeFromText(price);
  if (warrant === undefined)
    return <Typography.Text type="secondary">{t('assetActs.noWarrant')}</Typography.Text>;
  return (
    <div data-testid="dispose-form">
      <Typography.Paragraph type="secondary">{t('assetActs.disposeWhy')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <ChoiceField
          id="dispose-warrant"
          label={t('assetActs.warrant')}
          value={warrantId}
          options={story.warrants.map(({ id, number, title }) => ({
            value: id,
            label: `${number} ${title}`,
          }))}
          onChange={setWarrantId}
        />
        <ChoiceField
          id="manner"
          label={t('assetActs.manner')}
          value={manner}
          options={([sale, 'scrap'] as const).map((value) => ({ value, label: code('manner', value) }))}
          onChange={(chosen) => setScrap(chosen === 'scrap')}
        />
        <YuanField id="price" label="assetActs.price" required value={price} onChange={setPrice} />
        <TextField
          id="counterparty"
          label="assetActs.counterparty"
          required
          value={counterparty}
          onChange={setCounterparty}
        />
      </Flex>
      <ReceiptForm id="disposedOn" label="assetActs.on" paper={t('assetActs.paper')} max={story.today}>
        {(typed) => (
          <ActButton
            type="primary"
            danger
            disabled={typed === null || price.trim() === '' || amount === null || counterparty.trim() === ''}
            confirm={t('assetActs.confirmDispose')}
            mutation={trpc.assets.dispose.mutationOptions()}
            input={{
              ...{
                assetId,
                warrantId: warrant.id,
                manner,
                price: amount ?? '',
                counterparty: counterparty.trim(),
              },
              ...{ on: typed?.on ?? '', document: typed?.document ?? '' },
            }}
          >
            {t('assetActs.saveDispose')}
          </ActButton>
        )}
      </ReceiptForm>
    </div>
  );
}
