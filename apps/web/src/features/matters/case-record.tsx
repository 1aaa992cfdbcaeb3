import { Link } from '@tanstack/react-router';
import { Card, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';
import { MotionText } from './motion-text.tsx';

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Typography.Title level={5}>{title}</Typography.Title>
    {children}
  </section>
);

function Supplements({ matter }: { matter: Matter }) {
  const t = useText();
  if (matter.supplements.length === 0) return null;
  return (
    <Section title={t('matters.supplements')}>
      <ul className="matter-plain">
        {matter.supplements.map((asked) => (
          <li key={asked.round} data-testid={`supplement-${asked.round}`}>
            {t('matters.supplementAsked', { round: asked.round, due: asked.dueOn })}{' '}
            <Tag color={asked.answeredOn === null ? 'gold' : 'green'}>
              {asked.answeredOn === null
                ? t('matters.supplementOpen')
                : t('matters.supplementAnswered', { on: asked.answeredOn })}
            </Tag>
            {asked.stopsClock && <Tag>{t('matters.supplementStopped')}</Tag>}
            <ol className="matter-lines">
              {asked.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const answerColours = { agree: 'green', disagree: 'red', remarks: 'gold' } as const;

/** Silence is shown as silence: never as consent. */
function Consultations({ matter }: { matter: Matter }) {
  const t = useText();
  if (matter.consultations.length === 0) return null;
  return (
    <Section title={t('matters.consultations')}>
      <ul className="matter-plain">
        {matter.consultations.map((one) => (
          <li key={one.id} data-testid={`consultation-${one.id}`}>
            <strong>{one.whom}</strong> {one.expert && <Tag>{t('matters.expert')}</Tag>}
            {one.answer === null ? (
              <Tag>{t('matters.unanswered')}</Tag>
            ) : (
              <Tag color={answerColours[one.answer]}>{t(`matters.answer.${one.answer}`)}</Tag>
            )}
            <Typography.Text type="secondary">
              {one.answeredOn ?? t('matters.answerBy', { due: one.dueOn })}
            </Typography.Text>
            <div>{one.question}</div>
            {one.opinion !== null && one.opinion !== '' && <div className="matter-text">{one.opinion}</div>}
            {one.document !== null && (
              <a href={`/documents/${one.document}`} download>
                {t('matters.answerPaper')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Deficiency({ matter }: { matter: Matter }) {
  const t = useText();
  const { deficiency } = matter;
  if (deficiency === null) return null;
  const name = (code: string): string =>
    matter.route.materials.find((one) => one.code === code)?.name ?? code;
  return (
    <Section title={t('matters.deficiency')}>
      {t('matters.deficiencyText', {
        names: deficiency.items.map(name).join('、'),
        due: deficiency.dueOn,
        promise: deficiency.promise,
      })}{' '}
      <Tag color={deficiency.confirmedBy === null ? 'gold' : 'green'}>
        {t(deficiency.confirmedBy === null ? 'matters.deficiencyOnce' : 'matters.deficiencyTwice')}
      </Tag>
    </Section>
  );
}

function Consents({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  if (!matter.urgent) return null;
  return (
    <Section title={t('matters.urgentConsents')}>
      <ul className="matter-plain">
        {(['committee_director', 'committee_member'] as const).map((post) => {
          const given = matter.consents.find((one) => one.post === post);
          return (
            <li key={post}>
              <strong>{code('post', post)}</strong>{' '}
              {given === undefined ? (
                <Tag color="gold">{t('matters.notConsented')}</Tag>
              ) : (
                `${given.person.name}：${given.note}`
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Opinions({ matter }: { matter: Matter }) {
  const t = useText();
  const said = (['endorsement', 'review', 'clearance'] as const).flatMap((kind) => {
    const opinion = matter[kind];
    return opinion === null ? [] : [{ kind, ...opinion }];
  });
  if (said.length === 0) return null;
  return (
    <Section title={t('matters.opinions')}>
      <ul className="matter-plain">
        {said.map(({ kind, passed, person, at, opinion }) => (
          <li key={kind} data-testid={`opinion-${kind}`}>
            <Flex vertical gap={4}>
              <span>
                <strong>{t(`matters.${kind}`)}</strong>{' '}
                <Tag color={passed ? 'green' : 'red'}>
                  {t(passed ? 'matters.passed' : 'matters.notPassed')}
                </Tag>
                {person.name} · {at}
              </span>
              <span className="matter-text">{opinion}</span>
            </Flex>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Meetings({ matter }: { matter: Matter }) {
  const t = useText();
  if (matter.meetings.length === 0) return null;
  return (
    <Section title={t('meetings.title')}>
      <ul className="matter-plain">
        {matter.meetings.map((meeting) => (
          <li key={meeting.id}>
            <Link to="/meetings/$id" params={{ id: meeting.id }}>
              {meeting.title}
            </Link>{' '}
            {meeting.heldOn} <StateTag kind="meeting" state={meeting.state} />
            {meeting.result !== null && <ItemResult result={meeting.result} />}
            <MotionText motion={meeting.motion} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What became of an item: the vote's result, or that it left the agenda. */
function ItemResult({ result }: { result: object }) {
  const t = useText();
  const code = useCode();
  if ('left' in result) return <Tag>{t('meetings.leftAgenda')}</Tag>;
  const { result: vote, step } = result as { result: string; step: string };
  return (
    <>
      <Tag>{code('meetings.result', vote)}</Tag>
      {code('meetings.step', step)}
    </>
  );
}

/** What was asked, answered and said while the case was examined and decided. */
export function CaseRecord({ matter }: { matter: Matter }) {
  const t = useText();
  const nothing =
    matter.supplements.length + matter.consultations.length + matter.meetings.length === 0 &&
    matter.deficiency === null &&
    matter.review === null &&
    matter.endorsement === null &&
    !matter.urgent;
  return (
    <Card title={t('matters.record')} data-testid="record">
      {nothing && <Typography.Text type="secondary">{t('matters.noRecord')}</Typography.Text>}
      <Flex vertical gap={16}>
        <Consents matter={matter} />
        <Deficiency matter={matter} />
        <Supplements matter={matter} />
        <Consultations matter={matter} />
        <Opinions matter={matter} />
        <Meetings matter={matter} />
      </Flex>
    </Card>
  );
}
