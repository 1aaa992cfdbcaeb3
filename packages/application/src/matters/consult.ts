import {
  answerConsultationRow,
  consultationsAsked,
  lockConsultation,
  saveConsultations,
} from '@guanyun/db/matters/examination.store.ts';
import { dutiesOf, lockMatter, mattersById } from '@guanyun/db/matters/matter.store.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { isEnded } from '@guanyun/domain/matters/matter-case.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, personsOf, read } from '../organizations/actor.ts';
import { aboutMatter, type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { figuresOn } from './figures.ts';

/** Asks offices and experts for their opinion by a day. Silence is no answer, and never consent. */
export const consult = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & {
    organizationIds: readonly string[];
    experts: readonly string[];
    question: string;
  },
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.consult', body: asked },
    { name: 'consult' },
    async (tx, row) => {
      const on = today(deps);
      const { consultationDays } = await figuresOn(tx, on, row.acceptedOn);
      const dueOn = addWorkingDays(await readCalendar(tx), on, consultationDays).due;
      const asking = {
        matterId: row.id,
        question: asked.question,
        askedOn: on,
        dueOn,
        askedBy: actor.person.id,
      };
      const unanswered = {
        answer: null,
        opinion: null,
        document: null,
        answeredOn: null,
        answeredBy: null,
      } as const;
      const whom = [
        ...asked.organizationIds.map((organizationId) => ({ organizationId, expert: null })),
        ...asked.experts.map((expert) => ({ organizationId: null, expert })),
      ];
      await saveConsultations(
        tx,
        whom.map((one) => ({ ...asking, ...unanswered, ...one, id: deps.newId() })),
      );
      return accept({ content: { ...asking, whom } });
    },
  );

export type ConsultationAnswer = {
  readonly requestId: string;
  readonly id: string;
  readonly answer: 'agree' | 'disagree' | 'remarks';
  readonly opinion: string;
  readonly document?: string | undefined;
};

/**
 * The office's answer, by somebody in it who does nothing for the company in this case; an expert's is entered by the
 * reviewer with its paper. Once only, and not when the case is over; who does not agree says why (REASON_MISSING).
 */
export function answerConsultation(
  deps: Deps,
  actor: Actor,
  asked: ConsultationAnswer,
): Promise<Answer<{ answer: string }>> {
  const about = { kind: 'matter', id: null, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'matters.answerConsultation', body: asked, about },
    async (tx): Promise<Outcome<{ answer: string }>> => {
      const row = found(await lockConsultation(tx, asked.id), 'consultation');
      const matter = found(await lockMatter(tx, row.matterId), 'matter');
      const forOffice = actor.post.kind === 'committee_consultant';
      if (forOffice ? row.organizationId !== actor.post.organizationId : row.expert === null)
        throw new NotFound('consultation');
      if (row.answer !== null || isEnded(matter.state))
        return refuse('WRONG_STATE', { state: matter.state, step: 'answerConsultation' });
      const forCompany = (await dutiesOf(tx, matter.id)).filter((d) => d.side === 'company');
      if (forCompany.some((d) => personsOf(actor).includes(d.personId)))
        return refuse('SAME_PERSON_BOTH_SIDES');
      if (asked.answer === 'disagree' && asked.opinion.trim() === '') return refuse('REASON_MISSING');
      if (!forOffice && asked.document === undefined) return refuse('DOCUMENT_UNKNOWN', { digest: '' });
      await answerConsultationRow(tx, row.id, {
        answer: asked.answer,
        opinion: asked.opinion,
        document: asked.document ?? null,
        answeredOn: today(deps),
        answeredBy: actor.person.id,
      });
      const { answer, opinion, document } = asked;
      const content = {
        consultation: row.id,
        contentDigest: matter.contentDigest,
        answer,
        opinion,
        document,
      };
      return accept({ subject: aboutMatter(matter), content, answer: { answer } });
    },
  );
}

/** What this office is asked and has not answered. */
export const readConsultations = (deps: Deps, actor: Actor) =>
  read(deps, actor, async (tx) => {
    const asked = await consultationsAsked(tx, actor.post.organizationId);
    const rows = await mattersById(
      tx,
      asked.map((c) => c.matterId),
    );
    return asked.map((c) => ({
      id: c.id,
      question: c.question,
      dueOn: c.dueOn,
      matter: aboutMatter(
        found(
          rows.find((m) => m.id === c.matterId),
          'matter',
        ),
      ),
    }));
  });
