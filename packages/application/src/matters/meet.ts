import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeMatter, lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, MeetingRow, RecusalRow } from '@guanyun/db/matters/matters.model.ts';
import {
  agendaOf,
  expectedAt,
  lockMeeting,
  recusalsAt,
  saveMeeting,
  saveVote,
  setMeetingState,
  setPresence,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { postsOfPersons } from '@guanyun/db/organizations/person.store.ts';
import { accept, type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import { recusalCauses } from '@guanyun/domain/matters/recusal.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { takeDuty } from './case-step.ts';

export type NewMeeting = {
  readonly requestId: string;
  readonly title: string;
  readonly heldOn: string;
  readonly mode: MeetingRow['mode'];
  readonly matterIds: readonly string[];
  readonly expected: readonly string[];
};

export const aboutMeeting = (row: Pick<MeetingRow, 'id' | 'title'>) => ({
  kind: 'meeting',
  id: row.id,
  title: row.title,
});

/** Who of the expected must stand aside from a case: found from posts, not from what people say. */
async function recusalsFor(
  tx: Tx,
  meetingId: string,
  matter: MatterRow,
  expected: readonly string[],
  heldOn: string,
): Promise<RecusalRow[]> {
  const posts = await postsOfPersons(tx, expected);
  return expected.flatMap((personId) => {
    const held = posts
      .filter((p) => p.personId === personId)
      .map((p) => ({
        ...p,
        kind: p.kind as PostKind,
        validFrom: localDate(p.validFrom),
        validTo: p.validTo === null ? null : localDate(p.validTo),
      }));
    const because = recusalCauses(held, [matter.companyId, ...matter.parties], localDate(heldOn));
    return because.length === 0 ? [] : [{ meetingId, matterId: matter.id, personId, because }];
  });
}

async function putOnAgenda(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  matterId: string,
): Promise<MatterRow | Refused<Refusal>> {
  const row = found(await lockMatter(tx, matterId), 'matter');
  const step = decideStep('putOnAgenda', row);
  if (step.outcome === 'refused') return step;
  const duty = await takeDuty(tx, deps, row.id, actor, 'secretary');
  if (duty.outcome === 'refused') return duty;
  await changeMatter(tx, row.id, { state: step.effects.state }, deps.now());
  return row;
}

/** A meeting with its agenda and who is expected; the chief is the one in the director's post. */
export function createMeeting(deps: Deps, actor: Actor, asked: NewMeeting): Promise<Answer<{ id: string }>> {
  const meeting = {
    id: deps.newId(),
    title: asked.title,
    heldOn: asked.heldOn,
    mode: asked.mode,
    state: 'planned' as const,
    secretaryId: actor.person.id,
  };
  const command = {
    requestId: asked.requestId,
    act: 'meetings.create',
    body: asked,
    about: aboutMeeting(meeting),
  };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const persons = [...new Set(asked.expected)];
    const posts = await postsOfPersons(tx, persons);
    const seats = (personId: string): PostKind[] =>
      posts.filter((p) => p.personId === personId).map((p) => p.kind as PostKind);
    const stranger = persons.find(
      (p) => !seats(p).some((kind) => kind === 'committee_member' || kind === 'committee_director'),
    );
    if (stranger !== undefined) return refuse('NOT_EXPECTED', { person: stranger });
    const rows: MatterRow[] = [];
    for (const matterId of [...new Set(asked.matterIds)].sort()) {
      const row = await putOnAgenda(tx, deps, actor, matterId);
      if ('outcome' in row) return row;
      rows.push(row);
    }
    const recusals = (
      await Promise.all(rows.map((row) => recusalsFor(tx, meeting.id, row, persons, asked.heldOn)))
    ).flat();
    await saveMeeting(tx, {
      meeting,
      expected: persons.map((personId) => ({
        meetingId: meeting.id,
        personId,
        chief: seats(personId).includes('committee_director'),
        present: null,
      })),
      agenda: rows.map((row) => ({
        meetingId: meeting.id,
        matterId: row.id,
        contentDigest: row.contentDigest,
        result: null,
      })),
      recusals,
    });
    const content = {
      ...meeting,
      matters: rows.map((r) => ({ id: r.id, contentDigest: r.contentDigest })),
      expected: persons,
      recusals,
    };
    const subject = { ...aboutMeeting(meeting), matters: rows.map((row) => row.matter) };
    return accept({ subject, content, answer: { id: meeting.id } });
  });
}

/** Who came. Opens the meeting; may be corrected until it is closed. */
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
      const expected = await expectedAt(tx, meeting.id);
      const stranger = asked.present.find((p) => !expected.some((e) => e.personId === p));
      if (stranger !== undefined) return refuse('NOT_EXPECTED', { person: stranger });
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
  readonly vote: 'for' | 'against' | 'abstain';
  readonly opinion: string;
};

/**
 * One vote of one member, on exactly the content that the member saw. Refused: not expected or absent (NOT_EXPECTED),
 * recused (RECUSED), voted before (ALREADY_VOTED), changed content (CONTENT_CHANGED).
 */
export function vote(deps: Deps, actor: Actor, asked: NewVote): Promise<Answer<{ vote: string }>> {
  const about = { kind: 'matter', id: asked.matterId, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'meetings.vote', body: asked, about },
    async (tx): Promise<Outcome<{ vote: string }>> => {
      const meeting = found(await lockMeeting(tx, asked.meetingId), 'meeting');
      const item = found(
        (await agendaOf(tx, meeting.id)).find((a) => a.matterId === asked.matterId),
        'agenda item',
      );
      const matter = found(await lockMatter(tx, asked.matterId), 'matter');
      if (meeting.state !== 'open') return refuse('WRONG_STATE', { state: meeting.state, step: 'vote' });
      if (asked.contentDigest !== item.contentDigest || item.contentDigest !== matter.contentDigest)
        return refuse('CONTENT_CHANGED');
      const own = (await expectedAt(tx, meeting.id)).find((e) => e.personId === actor.person.id);
      if (own?.present !== true) return refuse('NOT_EXPECTED', { person: actor.person.name });
      if (
        (await recusalsAt(tx, meeting.id)).some(
          (r) => r.matterId === matter.id && r.personId === actor.person.id,
        )
      )
        return refuse('RECUSED');
      if (
        (await votesAt(tx, meeting.id)).some(
          (v) => v.matterId === matter.id && v.personId === actor.person.id,
        )
      )
        return refuse('ALREADY_VOTED');
      const duty = await takeDuty(tx, deps, matter.id, actor, 'member');
      if (duty.outcome === 'refused') return duty;
      await saveVote(tx, {
        meetingId: meeting.id,
        matterId: matter.id,
        personId: actor.person.id,
        contentDigest: asked.contentDigest,
        vote: asked.vote,
        opinion: asked.opinion,
      });
      const subject = { kind: 'matter', id: matter.id, title: matter.title };
      const content = {
        meetingId: meeting.id,
        contentDigest: asked.contentDigest,
        vote: asked.vote,
        opinion: asked.opinion,
      };
      return accept({ subject, content, answer: { vote: asked.vote } });
    },
  );
}
