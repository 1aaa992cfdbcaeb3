import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { Button, Flex, Popover, Tag, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Route } from './matter-data.ts';

/** What bars a matter or is to be noted, one sentence each. */
export function Findings({
  title,
  findings,
}: {
  title: string;
  findings: readonly { code: string; because: string }[];
}) {
  const code = useCode();
  if (findings.length === 0) return null;
  // What is missing is named by its field; a person reads the field's name.
  const said = (because: string): string =>
    because.replace(/[a-z]+(?:\.[a-z]+)*/gi, (field) => {
      const name = code('missing', field);
      return name === field ? field : `“${name}”`;
    });
  return (
    <section>
      <Typography.Title level={5}>{title}</Typography.Title>
      <ul className="matter-lines">
        {findings.map((finding) => (
          <li key={`${finding.code}${finding.because}`} data-testid={`finding-${finding.code}`}>
            {said(finding.because)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sum over similar cases, and whether it raised the level. */
export function Cumulation({ aggregate }: { aggregate: Route['aggregate'] | null }) {
  const t = useText();
  if (aggregate === null || aggregate === undefined)
    return <Typography.Text type="secondary">{t('matters.noCumulation')}</Typography.Text>;
  return (
    <Flex vertical gap={4} align="start">
      <span>
        {t('matters.cumulated', {
          wan: displayYuan(parseYuan(aggregate.amount), 'wan'),
          count: aggregate.items.length,
        })}
      </span>
      {aggregate.raised && <Tag color="gold">{t('matters.raised')}</Tag>}
    </Flex>
  );
}

/** Every working day that counts towards the limit, folded away. */
export function DayAccount({ counted }: { counted: readonly string[] }) {
  const t = useText();
  const list = (
    <ol className="matter-days">
      {counted.map((day, index) => (
        <li key={day}>
          {t('matters.dayNumber', { n: index + 1 })} {day}
        </li>
      ))}
    </ol>
  );
  return (
    <Popover trigger="click" title={t('matters.dayAccount')} content={list}>
      <Button type="link" size="small">
        {t('matters.dayAccount')}
      </Button>
    </Popover>
  );
}
