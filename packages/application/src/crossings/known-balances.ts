import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type Commitment, commitmentsOf } from '@guanyun/db/matters/matter.store.ts';
import { type LocalDate, localDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan, sumFen, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { compare, formatFraction, ONE, ratio, ZERO } from '@guanyun/domain/kernel/ratio.ts';
import type { ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { ownershipOn } from '../equity/read-equity.ts';
import { type Standpoint, standsInSum } from '../matters/route-case.ts';
import { type Group, groupOf, shareIn, stateShareOf } from './group-of.ts';

const sumOf = (cases: readonly Commitment[]): Fen => sumFen(cases.map((c) => parseYuan(c.amount)));

/** What the company states, or what the zone knows if that is more. What nobody states stays unknown. */
function atLeast(stated: string | null | undefined, known: Fen): string | null {
  const amount = stated === null || stated === undefined ? null : tryParseYuan(stated);
  if (amount === null) return null;
  return formatYuan(amount > known ? amount : known);
}

/** How the debtor stands to the group, as far as the register shows it; nothing where it is silent. */
async function relationToGroup(
  tx: Tx,
  on: LocalDate,
  group: Group | null,
  debtorId: string,
): Promise<{ relation?: string; shareRatio?: string }> {
  if (group !== null && debtorId !== group.root.id) {
    const share = shareIn(group.ownership, group.root.id, debtorId);
    const shareRatio = formatFraction(share);
    if (compare(share, ONE) === 0) return { relation: 'wholly', shareRatio };
    if (group.members.includes(debtorId)) return { relation: 'controlled', shareRatio };
    if (compare(share, ZERO) > 0) return { relation: 'participation', shareRatio };
  }
  const state = await stateShareOf(tx, on, await ownershipOn(tx, on, null), debtorId);
  return compare(state, ratio(1n, 2n)) > 0 ? { relation: 'other_state' } : {};
}

/**
 * The facts of a guarantee. The group's net assets, the debtor's place in it and every guarantee already asked for in
 * the zone come from the register; a stated balance counts only where it is higher.
 */
export async function guaranteeFacts(
  tx: Tx,
  on: LocalDate,
  proposal: ProposalOf<'external_guarantee'>,
  { ownId, known }: Standpoint,
): Promise<Record<string, unknown>> {
  const { companyId, facts, counterparty } = proposal;
  const group = await groupOf(tx, on, companyId);
  const asked = await commitmentsOf(tx, proposal.matter, group?.members ?? [companyId], known);
  const others = asked.filter((c) => c.id !== ownId && standsInSum(c));
  const single = others.filter((c) => c.companyId === companyId);
  return {
    ...facts,
    guarantor: 'company',
    ...('id' in counterparty ? await relationToGroup(tx, on, group, counterparty.id) : {}),
    groupNetAssets: group?.root.netAssets ?? null,
    balanceBefore: atLeast(facts.balanceBefore, sumOf(others)),
    singleBalanceBefore: atLeast(facts.singleBalanceBefore, sumOf(single)),
  };
}

/** The facts of a donation; the year's total is never below what the zone knows of the company and that year. */
export async function donationFacts(
  tx: Tx,
  proposal: ProposalOf<'donation'>,
  { ownId, known }: Standpoint,
): Promise<Record<string, unknown>> {
  const year = yearOf(localDate(proposal.decidedOn));
  const given = (await commitmentsOf(tx, proposal.matter, [proposal.companyId], known)).filter(
    (c) => c.id !== ownId && standsInSum(c) && yearOf(localDate(c.decidedOn)) === year,
  );
  return { ...proposal.facts, yearTotalBefore: atLeast(proposal.facts.yearTotalBefore, sumOf(given)) };
}
