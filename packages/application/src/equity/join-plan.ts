import { findPlan, lockPlan } from '@guanyun/db/equity/plan.store.ts';
import { agreeToPlan, casesOfPlan } from '@guanyun/db/equity/plan-case.store.ts';
import { withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { mattersById } from '@guanyun/db/matters/matter.store.ts';
import { warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import type { PlanItem } from '@guanyun/domain/equity/plan.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Also, type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { aboutMatter } from '../matters/case-step.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutPlan } from './draft-plan.ts';

/**
 * A company hands the warrants of its cases in one item over to the plan, so that the group carries them out in its name,
 * whole or not at all. Once given it stands as long as the warrant. Refused: WRONG_STATE unless the plan is submitted, PLAN_NOTHING_LEFT where it is given or carried
 * out already, PLAN_WARRANT_MISSING while a case has no warrant yet.
 */
export function joinPlan(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; itemId: string },
): Promise<Answer<{ agreed: true }>> {
  const { requestId, id, itemId } = asked;
  const companyId = actor.post.organizationId;
  const about = aboutPlan(id, { title: '', items: [] });
  const command = { requestId, act: 'equity.joinPlan', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ agreed: true }>> => {
    found(await findPlan(tx, id), 'plan');
    // Read by its parties, held by the group alone.
    const plan = found(await withWholeZone(tx, () => lockPlan(tx, id)), 'plan');
    if (plan.state !== 'submitted') return refuse('WRONG_STATE', { state: plan.state, step: 'join' });
    const own = (await casesOfPlan(tx, id)).filter(
      (row) => row.itemId === itemId && row.companyId === companyId && row.registerOf !== null,
    );
    if (own.length === 0 || companyId === plan.groupId) throw new NotFound('plan');
    const items = plan.items as readonly PlanItem[];
    const item = String(items.findIndex((one) => one.id === itemId) + 1);
    for (const { matterId } of own) {
      const warrants = await warrantsOfMatter(tx, matterId);
      if (warrants.some((warrant) => warrant.companyId === companyId)) continue;
      const [company] = await organizationsById(tx, today(deps), [companyId]);
      return refuse('PLAN_WARRANT_MISSING', { item, company: company?.name ?? '' });
    }
    const set = { agreedBy: actor.person.id, agreedAt: deps.now() };
    const agreed = await agreeToPlan(tx, { planId: id, itemId, companyId }, set);
    if (agreed === 0) return refuse('PLAN_NOTHING_LEFT');
    const content = { planId: id, itemId, cases: own.map(({ matterId }) => matterId) };
    const also = (await mattersById(tx, content.cases)).map(
      (row): Also => ({ act: command.act, subject: aboutMatter(row), content }),
    );
    const subject = aboutPlan(id, { title: plan.title, items });
    return accept({ subject, content, answer: { agreed: true }, also });
  });
}
