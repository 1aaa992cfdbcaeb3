import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeMatter, lockMatter } from '@guanyun/db/matters/matter.store.ts';
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
  recusalsAt,
  setMeetingState,
  setResult,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { accept, type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import type { MeetingOutput } from '@guanyun/domain/matters/meeting.ts';
import { meetingDecisionRule } from '@guanyun/domain/matters/meeting-decision.rule.ts';
import { mandateFor } from '@guanyun/domain/organizations/mandate.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutMeeting } from './meet.ts';
import { mandatesOf } from './route-case.ts';

type Attendance = {
  meeting: MeetingRow;
  expected: readonly ExpectedRow[];
  recusals: readonly RecusalRow[];
  votes: readonly VoteRow[];
};

/** What the rule says of one item of the agenda. */
export function resultOf(at: Attendance, item: AgendaRow, matter: string): MeetingOutput {
  const recused = (personId: string): boolean =>
    at.recusals.some((r) => r.matterId === item.matterId && r.personId === personId);
  const voteOf = (personId: string) =>
    at.votes.find((v) => v.matterId === item.matterId && v.personId === personId)?.vote;
  const chief = at.expected.find((e) => e.chief);
  const chiefVote = chief === undefined ? undefined : voteOf(chief.personId);
  return ask(meetingDecisionRule, {
    mode: at.meeting.mode,
    matter,
    expected: at.expected.length,
    members: at.expected.map((e) => {
      const cast = voteOf(e.personId);
      return {
        id: e.personId,
        present: e.present === true,
        recused: recused(e.personId),
        ...(cast === undefined ? {} : { vote: cast }),
      };
    }),
    ...(at.meeting.mode === 'chief_decides' && chief !== undefined ? { chief: chief.personId } : {}),
    ...(at.meeting.mode === 'chief_decides' && chiefVote !== undefined
      ? { chiefDecision: chiefVote === 'for' ? 'approve' : 'reject' }
      : {}),
  });
}

/** Members who are there, may vote and have not. */
export function outstanding(at: Attendance, matterId: string): string[] {
  return at.expected
    .filter((e) => e.present === true)
    .filter((e) => !at.recusals.some((r) => r.matterId === matterId && r.personId === e.personId))
    .filter((e) => !at.votes.some((v) => v.matterId === matterId && v.personId === e.personId))
    .map((e) => e.personId);
}

const stepOf = {
  approved: 'approve',
  not_approved: 'reject',
  no_quorum: 'defer',
  cannot_decide: 'defer',
} as const;

async function decideItem(
  tx: Tx,
  deps: Deps,
  at: Attendance,
  item: AgendaRow,
): Promise<{ matter: MatterRow; result: MeetingOutput } | Refused<Refusal>> {
  const matter = found(await lockMatter(tx, item.matterId), 'matter');
  if (matter.contentDigest !== item.contentDigest) return refuse('CONTENT_CHANGED');
  if (outstanding(at, matter.id).length > 0) return refuse('VOTES_OUTSTANDING', { title: matter.title });
  const amount = matter.amount === null ? null : tryParseYuan(matter.amount);
  const mandate = mandateFor(
    await mandatesOf(tx),
    localDate(at.meeting.heldOn),
    matter.matter,
    matter.companyId,
    amount,
  );
  if (mandate === null) return refuse('MANDATE_MISSING', { on: at.meeting.heldOn });
  const result = resultOf(at, item, matter.matter);
  const step = decideStep(stepOf[result.result], matter);
  if (step.outcome === 'refused') return step;
  await setResult(tx, at.meeting.id, matter.id, { ...result, mandate: mandate.number });
  await changeMatter(tx, matter.id, { state: step.effects.state }, deps.now());
  return { matter, result };
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
      const at = {
        meeting,
        expected: await expectedAt(tx, meeting.id),
        recusals: await recusalsAt(tx, meeting.id),
        votes: await votesAt(tx, meeting.id),
      };
      const results: { matterId: string; result: string; contentDigest: string }[] = [];
      for (const item of (await agendaOf(tx, meeting.id)).sort((a, b) =>
        a.matterId < b.matterId ? -1 : 1,
      )) {
        const decided = await decideItem(tx, deps, at, item);
        if ('outcome' in decided) return decided;
        results.push({
          matterId: item.matterId,
          result: decided.result.result,
          contentDigest: item.contentDigest,
        });
      }
      await setMeetingState(tx, meeting.id, 'closed');
      return accept({ subject: aboutMeeting(meeting), content: { results }, answer: { results } });
    },
  );
}
