import { Checkbox, Flex, Form, Select } from 'antd';
import { Fragment, type ReactNode, useState } from 'react';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import { moneyFromText } from './money-text.ts';

/** One field of a form: what it asks for, and whether it may stay empty. */
export type Field = {
  readonly key: string;
  readonly label: TextKey;
  readonly kind: 'money' | 'percent' | 'day' | 'text' | 'count' | 'tick' | 'choice' | 'rate';
  readonly optional?: boolean;
  /** Of a choice: the codes and what kind of codes they are. */
  readonly codes?: readonly string[];
  readonly of?: string;
  readonly initial?: string;
  readonly max?: string;
  /** Begins a line of its own. */
  readonly first?: boolean;
  /** Shown only while this holds. */
  readonly when?: (values: Values) => boolean;
};
export type Values = Readonly<Record<string, string>>;

const percentFrom = (typed: string): string | null => {
  const money = moneyFromText(typed);
  return money !== null && Number(money) <= 100 ? money : null;
};
/** What is typed as the server takes it; null where it is wrong. */
function readField(field: Field, typed: string): string | null {
  const text = typed.trim();
  if (text === '') return field.optional === true || field.kind === 'tick' ? '' : null;
  if (field.kind === 'money') return moneyFromText(text);
  if (field.kind === 'percent') return percentFrom(text);
  if (field.kind === 'count') return /^\d{1,4}$/.test(text) ? text : null;
  if (field.kind === 'rate') return /^0\.\d{1,6}$/.test(text) ? text : null;
  return text;
}

function OneField({
  field,
  id,
  value,
  set,
}: {
  field: Field;
  id: string;
  value: string;
  set: (v: string) => void;
}) {
  const t = useText();
  const code = useCode();
  const wrong = value.trim() !== '' && readField(field, value) === null ? 'contracts.badMoney' : null;
  if (field.kind === 'tick')
    return (
      <Form.Item style={{ alignSelf: 'center' }}>
        <Checkbox id={id} checked={value === 'yes'} onChange={(e) => set(e.target.checked ? 'yes' : '')}>
          {t(field.label)}
        </Checkbox>
      </Form.Item>
    );
  if (field.kind === 'choice')
    return (
      <Form.Item label={t(field.label)} htmlFor={id} layout="vertical" style={{ minWidth: 180 }}>
        <Select<string>
          id={id}
          aria-label={t(field.label)}
          value={value}
          onChange={set}
          popupMatchSelectWidth={false}
          options={(field.codes ?? []).map((one) => ({ value: one, label: code(field.of ?? '', one) }))}
        />
      </Form.Item>
    );
  const type =
    field.kind === 'day' ? ('date' as const) : field.kind === 'text' ? undefined : ('decimal' as const);
  return (
    <TextField
      {...{ id, label: field.label, value, wrong }}
      {...(type === undefined ? {} : { type })}
      {...(field.max === undefined ? {} : { max: field.max })}
      required={field.optional !== true}
      onChange={set}
    />
  );
}

const initialOf = (f: Field): string => f.initial ?? (f.kind === 'choice' ? (f.codes?.[0] ?? '') : '');

/** What has been typed, complete and as the server takes it; null until it is. Fields may come and go. */
export function useFields(fields: readonly Field[]) {
  const [changed, setChanged] = useState<Values>({});
  const typed = Object.fromEntries(fields.map((f) => [f.key, changed[f.key] ?? initialOf(f)]));
  const shown = fields.filter((field) => field.when?.(typed) !== false);
  const entries = shown.map((field) => [field.key, readField(field, typed[field.key] ?? '')] as const);
  const whole = entries.every(([, value]) => value !== null);
  const values: Values | null = whole
    ? Object.fromEntries(entries.map(([key, value]) => [key, value ?? '']))
    : null;
  return {
    typed,
    shown,
    values,
    set: (key: string, value: string) => setChanged({ ...changed, [key]: value }),
  };
}

export function Fields({ id, fields }: { id: string; fields: ReturnType<typeof useFields> }) {
  return (
    <Flex wrap gap={16}>
      {fields.shown.map((field) => (
        <Fragment key={field.key}>
          {field.first === true && <div style={{ flexBasis: '100%' }} />}
          <OneField
            field={field}
            id={`${id}-${field.key}`}
            value={fields.typed[field.key] ?? ''}
            set={(value) => fields.set(field.key, value)}
          />
        </Fragment>
      ))}
    </Flex>
  );
}

/** A few fields and the paper that shows what was done; the button is given what is typed once it is whole. */
export function FieldsForm(props: {
  readonly id: string;
  readonly fields: readonly Field[];
  readonly paper?: string | null;
  readonly children: (typed: { values: Values; document: string } | null, raw: Values) => ReactNode;
}) {
  const t = useText();
  const { id, paper = t('life.paper') } = props;
  const fields = useFields(props.fields);
  const [papers, setPapers] = useState<Paper[]>([]);
  const document = paper === null ? '' : papers[0]?.digest;
  return (
    <Flex vertical gap={8} data-testid={id}>
      <Fields id={id} fields={fields} />
      {paper !== null && (
        <PapersField papers={papers} onChange={(all) => setPapers(all.slice(-1))} label={paper} />
      )}
      {props.children(
        fields.values === null || document === undefined ? null : { values: fields.values, document },
        fields.typed,
      )}
    </Flex>
  );
}

/** A value that was left empty is not sent. */
export const given = <K extends string>(key: K, value: string | undefined): { [k in K]?: string } =>
  value === undefined || value === '' ? {} : ({ [key]: value } as { [k in K]: string });
