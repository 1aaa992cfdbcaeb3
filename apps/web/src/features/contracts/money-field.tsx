import { displayYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { Form, Input } from 'antd';
import { useText } from '../../texts/text.ts';
import { moneyFromText } from './money-text.ts';

type Props = {
  name: string | (string | number)[];
  label: string;
  required?: boolean;
  /** Where the field stands in the whole form, when `name` is relative to a list. */
  path?: (string | number)[];
};

/** The typed amount in 万元, so that a slipped zero is seen at once; null while it is no amount. */
function useEcho(path: (string | number)[]): string | null {
  const t = useText();
  const typed: unknown = Form.useWatch(path);
  const money = typeof typed === 'string' ? moneyFromText(typed) : null;
  const value = money === null ? null : tryParseYuan(money);
  return value === null ? null : t('contracts.moneyIs', { wan: displayYuan(value, 'wan') });
}

/** Refuses, at the field, what is no amount; an empty field passes. */
export function useAmountRule() {
  const t = useText();
  return {
    validator: (_: unknown, typed: unknown) =>
      typeof typed !== 'string' || typed.trim() === '' || moneyFromText(typed) !== null
        ? Promise.resolve()
        : Promise.reject(new Error(t('contracts.badMoney'))),
  };
}

/** An amount in yuan, typed as text; separators are forgiven, a third decimal is refused at the field. */
export function MoneyField({ name, label, required = false, path }: Props) {
  const t = useText();
  const amountRule = useAmountRule();
  const echo = useEcho(path ?? (Array.isArray(name) ? name : [name]));
  return (
    <Form.Item
      name={name}
      label={label}
      {...(echo === null ? {} : { extra: echo })}
      rules={[{ required, message: t('contracts.needed') }, amountRule]}
    >
      <Input inputMode="decimal" autoComplete="off" />
    </Form.Item>
  );
}
