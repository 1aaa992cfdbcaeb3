import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { SpendingRow } from '@guanyun/db/matters/execution.model.ts';
import { obligationsOf } from '@guanyun/db/matters/execution.store.ts';
import { findMatter, lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { findWarrant, lockWarrant, saveSpending } from '@guanyun/db/matters/warrant.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, formatYuan } from '@guanyun/domain/kernel/money.ts';
import { decideSpending, type Spending } from '@guanyun/domain/matters/decide-spending.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import type { Subject } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { stepOn } from './case-step.ts';
import { oweAfter } from './owe-after.ts';
import { warrantOf } from './warrant-of.ts';

/** What is about to be done: the proposal as it stands in this act, in whose name, for how much, on which day. */
export type Intent = {
  readonly warrantId: string;
  readonly companyId: string;
  readonly proposal: Proposal;
  readonly amount: Fen | null;
  readonly on: LocalDate;
};

/**
 * Locks the case, then the warrant, and asks whether it carries the act: its own limits, what is still owed before
 * anything is done, and where the case stands (WRONG_STATE). Nothing is written yet.
 */
export async function carries(
  tx: Tx,
  warrantId: string,
  spending: (warrant: WarrantRow) => Spending,
): Promise<Decision<WarrantRow, Refusal>> {
  const seen = await findWarrant(tx, warrantId);
  const matter = seen === null ? null : await lockMatter(tx, seen.matterId);
  const row = matter === null ? null : await lockWarrant(tx, warrantId);
  if (row === null || matter === null) return refuse('NO_WARRANT');
  const warrant = warrantOf(row, await obligationsOf(tx, matter.id));
  const decision = decideSpending(warrant, spending(row));
  if (decision.outcome === 'refused') return decision;
  const step = decideStep('spend', matter);
  return step.outcome === 'refused' ? step : accept(row);
}

/** Whether the warrant carries an act that has a form of its own: it must be what was decided, to the letter. */
export const checkWarrant = (tx: Tx, intent: Intent): Promise<Decision<WarrantRow, Refusal>> =>
  carries(tx, intent.warrantId, () => ({
    kind: intent.proposal.matter,
    companyId: intent.companyId,
    proposalDigest: digestOf(intent.proposal),
    amount: intent.amount,
    on: intent.on,
  }));

/**
 * Spends a checked warrant in the act's own transaction: the use, what follows from it, and the case that is now being
 * carried out. Refused to whoever has a duty of the committee in the case (SAME_PERSON_BOTH_SIDES). The database counts
 * once more.
 */
export async function useWarrant(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  warrant: WarrantRow,
  use: Pick<SpendingRow, 'act' | 'subjectId' | 'subjectKind' | 'subjectTitle' | 'amount' | 'spentOn'> &
    Partial<Pick<SpendingRow, 'id' | 'counterparty' | 'documents'>>,
): Promise<Decision<null, Refusal>> {
  await saveSpending(tx, {
    id: deps.newId(),
    counterparty: null,
    documents: [],
    ...use,
    warrantId: warrant.id,
    proposalDigest: warrant.proposalDigest,
    personId: actor.person.id,
  });
  const { matterId, content, companyId } = warrant;
  const matter = found(await findMatter(tx, matterId), 'matter');
  const about = { matter, proposal: content.proposal, ownerIds: [companyId], on: use.spentOn };
  await oweAfter(tx, deps, about, 'act');
  const stepped = await stepOn(tx, deps, actor, matter, 'spend');
  return stepped.outcome === 'refused' ? stepped : accept(null);
}

/** Spends it on an act that has a form of its own. */
export const spendWarrant = (
  tx: Tx,
  deps: Deps,
  actor: Actor,
  warrant: WarrantRow,
  intent: Intent,
  act: string,
  subject: Subject & { id: string },
): Promise<Decision<null, Refusal>> =>
  useWarrant(tx, deps, actor, warrant, {
    act,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectTitle: subject.title,
    amount: intent.amount === null ? null : formatYuan(intent.amount),
    spentOn: intent.on,
  });
