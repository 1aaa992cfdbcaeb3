import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, MeetingRow, RecusalRow } from '@guanyun/db/matters/matters.model.ts';
import { expectedAt, recusalsAt, saveMeeting, saveRecusals } from '@guanyun/db/matters/meeting.store.ts';
import { postsOfPersons } from '@guanyun/db/organizations/person.store.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import { accept, type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { owedAsLacking } from './accept-case.ts';
import { stepOn } from './case-step.ts';
import { figuresOn } from './figures.ts';
import { standAside } from './stand-aside.ts';

export type NewMeeting = {
  readonly requestId: string;
  readonly title: string;
  readonly heldOn: string;
  readonly mode: MeetingRow['mode'];
  readonly matterIds: readonly string[];
  readonly expected: readonly string[];
  readonly observers?: readonly string[] | undefined;
};

export const aboutMeeting = (row: Pick<MeetingRow, 'id' | 'title'>) => ({
  kind: 'meeting',
  id: row.id,
  title: row.title,
});

type Concerned = Pick<MatterRow, 'id' | 'companyId' | 'parties'>;

/** Who of the expected must stand aside from which case of the agenda. */
export async function recusalsFor(
  tx: Tx,
  meetingId: string,
  matters: readonly Concerned[],
  expected: readonly string[],
  on: string,
): Promise<RecusalRow[]> {
  const causes = await standAside(tx, expected, localDate(on));
  return matters.flatMap((matter) =>
    expected.flatMap((personId) => {
      const because = causes(personId, [matter.companyId, ...matter.parties]);
      return because.length === 0 ? [] : [{ meetingId, matterId: matter.id, personId, because }];
    }),
  );
}

/**
 * Who stands aside as things are today: a post taken up or a relation declared after the papers went out counts as well.
 * `late` are those found since then.
 */
export async function recusalsToday(
  tx: Tx,
  deps: Deps,
  meetingId: string,
  matters: readonly Concerned[],
): Promise<{ all: RecusalRow[]; late: RecusalRow[] }> {
  const known = await recusalsAt(tx, meetingId);
  const expected = (await expectedAt(tx, meetingId)).map((e) => e.personId);
  const found = await recusalsFor(tx, meetingId, matters, expected, today(deps));
  const is = (one: RecusalRow, other: RecusalRow): boolean =>
    one.matterId === other.matterId && one.personId === other.personId;
  const late = found.filter((row) => !known.some((one) => is(one, row)));
  return { all: [...known, ...late], late };
}

/** Who stands aside now, put on record; until the meeting is closed. */
export async function recusalsNow(
  tx: Tx,
  deps: Deps,
  meetingId: string,
  matters: readonly Concerned[],
): Promise<RecusalRow[]> {
  const { all, late } = await recusalsToday(tx, deps, meetingId, matters);
  await saveRecusals(tx, late);
  return all;
}

/** What was accepted as lacking must have come before the case goes to a meeting. */
async function lackingRefusal(tx: Tx, matterId: string): Promise<Refused<Refusal> | null> {
  const [open] = await owedAsLacking(tx, matterId);
  return open === undefined ? null : refuse('OBLIGATION_OPEN', { text: open.text, dueOn: open.dueOn });
}

async function putOnAgenda(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  matterId: string,
): Promise<MatterRow | Refused<Refusal>> {
  const row = found(await lockMatter(tx, matterId), 'matter');
  const done = await stepOn(tx, deps, actor, row, 'putOnAgenda');
  if (done.outcome === 'refused') return done;
  return (await lackingRefusal(tx, row.id)) ?? row;
}

/** Papers go out today; so early before the meeting that members can read them. An emergency alone may go without. */
async function papersRefusal(
  tx: Tx,
  deps: Deps,
  heldOn: string,
  rows: readonly MatterRow[],
): Promise<Refused<Refusal> | null> {
  const on = today(deps);
  if (heldOn < on) return refuse('PAPERS_LATE', { earliest: on });
  if (rows.length > 0 && rows.every((row) => row.urgent)) return null;
  const { papersLeadDays } = await figuresOn(tx, on, null);
  const earliest = addWorkingDays(await readCalendar(tx), on, papersLeadDays).due;
  return heldOn < earliest ? refuse('PAPERS_LATE', { earliest }) : null;
}

/** Who may be called: members and the director, as they are on that day. Anybody else may attend without a vote. */
async function seatsOf(
  tx: Tx,
  persons: readonly string[],
  on: string,
): Promise<((personId: string) => readonly PostKind[]) | Refused<Refusal>> {
  const posts = (await postsOfPersons(tx, persons)).filter(
    (p) => p.validFrom <= on && (p.validTo === null || p.validTo >= on),
  );
  const seats = (personId: string): PostKind[] =>
    posts.filter((p) => p.personId === personId).map((p) => p.kind as PostKind);
  const sits = (kind: PostKind): boolean => kind === 'committee_member' || kind === 'committee_director';
  const stranger = persons.find((p) => !seats(p).some(sits));
  return stranger === undefined ? seats : refuse('NOT_EXPECTED', { person: stranger });
}

/**
 * A meeting with its agenda and who is expected; the chief is the one in the director's post. Its papers go out with it
 * (PAPERS_LATE with the `earliest` day).
 */
export function createMeeting(deps: Deps, actor: Actor, asked: NewMeeting): Promise<Answer<{ id: string }>> {
  const meeting = {
    id: deps.newId(),
    title: asked.title,
    heldOn: asked.heldOn,
    mode: asked.mode,
    state: 'planned' as const,
    secretaryId: actor.person.id,
    papersOn: today(deps),
    observers: [...(asked.observers ?? [])],
  };
  const about = aboutMeeting(meeting);
  const command = { requestId: asked.requestId, act: 'meetings.create', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const persons = [...new Set(asked.expected)];
    const seats = await seatsOf(tx, persons, asked.heldOn);
    if (typeof seats !== 'function') return seats;
    const rows: MatterRow[] = [];
    for (const matterId of [...new Set(asked.matterIds)].sort()) {
      const row = await putOnAgenda(tx, deps, actor, matterId);
      if ('outcome' in row) return row;
      rows.push(row);
    }
    const late = await papersRefusal(tx, deps, asked.heldOn, rows);
    if (late) return late;
    const recusals = await recusalsFor(tx, meeting.id, rows, persons, asked.heldOn);
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
        motion: { kind: 'approve' as const },
        motionVersion: 1,
        result: null,
        reason: null,
      })),
      recusals,
    });
    const content = {
      ...meeting,
      matters: rows.map((r) => ({ id: r.id, contentDigest: r.contentDigest })),
      expected: persons,
      recusals,
    };
    const subject = { ...about, matters: rows.map((row) => row.matter) };
    return accept({ subject, content, answer: { id: meeting.id } });
  });
}
