import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Collapse, Flex, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { useKeptText } from '../../components/kept-text.ts';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type MeetingItem as Item, type Meeting, shortDigest, whyUndecided } from './matter-data.ts';
import { MotionForm } from './motion-form.tsx';
import { MotionText } from './motion-text.tsx';
import { PrecedentLines } from './precedents.tsx';

const colours: Record<string, string> = {
  approved: 'green',
  not_approved: 'red',
  for: 'green',
  against: 'red',
};

function Recusals({ item }: { item: Item }) {
  const t = useText();
  const code = useCode();
  return (
    <section>
      <Typography.Title level={5}>{t('meetings.recusals')}</Typography.Title>
      {item.recusals.length === 0 && (
        <Typography.Text type="secondary">{t('meetings.noRecusals')}</Typography.Text>
      )}
      <ul className="matter-lines">
        {item.recusals.map(({ person, because }) => (
          <li key={person.id} data-testid={`recusal-${person.id}`}>
            <strong>{person.name}</strong>{' '}
            {because
              .map((cause) =>
                t(`meetings.because.${cause.held}`, {
                  organization: cause.organization,
                  post: code(cause.held === 'declared' ? 'relation' : 'post', cause.kind).replace(
                    /^公司·/,
                    '',
                  ),
                }),
              )
              .join('；')}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Votes({ item }: { item: Item }) {
  const t = useText();
  return (
    <section>
      <Typography.Title level={5}>{t('meetings.votes')}</Typography.Title>
      {item.votes.length === 0 && <Typography.Text type="secondary">{t('meetings.noVotes')}</Typography.Text>}
      <ul className="matter-plain">
        {item.votes.map(({ person, vote, opinion }) => (
          <li key={person.id} data-testid={`vote-${person.id}`}>
            {person.name} <Tag color={colours[vote] ?? 'default'}>{t(`meetings.${vote}`)}</Tag>
            <span className="matter-text">{opinion}</span>
          </li>
        ))}
      </ul>
      {item.awaited.length > 0 && (
        <Typography.Text type="secondary">
          {t('meetings.awaited', { names: item.awaited.map(({ name }) => name).join('、') })}
        </Typography.Text>
      )}
    </section>
  );
}

/** Too few are left once the recused stand aside: known before anybody votes, not only when the meeting is closed. */
function TooFew({ deciders }: Pick<Item, 'deciders'>) {
  const t = useText();
  if (deciders === null || deciders.enough) return null;
  const { left, expected, least } = deciders;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="too-few"
      title={t('meetings.tooFew')}
      description={t('meetings.tooFewBecause', { left, expected, least })}
    />
  );
}

/** Known before the meeting is closed: without a mandate nothing is decided. */
function NoMandate({ deciders }: Pick<Item, 'deciders'>) {
  const t = useText();
  if (deciders === null || deciders.mandated) return null;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="no-mandate"
      title={t('meetings.noMandate')}
      description={t('meetings.noMandateBecause')}
    />
  );
}

/** My vote, on exactly the content shown here; final once given. */
function MyVote({ item, meeting }: { item: Item; meeting: Meeting }) {
  const t = useText();
  const meetingId = meeting.id;
  const [opinion, keep, forget] = useKeptText(`guanyun.vote.${meetingId}.${item.matter.id}`);
  const { mine } = item;
  if (mine.recused) return <Alert type="warning" showIcon title={t('meetings.mineRecused')} />;
  if (mine.vote !== null)
    return <Alert type="info" showIcon title={t('meetings.mine', { vote: t(`meetings.${mine.vote}`) })} />;
  if (!mine.mayVote) return null;
  return (
    <Flex vertical gap={8}>
      {meeting.mode === 'chief_decides' && (
        <Typography.Text type="secondary">{t('meetings.chiefLast')}</Typography.Text>
      )}
      <Input.TextArea
        aria-label={t('meetings.opinion')}
        placeholder={t('meetings.opinion')}
        rows={2}
        maxLength={2000}
        value={opinion}
        onChange={(event) => keep(event.target.value)}
      />
      <div className="vote-row">
        {(['for', 'against', 'abstain'] as const).map((vote) => (
          <ActButton
            key={vote}
            {...(vote === 'for' ? { type: 'primary' as const } : {})}
            danger={vote === 'against'}
            confirm={t('meetings.voteConfirm', { vote: t(`meetings.${vote}`) })}
            mutation={trpc.meetings.vote.mutationOptions()}
            input={{
              meetingId,
              matterId: item.matter.id,
              contentDigest: item.contentDigest,
              motionVersion: item.motionVersion,
              vote,
              opinion: opinion.trim(),
            }}
            onDone={forget}
          >
            {t(`meetings.${vote}`)}
          </ActButton>
        ))}
      </div>
    </Flex>
  );
}

/** What the members vote on; the secretary may put another motion until the meeting is closed. */
function MotionOf({ item, meeting }: { item: Item; meeting: Meeting }) {
  const t = useText();
  const [writing, setWriting] = useState(false);
  const mayMove = meeting.may.includes('meetings.move') && item.result === null;
  return (
    <section className="motion">
      <Flex gap={8} justify="space-between" align="start" wrap>
        <MotionText motion={item.motion} />
        <Flex gap={8} align="center">
          <Typography.Text type="secondary">
            {t('meetings.motionVersion', { n: item.motionVersion })}
          </Typography.Text>
          {mayMove && !writing && (
            <Button size="small" onClick={() => setWriting(true)}>
              {t('meetings.otherMotion')}
            </Button>
          )}
        </Flex>
      </Flex>
      {mayMove && writing && (
        <MotionForm item={item} meetingId={meeting.id} onDone={() => setWriting(false)} />
      )}
    </section>
  );
}

function Result({ result, reason }: { result: NonNullable<Item['result']>; reason: string | null }) {
  const t = useText();
  const code = useCode();
  if ('left' in result)
    return (
      <Alert
        type="info"
        showIcon
        data-testid="left"
        title={t('meetings.leftBecause', { why: code('meetings.left', result.left) })}
      />
    );
  return (
    <section>
      <Typography.Title level={5}>{t('meetings.result')}</Typography.Title>
      <Flex gap={8} wrap align="center">
        <Tag color={colours[result.result] ?? 'gold'}>{t(`meetings.result.${result.result}`)}</Tag>
        <span>
          {result.result === 'cannot_decide'
            ? whyUndecided(result.reasons)
            : t('meetings.tally', {
                for: result.votesFor,
                needed: result.needed,
                expected: result.effectiveExpected,
                present: result.effectivePresent,
              })}
        </span>
        <span>{t('meetings.mandate', { number: result.mandate })}</span>
        <Why reasons={result.reasons} />
      </Flex>
      <div>
        {t('meetings.then')} <strong>{code('meetings.step', result.step)}</strong>
        {reason !== null && ` · ${reason}`}
      </div>
    </section>
  );
}

/** One item of the agenda: what is decided, who stands aside and why, the votes, the result. */
export function MeetingItem({ item, meeting, index }: { item: Item; meeting: Meeting; index: number }) {
  const t = useText();
  const code = useCode();
  const { matter } = item;
  return (
    <Card
      data-testid={`item-${matter.id}`}
      title={
        <Link to="/matters/$id" params={{ id: matter.id }}>
          {index + 1}. {matter.number ?? ''} {matter.title}
        </Link>
      }
    >
      <Flex vertical gap={16}>
        <Flex gap={16} wrap>
          <span>{matter.company.name}</span>
          <span>{code('level', matter.level)}</span>
          <Flex gap={4}>
            {t('matters.amount')} <Amount value={matter.amount} />
          </Flex>
          <Typography.Text type="secondary">
            {t('meetings.digest')} {shortDigest(item.contentDigest)}
          </Typography.Text>
        </Flex>
        <MotionOf item={item} meeting={meeting} />
        <Collapse
          size="small"
          items={[
            {
              key: 'precedents',
              label: t('meetings.precedents'),
              children: <PrecedentLines matterId={matter.id} />,
            },
          ]}
        />
        <Recusals item={item} />
        <TooFew deciders={item.deciders} />
        <NoMandate deciders={item.deciders} />
        <MyVote item={item} meeting={meeting} />
        <Votes item={item} />
        {item.result !== null && <Result result={item.result} reason={item.reason} />}
      </Flex>
    </Card>
  );
}
