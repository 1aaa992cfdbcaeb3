import { planCaseOf } from '@guanyun/db/equity/plan-case.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';

/** Whether a warrant belongs to a main case of a plan: then it is the plan that spends it, whole or not at all. */
export async function isOfPlan(tx: Tx, warrantId: string): Promise<boolean> {
  const warrant = await findWarrant(tx, warrantId);
  const row = warrant === null ? null : await planCaseOf(tx, warrant.matterId);
  return row !== null && row.registerOf !== null;
}
