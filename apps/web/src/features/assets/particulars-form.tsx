import { type AssetField, fieldsOf } from '@guanyun/domain/assets/asset-fields.ts';
import { readParticulars } from '@guanyun/domain/assets/read-particulars.ts';
import { Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useLanguage, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Asset } from './asset-data.ts';

type Texts = Readonly<Record<string, string>>;
type FieldProps = {
  readonly field: AssetField;
  readonly value: string;
  readonly wrong: boolean;
  readonly required: boolean;
  readonly onChange: (text: string) => void;
};

function useOptions(field: AssetField): { value: string; label: string }[] | null {
  const t = useText();
  const language = useLanguage();
  if (field.kind === 'choice')
    return field.choices.map((choice) => ({ value: choice.code, label: choice[language] }));
  if (field.kind !== 'yes_no') return null;
  return [
    { value: 'yes', label: t('assetParticulars.yes') },
    { value: 'no', label: t('assetParticulars.no') },
  ];
}

function Field({ field, value, wrong, required, onChange }: FieldProps) {
  const language = useLanguage();
  const options = useOptions(field);
  const id = `particular-${field.key}`;
  return (
    <Form.Item
      label={field[language]}
      htmlFor={id}
      layout="vertical"
      required={required}
      style={{ flex: '1 1 220px', maxWidth: field.kind === 'co_owners' ? 680 : 320, marginBottom: 8 }}
      {...(wrong ? { validateStatus: 'error' as const } : {})}
    >
      {options === null ? (
        <Input
          id={id}
          autoComplete="off"
          maxLength={2000}
          value={value}
          {...(field.kind === 'date' ? { type: 'date' } : {})}
          {...(field.kind === 'amount' || field.kind === 'area' ? { inputMode: 'decimal' as const } : {})}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Select
          id={id}
          allowClear
          value={value === '' ? null : value}
          options={options}
          onChange={(next: string | null | undefined) => onChange(next ?? '')}
        />
      )}
    </Form.Item>
  );
}

/** All the particulars of an asset together, as they are to be kept from now on. */
export function ParticularsForm({ asset, onDone }: { readonly asset: Asset; readonly onDone: () => void }) {
  const t = useText();
  const [typed, setTyped] = useState<Texts>(asset.particulars);
  const { problems } = readParticulars(asset.class, typed);
  const filled = Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== ''));
  return (
    <Flex vertical gap={12} data-testid="particulars-form">
      <Typography.Paragraph type="secondary">{t('assetParticulars.hint')}</Typography.Paragraph>
      <Flex wrap style={{ columnGap: 16 }}>
        {fieldsOf(asset.class).map((field) => (
          <Field
            key={field.key}
            field={field}
            value={typed[field.key] ?? ''}
            required={field.requiredIn.includes(asset.class)}
            wrong={problems.some(({ key, problem }) => key === field.key && problem !== 'missing')}
            onChange={(text) => setTyped({ ...typed, [field.key]: text })}
          />
        ))}
      </Flex>
      <ActButton
        type="primary"
        disabled={problems.length > 0}
        mutation={trpc.assets.describe.mutationOptions()}
        input={{ id: asset.id, particulars: filled }}
        onDone={onDone}
      >
        {t('assetParticulars.save')}
      </ActButton>
    </Flex>
  );
}
