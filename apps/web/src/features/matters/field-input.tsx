import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { Checkbox, Col, Flex, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import { AssetPicker } from './asset-picker.tsx';
import type { Field, FieldKind } from './field.ts';
import { isEmpty, type Typed, wireOf } from './field-values.ts';
import { type Choice, PartyPicker } from './party-picker.tsx';
import { PortionsField } from './portions-field.tsx';
import type { MatterSlug } from './proposal-fields.ts';

/** What can be chosen, and whose form it is. */
export type Surroundings = {
  companies: Choice[];
  holders: Choice[];
  givers: Choice[];
  ownerId: string;
};

/** What is said of a field that is not well formed. */
const malformed: Partial<Record<FieldKind, TextKey>> = {
  amount: 'matters.badYuan',
  balance: 'proposal.badBalance',
  ratio: 'proposal.badRatio',
  share: 'matters.badShare',
  years: 'proposal.badYears',
  year: 'proposal.badYear',
  price: 'proposal.badPrice',
  exchange: 'proposal.badExchange',
  portions: 'proposal.badPortions',
};
const wide: ReadonlySet<FieldKind> = new Set(['long', 'assets', 'many', 'portions']);

/** The codes of a field with their names. */
function useOptions(field: Field): Choice[] {
  const code = useCode();
  return (field.options ?? []).map((value) => ({ value, label: code(`proposal.${field.path}`, value) }));
}

function useControl(
  matter: MatterSlug,
  field: Field,
  { companies, holders, givers, ownerId }: Surroundings,
): ReactNode {
  const t = useText();
  const options = useOptions(field);
  const giverId = Form.useWatch<string | undefined>([matter, 'fromId']);
  const select = (of: Choice[]) => (
    <Select options={of} placeholder={t('matters.choose')} showSearch={{ optionFilterProp: 'label' }} />
  );
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`proposal.${value}`) }));
  switch (field.kind) {
    case 'yesno':
      return <Radio.Group options={yesNo} />;
    case 'choice':
      return options.length > 4 ? select(options) : <Radio.Group options={options} />;
    case 'many':
      return <Checkbox.Group options={options} />;
    case 'company':
      return select(companies);
    case 'holder':
      return select(holders);
    case 'giver':
      return <GiverSelect matter={matter} givers={givers} />;
    case 'receiver':
      return select(companies.filter((one) => one.value !== ownerId));
    case 'other':
      return <PartyPicker companies={companies.filter((one) => one.value !== ownerId)} />;
    case 'assets':
      return <AssetPicker key={giverId ?? ''} ownerId={ownerId} giverId={giverId} />;
    case 'portions':
      return <PortionsField holders={holders} />;
    case 'date':
      return <Input type="date" />;
    case 'long':
      return <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />;
    case 'text':
      return <Input maxLength={200} autoComplete="off" />;
    default:
      return <Input inputMode="decimal" autoComplete="off" />;
  }
}

/** Whose assets are chosen from; with another giver the choice begins again. */
function GiverSelect({
  matter,
  givers,
  onChange,
  ...given
}: {
  matter: MatterSlug;
  givers: Choice[];
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
}) {
  const t = useText();
  const form = Form.useFormInstance();
  return (
    <Select
      {...given}
      allowClear
      options={givers}
      placeholder={t('matters.giverOwn')}
      onChange={(id: string | undefined) => {
        form.setFieldValue([matter, 'assetIds'], []);
        onChange?.(id);
      }}
    />
  );
}

/** What helps while typing: an amount is said again in 万元. */
function useHelp(field: Field, typed: Typed): string | undefined {
  const t = useText();
  if ((field.kind === 'amount' || field.kind === 'balance') && typeof typed === 'string') {
    const yuan = wireOf(field, typed);
    if (typeof yuan === 'string') return t('matters.yuanIs', { wan: displayYuan(parseYuan(yuan), 'wan') });
  }
  return field.help === undefined ? undefined : t(field.help);
}

/** One field of the form made for a matter; what is wrong with it is said at it. */
export function FieldInput({
  matter,
  field,
  typed,
  surroundings,
}: {
  matter: MatterSlug;
  field: Field;
  typed: Typed;
  surroundings: Surroundings;
}) {
  const t = useText();
  const control = useControl(matter, field, surroundings);
  const wellFormed = {
    validator: (_: unknown, value: Typed) =>
      value === undefined || isEmpty(value) || wireOf(field, value) !== null
        ? Promise.resolve()
        : Promise.reject(new Error(t(malformed[field.kind] ?? 'matters.needed'))),
  };
  const needed =
    field.kind === 'assets'
      ? { required: true, type: 'array' as const, min: 1, message: t('matters.assetsNeeded') }
      : { required: true, whitespace: true, message: t('matters.needed') };
  return (
    <Col xs={24} sm={wide.has(field.kind) ? 24 : 12}>
      <Form.Item
        name={[matter, field.path]}
        label={
          <Flex gap={4}>
            {t(field.label)}
            {field.optional && <span className="field-optional">{t('proposal.optional')}</span>}
          </Flex>
        }
        extra={useHelp(field, typed)}
        rules={field.optional ? [wellFormed] : [needed, wellFormed]}
      >
        {control}
      </Form.Item>
    </Col>
  );
}
