import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { ownershipOn } from './read-equity.ts';

/** A company keeps its own register of members (公司法 56); a company that controls it may keep it for it. */
export async function mayKeepRegister(tx: Tx, deps: Deps, actor: Actor, companyId: string): Promise<boolean> {
  const own = actor.post.organizationId;
  if (own === companyId) return true;
  return (await ownershipOn(tx, today(deps), own)).control.includes(companyId);
}
