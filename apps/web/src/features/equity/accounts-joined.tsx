import { Alert, Card, Descriptions, Flex, Tag, Typography } from 'antd';
import { Reasons } from '../../components/why.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import { inYuan, type JoinedCompany } from './accounts-data.ts';
import { Cell, EntrySides } from './accounts-parts.tsx';

type Props = { readonly one: JoinedCompany };
type Result = NonNullable<JoinedCompany['result']>;

/** By what the company came, in one sentence. */
function How({ one }: Props) {
  const t = useText();
  const code = useCode();
  const { event, through, acquirer, share } = one;
  if (one.how === 'through') return <>{t('accounts.joinedThrough', { name: through?.name ?? '' })}</>;
  if (one.how === 'earlier' || event === null)
    return <>{t('accounts.joinedEarlier', { on: one.on ?? '' })}</>;
  const facts = {
    ...{ on: event.on, event: code('equity', event.kind), acquirer: acquirer?.name ?? '' },
    percent: share === null ? '—' : `${Number(share.percent)}%`,
  };
  return <>{t('accounts.joinedBy', facts)}</>;
}

/** What is still to be told before the rule can answer; nothing of it is assumed. */
function Wanting({ one }: Props) {
  const t = useText();
  const sentences = [
    ...(one.wantsRow ? [t('accounts.wantsRow', { company: one.company.name })] : []),
    ...(one.differs ? [t('accounts.combinationDiffers')] : []),
    ...(one.unheld ? [t('accounts.unheld')] : []),
    ...(one.asked.length > 0 ? [t('accounts.asked', { what: one.asked.join('；') })] : []),
    ...(one.agedFairValue ? [t('accounts.agedFairValue')] : []),
    ...(one.result?.blocks.map(({ because }) => because) ?? []),
    ...(one.result?.warnings.map(({ because }) => because) ?? []),
  ];
  if (sentences.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}
    />
  );
}

function Combination({ result }: { readonly result: Result }) {
  const t = useText();
  const code = useCode();
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={result.amounts.map(({ name, amount }) => ({
          key: name,
          label: t(`accounts.combined.${name}` as TextKey),
          children: <span className="amount">{inYuan(amount)}</span>,
        }))}
      />
      <div className="accounts-entries">
        {result.entries.map((entry) => (
          <section key={`${entry.book}${entry.step}`} aria-label={code('combinationStep', entry.step)}>
            <Tag>{code('combinationBook', entry.book)}</Tag>
            {code('combinationStep', entry.step)}
            <EntrySides debit={entry.debit} credit={entry.credit} />
          </section>
        ))}
      </div>
      <Reasons reasons={result.reasons} />
    </>
  );
}

function Joined({ one }: Props) {
  const t = useText();
  const code = useCode();
  return (
    <section aria-label={one.company.name} className="accounts-joined">
      <Flex gap={8} wrap align="center">
        <strong>{one.company.name}</strong>
        {one.kind !== null && <Tag color="blue">{code('combinationKind', one.kind)}</Tag>}
        {one.result?.restated && <Tag>{t('accounts.restates')}</Tag>}
        <span>
          <How one={one} />
        </span>
        {one.origin !== null && (
          <Typography.Text type="secondary">
            {t('accounts.ground', { ground: one.ground ?? '' })} <Cell {...one.origin} />
          </Typography.Text>
        )}
      </Flex>
      <Wanting one={one} />
      {one.result !== null && <Combination result={one.result} />}
    </section>
  );
}

/** Each company that joined in the period: how, by which rule it is combined, and the initial entries. */
export function AccountsJoined({ joined }: { readonly joined: readonly JoinedCompany[] }) {
  const t = useText();
  if (joined.length === 0) return null;
  return (
    <Card title={t('accounts.joined')} data-testid="joined">
      <Flex vertical gap={16}>
        {joined.map((one) => (
          <Joined key={one.company.id} one={one} />
        ))}
      </Flex>
    </Card>
  );
}
