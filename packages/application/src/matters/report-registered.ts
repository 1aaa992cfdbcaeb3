import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeObligation, obligationsOf } from '@guanyun/db/matters/execution.store.ts';
import { findMatter } from '@guanyun/db/matters/matter.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import type { Also } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutMatter } from './case-step.ts';

/** What is owed after an approval that registering the change does 变更登记. */
export const REGISTERED = 'register';

/**
 * The change that a case decided is registered: what its companies owed as registration is reported with the receipt, once
 * for all of them, and waits for the supervisor like any other report.
 */
export async function reportRegistered(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  asked: { matterId: string; on: LocalDate; receipt: string; act: string },
): Promise<Also[]> {
  const { matterId, on, receipt, act } = asked;
  const owed = (await obligationsOf(tx, matterId)).filter(
    ({ code, state }) => code === REGISTERED && state === 'open',
  );
  if (owed.length === 0) return [];
  const matter = found(await findMatter(tx, matterId), 'matter');
  const said = { report: `变更登记于 ${on} 办结`, evidence: [receipt] };
  const reported = { reportedOn: today(deps), reportedBy: actor.person.id, opinion: null };
  for (const { id } of owed) await changeObligation(tx, id, { ...said, ...reported, state: 'reported' });
  const content = { obligations: owed.map(({ id, text }) => ({ id, text })), ...said };
  return [{ act, subject: aboutMatter(matter), content }];
}
