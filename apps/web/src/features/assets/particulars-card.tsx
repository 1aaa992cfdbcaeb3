import {
  type AssetField,
  type FieldGroup,
  fieldGroups,
  fieldsOf,
} from '@guanyun/domain/assets/asset-fields.ts';
import { displayYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { Button, Card, Descriptions, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useLanguage, useText } from '../../texts/text.ts';
import type { Asset } from './asset-data.ts';
import { ParticularsForm } from './particulars-form.tsx';

/** A kept particular as people read it. */
function useShown(): (field: AssetField, kept: string) => string {
  const t = useText();
  const language = useLanguage();
  return (field, kept) => {
    if (field.kind === 'choice') return field.choices.find(({ code }) => code === kept)?.[language] ?? kept;
    if (field.kind === 'yes_no') return t(kept === 'yes' ? 'assetParticulars.yes' : 'assetParticulars.no');
    const amount = field.kind === 'amount' ? tryParseYuan(kept) : null;
    return amount === null ? kept : displayYuan(amount, 'yuan');
  };
}

function Group({ group, asset }: { readonly group: FieldGroup; readonly asset: Asset }) {
  const t = useText();
  const language = useLanguage();
  const shown = useShown();
  const items = fieldsOf(asset.class).flatMap((field) => {
    const kept = asset.particulars[field.key];
    if (field.group !== group || kept === undefined) return [];
    return [{ key: field.key, label: field[language], children: shown(field, kept) }];
  });
  if (items.length === 0) return null;
  return (
    <Descriptions
      title={t(`assetParticulars.${group}`)}
      size="small"
      column={{ xs: 1, sm: 2 }}
      items={items}
    />
  );
}

/** What the register keeps of an asset of its class, by heading; what is empty is left out. */
export function ParticularsCard({ asset }: { readonly asset: Asset }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <Card
      title={t('assetParticulars.title')}
      data-testid="asset-particulars"
      extra={
        asset.mayDescribe && (
          <Button onClick={() => setOpen(!open)}>{t(open ? 'act.cancel' : 'assetParticulars.change')}</Button>
        )
      }
    >
      {open ? (
        <ParticularsForm asset={asset} onDone={() => setOpen(false)} />
      ) : (
        <Flex vertical gap={16}>
          {Object.keys(asset.particulars).length === 0 && (
            <Typography.Text type="secondary">{t('assetParticulars.none')}</Typography.Text>
          )}
          {fieldGroups.map((group) => (
            <Group key={group} group={group} asset={asset} />
          ))}
        </Flex>
      )}
    </Card>
  );
}

/** Class, quantity and what bears on depreciation. */
export function ClassCard({ asset }: { readonly asset: Asset }) {
  const t = useText();
  const { classCode, quantity, unit, residual, chargedThrough, publicBenefit } = asset;
  const amount = tryParseYuan(residual);
  return (
    <Card title={t('assetParticulars.card')} data-testid="asset-class">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          {
            key: 'code',
            label: t('assetParticulars.classCode'),
            children: classCode === null ? '—' : `${classCode.code} ${classCode.name ?? ''}`,
          },
          {
            key: 'quantity',
            label: t('assetParticulars.quantity'),
            children: `${quantity.replace(/\.?0+$/, '')} ${unit}`,
          },
          {
            key: 'residual',
            label: t('assetParticulars.residual'),
            children: amount === null ? residual : displayYuan(amount, 'yuan'),
          },
          {
            key: 'through',
            label: t('assetParticulars.chargedThrough'),
            children: chargedThrough?.slice(0, 7) ?? '—',
          },
          {
            key: 'public',
            label: t('assetParticulars.publicBenefit'),
            children: t(publicBenefit ? 'assetParticulars.yes' : 'assetParticulars.no'),
          },
        ]}
      />
    </Card>
  );
}
