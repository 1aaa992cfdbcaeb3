import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Input, Tag, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { useKeptText } from './kept-text.ts';
import { type MeetingItem as Item, shortDigest } from './matter-data.ts';

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
    </section>
  );
}

/** My vote, on exactly the content shown here; final once given. */
function MyVote({ item, meetingId }: { item: Item; meetingId: string }) {
  const t = useText();
  const [opinion, keep, forget] = useKeptText(`guanyun.vote.${meetingId}.${item.matter.id}`);
  const { mine } = item;
  if (mine.recused) return <Alert type="warning" showIcon title={t('meetings.mineRecused')} />;
  if (mine.vote !== null)
    return <Alert type="info" showIcon title={t('meetings.mine', { vote: t(`meetings.${mine.vote}`) })} />;
  if (!mine.mayVote) return null;
  return (
    <Flex vertical gap={8}>
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

function Result({ result }: { result: NonNullable<Item['result']> }) {
  const t = useText();
  return (
    <section>
      <Typography.Title level={5}>{t('meetings.result')}</Typography.Title>
      <Flex gap={8} wrap align="center">
        <Tag color={colours[result.result] ?? 'gold'}>{t(`meetings.result.${result.result}`)}</Tag>
        <span>
          {t('meetings.tally', {
            for: result.votesFor,
            needed: result.needed,
            expected: result.effectiveExpected,
            present: result.effectivePresent,
          })}
        </span>
        <span>{t('meetings.mandate', { number: result.mandate })}</span>
        <Why reasons={result.reasons} />
      </Flex>
    </section>
  );
}

/** One item of the agenda: what is decided, who stands aside and why, the votes, the result. */
export function MeetingItem({ item, meetingId, index }: { item: Item; meetingId: string; index: number }) {
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
        <Recusals item={item} />
        <MyVote item={item} meetingId={meetingId} />
        <Votes item={item} />
        {item.result !== null && <Result result={item.result} />}
      </Flex>
    </Card>
  );
}
