import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findContent, lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type {
  AgendaRow,
  ExpectedRow,
  MatterRow,
  MeetingRow,
  RecusalRow,
  VoteRow,
} from '@guanyun/db/matters/matters.model.ts';
import {
  agendaOf,
  expectedAt,
  lockMeeting,
  setMeetingState,
  setResult,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { formatFraction } from '@guanyun/domain/kernel/ratio.ts';
import { forwardedLevels, type StepName } from '@guanyun/domain/matters/matter-case.ts';
import type { MatterSlug } from '@guanyun/domain/matters/matter-slug.ts';
import type { MeetingOutput } from '@guanyun/domain/matters/meeting.ts';
import { meetingDecisionRule } from '@guanyun/domain/matters/meeting-decision.rule.ts';
import { type Deferral, deferralBy, stepOfResult } from '@guanyun/domain/matters/motion.ts';
import { needsLargeQuorum } from '@guanyun/domain/matters/parameter-lookup.ts';
import type { ProcedureFigures } from '@guanyun/domain/matters/procedure-figures.ts';
import { type Mandate, mandateFor } from '@guanyun/domain/organizations/mandate.ts';
import { type Also, type Answer, act, type Outcome } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { backToCompany, standForHigherBody } from './case-clock.ts';
import { aboutMatter, stepOn } from './case-step.ts';
import { aboutMeeting, recusalsNow } from './convene.ts';
import { figuresOn } from './figures.ts';
import { keepAnswer } from './keep-answer.ts';
import { mandatesOf } from './route-case.ts';

export type Attendance = {
  meeting: MeetingRow;
  expected: readonly ExpectedRow[];
  recusals: readonly RecusalRow[];
  votes: readonly VoteRow[];
};

/** Votes on an item that count: on its motion as it stands. */
export const votesOn = (at: Pick<Attendance, 'votes'>, item: AgendaRow): VoteRow[] =>
  at.votes.filter((v) => v.matterId === item.matterId && v.motionVersion === item.motionVersion);

export const isRecused = (at: Pick<Attendance, 'recusals'>, item: AgendaRow, personId: string): boolean =>
  at.recusals.some((r) => r.matterId === item.matterId && r.personId === personId);

/** What the rule is asked of one item of the agenda. */
export function questionOf(at: Attendance, item: AgendaRow, matter: MatterSlug, figures: ProcedureFigures) {
  const votes = votesOn(at, item);
  const voteOf = (personId: string) => votes.find((v) => v.personId === personId)?.vote;
  const chief = at.meeting.mode === 'chief_decides' ? at.expected.find((e) => e.chief) : undefined;
  const chiefVote = chief === undefined ? undefined : voteOf(chief.personId);
  return {
    mode: at.meeting.mode,
    matter,
    large: needsLargeQuorum(figures.catalogue, matter),
    quorum: formatFraction(figures.quorum),
    largeQuorum: formatFraction(figures.largeQuorum),
    majority: formatFraction(figures.majority),
    minimumMembers: figures.minimum.members,
    minimumShare: formatFraction(figures.minimum.share),
    expected: at.expected.length,
    members: at.expected.map((e) => {
      const cast = voteOf(e.personId);
      return {
        id: e.personId,
        present: e.present === true,
        recused: isRecused(at, item, e.personId),
        ...(cast === undefined ? {} : { vote: cast }),
      };
    }),
    ...(chief === undefined ? {} : { chief: chief.personId }),
    ...(chiefVote === undefined ? {} : { chiefDecision: chiefVote === 'for' ? 'approve' : 'reject' }),
  };
}

/** Members who are there, may vote and have not. */
export function outstanding(at: Attendance, item: AgendaRow): string[] {
  const votes = votesOn(at, item);
  return at.expected
    .filter((e) => e.present === true)
    .filter((e) => !isRecused(at, item, e.personId))
    .filter((e) => !votes.some((v) => v.personId === e.personId))
    .map((e) => e.personId);
}

/** The mandate under which a case is decided on a day: it covers every company of a joint case. */
export async function mandateOn(tx: Tx, matter: MatterRow, on: string): Promise<Mandate | null> {
  const amount = matter.amount === null ? null : tryParseYuan(matter.amount);
  const { content } = found(await findContent(tx, matter.id, matter.contentVersion), 'content');
  const others = (content.participants ?? []).map((p) => p.companyId);
  const covering = (await mandatesOf(tx)).filter(
    (m) => m.companies === null || others.every((id) => m.companies?.includes(id)),
  );
  return mandateFor(covering, localDate(on), matter.matter, matter.companyId, amount);
}

/**
 * The mandate of the day of the meeting, as long as there still is one today: votes may be entered after that day, and
 * once it has lapsed nothing is decided any more (MANDATE_MISSING with the day that has none).
 */
export async function mandateToDecide(
  tx: Tx,
  deps: Deps,
  matter: MatterRow,
  heldOn: string,
): Promise<Decision<Mandate, Refusal<'MANDATE_MISSING'>>> {
  const mandate = await mandateOn(tx, matter, heldOn);
  if (mandate === null) return refuse('MANDATE_MISSING', { on: heldOn });
  const on = today(deps);
  return (await mandateOn(tx, matter, on)) === null ? refuse('MANDATE_MISSING', { on }) : accept(mandate);
}

/** What the mandate lets the committee only deliberate on goes to the higher body, whoever signs. */
const levelUnder = (mandate: Mandate, matter: MatterRow): string =>
  mandate.deliberateOnly.includes(matter.matter) && !forwardedLevels.includes(matter.level)
    ? 'sasac'
    : matter.level;

/** What too few are left to decide goes to the next body above, never to a lower one than the route says. */
const passedTo = (matter: MatterRow): string =>
  forwardedLevels.includes(matter.level) ? matter.level : 'sasac';

type Decided = { matterId: string; result: string; contentDigest: string; also: Also };

async function decideItem(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  at: Attendance,
  matter: MatterRow,
): Promise<Decision<Decided | null, Refusal>> {
  const matterId = matter.id;
  // Read once the case is locked: it may have been withdrawn while this waited.
  const item = (await agendaOf(tx, at.meeting.id)).find((a) => a.matterId === matterId && a.result === null);
  if (item === undefined) return accept(null);
  if (matter.contentDigest !== item.contentDigest) return refuse('CONTENT_CHANGED');
  if (outstanding(at, item).length > 0) return refuse('VOTES_OUTSTANDING', { title: matter.title });
  const mandated = await mandateToDecide(tx, deps, matter, at.meeting.heldOn);
  if (mandated.outcome === 'refused') return mandated;
  const mandate = mandated.effects;
  const heldOn = localDate(at.meeting.heldOn);
  const figures = await figuresOn(tx, heldOn, matter.acceptedOn);
  const question = questionOf(at, item, matter.matter as MatterSlug, figures);
  const result: MeetingOutput = ask(meetingDecisionRule, question);
  const name = stepOfResult(item.motion, result.result);
  const kept = { rule: 'meeting-decision', occasion: 'meeting', asOf: at.meeting.heldOn } as const;
  await keepAnswer(tx, deps, matter, kept, { asked: question, answered: result });
  const chief = at.expected.find((e) => e.chief)?.personId;
  const reason = votesOn(at, item).find((v) => v.personId === chief)?.opinion ?? null;
  await setResult(tx, at.meeting.id, matterId, {
    // With the case as it was: it may be changed and come again.
    result: {
      ...{ ...result, mandate: mandate.number, motion: item.motion, step: name },
      ...{ title: matter.title, amount: matter.amount },
    },
    reason: at.meeting.mode === 'chief_decides' ? reason : null,
  });
  const level = name === 'passUp' ? passedTo(matter) : levelUnder(mandate, matter);
  const deferral = deferralBy(item.motion, result.result);
  const done = await stepOn(tx, deps, actor, { ...matter, level }, name, async () =>
    accept({ set: { level, ...(await afterStep(tx, deps, actor, name, matter, deferral)) } }),
  );
  if (done.outcome === 'refused') return done;
  const { heldOn: on, title } = at.meeting;
  return accept({
    matterId,
    result: result.result,
    contentDigest: item.contentDigest,
    also: {
      act: 'matters.decide',
      subject: aboutMatter(matter),
      content: {
        ...done.effects.content,
        step: name,
        result: result.result,
        meeting: { id: at.meeting.id, title, on },
      },
    },
  });
}

/** What the outcome leaves on the case: a deferral is counted and has its day, a return has no clock. */
async function afterStep(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  name: StepName,
  matter: MatterRow,
  deferral: Deferral | null,
): Promise<Partial<MatterRow>> {
  if (name === 'returnByMeeting') return backToCompany(tx, deps, matter.id);
  if (name === 'passUp') await standForHigherBody(tx, deps, actor, matter);
  if (name !== 'defer') return {};
  return {
    deferred: matter.deferred + (deferral === null ? 0 : 1),
    deferredUntil: deferral?.until ?? null,
  };
}

/** Closes the meeting: every item is decided by the rule, under a mandate valid on that day. */
export function closeMeeting(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string },
): Promise<Answer<{ results: { matterId: string; result: string }[] }>> {
  const about = { kind: 'meeting', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'meetings.close', body: asked, about },
    async (tx): Promise<Outcome<{ results: { matterId: string; result: string }[] }>> => {
      const meeting = found(await lockMeeting(tx, asked.id), 'meeting');
      if (meeting.state !== 'open') return refuse('WRONG_STATE', { state: meeting.state, step: 'close' });
      const items = await agendaOf(tx, meeting.id);
      const ids = items.filter((item) => item.result === null).map((item) => item.matterId);
      const onAgenda: MatterRow[] = [];
      for (const id of ids.sort()) onAgenda.push(found(await lockMatter(tx, id), 'matter'));
      const at = {
        meeting,
        expected: await expectedAt(tx, meeting.id),
        recusals: await recusalsNow(tx, deps, meeting.id, onAgenda),
        votes: await votesAt(tx, meeting.id),
      };
      const results: Omit<Decided, 'also'>[] = [];
      const also: Also[] = [];
      for (const matter of onAgenda) {
        const decided = await decideItem(tx, deps, actor, at, matter);
        if (decided.outcome === 'refused') return decided;
        if (decided.effects === null) continue;
        const { also: told, ...result } = decided.effects;
        results.push(result);
        also.push(told);
      }
      await setMeetingState(tx, meeting.id, 'closed');
      return accept({ subject: aboutMeeting(meeting), content: { results }, answer: { results }, also });
    },
  );
}
