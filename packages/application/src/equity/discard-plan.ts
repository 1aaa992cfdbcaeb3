import { changePlan, lockPlan } from '@guanyun/db/equity/plan.store.ts';
import { decidePlanChange } from '@guanyun/domain/equity/decide-plan.ts';
import type { PlanItem } from '@guanyun/domain/equity/plan.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutPlan } from './draft-plan.ts';

/** The group sets its plan aside for good; it stays readable. Refused: STALE when it was changed since it was seen. */
export function discardPlan(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; revision: number },
): Promise<Answer<{ state: 'discarded' }>> {
  const { requestId, ...body } = asked;
  const about = aboutPlan(asked.id, { title: '', items: [] });
  const command = { requestId, act: 'equity.discardPlan', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ state: 'discarded' }>> => {
    const row = found(await lockPlan(tx, asked.id), 'plan');
    const may = decidePlanChange(row, { revision: asked.revision, step: 'discard' });
    if (may.outcome === 'refused') return may;
    const [discardedBy, discardedAt] = [actor.person.id, deps.now()];
    await changePlan(tx, row.id, { state: 'discarded', discardedBy, discardedAt });
    const { title, revision } = row;
    return accept({
      subject: aboutPlan(row.id, { title, items: row.items as readonly PlanItem[] }),
      content: { title, revision },
      answer: { state: 'discarded' },
    });
  });
}
