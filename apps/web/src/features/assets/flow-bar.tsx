import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { Flex } from 'antd';
import { useText } from '../../texts/text.ts';
import { type FlowAmounts, flowWidths } from './flow.ts';

const wan = (money: string) => displayYuan(parseYuan(money), 'wan');
const stages = ['transferred', 'inTransfer', 'toTransfer'] as const;

/** How far the assets of a cluster have come, as one bar; its name says the amounts. */
export function FlowBar({ name, amounts }: { name: string; amounts: FlowAmounts }) {
  const t = useText();
  const widths = flowWidths(amounts);
  const label = t('assets.flowLabel', {
    name,
    toTransfer: wan(amounts.toTransfer),
    inTransfer: wan(amounts.inTransfer),
    transferred: wan(amounts.transferred),
  });
  return (
    <div className="flow-bar" role="img" aria-label={label} title={label}>
      {stages.map((stage) => (
        <i key={stage} className={`flow-${stage}`} style={{ width: `${widths[stage]}%` }} />
      ))}
    </div>
  );
}

/** What the colours of the bars mean. */
export function FlowLegend() {
  const t = useText();
  return (
    <Flex wrap gap={16}>
      {stages.map((stage) => (
        <span key={stage}>
          <i className={`flow-key flow-${stage}`} aria-hidden="true" />
          {t(`assets.${stage}`)}
        </span>
      ))}
    </Flex>
  );
}
