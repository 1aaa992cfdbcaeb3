import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { Actor } from '../organizations/actor.ts';

/**
 * Each participant of a joint case is another company of the zone, named once. Where the case has an amount, each bears a
 * stated part of it, since its warrant is over that part, and together no more than the amount as it is now.
 */
export async function participantsDiffer(
  tx: Tx,
  { proposal, participants = [] }: MatterContent,
  amount: string | null,
  on: LocalDate,
): Promise<Refused<Refusal> | null> {
  if (participants.length === 0) return null;
  const ids = new Set([proposal.companyId, ...participants.map((p) => p.companyId)]);
  const companies = (await organizationsById(tx, on, [...ids])).filter((o) => o.kind === 'company');
  const borne = sumFen(participants.map((p) => (p.amount === null ? fen(0n) : parseYuan(p.amount))));
  const tooMuch = borne > (amount === null ? 0n : parseYuan(amount));
  const unstated = amount !== null && participants.some((p) => p.amount === null);
  return companies.length < participants.length + 1 || tooMuch || unstated
    ? refuse('PARTICIPANT_DIFFERS', { borne: formatYuan(borne), amount: amount ?? '0.00' })
    : null;
}

/**
 * Whether the actor's company puts the case forward: as lead, as participant, or as the first-tier company through which it
 * goes. A counterparty sees that there is a case, but none of its papers. The committee's side always does.
 */
export const handsIn = (
  { post }: Actor,
  row: Pick<MatterRow, 'companyId' | 'firstTierId'>,
  { participants = [] }: Pick<MatterContent, 'participants'>,
): boolean =>
  post.side !== 'company' ||
  [row.companyId, row.firstTierId, ...participants.map((p) => p.companyId)].includes(post.organizationId);
