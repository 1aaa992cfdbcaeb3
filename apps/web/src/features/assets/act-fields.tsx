import { Checkbox, Form, Select } from 'antd';
import { TextField } from '../../components/text-field.tsx';
import { type TextKey, useText } from '../../texts/text.ts';
import { changeFromText } from './story-data.ts';

type Choice<V extends string> = { readonly value: V; readonly label: string };

/** One of a few, with its label above. */
export function ChoiceField<V extends string>(props: {
  readonly id: string;
  readonly label: string;
  readonly value: V | null;
  readonly options: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
}) {
  const { id, label, value, options, onChange } = props;
  return (
    <Form.Item label={label} htmlFor={id} layout="vertical" style={{ minWidth: 180 }}>
      <Select<V>
        id={id}
        aria-label={label}
        value={value}
        options={[...options]}
        onChange={onChange}
        popupMatchSelectWidth={false}
      />
    </Form.Item>
  );
}

/** An amount in yuan; what is none is said at the field. */
export function YuanField(props: {
  readonly id: string;
  readonly label: TextKey;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly required?: boolean;
}) {
  const wrong = changeFromText(props.value) === null ? 'assetActs.wrongAmount' : null;
  return <TextField {...props} type="decimal" wrong={wrong} />;
}

/** Yes or no. */
export function TickField(props: {
  readonly label: TextKey;
  readonly value: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: boolean) => void;
}) {
  const t = useText();
  return (
    <Checkbox
      checked={props.value}
      disabled={props.disabled ?? false}
      onChange={(event) => props.onChange(event.target.checked)}
    >
      {t(props.label)}
    </Checkbox>
  );
}
