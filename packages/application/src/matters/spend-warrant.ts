import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import { obligationsOf } from '@guanyun/db/matters/execution.store.ts';
import { changeMatter } from '@guanyun/db/matters/matter.store.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { lockWarrant, saveSpending } from '@guanyun/db/matters/warrant.store.ts';
import { accept, type Decision, type Refusal } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { decideSpending, type Warrant } from '@guanyun/domain/matters/decide-spending.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { barSpending } from '@guanyun/domain/matters/obligation.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import type { Subject } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { movedTo } from './case-step.ts';

const warrantOf = (row: WarrantRow, owed: readonly ObligationRow[]): Warrant => ({
  ...row,
  suspended: row.suspendedOn !== null,
  openConditions: barSpending(owed.map((o) => ({ ...o, dueOn: localDate(o.dueOn) }))).map((o) => o.text),
  amount: row.amount === null ? null : parseYuan(row.amount),
  spent: parseYuan(row.spent),
  issuedOn: localDate(row.issuedOn),
  expiresOn: localDate(row.expiresOn),
  revokedOn: row.revokedOn === null ? null : localDate(row.revokedOn),
});

/** What is about to be done: the proposal as it stands in this act, in whose name, for how much, on which day. */
export type Intent = {
  readonly warrantId: string;
  readonly companyId: string;
  readonly proposal: Proposal;
  readonly amount: Fen | null;
  readonly on: LocalDate;
};

/** Locks the warrant and asks whether it carries the act. Nothing is written yet. */
export async function checkWarrant(tx: Tx, intent: Intent): Promise<Decision<WarrantRow, Refusal>> {
  const row = await lockWarrant(tx, intent.warrantId);
  const decision = decideSpending(
    row === null ? null : warrantOf(row, await obligationsOf(tx, row.matterId)),
    {
      kind: intent.proposal.matter,
      companyId: intent.companyId,
      proposalDigest: digestOf(intent.proposal),
      amount: intent.amount,
      on: intent.on,
    },
  );
  if (decision.outcome === 'refused') return decision;
  return accept(row as WarrantRow);
}

/** Spends it on an act, in the act's own transaction; the database counts once more. */
export async function spendWarrant(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  warrant: WarrantRow,
  intent: Intent,
  act: string,
  subject: Subject & { id: string },
): Promise<void> {
  await saveSpending(tx, {
    id: deps.newId(),
    warrantId: warrant.id,
    act,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectTitle: subject.title,
    amount: intent.amount === null ? null : formatYuan(intent.amount),
    proposalDigest: digestOf(intent.proposal),
    spentOn: intent.on,
    personId: actor.person.id,
  });
  const to = { state: steps.spend.to, stateBefore: null };
  await changeMatter(tx, warrant.matterId, movedTo(deps, to), deps.now());
}
