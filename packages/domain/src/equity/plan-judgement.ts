import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { formatYuan } from '../kernel/money.ts';
import { add, compare, ONE, type Ratio, ZERO } from '../kernel/ratio.ts';
import type { OwnershipEntity } from '../organizations/share-graph.ts';
import type { LevelCheck } from './level-check.ts';
import { type Plan, type PlanItem, type Register, takerOf } from './plan.ts';
import { type AppliedPlan, applyPlan, tablesOn } from './plan-apply.ts';
import { comparePlan, ownershipIn, type PlanComparison, type Tables } from './plan-compare.ts';
import type { PlanFinding } from './plan-entries.ts';
import { conditionsOf, type PlanConditionCode } from './plan-law.ts';
import type { ConditionQuestion, TargetForm } from './plan-verdicts.ts';

/** Somebody whom the register knows on the basis date. */
export type PlanBody = OwnershipEntity & {
  readonly name: string;
  readonly form: TargetForm;
  readonly firstTier: boolean;
};

/**
 * - `ready`: every condition holds;
 * - `incomplete`: none fails, some cannot be judged yet;
 * - `parked` 暂缓: a condition of law fails, so it is left out until what frees it is done;
 * - `impossible`: the register does not bear it.
 */
export type PlanItemState = 'ready' | 'incomplete' | 'parked' | 'impossible';
export type ItemJudgement = {
  readonly id: string;
  readonly state: PlanItemState;
  readonly reasons: readonly (Reason & { readonly rule: PlanConditionCode })[];
  /** For each condition that fails, what would free the item. */
  readonly frees: readonly string[];
  readonly finding: PlanFinding | null;
  readonly warnings: readonly Finding[];
};
export type PlanJudgement = {
  readonly items: readonly ItemJudgement[];
  readonly before: Tables;
  readonly after: AppliedPlan;
  readonly comparison: PlanComparison;
  /** Of the plan as a whole. */
  readonly warnings: readonly Finding[];
};

export type PlanAsked = {
  readonly plan: Plan;
  readonly bodies: readonly PlanBody[];
  readonly register: Register;
  /** The day by whose law the items are judged. */
  readonly on: LocalDate;
  /** By what levels are judged on that day. */
  readonly levels: LevelCheck;
};

type Desk = PlanAsked & {
  readonly before: Tables;
  readonly nameOf: (id: string) => string;
  readonly stateShareOf: (id: string) => Ratio | null;
  readonly whollyOfGroup: (id: string) => boolean;
};

function deskOf(asked: PlanAsked): Desk {
  const { bodies, plan, register } = asked;
  const before = tablesOn(register, plan.basisDate);
  const byId = new Map(bodies.map((body) => [body.id, body]));
  const state = new Set(bodies.filter((body) => body.kind === 'state').map((body) => body.id));
  const all = ownershipIn(bodies, before);
  const group = ownershipIn(bodies, before, plan.groupId);
  const stateShareOf = (id: string): Ratio | null => {
    if (state.has(id)) return ONE;
    if ((before.get(id)?.registeredCapital ?? 0n) === 0n) return null;
    const shares = all.effective.filter((e) => e.owned === id && state.has(e.owner));
    return shares.map((e) => e.ratio).reduce(add, ZERO);
  };
  const ofGroup = new Map(
    group.effective.filter((e) => e.owner === plan.groupId).map((e) => [e.owned, e.ratio]),
  );
  const whollyOfGroup = (id: string): boolean =>
    id === plan.groupId || compare(ofGroup.get(id) ?? ZERO, ONE) === 0;
  return { ...asked, before, nameOf: (id) => byId.get(id)?.name ?? id, stateShareOf, whollyOfGroup };
}

function questionOf(desk: Desk, item: PlanItem): ConditionQuestion {
  const { plan, bodies, before, nameOf, stateShareOf, whollyOfGroup, on } = desk;
  const taker = takerOf(item, plan.groupId);
  const giver = 'fromId' in item ? item.fromId : null;
  const holders = (before.get(item.companyId)?.holders ?? []).map((holder) => holder.id);
  const named = giver === null ? [taker] : [giver, taker];
  const group = stateShareOf(plan.groupId);
  return {
    ...{ item, facts: item.facts, on },
    form: bodies.find((body) => body.id === item.companyId)?.form ?? null,
    stateShares: named.map((id) => ({ name: nameOf(id), share: stateShareOf(id) })),
    otherHolders: holders.filter((id) => !named.includes(id)),
    takerHolds: holders.includes(taker),
    withinStateGroup:
      group !== null && compare(group, ONE) === 0 && whollyOfGroup(item.companyId) && whollyOfGroup(taker),
  };
}

