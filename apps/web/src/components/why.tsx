import { Button, Flex, Popover, Tag, Typography } from 'antd';
import { useCode, useText } from '../texts/text.ts';

export type ReasonShown = {
  readonly rule: string;
  /** Absent where something is only explained, and nothing was judged. */
  readonly outcome?: string;
  readonly because: string;
  readonly basis: readonly {
    readonly title: string;
    readonly article?: string | undefined;
    readonly grade: string;
  }[];
};

const colours: Record<string, string> = {
  pass: 'green',
  fail: 'red',
  data_insufficient: 'orange',
  not_applicable: 'default',
};

/** The reasons themselves: the rule, what it said and on what law, with its grade of evidence. */
export function Reasons({ reasons }: { readonly reasons: readonly unknown[] }) {
  const t = useText();
  const code = useCode();
  if (reasons.length === 0) return <Typography.Text type="secondary">{t('why.none')}</Typography.Text>;
  return (
    <Flex vertical gap={12}>
      {(reasons as readonly ReasonShown[]).map((reason) => (
        <Flex vertical gap={2} key={`${reason.rule}${reason.because}`}>
          <span>
            {reason.outcome !== undefined && (
              <Tag color={colours[reason.outcome] ?? 'default'}>{code('outcome', reason.outcome)}</Tag>
            )}
            {reason.because}
          </span>
          {reason.basis.map((basis) => (
            <Typography.Text type="secondary" key={`${basis.title}${basis.article ?? ''}`}>
              {basis.title} {basis.article ?? ''} [{code('grade', basis.grade)}]
            </Typography.Text>
          ))}
        </Flex>
      ))}
    </Flex>
  );
}

/** Why is one click away. */
export function Why({ reasons }: { readonly reasons: readonly unknown[] }) {
  const t = useText();
  return (
    <Popover
      trigger="click"
      title={t('why.title')}
      content={
        <div style={{ maxWidth: 480, maxHeight: 420, overflow: 'auto' }}>
          <Reasons reasons={reasons} />
        </div>
      }
    >
      <Button type="link" size="small">
        {t('why.title')}
      </Button>
    </Popover>
  );
}
