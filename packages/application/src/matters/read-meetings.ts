import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { mattersById } from '@guanyun/db/matters/matter.store.ts';
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
  agendaSizes,
  allMeetings,
  expectedAt,
  findMeeting,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { mattersPage, unfiltered } from '@guanyun/db/matters/worklist.store.ts';
import { holdersOf } from '@guanyun/db/organizations/person.store.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { enoughLeft, type MeetingOutput } from '@guanyun/domain/matters/meeting.ts';
import type { RecusalCause } from '@guanyun/domain/matters/recusal.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, personNames } from '../organizations/names.ts';
import { mandateToDecide, outstanding, votesOn } from './close-meeting.ts';
import { recusalsToday } from './convene.ts';
import { figuresOn } from './figures.ts';
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
        await mattersPage(tx, { ...unfiltered, states: ['cleared', 'deferred'] }, 'due', null, 200),
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

/** What became of an item: the vote's result with what it did to the case, or why the item left the agenda. */
type ItemResult = (MeetingOutput & { mandate: string; step: string }) | { left: string };

type At = {
  meeting: MeetingRow;
  recusals: readonly RecusalRow[];
  votes: readonly VoteRow[];
  expected: readonly ExpectedRow[];
  present: boolean;
  person: (id: string) => { id: string; name: string };
  organization: (id: string) => { name: string };
};

/** One item as this actor sees it: who stands aside, who voted on the motion as it stands, whether it is mine to vote. */
function itemOf(at: At, actor: Actor, item: AgendaRow) {
  const recusals = at.recusals.filter((r) => r.matterId === item.matterId);
  const votes = votesOn(at, item);
  const recused = recusals.some((r) => r.personId === actor.person.id);
  const cast = votes.find((v) => v.personId === actor.person.id);
  // A seat is taken in person.
  const sits =
    actor.onBehalfOf === null &&
    (actor.post.kind === 'committee_member' || actor.post.kind === 'committee_director');
  const open = at.meeting.state === 'open' && item.result === null;
  return {
    contentDigest: item.contentDigest,
    motion: item.motion,
    motionVersion: item.motionVersion,
    reason: item.reason,
    recusals: recusals.map((r) => ({
      person: at.person(r.personId),
      because: (r.because as RecusalCause[]).map((c) => ({
        ...c,
        organization: at.organization(c.organizationId).name,
      })),
    })),
    /** Whose vote is still awaited, once it is known who came. */
    awaited: open ? outstanding(at, item).map(at.person) : [],
    votes: votes.map((v) => ({ person: at.person(v.personId), vote: v.vote, opinion: v.opinion })),
    mine: {
      mayVote: sits && open && at.present && !recused && cast === undefined,
      recused,
      vote: cast?.vote ?? null,
    },
    result: item.result as ItemResult | null,
  };
}

/**
 * Who can decide on a case of a meeting that is not closed: how many of the expected are left, whether they are enough,
 * and whether a mandate covers it.
 */
async function decidersOf(
  tx: Tx,
  deps: Deps,
  { meeting, recusals, expected: { length: expected } }: At,
  matter: MatterRow,
) {
  const { minimum } = await figuresOn(tx, localDate(meeting.heldOn), matter.acceptedOn);
  const left = expected - recusals.filter((r) => r.matterId === matter.id).length;
  const mandate = await mandateToDecide(tx, deps, matter, meeting.heldOn);
  return {
    ...{ left, expected, least: minimum.members, enough: enoughLeft(left, expected, minimum) },
    mandated: mandate.outcome === 'accepted',
  };
}

const mayAt = (meeting: MeetingRow, actor: Actor, mayVote: boolean): string[] => {
  const secretary = actor.post.kind === 'committee_secretary';
  return [
    ...(secretary && meeting.state !== 'closed' ? ['meetings.recordAttendance', 'meetings.move'] : []),
    ...(secretary && meeting.state === 'open' ? ['meetings.close'] : []),
    ...(mayVote ? ['meetings.vote'] : []),
  ];
};

/** One meeting: who is expected, what is on its agenda, who stands aside and why, the votes, the results. */
export function readMeeting(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const meeting = found(await findMeeting(tx, id), 'meeting');
    const [expected, agenda] = [await expectedAt(tx, id), await agendaOf(tx, id)];
    const person = await personNames(
      tx,
      expected.map((e) => e.personId),
    );
    const ids = agenda.map((a) => a.matterId);
    const matters = await mattersById(tx, ids);
    const open = matters.filter((m) => agenda.some((a) => a.matterId === m.id && a.result === null));
    const at: At = {
      meeting,
      recusals: (await recusalsToday(tx, deps, id, open)).all,
      votes: await votesAt(tx, id),
      expected,
      present: expected.find((e) => e.personId === actor.person.id)?.present === true,
      person,
      // A cause of recusal names its company as it was called on the day of the meeting.
      organization: await organizationNames(tx, meeting.heldOn),
    };
    const lines = await linesOf(tx, deps, matters);
    const items = [];
    for (const item of agenda) {
      const decides = open.find((m) => m.id === item.matterId);
      items.push({
        matter: found(
          lines.find((l) => l.id === item.matterId),
          'matter',
        ),
        ...itemOf(at, actor, item),
        deciders: decides === undefined ? null : await decidersOf(tx, deps, at, decides),
      });
    }
    const { title, heldOn, mode, papersOn, observers, state } = meeting;
    return {
      ...{ id, title, heldOn, mode, papersOn, observers, state },
      expected: expected.map((e) => ({ person: person(e.personId), present: e.present, chief: e.chief })),
      items,
      may: mayAt(
        meeting,
        actor,
        items.some((item) => item.mine.mayVote),
      ),
    };
  });
}
