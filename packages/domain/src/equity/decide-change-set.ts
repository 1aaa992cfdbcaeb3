import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import { befalls, isEnded, type MatterState } from '../matters/matter-case.ts';
import type { PlanState } from './plan.ts';

/** An item as a plan is handed in: `goes` where nothing bars it. */
export type ItemToSubmit = { readonly separable: boolean; readonly goes: boolean };

/**
 * May the plan be handed in as it is? Refused: PLAN_EMPTY where no item may go; PLAN_NOT_WHOLE (`item`, from 1) where one that
 * is not separable is barred, since the rest does not go without it.
 */
export function decideSubmission(
  items: readonly ItemToSubmit[],
): Decision<null, Refusal<'PLAN_EMPTY' | 'PLAN_NOT_WHOLE'>> {
  if (!items.some(({ goes }) => goes)) return refuse('PLAN_EMPTY');
  const held = items.flatMap(({ separable, goes }, at) =>
    goes || separable ? [] : [{ code: 'PLAN_NOT_WHOLE' as const, facts: { item: String(at + 1) } }],
  );
  return refuseAll(held) ?? accept(null);
}

/** A main case of a submitted plan, as its execution sees it. */
export type CaseToExecute = {
  readonly itemId: string;
  /** The item's place in the plan, from 1. */
  readonly item: number;
  readonly separable: boolean;
  readonly executed: boolean;
  /** Another plan has entered something into a register of the case since this plan was submitted. */
  readonly overtaken: boolean;
  readonly warranted: boolean;
  /** The group's own, or handed over by its company. */
  readonly agreed: boolean;
  /** Name of the company in whose name it is done. */
  readonly company: string;
  /** Name of the company whose register changes; of the one that was overtaken, where one was. */
  readonly target: string;
};

type ExecutionRefusal = Refusal<
  'PLAN_NOT_WHOLE' | 'PLAN_NOTHING_LEFT' | 'PLAN_OVERTAKEN' | 'PLAN_WARRANT_MISSING' | 'PLAN_NOT_AGREED'
>;

function bars(one: CaseToExecute): ExecutionRefusal[] {
  const { company, target } = one;
  const item = String(one.item);
  if (one.overtaken) return [{ code: 'PLAN_OVERTAKEN', facts: { item, company: target } }];
  return [
    ...(one.warranted ? [] : [{ code: 'PLAN_WARRANT_MISSING' as const, facts: { item, company } }]),
    ...(one.agreed ? [] : [{ code: 'PLAN_NOT_AGREED' as const, facts: { item, company } }]),
  ];
}

/**
 * Which cases of a plan are carried out now: all that is left, or the items asked for. Refused, each naming its item:
 * PLAN_NOTHING_LEFT; PLAN_NOT_WHOLE for what is not separable and would be left behind; PLAN_OVERTAKEN;
 * PLAN_WARRANT_MISSING; PLAN_NOT_AGREED.
 */
export function decideExecution<C extends CaseToExecute>(
  cases: readonly C[],
  asked: readonly string[] | null,
): Decision<readonly C[], ExecutionRefusal> {
  const left = cases.filter(({ executed }) => !executed);
  const taken = left.filter(({ itemId }) => asked === null || asked.includes(itemId));
  const unknown = asked?.some((id) => !left.some(({ itemId }) => itemId === id)) ?? false;
  if (taken.length === 0 || unknown) return refuse('PLAN_NOTHING_LEFT');
  const bound = taken.some(({ separable }) => !separable);
  const behind = left.filter((one) => bound && !one.separable && !taken.includes(one));
  const refused = refuseAll<ExecutionRefusal>([
    ...behind.map(({ item }) => ({ code: 'PLAN_NOT_WHOLE' as const, facts: { item: String(item) } })),
    ...taken.flatMap(bars),
  ]);
  return refused ?? accept(taken);
}

/** A case of a submitted plan, as taking the plan back sees it. */
export type CaseToWithdraw = {
  /** The item's place in the plan, from 1. */
  readonly item: number;
  readonly executed: boolean;
  readonly state: MatterState;
  /** Name of the company whose case it is. */
  readonly company: string;
};

const withItsCompany: readonly MatterState[] = befalls.planWithdrawn.from;
/** Whether a case that is not over goes with the plan: while it is with its company, nobody else has it. */
export const withdrawnWithPlan = ({ state }: Pick<CaseToWithdraw, 'state'>): boolean =>
  withItsCompany.includes(state);

/**
 * May a submitted plan be taken back, with every case that is still with its company? Refused: WRONG_STATE unless it is
 * submitted; naming the item, PLAN_PART_EXECUTED, and PLAN_CASE_UNDER_WAY for what was handed in and is not over.
 */
export function decideWithdrawal(
  state: PlanState,
  cases: readonly CaseToWithdraw[],
): Decision<null, Refusal<'WRONG_STATE' | 'PLAN_PART_EXECUTED' | 'PLAN_CASE_UNDER_WAY'>> {
  if (state !== 'submitted') return refuse('WRONG_STATE', { state, step: 'withdraw' });
  const executed = cases.find((one) => one.executed);
  if (executed !== undefined) return refuse('PLAN_PART_EXECUTED', { item: String(executed.item) });
  const underWay = cases.filter((one) => !isEnded(one.state) && !withdrawnWithPlan(one));
  return (
    refuseAll(
      underWay.map(({ item, company }) => ({
        code: 'PLAN_CASE_UNDER_WAY' as const,
        facts: { item: String(item), company },
      })),
    ) ?? accept(null)
  );
}
