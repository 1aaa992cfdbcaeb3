import { changePlan, lockPlan } from '@guanyun/db/equity/plan.store.ts';
import { decidePlanChange } from '@guanyun/domain/equity/decide-plan.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { type AskedPlan, aboutPlan, checkPlanContent } from './draft-plan.ts';

/** The group says its plan anew, all of it. Refused: STALE when somebody changed it since the revision that was seen. */
export function revisePlan(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; revision: number } & AskedPlan,
): Promise<Answer<{ revision: number }>> {
  const { requestId, ...body } = asked;
  const { id, revision: seen, ...said } = body;
  const command = { requestId, act: 'equity.revisePlan', body, about: aboutPlan(id, said) };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ revision: number }>> => {
    const row = found(await lockPlan(tx, id), 'plan');
    const may = decidePlanChange(row, { revision: seen, step: 'revise' });
    if (may.outcome === 'refused') return may;
    const decision = await checkPlanContent(tx, deps, said.items);
    if (decision.outcome === 'refused') return decision;
    const revision = row.revision + 1;
    await changePlan(tx, id, { ...said, revision, revisedBy: actor.person.id, revisedAt: deps.now() });
    return accept({ subject: aboutPlan(id, said), content: { ...said, revision }, answer: { revision } });
  });
}
