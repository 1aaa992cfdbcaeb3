import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { changeMatter, findContent, lockMatter, saveContent } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { befalls, type MatterState } from '@guanyun/domain/matters/matter-case.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { backToCompany } from './case-clock.ts';
import { aboutMatter, movedTo, takeDuty } from './case-step.ts';
import { leaveMeeting } from './leave-meeting.ts';

const open: readonly MatterState[] = befalls.participantLeaves.from;

/** Whether this actor's company takes part in the case and may still leave it. */
export const mayLeave = (
  row: Pick<MatterRow, 'state'>,
  actor: Actor,
  { participants = [] }: Pick<MatterContent, 'participants'>,
): boolean =>
  actor.post.kind === 'company_representative' &&
  open.includes(row.state) &&
  participants.some((p) => p.companyId === actor.post.organizationId);

function without({ participants = [], ...content }: MatterContent, companyId: string): MatterContent {
  const others = participants.filter((p) => p.companyId !== companyId);
  return others.length === 0 ? content : { ...content, participants: others };
}

/**
 * The whole case goes back to the lead with a content that the company is no part of: every signature is given anew, and
 * what the company would have borne is the lead's until the lead says otherwise.
 * @returns the digest of that content
 */
export async function goBackWithout(
  tx: Tx,
  deps: Deps,
  row: MatterRow,
  companyId: string,
  personId: string,
): Promise<string> {
  const kept = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const content = without(kept.content, companyId);
  const digest = digestOf(content);
  const version = row.contentVersion + 1;
  const back = {
    ...(await backToCompany(tx, deps, row.id)),
    ...movedTo(deps, { state: befalls.participantLeaves.to, stateBefore: null }),
  };
  await changeMatter(tx, row.id, back, deps.now());
  await saveContent(tx, { matterId: row.id, version, content, digest, personId });
  const parties = row.parties.filter((id) => id !== companyId || id === row.firstTierId);
  await changeMatter(tx, row.id, { contentVersion: version, contentDigest: digest, parties }, deps.now());
  return digest;
}

/**
 * A participant's legal representative takes the company out of a joint case before the meeting on it begins
 * (MEETING_BEGUN): the case as a whole goes back to the lead and is reckoned anew.
 */
export function leave(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; reason: string },
): Promise<Answer<{ state: 'returned' }>> {
  const about = { kind: 'matter', id: asked.id, title: '' };
  const command = { requestId: asked.requestId, act: 'matters.leave', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ state: 'returned' }>> => {
    const row = found(await lockMatter(tx, asked.id), 'matter');
    const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
    if (!content.participants?.some((p) => p.companyId === actor.post.organizationId))
      throw new NotFound('matter');
    if (!open.includes(row.state)) return refuse('WRONG_STATE', { state: row.state, step: 'leave' });
    const duty = await takeDuty(tx, deps, row.id, actor, 'representative');
    if (duty.outcome === 'refused') return duty;
    const begun = await leaveMeeting(tx, row, 'participant_left');
    if (begun) return begun;
    const { organizationId } = actor.post;
    // Afterwards the case is none of the company's own rows any more.
    const contentDigest = await withWholeZone(tx, () =>
      goBackWithout(tx, deps, row, organizationId, actor.person.id),
    );
    const told = { reason: asked.reason, from: row.state, to: 'returned', contentDigest };
    return accept({ subject: aboutMatter(row), content: told, answer: { state: 'returned' } });
  });
}
