import { mattersById } from '@guanyun/db/matters/matter.store.ts';
import {
  agendaOf,
  agendaSizes,
  allMeetings,
  expectedAt,
  findMeeting,
  recusalsAt,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { mattersPage, unfiltered } from '@guanyun/db/matters/worklist.store.ts';
import { holdersOf } from '@guanyun/db/organizations/person.store.ts';
import type { MeetingOutput } from '@guanyun/domain/matters/meeting.ts';
import type { RecusalCause } from '@guanyun/domain/matters/recusal.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, personNames } from '../organizations/names.ts';
import { linesOf } from './read-matters.ts';

/** Who can be called to a meeting, and what waits for one. */
export function meetingCandidates(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const holders = await holdersOf(tx, ['committee_director', 'committee_member'], today(deps));
    const members = new Map<string, { person: { id: string; name: string }; posts: string[] }>();
    for (const h of holders) {
      const member = members.get(h.personId) ?? { person: { id: h.personId, name: h.personName }, posts: [] };
      member.posts.push(h.kind);
      members.set(h.personId, member);
    }
    return {
      members: [...members.values()],
      matters: await linesOf(
        tx,
        deps,
        await mattersPage(tx, { ...unfiltered, states: ['reviewed', 'deferred'] }, 'due', null, 200),
      ),
    };
  });
}

export function listMeetings(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const meetings = await allMeetings(tx);
    const items = await agendaSizes(
      tx,
      meetings.map((meeting) => meeting.id),
    );
    return meetings.map(({ secretaryId: _secretary, ...meeting }) => ({
      ...meeting,
      items: items.get(meeting.id) ?? 0,
    }));
  });
}

export function readMeeting(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const meeting = found(await findMeeting(tx, id), 'meeting');
    const [expected, agenda] = [await expectedAt(tx, id), await agendaOf(tx, id)];
    const [recusals, votes] = [await recusalsAt(tx, id), await votesAt(tx, id)];
    const person = await personNames(
      tx,
      expected.map((e) => e.personId),
    );
    // A cause of recusal names its company as it was called on the day of the meeting.
    const organization = await organizationNames(tx, meeting.heldOn);
    const lines = await linesOf(
      tx,
      deps,
      await mattersById(
        tx,
        agenda.map((a) => a.matterId),
      ),
    );
    const mine = expected.find((e) => e.personId === actor.person.id);
    const votes_ = actor.post.kind === 'committee_member' || actor.post.kind === 'committee_director';
    const items = agenda.map((item) => {
      const recused = recusals.some((r) => r.matterId === item.matterId && r.personId === actor.person.id);
      const cast = votes.find((v) => v.matterId === item.matterId && v.personId === actor.person.id);
      return {
        matter: found(
          lines.find((l) => l.id === item.matterId),
          'matter',
        ),
        contentDigest: item.contentDigest,
        recusals: recusals
          .filter((r) => r.matterId === item.matterId)
          .map((r) => ({
            person: person(r.personId),
            because: (r.because as RecusalCause[]).map((c) => ({
              ...c,
              organization: organization(c.organizationId).name,
            })),
          })),
        votes: votes
          .filter((v) => v.matterId === item.matterId)
          .map((v) => ({ person: person(v.personId), vote: v.vote, opinion: v.opinion })),
        mine: {
          mayVote:
            votes_ && meeting.state === 'open' && mine?.present === true && !recused && cast === undefined,
          recused,
          vote: cast?.vote ?? null,
        },
        result: item.result as (MeetingOutput & { mandate: string }) | null,
      };
    });
    const secretary = actor.post.kind === 'committee_secretary';
    return {
      id,
      title: meeting.title,
      heldOn: meeting.heldOn,
      mode: meeting.mode,
      state: meeting.state,
      expected: expected.map((e) => ({ person: person(e.personId), present: e.present, chief: e.chief })),
      items,
      may: [
        ...(secretary && meeting.state !== 'closed' ? ['meetings.recordAttendance'] : []),
        ...(secretary && meeting.state === 'open' ? ['meetings.close'] : []),
        ...(items.some((item) => item.mine.mayVote) ? ['meetings.vote'] : []),
      ],
    };
  });
}
