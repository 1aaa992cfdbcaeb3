import { displayYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { Tooltip } from 'antd';

/** An amount in 万元, right-aligned, the yuan on hover; a dash where nobody knows. */
export function Amount({ value }: { readonly value: string | null }) {
  const amount = value === null ? null : tryParseYuan(value);
  if (amount === null) return <div className="amount">—</div>;
  return (
    <Tooltip title={`${displayYuan(amount, 'yuan')} 元`}>
      <div className="amount">{displayYuan(amount, 'wan')}</div>
    </Tooltip>
  );
}
