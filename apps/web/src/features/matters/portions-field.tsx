import { Button, Flex, Input, Select } from 'antd';
import { useText } from '../../texts/text.ts';
import { type Portion, portionOf, portionText } from './field-values.ts';
import type { Choice } from './party-picker.tsx';

/** Rows of a holder and its amount: whose capital passes, and how much of it. */
export function PortionsField({
  value = [],
  onChange,
  holders,
}: {
  /** Given by the form. */
  value?: string[];
  onChange?: (value: string[]) => void;
  holders: readonly Choice[];
}) {
  const t = useText();
  const rows = value.map(portionOf);
  const set = (at: number, part: Partial<Portion>) =>
    onChange?.(rows.map((row, index) => portionText(index === at ? { ...row, ...part } : row)));
  return (
    <Flex vertical gap={8} align="start">
      {rows.map((row, at) => (
        <Flex key={at} gap={8} wrap style={{ width: '100%' }}>
          <Select
            aria-label={t('proposal.portionHolder', { n: String(at + 1) })}
            style={{ flex: '2 1 220px' }}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('matters.choose')}
            {...(row.holderId === '' ? {} : { value: row.holderId })}
            options={[...holders]}
            onChange={(holderId: string) => set(at, { holderId })}
          />
          <Input
            aria-label={t('proposal.portionAmount', { n: String(at + 1) })}
            style={{ flex: '1 1 140px' }}
            inputMode="decimal"
            autoComplete="off"
            placeholder={t('proposal.portionYuan')}
            value={row.amount}
            onChange={(event) => set(at, { amount: event.target.value })}
          />
          <Button onClick={() => onChange?.(value.filter((_, index) => index !== at))}>
            {t('proposal.portionRemove')}
          </Button>
        </Flex>
      ))}
      <Button type="dashed" onClick={() => onChange?.([...value, portionText({ holderId: '', amount: '' })])}>
        {t('proposal.portionAdd')}
      </Button>
    </Flex>
  );
}
