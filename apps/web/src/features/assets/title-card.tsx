import { Card, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Asset } from './asset-data.ts';

/** Whoever has the asset on its book records that title has passed, with the certificate. */
export function TitleCard({ asset }: { asset: Asset }) {
  const t = useText();
  if (!asset.may.includes('assets.recordTitle')) return null;
  return (
    <Card title={t('assets.recordTitle')} data-testid="title-form">
      <Typography.Paragraph type="secondary">{t('assets.titleHint')}</Typography.Paragraph>
      <ReceiptForm id="titleOn" label="assets.titleOn" paper={t('assets.titlePaper')} max={asset.today}>
        {(typed) => (
          <ActButton
            type="primary"
            disabled={typed === null}
            mutation={trpc.assets.recordTitle.mutationOptions()}
            input={{ id: asset.id, on: typed?.on ?? '', document: typed?.document ?? '' }}
          >
            {t('assets.titleSave')}
          </ActButton>
        )}
      </ReceiptForm>
    </Card>
  );
}
