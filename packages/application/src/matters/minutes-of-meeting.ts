import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { mattersById } from '@guanyun/db/matters/matter.store.ts';
import { agendaOf, expectedAt, findMeeting, recusalsAt, votesAt } from '@guanyun/db/matters/meeting.store.ts';
import {
  composeMinutes,
  type MinutesItem,
  type PaperMotion,
} from '@guanyun/domain/matters/compose-minutes.ts';
import type { MeetingOutput } from '@guanyun/domain/matters/meeting.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';
import type { RecusalCause } from '@guanyun/domain/matters/recusal.ts';
import { digestOf } from '../evidence/digest.ts';
import { found, NotFound } from '../kernel/deps.ts';
import { organizationNames, personNames } from '../organizations/names.ts';
import { receiptCode } from './receipt-code.ts';

type NameOf = (id: string) => { readonly name: string };

/** A motion with the names of those who owe its conditions. */
export function paperMotion(motion: Motion, organization: NameOf): PaperMotion {
  if (motion.kind !== 'conditional') return motion;
  const conditions = motion.conditions.map(({ phase, text, dueOn, ownerId }) => ({
    ...{ phase, text, dueOn },
    owner: organization(ownerId).name,
  }));
  return { kind: 'conditional', conditions };
}

/** Each item of the agenda as it went, in the order of its title's register number; what left it before is not of the meeting. */
async function itemsOf(tx: Tx, meetingId: string, person: NameOf, organization: NameOf) {
  const [agenda, recusals, votes] = [
    (await agendaOf(tx, meetingId)).filter((item) => !('left' in (item.result as object))),
    await recusalsAt(tx, meetingId),
    await votesAt(tx, meetingId),
  ];
  const matters = await mattersById(
    tx,
    agenda.map((item) => item.matterId),
  );
  const items = matters
    .sort((a, b) => ((a.number ?? a.id) < (b.number ?? b.id) ? -1 : 1))
    .map((matter): MinutesItem => {
      const item = found(
        agenda.find((one) => one.matterId === matter.id),
        'item',
      );
      const decided = item.result as { title?: string; amount?: string | null };
      return {
        title: decided.title ?? matter.title,
        company: organization(matter.companyId).name,
        amount: decided.amount === undefined ? matter.amount : decided.amount,
        level: matter.level,
        motion: paperMotion(item.motion, organization),
        recusals: recusals
          .filter((one) => one.matterId === matter.id)
          .map((one) => ({
            person: person(one.personId).name,
            because: (one.because as RecusalCause[]).map((cause) => ({
              ...cause,
              organization: organization(cause.organizationId).name,
            })),
          })),
        votes: votes
          .filter((one) => one.matterId === matter.id && one.motionVersion === item.motionVersion)
          .sort((a, b) => a.castAt.getTime() - b.castAt.getTime())
          .map((one) => ({ person: person(one.personId).name, vote: one.vote, opinion: one.opinion })),
        result: item.result as MeetingOutput,
      };
    });
  return { items, digest: digestOf(agenda.map((item) => item.contentDigest).sort()) };
}

/** The minutes of a closed meeting; of another there are none. */
export async function minutesOf(
  tx: Tx,
  id: string,
  committeeOn: (on: string) => Promise<string>,
): Promise<OfficialPaper> {
  const meeting = found(await findMeeting(tx, id), 'meeting');
  if (meeting.state !== 'closed') throw new NotFound('minutes');
  const expected = await expectedAt(tx, id);
  const person = await personNames(tx, [...expected.map((one) => one.personId), meeting.secretaryId]);
  const organization = await organizationNames(tx, meeting.heldOn);
  // The chief first, the others by name: the register keeps no order of rank.
  const named = expected
    .map((one) => ({ ...one, name: person(one.personId).name }))
    .sort((a, b) => Number(b.chief) - Number(a.chief) || a.name.localeCompare(b.name, 'zh'));
  const { items, digest } = await itemsOf(tx, id, person, organization);
  return composeMinutes({
    number: null,
    issuedOn: meeting.heldOn,
    code: { ...(await receiptCode(tx, id, 'meetings.close', `/meetings/${id}`)), digest },
    committee: await committeeOn(meeting.heldOn),
    title: meeting.title,
    heldOn: meeting.heldOn,
    mode: meeting.mode,
    chief: named.find((one) => one.chief)?.name ?? null,
    secretary: person(meeting.secretaryId).name,
    present: named.filter((one) => one.present === true).map((one) => one.name),
    absent: named.filter((one) => one.present !== true).map((one) => one.name),
    attending: meeting.observers,
    items,
  });
}
