import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findContent, findMatter, mattersOfCompany } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import type { Refusal, Refused } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { decideResubmission, isSameInSubstance, wasRefused } from '@guanyun/domain/matters/resubmission.ts';
import { found } from '../kernel/deps.ts';
import { figuresOn } from './figures.ts';

/** Where an archived case stood before it was put away. */
const stateOf = ({ state, stateBefore }: MatterRow): MatterRow['state'] =>
  state === 'archived' ? (stateBefore ?? state) : state;

/** The company's cases that were refused and are the same in substance, named as predecessor or not. */
async function refusedBefore(
  tx: Tx,
  { proposal }: MatterContent,
  id: string | null,
  aggregationKey: string,
): Promise<MatterRow[]> {
  const states = ['rejected', 'externally_rejected', 'archived'] as const;
  const ended = (await mattersOfCompany(tx, proposal.companyId, states)).filter(
    (row) => row.id !== id && row.matter === proposal.matter && wasRefused(stateOf(row)),
  );
  const same: MatterRow[] = [];
  for (const row of ended) {
    const earlier = found(await findContent(tx, row.id, row.contentVersion), 'content');
    const told = { proposal: earlier.content.proposal, aggregationKey: row.aggregationKey };
    if (isSameInSubstance(told, { proposal, aggregationKey })) same.push(row);
  }
  return same;
}

/**
 * What was refused comes back as a linked case, after its time or with new facts, and adds up as before; leaving out the
 * link does not help.
 */
export async function resubmissionRefused(
  tx: Tx,
  content: MatterContent,
  id: string | null,
  aggregationKey: string,
  on: LocalDate,
): Promise<Refused<Refusal> | null> {
  const { predecessorId } = content;
  const named = predecessorId === undefined ? [] : [found(await findMatter(tx, predecessorId), 'matter')];
  const before = await refusedBefore(tx, content, id, aggregationKey);
  const figures = await figuresOn(tx, on, null);
  for (const earlier of [...named, ...before.filter((row) => row.id !== predecessorId)]) {
    const state = stateOf(earlier);
    const refusedOn = wasRefused(state) && earlier.endedOn !== null ? localDate(earlier.endedOn) : null;
    const { matter, companyId } = content.proposal;
    // New facts are stated in a case that takes up the refused one by name.
    const newFacts = predecessorId === undefined ? null : (content.newFacts ?? null);
    const next = { matter, companyId, aggregationKey, newFacts, on };
    // What is the same in substance need not add up under the same key; what is named must.
    const key = earlier.id === predecessorId ? earlier.aggregationKey : null;
    const decision = decideResubmission({ ...earlier, aggregationKey: key, state, refusedOn }, next, figures);
    if (decision.outcome === 'refused') return decision;
  }
  return null;
}
