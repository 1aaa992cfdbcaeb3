import './matters.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton, Tag, Typography } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { Why } from '../../components/why.tsx';
import { type Language, useCode, useLanguage, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Replay, Replayed } from './matter-data.ts';
import { resultOf } from './replay-reading.ts';
import { DifferenceTable } from './replay-table.tsx';

type Verdict = Replayed['sameFacts'];

const reasonsIn = (answer: unknown): readonly unknown[] =>
  (answer as { reasons?: readonly unknown[] } | null)?.reasons ?? [];

const isSame = ({ sameFacts, registers }: Replayed): boolean =>
  [sameFacts, registers].every((verdict) => verdict.unanswered === null && verdict.differences.length === 0);
const nameOf = (one: Replayed, spoken: Language, code: ReturnType<typeof useCode>): string =>
  `${code('replay.occasion', one.occasion)} · ${one.title[spoken]}`;

/** Whether the rule says again what it said, and where not. */
function VerdictLine({ label, verdict }: { label: string; verdict: Verdict }) {
  const t = useText();
  const count = verdict.differences.length;
  const unanswered =
    verdict.unanswered === 'record'
      ? t('replay.noRecord')
      : t('replay.unanswered', { because: verdict.unanswered ?? '' });
  return (
    <Flex gap={8} wrap align="center">
      <Typography.Text type="secondary">{label}</Typography.Text>
      {verdict.unanswered !== null ? (
        <Tag color="red">{unanswered}</Tag>
      ) : (
        <Tag color={count === 0 ? 'green' : 'red'}>
          {count === 0 ? t('replay.sameAnswer') : t('replay.otherAnswer', { count })}
        </Tag>
      )}
    </Flex>
  );
}

function Answer({ one, names }: { one: Replayed; names: Replay['names'] }) {
  const t = useText();
  const code = useCode();
  const spoken = useLanguage();
  const result = (answer: unknown): string => resultOf(one.rule, answer, t, code);
  const changed = one.sameFacts.differences.length + one.registers.differences.length > 0;
  const facts = one.registers.facts.length > 0;
  return (
    <Card
      size="small"
      data-testid={`replay-${one.occasion}-${one.rule}`}
      data-same={isSame(one)}
      title={nameOf(one, spoken, code)}
      extra={
        <Typography.Text type="secondary">
          {t('replay.askedOn', { on: one.asOf })} · {t('replay.version', { version: one.contentVersion })}
        </Typography.Text>
      }
    >
      <Flex vertical gap={12}>
        <Flex gap={8} wrap align="center">
          <Typography.Text type="secondary">{t('replay.saidThen')}</Typography.Text>
          <strong>{result(one.answered)}</strong>
          <Why reasons={reasonsIn(one.answered)} />
        </Flex>
        <VerdictLine label={t('replay.sameFacts')} verdict={one.sameFacts} />
        <Flex gap={8} wrap align="center">
          <VerdictLine label={t('replay.registers')} verdict={one.registers} />
          {one.registers.differences.length > 0 && <strong>{result(one.registers.answer)}</strong>}
          {one.registers.differences.length > 0 && <Why reasons={reasonsIn(one.registers.answer)} />}
        </Flex>
        {facts && (
          <DifferenceTable title={t('replay.factsChanged')} rows={one.registers.facts} names={names} />
        )}
        {changed && (
          <DifferenceTable
            title={t('replay.answerChanged')}
            names={names}
            rows={
              one.registers.differences.length > 0 ? one.registers.differences : one.sameFacts.differences
            }
          />
        )}
      </Flex>
    </Card>
  );
}

function Whole({ replay }: { replay: Replay }) {
  const t = useText();
  const code = useCode();
  const spoken = useLanguage();
  if (replay.answers.length === 0) return <Alert type="info" showIcon title={t('replay.none')} />;
  const moved = replay.answers.some((one) => one.registers.facts.length > 0);
  const differing = replay.answers.filter((one) => !isSame(one)).map((one) => nameOf(one, spoken, code));
  const editions = [...new Set(replay.answers.map((one) => one.rulebook))].join('、');
  const title = replay.same ? (moved ? 'replay.factsOnly' : 'replay.same') : 'replay.differs';
  return (
    <Alert
      data-testid="replay-whole"
      type={replay.same ? (moved ? 'info' : 'success') : 'warning'}
      showIcon
      title={t(title)}
      description={[...differing, t('replay.editions', { was: editions, is: replay.rulebook })].map(
        (line) => <div key={line}>{line}</div>,
      )}
    />
  );
}

/** A past case decided again: every question that was asked of the rules, what they said, and what they say again. */
export default function ReplayPage() {
  const t = useText();
  const { id } = useParams({ from: '/matters/$id/replay' });
  const { data: matter } = useQuery(trpc.matters.get.queryOptions({ id }));
  const { data: replay, error } = useQuery(trpc.matters.replay.queryOptions({ id }, { gcTime: 0 }));
  if (error !== null) return <FailureAlert error={error} />;
  if (replay === undefined || matter === undefined) return <Skeleton active />;
  return (
    <Page
      crumbs={
        <>
          <Link to="/matters">{t('matters.title')}</Link> /{' '}
          <Link to="/matters/$id" params={{ id }}>
            {matter.number ?? t('matters.noNumber')}
          </Link>{' '}
          / {t('replay.title')}
        </>
      }
      title={`${t('replay.title')} · ${matter.title}`}
      subtitle={t('replay.subtitle')}
    >
      <Flex vertical gap={16}>
        <Whole replay={replay} />
        {replay.answers.map((one) => (
          <Answer key={`${one.recordedAt}${one.rule}${one.occasion}`} one={one} names={replay.names} />
        ))}
      </Flex>
    </Page>
  );
}
