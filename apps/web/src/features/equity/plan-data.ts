import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
/** A consolidation plan with what it comes to. */
export type PlanShown = Outputs['equity']['plan'];
/** An item of the plan as it was judged. */
export type ItemJudged = PlanShown['judgements'][number];
export type Approval = ItemJudged['approvals'][number];
/** A case that the plan became. */
export type PlanCase = PlanShown['cases'][number];
/** A change of a register that the plan carried out. */
export type PlanChange = Outputs['equity']['planFollowUp']['changes'][number];
/** Somebody an item may name. */
export type PlanParty = PlanShown['bodies'][number];
/** Where a company stands before and after. */
export type CompanyChanged = PlanShown['comparison']['companies'][number];

export const partyName = (plan: PlanShown, id: string): string =>
  plan.bodies.find((body) => body.id === id)?.name ?? '';
