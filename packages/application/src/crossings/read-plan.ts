import { allPlans, type EquityPlanRow, findPlan } from '@guanyun/db/equity/plan.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type NamedOrganization, organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { personsById } from '@guanyun/db/organizations/person.store.ts';
import type { Plan, PlanItem, Register } from '@guanyun/domain/equity/plan.ts';
import { judgePlan, type PlanBody, type PlanJudgement } from '@guanyun/domain/equity/plan-judgement.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { planners } from '@guanyun/domain/organizations/permissions.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { levelsOn } from '../equity/level-exemptions.ts';
import { kindOf } from '../equity/read-equity.ts';
import { registerOf, transactionsOf } from '../equity/register.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { approvalsOf } from './plan-approvals.ts';
import { shownCases } from './plan-cases.ts';
import { pictureOf, shownComparison } from './plan-picture.ts';

/** Every plan that this actor sees: a group its own, the committee all. */
export function listPlans(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const rows = await allPlans(tx);
    const names = new Map((await organizationsOn(tx, today(deps))).map((o) => [o.id, o.name ?? '']));
    const persons = await personsById(
      tx,
      rows.map((row) => row.revisedBy),
    );
    return rows.map((row) => ({
      ...{ id: row.id, title: row.title, basisDate: row.basisDate, state: row.state },
      ...{ revision: row.revision, items: row.items.length, revisedAt: row.revisedAt.toISOString() },
      group: { id: row.groupId, name: names.get(row.groupId) ?? '' },
      revisedBy: persons.find((person) => person.id === row.revisedBy)?.name ?? '',
    }));
  });
}

function bodyOf(organization: NamedOrganization): PlanBody {
  const { id, code, name, kind, form, tier } = organization;
  return {
    ...{ id, form, name: name || `${code}（名称未知）` },
    kind: kindOf(organization),
    firstTier: kind === 'company' && tier === 1,
  };
}

/** The register as it stands; a company without an event has no capital that anybody knows. */
async function wholeRegister(tx: Tx): Promise<Register> {
  const byTarget = Map.groupBy(await registerOf(tx, null), (row) => row.targetId);
  return new Map([...byTarget].map(([target, rows]) => [target, transactionsOf(rows)]));
}

const planOf = (row: EquityPlanRow): Plan => ({
  title: row.title,
  groupId: row.groupId,
  basisDate: localDate(row.basisDate),
  // What came in through the procedure was checked there and is changed by nothing else.
  items: row.items as readonly PlanItem[],
});

/** A stored plan with what it comes to: the seam on which its submission and its execution stand. */
export type ReadPlan = {
  readonly row: EquityPlanRow;
  readonly plan: Plan;
  readonly on: LocalDate;
  readonly organizations: readonly NamedOrganization[];
  readonly bodies: readonly PlanBody[];
  readonly judgement: PlanJudgement;
};

/** Loads a plan and judges it on the register as it is now, by the law of the day. */
export async function judgedPlan(tx: Tx, on: LocalDate, id: string): Promise<ReadPlan> {
  const row = found(await findPlan(tx, id), 'plan');
  const plan = planOf(row);
  const organizations = await organizationsOn(tx, on);
  const bodies = organizations.map(bodyOf);
  const judgement = judgePlan({
    plan,
    bodies,
    register: await wholeRegister(tx),
    on,
    levels: await levelsOn(tx, on),
  });
  return { row, plan, on, organizations, bodies, judgement };
}

/** One plan with all that it comes to: before and after, conditions, approvals with their deciders, registrations. */
export function readPlan(deps: Deps, actor: Actor, asked: { id: string }) {
  return read(deps, actor, async (tx) => {
    const known = await judgedPlan(tx, today(deps), asked.id);
    const { row, plan, judgement, bodies } = known;
    const nameOf = (id: string): string => bodies.find((body) => body.id === id)?.name ?? id;
    const approvals = await approvalsOf(tx, known);
    const cases = await shownCases(tx, actor, known.on, row.id);
    const ofGroup = actor.post.organizationId === row.groupId;
    const holds = (posts: readonly PostKind[]): boolean => ofGroup && posts.includes(actor.post.kind);
    return {
      ...{ id: row.id, title: row.title, basisDate: row.basisDate, state: row.state, revision: row.revision },
      group: { id: row.groupId, name: nameOf(row.groupId) },
      mayRevise: row.state === 'draft' && ofGroup,
      mayCopy: holds(planners) && (row.state === 'discarded' || row.state === 'withdrawn'),
      maySubmit: row.state === 'draft' && holds(steps.propose.posts),
      mayWithdraw:
        row.state === 'submitted' &&
        holds(steps.propose.posts) &&
        cases.every(({ state }) => state !== 'executed'),
      mayExecute:
        row.state === 'submitted' &&
        holds(steps.spend.posts) &&
        cases.some(({ state }) => state === 'warranted' || state === 'agreed'),
      ...{ today: known.on, cases },
      bodies: bodies.map(({ id, name, kind, form }) => ({
        ...{ id, name, kind, form },
        holders: (judgement.before.get(id)?.holders ?? []).map((holder) => holder.id),
      })),
      items: plan.items,
      judgements: judgement.items.map((item) => ({
        ...item,
        approvals: approvals.filter((approval) => approval.itemId === item.id),
      })),
      warnings: judgement.warnings,
      before: pictureOf(known, 'before'),
      after: pictureOf(known, 'after'),
      comparison: shownComparison(judgement),
    };
  });
}