type Judged = Pick<ItemJudgement, 'reasons' | 'frees'> & { readonly failed: boolean; readonly open: boolean };

function conditionsOn(desk: Desk, item: PlanItem): Judged {
  const question = questionOf(desk, item);
  const judged = conditionsOf(item.method, desk.on).map((row) => ({ row, verdict: row.judge(question) }));
  const failed = judged.filter(({ verdict }) => verdict.outcome === 'fail');
  return {
    reasons: judged.map(({ row, verdict }) => ({
      rule: row.code,
      outcome: verdict.outcome,
      because: verdict.said === undefined ? row.must : `${row.must}（${verdict.said}）`,
      basis: [...row.basis] as Basis[],
    })),
    frees: failed.map(({ row }) => row.frees),
    failed: failed.length > 0,
    open: judged.some(({ verdict }) => verdict.outcome === 'data_insufficient'),
  };
}

/** What is no bar and has to be known before anybody signs. */
function warningsOn(desk: Desk, item: PlanItem): Finding[] {
  const { before, register, plan, nameOf } = desk;
  const warnings: Finding[] = [];
  const later = (register.get(item.companyId) ?? []).some(
    (event) => (event.registerBookOn ?? event.decidedOn) > plan.basisDate,
  );
  if (later)
    warnings.push({ code: 'LATER_EVENTS', because: `${nameOf(item.companyId)}在基准日之后另有股权变动` });
  const giver = 'fromId' in item ? item.fromId : null;
  const has = before.get(item.companyId)?.holders.find((holder) => holder.id === giver);
  if (has !== undefined && has.paid < has.subscribed)
    warnings.push({
      code: 'UNPAID',
      because: `${nameOf(has.id)}尚有 ${formatYuan((has.subscribed - has.paid) as typeof has.paid)} 元未实缴，转让后由受让人承担缴纳义务（公司法第八十八条）`,
    });
  return warnings;
}

function stateOf(judged: Judged, finding: PlanFinding | null): PlanItemState {
  if (judged.failed) return 'parked';
  if (finding !== null) return 'impossible';
  return judged.open ? 'incomplete' : 'ready';
}

/** A plan executes whole: what cannot go and is not separable holds back the rest. */
function wholeness(plan: Plan, items: readonly ItemJudgement[]): Finding[] {
  const held = items.filter((one) => one.state === 'parked' || one.state === 'impossible');
  const bound = held.filter(({ id }) => plan.items.find((item) => item.id === id)?.separable !== true);
  if (bound.length === 0 || held.length === plan.items.length) return [];
  const because = `${bound.length} 项不能办理且未标为可分步：整套方案须整体执行，请标为可分步或移出方案`;
  return [{ code: 'WHOLE_HELD', because }];
}

/** Who gets shares and no majority: half is none. */
function uncontrolled({ plan, nameOf }: Desk, comparison: PlanComparison): Finding[] {
  const targets = new Set(plan.items.map((item) => item.companyId));
  return comparison.companies
    .filter(({ id, after }) => targets.has(id) && after.root !== plan.groupId)
    .filter(({ before, after }) => compare(after.effective, before.effective) > 0)
    .map(({ id }) => ({
      code: 'NOT_CONTROLLED',
      because: `${nameOf(id)}没有过半数的表决权（50% 不是过半数），不构成控制，不计层级`,
    }));
}

/**
 * A plan judged on paper: each item by the conditions of law of its method and by the register; the items that may go
 * applied together; who stands where before and after.
 */
export function judgePlan(asked: PlanAsked): PlanJudgement {
  const desk = deskOf(asked);
  const { plan, bodies, register, before } = desk;
  const judged = new Map(plan.items.map((item) => [item.id, conditionsOn(desk, item)]));
  const items = plan.items.filter((item) => judged.get(item.id)?.failed === false);
  const after = applyPlan(register, { ...plan, items }, desk.nameOf);
  const roots = bodies.filter((body) => body.firstTier).map((body) => body.id);
  const comparison = comparePlan({
    ...{ entities: bodies, groupId: plan.groupId, roots },
    ...{ before, after: after.tables, absorbed: after.absorbed },
    levels: asked.levels,
  });
  const answers = plan.items.map((item): ItemJudgement => {
    const own = judged.get(item.id) ?? { reasons: [], frees: [], failed: false, open: false };
    const finding = after.findings.get(item.id) ?? null;
    const { reasons, frees } = own;
    return {
      ...{ id: item.id, state: stateOf(own, finding), reasons, frees, finding },
      warnings: warningsOn(desk, item),
    };
  });
  const warnings = [...wholeness(plan, answers), ...uncontrolled(desk, comparison)];
  return { items: answers, before, after, comparison, warnings };
}
