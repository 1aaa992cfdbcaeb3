import { useQuery } from '@tanstack/react-query';
import { Card, Collapse, Flex, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { acceptanceActs, backwardActs } from './acceptance-acts.tsx';
import type { Act } from './act-fields.tsx';
import { AnswerConsultation } from './answer-consultation.tsx';
import { companyActs } from './company-acts.tsx';
import { decisionActs } from './decision-acts.tsx';
import { examinationActs } from './examination-acts.tsx';
import type { Matter } from './matter-data.ts';
import { Plain } from './simple-acts.tsx';

/** In the order of the procedure, so that what comes first in it stands first. */
const acts: readonly Act[] = [
  ...companyActs,
  ...acceptanceActs,
  ...examinationActs,
  ...backwardActs,
  ...decisionActs,
];

type Folded = { key: string; label: string; children: React.ReactNode };

/** What an office was asked about this case and has not answered. */
function useAsked(matter: Matter) {
  const me = useQuery(trpc.session.me.queryOptions());
  const consulted = me.data?.post.kind === 'committee_consultant';
  const asked = useQuery(trpc.matters.consultations.queryOptions(undefined, { enabled: consulted }));
  return consulted ? (asked.data ?? []).filter((one) => one.matter.id === matter.id) : [];
}

/** Experts do not sign in: what they wrote is entered with its paper. */
function useExperts(matter: Matter, may: ReadonlySet<string>): Folded[] {
  const t = useText();
  if (!may.has('matters.consult')) return [];
  return matter.consultations
    .filter((one) => one.expert && one.answer === null)
    .map((one) => ({
      key: one.id,
      label: `${t('matters.enterExpert', { name: one.whom })}…`,
      children: <AnswerConsultation id={one.id} expert />,
    }));
}

/** What this person can do now with the case, in the post acted in: the usual first, the rare folded away. */
export function MatterActs({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  const may = new Set<string>(matter.may);
  const stands = matter.clock?.stopped === true && may.has('matters.stopClock');
  // A standing clock is set going again, not stopped once more.
  const open = acts.filter(({ name }) => may.has(name) && !(stands && name === 'matters.stopClock'));
  const isUsual = ({ usual }: Act): boolean => (typeof usual === 'boolean' ? usual : usual(matter));
  const asked = useAsked(matter);
  const folded: Folded[] = [
    ...useExperts(matter, may),
    ...open
      .filter((act) => !isUsual(act))
      .map(({ name, form }) => ({ key: name, label: `${code('more', name)}…`, children: form(matter) })),
  ];
  const nothing = open.length === 0 && asked.length === 0;
  return (
    <Card title={t('matters.myPart')} data-testid="my-part">
      {nothing && <Typography.Text type="secondary">{t('matters.nothingToDo')}</Typography.Text>}
      <Flex vertical gap={16} key={matter.contentDigest}>
        {asked.map(({ id, question }) => (
          <section key={id}>
            <Typography.Paragraph>{t('matters.askedOf', { question })}</Typography.Paragraph>
            <AnswerConsultation id={id} expert={false} />
          </section>
        ))}
        {open.filter(isUsual).map(({ name, form }) => (
          <section key={name} data-testid={`act-${name}`}>
            {form(matter)}
          </section>
        ))}
        {stands && matter.state !== 'supplementing' && (
          <Plain
            matter={matter}
            label="matters.resumeClock"
            confirm="matters.resumeClockConfirm"
            mutation={trpc.matters.resumeClock.mutationOptions()}
          />
        )}
        {folded.length > 0 && (
          <section>
            <Typography.Title level={5}>{t('matters.moreActs')}</Typography.Title>
            <Collapse accordion size="small" items={folded} />
          </section>
        )}
      </Flex>
    </Card>
  );
}
