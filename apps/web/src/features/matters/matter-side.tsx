import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Tag, Typography } from 'antd';
import { Names } from '../../components/names.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';
import { Cumulation, DayAccount, Findings } from './route-parts.tsx';

const shown = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

/** Who decides and why. */
export function Decider({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  const { route } = matter;
  const [first, second, third] = route.reasons;
  return (
    <Card title={t('matters.whoDecides')} extra={<Why reasons={route.reasons} />}>
      <Typography.Title level={4} style={{ marginTop: 0 }}>
        {code('level', matter.level)}
      </Typography.Title>
      <ol className="matter-lines">
        {[first, second, third].map((reason) =>
          reason === undefined ? null : <li key={reason.rule}>{reason.because}</li>,
        )}
      </ol>
      <Findings title={t('matters.blocks')} findings={route.blocks} />
      <Findings title={t('matters.warnings')} findings={route.warnings} />
    </Card>
  );
}

/** When an answer is due, with every day that counts. */
export function Clock({ matter }: { matter: Matter }) {
  const t = useText();
  const { clock, expected, route } = matter;
  return (
    <Card
      title={clock === null ? t('matters.notRunning') : t('matters.clock', { due: clock.due })}
      extra={
        <DayAccount
          counted={
            clock === null
              ? expected.counted
              : clock.account.filter((d) => d.kind === 'counted').map((d) => d.day)
          }
        />
      }
    >
      {clock === null
        ? t('matters.clockBefore', { days: route.timeLimit.days, due: expected.due })
        : t('matters.clockText', { accepted: clock.acceptedOn, days: clock.days })}
      {(clock ?? expected).provisional && <Alert type="warning" title={t('matters.provisional')} />}
    </Card>
  );
}

/** What is counted together with it, and what the company asked for before. */
export function Similar({ matter }: { matter: Matter }) {
  const t = useText();
  return (
    <Card title={t('matters.cumulation')}>
      <Cumulation aggregate={matter.cumulation} />
      <Typography.Title level={5}>{t('matters.similar')}</Typography.Title>
      {matter.similar.length === 0 && (
        <Typography.Text type="secondary">{t('matters.noSimilar')}</Typography.Text>
      )}
      <ul className="matter-plain">
        {matter.similar.map((line) => (
          <li key={line.id}>
            <Link to="/matters/$id" params={{ id: line.id }}>
              {line.number ?? t('matters.noNumber')} {line.title}
            </Link>{' '}
            <StateTag kind="matter" state={line.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The company's own signatures on this version. */
export function Signatures({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('matters.signatures')}>
      <ul className="matter-plain">
        {(['company_legal', 'company_representative'] as const).map((post) => {
          const signature = matter.signatures.findLast((one) => one.post === post);
          return (
            <li key={post} data-testid={`signature-${post}`}>
              <strong>{code('post', post)}</strong>{' '}
              {signature === undefined ? (
                <Tag>{t('matters.notSigned')}</Tag>
              ) : (
                <>
                  <Names person={signature.person} onBehalfOf={signature.onBehalfOf} /> ·{' '}
                  {shown.format(new Date(signature.at))}{' '}
                  {!signature.valid && <Tag color="red">{t('matters.signatureVoid')}</Tag>}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function MeetingLine({ meeting }: { meeting: NonNullable<Matter['meeting']> }) {
  const t = useText();
  const code = useCode();
  return (
    <li>
      <strong>{t('matters.meeting')}</strong>{' '}
      <Link to="/meetings/$id" params={{ id: meeting.id }}>
        {meeting.title}
      </Link>{' '}
      {meeting.heldOn} <StateTag kind="meeting" state={meeting.state} />
      {meeting.result !== null && <Tag>{code('meetings.result', meeting.result.result)}</Tag>}
    </li>
  );
}

/** What was said and decided so far: review, meeting, higher body, warrant. */
export function Decisions({ matter }: { matter: Matter }) {
  const t = useText();
  const { review, meeting, external, warrant } = matter;
  const nothing = review === null && meeting === null && external === null && warrant === null;
  return (
    <Card title={t('matters.decisions')}>
      {nothing && <Typography.Text type="secondary">{t('matters.noDecision')}</Typography.Text>}
      <ul className="matter-plain">
        {review !== null && (
          <li>
            <Flex vertical gap={4}>
              <span>
                <strong>{t('matters.review')}</strong>{' '}
                <Tag color={review.passed ? 'green' : 'red'}>
                  {t(review.passed ? 'matters.passed' : 'matters.notPassed')}
                </Tag>
                {review.person.name} · {review.at}
              </span>
              <span className="matter-text">{review.opinion}</span>
            </Flex>
          </li>
        )}
        {meeting !== null && <MeetingLine meeting={meeting} />}
        {external !== null && (
          <li>
            <strong>{t('matters.external')}</strong> {external.number} · {external.decidedOn}{' '}
            <Tag color={external.outcome === 'approved' ? 'green' : 'red'}>
              {t(external.outcome === 'approved' ? 'matters.externalApproved' : 'matters.externalRejected')}
            </Tag>
          </li>
        )}
        {warrant !== null && (
          <li>
            <strong>{t('matters.warrant')}</strong>{' '}
            <Link to="/warrants/$id" params={{ id: warrant.id }}>
              {warrant.number}
            </Link>{' '}
            <StateTag kind="warrant" state={warrant.state} />
          </li>
        )}
      </ul>
    </Card>
  );
}
