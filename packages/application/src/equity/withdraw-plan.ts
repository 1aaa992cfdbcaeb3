import { changePlan, lockPlan } from '@guanyun/db/equity/plan.store.ts';
import { lockCasesOfPlan } from '@guanyun/db/equity/plan-case.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { changeMatter, lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideWithdrawal, withdrawnWithPlan } from '@guanyun/domain/equity/decide-change-set.ts';
import type { PlanItem } from '@guanyun/domain/equity/plan.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { befalls } from '@guanyun/domain/matters/matter-case.ts';
import { type Also, type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { aboutMatter, movedTo } from '../matters/case-step.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutPlan } from './draft-plan.ts';

type Held = { readonly itemId: string; readonly executed: boolean; readonly matter: MatterRow };

/** The cases of the plan, each held in the order of its id. */
async function heldCases(tx: Tx, planId: string): Promise<Held[]> {
  const rows = await lockCasesOfPlan(tx, planId);
  const held: Held[] = [];
  for (const { matterId, itemId, executedAt } of rows.toSorted((a, b) => (a.matterId < b.matterId ? -1 : 1)))
    held.push({
      ...{ itemId, executed: executedAt !== null },
      matter: found(await lockMatter(tx, matterId), 'matter'),
    });
  return held;
}

/** Takes back what is still with its company; each case tells it in its own history. */
async function withdrawCases(
  tx: Tx,
  deps: Deps,
  held: readonly Held[],
  content: object,
  act: string,
): Promise<Also[]> {
  const told: Also[] = [];
  for (const { matter } of held.filter((one) => withdrawnWithPlan(one.matter))) {
    const to = { state: befalls.planWithdrawn.to, stateBefore: null };
    await changeMatter(tx, matter.id, movedTo(deps, to), deps.now());
    told.push({ act, subject: aboutMatter(matter), content: { ...content, from: matter.state } });
  }
  return told;
}

/**
 * The group takes its submitted plan back, and with it every case that is still with its company. Refused as
 * `decideWithdrawal` says: once part is executed, and while a case that was handed in is not over.
 */
export function withdrawPlan(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; reason: string },
): Promise<Answer<{ cases: number }>> {
  const { requestId, ...body } = asked;
  const about = aboutPlan(asked.id, { title: '', items: [] });
  const command = { requestId, act: 'equity.withdrawPlan', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ cases: number }>> => {
    const plan = found(await lockPlan(tx, asked.id), 'plan');
    const items = plan.items as readonly PlanItem[];
    // The cases of other companies are beyond the group's own rows.
    return withWholeZone(tx, async (): Promise<Outcome<{ cases: number }>> => {
      const held = await heldCases(tx, plan.id);
      const ids = held.map(({ matter }) => matter.companyId);
      const names = new Map((await organizationsById(tx, today(deps), ids)).map((o) => [o.id, o.name ?? '']));
      const decision = decideWithdrawal(
        plan.state,
        held.map(({ itemId, executed, matter }) => ({
          ...{ executed, state: matter.state, company: names.get(matter.companyId) ?? '' },
          item: items.findIndex(({ id }) => id === itemId) + 1,
        })),
      );
      if (decision.outcome === 'refused') return decision;
      const content = { planId: plan.id, reason: asked.reason };
      const also = await withdrawCases(tx, deps, held, content, command.act);
      const [withdrawnBy, withdrawnAt] = [actor.person.id, deps.now()];
      await changePlan(tx, plan.id, { state: 'withdrawn', withdrawnBy, withdrawnAt });
      const subject = aboutPlan(plan.id, { title: plan.title, items });
      return accept({ subject, content, answer: { cases: also.length }, also });
    });
  });
}
