import { savePlan } from '@guanyun/db/equity/plan.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decidePlanContent } from '@guanyun/domain/equity/decide-plan.ts';
import { mattersOf, namedIn, type PlanItem } from '@guanyun/domain/equity/plan.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome, type Subject } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

/** What a plan says, as it comes from the workbench. */
export type AskedPlan = {
  readonly title: string;
  readonly basisDate: string;
  readonly items: readonly PlanItem[];
};

/** A plan as the journal names it, with the matters that its items become. */
export const aboutPlan = (
  id: string | null,
  { title, items }: Pick<AskedPlan, 'title' | 'items'>,
): Subject => ({
  kind: 'equity_plan',
  id,
  title,
  matters: [...new Set(items.flatMap((item) => mattersOf[item.method]))],
});

/** What a plan says is looked at as the zone knows the bodies that it names on the day of the change. */
export async function checkPlanContent(tx: Tx, deps: Deps, items: readonly PlanItem[]) {
  const ids = [...new Set(items.flatMap(namedIn))];
  const known = await organizationsById(tx, today(deps), ids);
  return decidePlanContent(items, (id) => known.find((body) => body.id === id)?.kind ?? null);
}

/** A first-tier company drafts a plan for its own group. Refused: PLAN_NOT_BY_GROUP for any other body. */
export function draftPlan(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string } & AskedPlan,
): Promise<Answer<{ id: string; revision: number }>> {
  const { requestId, ...said } = asked;
  const id = deps.newId();
  const command = { requestId, act: 'equity.draftPlan', body: said, about: aboutPlan(null, said) };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string; revision: number }>> => {
    const groupId = actor.post.organizationId;
    const group = found((await organizationsById(tx, today(deps), [groupId]))[0], 'company');
    if (group.kind !== 'company' || group.tier !== 1) return refuse('PLAN_NOT_BY_GROUP');
    const decision = await checkPlanContent(tx, deps, said.items);
    if (decision.outcome === 'refused') return decision;
    const [personId, at] = [actor.person.id, deps.now()];
    await savePlan(tx, {
      ...{ id, groupId, ...said, revision: 1, state: 'draft' },
      ...{ draftedBy: personId, draftedAt: at, revisedBy: personId, revisedAt: at },
    });
    return accept({
      subject: aboutPlan(id, said),
      content: { ...said, groupId },
      answer: { id, revision: 1 },
    });
  });
}
