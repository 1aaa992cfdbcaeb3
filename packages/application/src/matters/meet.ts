import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { AgendaRow, MatterRow, MeetingRow } from '@guanyun/db/matters/matters.model.ts';
import {
  agendaOf,
  expectedAt,
  lockMeeting,
  saveVote,
  setMeetingState,
  setMotion,
  setPresence,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { accept, type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideMotion, type Motion } from '@guanyun/domain/matters/motion.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutMatter, takeDuty } from './case-step.ts';
import { type Attendance, isRecused, outstanding, votesOn } from './close-meeting.ts';
import { aboutMeeting, recusalsNow } from './convene.ts';
import { figuresOn } from './figures.ts';

/** The meeting and one item of it, both locked; an item that left the agenda is there no more. */
async function lockItem(
  tx: Tx,
  meetingId: string,
  matterId: string,
): Promise<{ meeting: MeetingRow; item: AgendaRow; matter: MatterRow }> {
  const meeting = found(await lockMeeting(tx, meetingId), 'meeting');
  const matter = found(await lockMatter(tx, matterId), 'matter');
  const item = (await agendaOf(tx, meeting.id)).find((a) => a.matterId === matterId);
  return { meeting, matter, item: found(item?.result === null ? item : null, 'agenda item') };
}

/** A condition is owed by a company that the case concerns: nobody else would see it. */
const ownersThere = (motion: Motion, matter: MatterRow): boolean =>
  motion.kind !== 'conditional' ||
  motion.conditions.every((c) => [matter.companyId, ...matter.parties].includes(c.ownerId));

/**
 * What the meeting is asked to resolve on a case. A changed motion is a new version, so votes on the old one no longer
 * count. Refused once the meeting is closed, and where decideMotion refuses.
 */
export function moveMotion(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; meetingId: string; matterId: string; motion: Motion },
): Promise<Answer<{ version: number }>> {
  const about = { kind: 'matter', id: asked.matterId, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'meetings.move', body: asked, about },
    async (tx): Promise<Outcome<{ version: number }>> => {
      const { meeting, item, matter } = await lockItem(tx, asked.meetingId, asked.matterId);
      if (meeting.state === 'closed') return refuse('WRONG_STATE', { state: meeting.state, step: 'move' });
      if (!ownersThere(asked.motion, matter)) throw new NotFound('organization');
      const decision = decideMotion(asked.motion, {
        heldOn: localDate(meeting.heldOn),
        deferred: matter.deferred,
        calendar: await readCalendar(tx),
        figures: await figuresOn(tx, today(deps), matter.acceptedOn),
      });
      if (decision.outcome === 'refused') return decision;
      const duty = await takeDuty(tx, deps, matter.id, actor, 'secretary');
      if (duty.outcome === 'refused') return duty;
      const version = item.motionVersion + 1;
      await setMotion(tx, meeting.id, matter.id, { motion: asked.motion, motionVersion: version });
      const content = {
        meetingId: meeting.id,
        contentDigest: item.contentDigest,
        version,
        motion: asked.motion,
      };
      return accept({ subject: aboutMatter(matter), content, answer: { version } });
    },
  );
}

/** Who came. Opens the meeting, not before its day (MEETING_NOT_DUE); may be corrected until it is closed. */
export function recordAttendance(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; present: readonly string[] },
): Promise<Answer<{ state: 'open' }>> {
  const about = { kind: 'meeting', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'meetings.recordAttendance', body: asked, about },
    async (tx): Promise<Outcome<{ state: 'open' }>> => {
      const meeting = found(await lockMeeting(tx, asked.id), 'meeting');
      if (meeting.state === 'closed')
        return refuse('WRONG_STATE', { state: meeting.state, step: 'recordAttendance' });
      if (today(deps) < meeting.heldOn) return refuse('MEETING_NOT_DUE', { heldOn: meeting.heldOn });
      const expected = await expectedAt(tx, meeting.id);
      const stranger = asked.present.find((p) => !expected.some((e) => e.personId === p));
      if (stranger !== undefined) return refuse('NOT_EXPECTED', { person: stranger });
      // Who has voted was there: a vote is not taken back by striking out its voter.
      const voter = (await votesAt(tx, meeting.id)).find((v) => !asked.present.includes(v.personId));
      if (voter !== undefined) return refuse('ALREADY_VOTED', { person: voter.personId });
      const open = (await agendaOf(tx, meeting.id)).filter((item) => item.result === null);
      for (const { matterId } of open) {
        const duty = await takeDuty(tx, deps, matterId, actor, 'secretary');
        if (duty.outcome === 'refused') return duty;
      }
      for (const { personId } of expected)
        await setPresence(tx, meeting.id, personId, asked.present.includes(personId));
      await setMeetingState(tx, meeting.id, 'open');
      return accept({
        subject: aboutMeeting(meeting),
        content: { present: asked.present },
        answer: { state: 'open' as const },
      });
    },
  );
}

