import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { agendaOfMatter, findMeeting, leaveAgenda } from '@guanyun/db/matters/meeting.store.ts';
import { type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';

/** Takes a case that goes back to its company off the agenda; once the meeting has begun it stays (MEETING_BEGUN). */
export async function leaveMeeting(
  tx: Tx,
  row: Pick<MatterRow, 'id' | 'state'>,
  why: 'withdrawn' | 'participant_left',
): Promise<Refused<Refusal> | null> {
  const item = (await agendaOfMatter(tx, row.id)).find((a) => a.result === null);
  if (row.state !== 'on_agenda' || item === undefined) return null;
  // Read, not locked: whoever decides on the case waits for it, and finds it gone.
  const meeting = await findMeeting(tx, item.meetingId);
  if (meeting?.state !== 'planned') return refuse('MEETING_BEGUN');
  await leaveAgenda(tx, item.meetingId, row.id, why);
  return null;
}
