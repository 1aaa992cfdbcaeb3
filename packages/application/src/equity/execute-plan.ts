import type { EquityEventRow } from '@guanyun/db/equity/equity.store.ts';
import { lockPlan } from '@guanyun/db/equity/plan.store.ts';
import {
  executePlanCase,
  lockCasesOfPlan,
  overtakenRegisters,
  type PlanCaseRow,
} from '@guanyun/db/equity/plan-case.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { findContent, lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { lockWarrant, warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { type CaseToExecute, decideExecution } from '@guanyun/domain/equity/decide-change-set.ts';
import type { PlanItem, PlanMethod } from '@guanyun/domain/equity/plan.ts';
import { assert } from '@guanyun/domain/kernel/assert.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { type Also, type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { aboutMatter } from '../matters/case-step.ts';
import { checkWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { type CarryingOut, carryOut, entersRegister } from './carry-out.ts';
import { aboutPlan } from './draft-plan.ts';
import { lockRegisters } from './enter-event.ts';

export type PlanExecution = {
  readonly requestId: string;
  readonly id: string;
  readonly registerOn: LocalDate;
  /** Absent: all that is left of the plan. */
  readonly itemIds?: readonly string[] | undefined;
};

/** The refusals of one item, which say its place in the plan beside their own facts. */
export const refusedItem = (item: number, refusals: readonly Refusal[]): Refusal[] =>
  refusals.map((one) => ({ ...one, facts: { ...one.facts, planItem: String(item) } }));

type Carried = CaseToExecute & {
  readonly row: PlanCaseRow;
  readonly method: PlanMethod;
  readonly warrant: WarrantRow | null;
};

/** The main cases with their warrants, every row and then every register held, each in the order of its id. */
async function lockedCases(tx: Tx, rows: readonly PlanCaseRow[]): Promise<Map<string, WarrantRow>> {
  const warrants = new Map<string, WarrantRow>();
  for (const { matterId, companyId } of rows.toSorted((a, b) => (a.matterId < b.matterId ? -1 : 1))) {
    await lockMatter(tx, matterId);
    const seen = (await warrantsOfMatter(tx, matterId)).find((one) => one.companyId === companyId);
    const warrant = seen === undefined ? null : await lockWarrant(tx, seen.id);
    if (warrant !== null) warrants.set(matterId, warrant);
  }
  await lockRegisters(
    tx,
    rows.flatMap(({ registers }) => registers),
  );
  return warrants;
}

async function carriedCases(
  tx: Tx,
  on: LocalDate,
  items: readonly PlanItem[],
  rows: readonly PlanCaseRow[],
): Promise<Carried[]> {
  const warrants = await lockedCases(tx, rows);
  const overtaken = rows[0] === undefined ? [] : await overtakenRegisters(tx, rows[0].planId);
  const ids = rows.flatMap(({ companyId, registers }) => [companyId, ...registers]);
  const names = new Map((await organizationsById(tx, on, ids)).map((o) => [o.id, o.name ?? o.code]));
  return rows.map((row): Carried => {
    const at = items.findIndex(({ id }) => id === row.itemId);
    const warrant = warrants.get(row.matterId) ?? null;
    const late = row.registers.find((id) => overtaken.includes(id));
    return {
      ...{ row, warrant, itemId: row.itemId, item: at + 1, separable: row.separable },
      method: found(items[at], 'item').method,
      executed: row.executedAt !== null,
      overtaken: late !== undefined,
      warranted: warrant !== null,
      agreed: row.agreedAt !== null || row.companyId === row.groupId,
      company: names.get(row.companyId) ?? '',
      target: names.get(late ?? row.registerOf ?? '') ?? '',
    };
  });
}

/**
 * One case as it is entered: what the plan says, on the day and with the marks that its company decided it, and what is free
 * for what it is worth. Anything else that
 * was decided differently is then not what the warrant carries.
 */
async function carryingOf(
  tx: Tx,
  deps: Deps,
  { row, warrant, method }: Carried,
  on: LocalDate,
): Promise<CarryingOut> {
  const { content } = found(await findContent(tx, row.matterId, 1), 'content');
  const decided = found(warrant, 'warrant').content.proposal;
  // What a free transfer is worth is no term of the plan: its company says it.
  const own = method === 'free_transfer' && 'amount' in decided ? { amount: decided.amount } : {};
  const proposal = { ...decided, ...content.proposal, ...own, decidedOn: decided.decidedOn } as Proposal;
  assert(entersRegister(proposal), 'what a plan became has a form in the register');
  const inKind = method === 'contribution_in_kind' && proposal.matter === 'capital_change';
  return {
    ...{ id: deps.newId(), act: 'equity.executePlan', registrationOn: null },
    intent: {
      ...{ warrantId: found(warrant, 'warrant').id, companyId: row.companyId, proposal, on },
      amount: tryParseYuan(proposal.amount ?? ''),
    },
    // What is put in for new capital is handed over by the same act; money is paid in with a receipt of its own.
    ...(inKind ? { paid: proposal.capital.subscribed } : {}),
  };
}

/** Every warrant is asked before anything is written, so that all that bars the plan is said at once. */
async function prepared(
  tx: Tx,
  deps: Deps,
  taken: readonly Carried[],
  on: LocalDate,
): Promise<Decision<(Carried & { readonly carrying: CarryingOut })[], Refusal>> {
  const ready = [];
  const refusals: Refusal[] = [];
  for (const one of taken) {
    const carrying = await carryingOf(tx, deps, one, on);
    const checked = await checkWarrant(tx, carrying.intent);
    if (checked.outcome === 'refused') refusals.push(...refusedItem(one.item, checked.refusals));
    ready.push({ ...one, carrying });
  }
  const [first, ...rest] = refusals;
  return first === undefined ? accept(ready) : { outcome: 'refused', refusals: [first, ...rest] };
}

/** The act would change a register that the plan did not know of when it was submitted. */
async function overtaken(tx: Tx, item: number, { targetId, decidedOn }: EquityEventRow) {
  const [company] = await organizationsById(tx, decidedOn, [targetId]);
  return refuse('PLAN_OVERTAKEN', { item: String(item), company: company?.name ?? '' });
}

async function execute(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  taken: readonly (Carried & { readonly carrying: CarryingOut })[],
  together: readonly string[],
): Promise<Decision<readonly Also[], Refusal>> {
  const told: Also[] = [];
  for (const { row, item, carrying } of taken) {
    const done = await carryOut(tx, deps, actor, { ...carrying, together });
    if (done.outcome === 'refused') {
      const [first, ...rest] = refusedItem(item, done.refusals);
      return { outcome: 'refused', refusals: [first as Refusal, ...rest] };
    }
    const { warrant, also, targets, rows } = done.effects;
    const other = rows.find(({ targetId }) => !row.registers.includes(targetId));
    if (other !== undefined) return overtaken(tx, item, other);
    const eventId = carrying.id;
    const mark = { executedBy: actor.person.id, executedAt: deps.now(), eventId };
    await executePlanCase(tx, row.matterId, mark);
    const content = { planId: row.planId, eventId, warrant: warrant.number };
    const { matterId: id, title, kind: matter } = warrant;
    told.push({ act: carrying.act, subject: aboutMatter({ id, title, matter }), content });
    for (const target of targets)
      told.push({ act: carrying.act, subject: { kind: 'organization', ...target }, content });
    told.push(...also);
  }
  return accept(told);
}

/**
 * Carries a submitted plan out, all that is left of it or items that are separable, in one transaction: every event entered
 * under its own warrant, or none. Done by the group, for other companies in their name where they have handed their
 * warrants over. Refused: WRONG_STATE unless it is submitted, DAY_NOT_COME, what `decideExecution` refuses, and, naming the
 * item (`planItem`), what the warrants and the registers refuse.
 */
export function executePlan(
  deps: Deps,
  actor: Actor,
  asked: PlanExecution,
): Promise<Answer<{ executed: string[] }>> {
  const about = aboutPlan(asked.id, { title: '', items: [] });
  const command = { requestId: asked.requestId, act: 'equity.executePlan', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ executed: string[] }>> => {
    const { registerOn, itemIds = null } = asked;
    const plan = found(await lockPlan(tx, asked.id), 'plan');
    if (plan.state !== 'submitted') return refuse('WRONG_STATE', { state: plan.state, step: 'execute' });
    if (registerOn > today(deps)) return refuse('DAY_NOT_COME', { day: registerOn });
    const items = plan.items as readonly PlanItem[];
    // The warrants and cases of other companies are beyond the group's own rows.
    return withWholeZone(tx, async (): Promise<Outcome<{ executed: string[] }>> => {
      const rows = await lockCasesOfPlan(tx, plan.id);
      const main = rows.filter(({ registerOf }) => registerOf !== null);
      const cases = await carriedCases(tx, registerOn, items, main);
      const taken = decideExecution(cases, itemIds);
      if (taken.outcome === 'refused') return taken;
      const ready = await prepared(tx, deps, taken.effects, registerOn);
      if (ready.outcome === 'refused') return ready;
      const ids = rows.map(({ matterId }) => matterId);
      const done = await execute(tx, deps, actor, ready.effects, ids);
      if (done.outcome === 'refused') return done;
      const executed = [...new Set(taken.effects.map(({ itemId }) => itemId))];
      return accept({
        subject: aboutPlan(plan.id, { title: plan.title, items }),
        content: { registerOn, executed },
        answer: { executed },
        also: done.effects,
      });
    });
  });
}