export type NewVote = {
  readonly requestId: string;
  readonly meetingId: string;
  readonly matterId: string;
  readonly contentDigest: string;
  readonly motionVersion: number;
  readonly vote: 'for' | 'against' | 'abstain';
  readonly opinion: string;
};

/** Where the chief decides, the chief speaks last, and says why when it is not what most said (重大行政决策条例 30). */
function chiefRefusal(
  at: Attendance,
  item: AgendaRow,
  personId: string,
  asked: NewVote,
): Refused<Refusal> | null {
  const chief = at.expected.find((e) => e.chief);
  if (at.meeting.mode !== 'chief_decides' || chief?.personId !== personId) return null;
  if (outstanding(at, item).some((p) => p !== personId)) return refuse('CHIEF_SPEAKS_LAST');
  const said = votesOn(at, item)
    .filter((v) => !isRecused(at, item, v.personId))
    .map((v) => v.vote);
  const most = said.filter((v) => v === 'for').length * 2 > said.length;
  return most !== (asked.vote === 'for') && asked.opinion.trim() === '' ? refuse('REASON_MISSING') : null;
}

function voteRefusal(at: Attendance, item: AgendaRow, actor: Actor, asked: NewVote): Refused<Refusal> | null {
  if (asked.motionVersion !== item.motionVersion) return refuse('MOTION_CHANGED');
  const own = at.expected.find((e) => e.personId === actor.person.id);
  if (own?.present !== true) return refuse('NOT_EXPECTED', { person: actor.person.name });
  if (isRecused(at, item, actor.person.id)) return refuse('RECUSED');
  if (votesOn(at, item).some((v) => v.personId === actor.person.id)) return refuse('ALREADY_VOTED');
  return chiefRefusal(at, item, actor.person.id, asked);
}

/**
 * One vote of one member, on exactly the content and the motion that the member saw. Refused: not expected or absent
 * (NOT_EXPECTED), recused (RECUSED), voted before (ALREADY_VOTED), changed content or motion (CONTENT_CHANGED,
 * MOTION_CHANGED), the chief before the others (CHIEF_SPEAKS_LAST).
 */
export function vote(deps: Deps, actor: Actor, asked: NewVote): Promise<Answer<{ vote: string }>> {
  const about = { kind: 'matter', id: asked.matterId, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'meetings.vote', body: asked, about },
    async (tx): Promise<Outcome<{ vote: string }>> => {
      const { meeting, item, matter } = await lockItem(tx, asked.meetingId, asked.matterId);
      if (meeting.state !== 'open') return refuse('WRONG_STATE', { state: meeting.state, step: 'vote' });
      if (asked.contentDigest !== item.contentDigest || item.contentDigest !== matter.contentDigest)
        return refuse('CONTENT_CHANGED');
      const at = {
        meeting,
        expected: await expectedAt(tx, meeting.id),
        recusals: await recusalsNow(tx, deps, meeting.id, [matter]),
        votes: await votesAt(tx, meeting.id),
      };
      const refused = voteRefusal(at, item, actor, asked);
      if (refused) return refused;
      const duty = await takeDuty(tx, deps, matter.id, actor, 'member');
      if (duty.outcome === 'refused') return duty;
      const { contentDigest, motionVersion, opinion } = asked;
      const cast = { contentDigest, motionVersion, vote: asked.vote, opinion };
      await saveVote(tx, { meetingId: meeting.id, matterId: matter.id, personId: actor.person.id, ...cast });
      return accept({
        subject: aboutMatter(matter),
        content: { meetingId: meeting.id, ...cast },
        answer: { vote: asked.vote },
      });
    },
  );
}
