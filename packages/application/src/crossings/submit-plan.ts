import { changePlan, lockPlan } from '@guanyun/db/equity/plan.store.ts';
import { type NewPlanCase, savePlanCase } from '@guanyun/db/equity/plan-case.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { decideSubmission } from '@guanyun/domain/equity/decide-change-set.ts';
import { decidePlanChange } from '@guanyun/domain/equity/decide-plan.ts';
import { accept, type Decision, type Refusal } from '@guanyun/domain/kernel/decision.ts';
import { entersRegister, registerChangedBy } from '../equity/carry-out.ts';
import { aboutPlan } from '../equity/draft-plan.ts';
import { lockRegisters } from '../equity/enter-event.ts';
import { refusedItem } from '../equity/execute-plan.ts';
import { type Also, type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { aboutMatter } from '../matters/case-step.ts';
import { draftCase } from '../matters/propose.ts';
import type { Actor } from '../organizations/actor.ts';
import { gatherFacts } from './gather-facts.ts';
import { plannedMatters } from './plan-approvals.ts';
import { judgedPlan, type ReadPlan } from './read-plan.ts';

type Planned = ReturnType<typeof plannedMatters>[number];
const TITLE_LENGTH = 200;

/** Whose register a main case is carried out in, and which others it changes; none for what is attached. */
function registersOf(
  { role, proposal, itemId }: Planned,
  { judgement }: ReadPlan,
): Pick<NewPlanCase, 'registerOf' | 'registers'> {
  if (role === 'attached' || !entersRegister(proposal)) return { registerOf: null, registers: [] };
  const registerOf = registerChangedBy(proposal);
  const all = proposal.matter === 'reorganization' ? judgement.after.touched.get(itemId) : undefined;
  return { registerOf, registers: all ?? [registerOf] };
}

/** The drafts of the plan, each of the company that has to propose it, which completes it and hands it in as any other. */
async function draftCases(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  known: ReadPlan,
  planned: readonly Planned[],
): Promise<Decision<readonly Also[], Refusal>> {
  const { row, plan } = known;
  const told: Also[] = [];
  let main = { id: '', itemId: '', companyId: '' };
  for (const [position, one] of planned.entries()) {
    const { role, proposal, itemId } = one;
    const { companyId } = proposal;
    const id = deps.newId();
    const title = `${proposal.subject ?? ''}（${plan.title}）`.slice(0, TITLE_LENGTH);
    // A case follows a main one of its own company; what another company has to amend is tied to it by the plan.
    const follows = role === 'attached' && main.itemId === itemId && main.companyId === companyId;
    const content = { title, proposal, records: [], materials: [], ...(follows ? { mainId: main.id } : {}) };
    const made = await draftCase(tx, deps, actor, { id, companyId, content }, gatherFacts);
    const at = plan.items.findIndex((item) => item.id === itemId);
    if (made.outcome === 'refused') {
      const [first, ...rest] = refusedItem(at + 1, made.refusals);
      return { outcome: 'refused', refusals: [first as Refusal, ...rest] };
    }
    if (role === 'main') main = { id, itemId, companyId };
    await savePlanCase(tx, {
      ...{ matterId: id, planId: row.id, groupId: row.groupId, itemId, position, companyId },
      ...{ separable: plan.items[at]?.separable ?? false },
      ...registersOf(one, known),
    });
    const subject = aboutMatter({ id, title, matter: proposal.matter });
    told.push({ act: 'equity.submitPlan', subject, content: { planId: row.id, itemId, ...made.effects } });
  }
  return accept(told);
}

/**
 * Hands the plan in as one change set: every case that its items become is drafted in the same transaction, or none is. A
 * submitted plan is not revised any more. Refused: WRONG_STATE, STALE, what `decideSubmission` refuses, and, naming the item
 * (`planItem`), what bars a draft.
 */
export function submitPlan(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; revision: number },
): Promise<Answer<{ cases: number }>> {
  const { requestId, ...body } = asked;
  const about = aboutPlan(asked.id, { title: '', items: [] });
  const command = { requestId, act: 'equity.submitPlan', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ cases: number }>> => {
    const row = found(await lockPlan(tx, asked.id), 'plan');
    const may = decidePlanChange(row, { revision: asked.revision, step: 'submit' });
    if (may.outcome === 'refused') return may;
    const known = await judgedPlan(tx, today(deps), row.id);
    const planned = plannedMatters(known);
    const goes = (id: string): boolean => planned.some((one) => one.itemId === id);
    const { items, title } = known.plan;
    const decision = decideSubmission(items.map(({ id, separable }) => ({ separable, goes: goes(id) })));
    if (decision.outcome === 'refused') return decision;
    const [submittedBy, submittedAt] = [actor.person.id, deps.now()];
    await changePlan(tx, row.id, { state: 'submitted', submittedBy, submittedAt });
    await lockRegisters(
      tx,
      planned.flatMap((one) => registersOf(one, known).registers),
    );
    // A draft belongs to its company, which is not always the group.
    const made = await withWholeZone(tx, () => draftCases(tx, deps, actor, known, planned));
    if (made.outcome === 'refused') return made;
    const subject = aboutPlan(row.id, { title, items });
    const matters = [...new Set(planned.map(({ proposal }) => proposal.matter))];
    return accept({
      subject: { ...subject, matters },
      content: { title, revision: row.revision, cases: made.effects.map((one) => one.subject.id) },
      answer: { cases: planned.length },
      also: made.effects,
    });
  });
}
