import { Flex, Form, Input } from 'antd';
import { type ReactNode, useId } from 'react';
import type { Matter } from './matter-data.ts';

/** One act on a case, named by its procedure. */
export type Act = {
  readonly name: string;
  /** What this post does now in the ordinary course; the rest is folded away. */
  readonly usual: boolean | ((matter: Matter) => boolean);
  readonly form: (matter: Matter) => ReactNode;
};

/** A text of an act under its own name; `rows` makes it a longer one. */
export function TextField({
  label,
  value,
  onChange,
  rows,
  hint,
  maxLength = 200,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  hint?: string;
  maxLength?: number;
}) {
  const id = useId();
  const shared = { id, value, maxLength, ...(hint === undefined ? {} : { placeholder: hint }) };
  return (
    <Form.Item label={label} htmlFor={id} layout="vertical" className="act-field">
      {rows === undefined ? (
        <Input {...shared} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
    </Form.Item>
  );
}

/** A day of an act. */
export function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <Form.Item label={label} htmlFor={id} layout="vertical" className="act-field">
      <Input
        id={id}
        type="date"
        style={{ width: 180 }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Form.Item>
  );
}

/** What an act asks for, and its buttons, one below the other. */
export const ActForm = ({ children }: { children: ReactNode }) => (
  <Flex vertical gap={8}>
    {children}
  </Flex>
);
