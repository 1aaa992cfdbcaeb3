import { Form, Input } from 'antd';
import { type TextKey, useText } from '../texts/text.ts';

/** A typed field with its label above and, under it, what is wrong with what is typed. */
export function TextField(props: {
  readonly id: string;
  readonly label: TextKey;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly type?: 'date' | 'decimal';
  readonly required?: boolean;
  /** The last day that may be chosen. */
  readonly max?: string;
  readonly wrong?: TextKey | null;
}) {
  const t = useText();
  const { id, label, value, onChange, type, required = false, max, wrong = null } = props;
  return (
    <Form.Item
      label={t(label)}
      htmlFor={id}
      layout="vertical"
      required={required}
      {...(wrong === null ? {} : { validateStatus: 'error' as const, help: t(wrong) })}
    >
      <Input
        id={id}
        autoComplete="off"
        maxLength={2000}
        value={value}
        {...(type === 'date' ? { type } : {})}
        {...(type === 'decimal' ? { inputMode: type } : {})}
        {...(max === undefined ? {} : { max })}
        onChange={(event) => onChange(event.target.value)}
      />
    </Form.Item>
  );
}
