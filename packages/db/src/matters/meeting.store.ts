import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type AgendaRow,
  agenda,
  type ExpectedRow,
  expected,
  type MeetingRow,
  meetings,
  type RecusalRow,
  recusals,
  type VoteRow,
  votes,
} from './matters.model.ts';

export const lockMeeting = (tx: Tx, id: string): Promise<MeetingRow | null> =>
  selectOne(tx, meetings, { id }, { lock: true });
export const findMeeting = (tx: Tx, id: string): Promise<MeetingRow | null> =>
  selectOne(tx, meetings, { id });
export const allMeetings = (tx: Tx): Promise<MeetingRow[]> =>
  select(tx, meetings, {}, { order: [['heldOn', 'DESC']], limit: 200 });

/** A case taken off the agenda before the meeting begins leaves it without a result. */
export async function leaveAgenda(tx: Tx, meetingId: string, matterId: string, why: string): Promise<void> {
  await update(tx, agenda, { result: { left: why } }, { meetingId, matterId });
}

/** Meetings not closed, with the sizes of agenda and recusals, soonest first. */
export const meetingsAhead = (tx: Tx): Promise<(MeetingRow & { items: number; recusals: number })[]> =>
  query(
    tx,
    `SELECT m.id, m.title, m.held_on AS "heldOn", m.mode, m.state, m.secretary_id AS "secretaryId", m.papers_on AS "papersOn", m.observers,
       (SELECT count(*)::int FROM agenda_items a WHERE a.meeting_id = m.id) AS items,
       (SELECT count(*)::int FROM recusals r WHERE r.meeting_id = m.id) AS recusals
     FROM meetings m WHERE m.state <> 'closed' ORDER BY m.held_on`,
  );

export async function saveMeeting(
  tx: Tx,
  rows: {
    meeting: MeetingRow;
    expected: readonly ExpectedRow[];
    agenda: readonly AgendaRow[];
    recusals: readonly RecusalRow[];
  },
): Promise<void> {
  await insert(tx, meetings, rows.meeting);
  await insertMany(tx, expected, rows.expected);
  await insertMany(
    tx,
    agenda,
    rows.agenda.map(({ result: _undecided, reason: _none, ...row }) => row),
  );
  await insertMany(tx, recusals, rows.recusals);
}

export const setMeetingState = (tx: Tx, id: string, state: MeetingRow['state']): Promise<number> =>
  update(tx, meetings, { state }, { id });
export const setPresence = (tx: Tx, meetingId: string, personId: string, present: boolean): Promise<number> =>
  update(tx, expected, { present }, { meetingId, personId });
export const expectedAt = (tx: Tx, meetingId: string): Promise<ExpectedRow[]> =>
  select(tx, expected, { meetingId });
export const agendaOf = (tx: Tx, meetingId: string): Promise<AgendaRow[]> =>
  select(tx, agenda, { meetingId });
/** How many items each of these meetings has; those without any are left out. */
export async function agendaSizes(tx: Tx, meetingIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<{ id: string; items: number }>(
    tx,
    'SELECT meeting_id AS id, count(*)::int AS items FROM agenda_items WHERE meeting_id = ANY ($1::uuid[]) GROUP BY meeting_id',
    [meetingIds],
  );
  return new Map(rows.map((row) => [row.id, row.items]));
}
export const agendaOfMatter = (tx: Tx, matterId: string): Promise<AgendaRow[]> =>
  select(tx, agenda, { matterId });
export type MeetingOfMatter = Pick<MeetingRow, 'id' | 'title' | 'heldOn' | 'state'> &
  Pick<AgendaRow, 'motion' | 'result'>;
/** The meetings that a case was on, with what was moved and what it came to there; the one it is on now comes last. */
export const meetingsOfMatter = (tx: Tx, matterId: string): Promise<MeetingOfMatter[]> =>
  query(
    tx,
    `SELECT m.id, m.title, m.held_on AS "heldOn", m.state, a.motion, a.result FROM agenda_items a JOIN meetings m ON m.id = a.meeting_id
     WHERE a.matter_id = $1 ORDER BY m.held_on, (a.result IS NULL), m.id`,
    [matterId],
  );
export const recusalsAt = (tx: Tx, meetingId: string): Promise<RecusalRow[]> =>
  select(tx, recusals, { meetingId });
export const saveRecusals = (tx: Tx, rows: readonly RecusalRow[]): Promise<void> =>
  insertMany(tx, recusals, rows);
export const votesAt = (tx: Tx, meetingId: string): Promise<VoteRow[]> => select(tx, votes, { meetingId });
export const saveVote = (tx: Tx, row: Omit<VoteRow, 'castAt'>): Promise<void> => insert(tx, votes, row);
export const setMotion = (
  tx: Tx,
  meetingId: string,
  matterId: string,
  set: Pick<AgendaRow, 'motion' | 'motionVersion'>,
): Promise<number> => update(tx, agenda, set, { meetingId, matterId });
export const setResult = (
  tx: Tx,
  meetingId: string,
  matterId: string,
  set: Pick<AgendaRow, 'result' | 'reason'>,
): Promise<number> => update(tx, agenda, set, { meetingId, matterId });
