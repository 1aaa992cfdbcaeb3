import { listPlans, readPlan } from '@guanyun/application/crossings/read-plan.ts';
import { discardPlan } from '@guanyun/application/equity/discard-plan.ts';
import { draftPlan } from '@guanyun/application/equity/draft-plan.ts';
import { revisePlan } from '@guanyun/application/equity/revise-plan.ts';
import { business, planners } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed } from '../procedure.ts';
import { zDiscardPlan, zDraftPlan, zRevisePlan } from './plan-input.ts';

/** The consolidation plans, among the procedures of equity. */
export const planProcedures = {
  plans: allowed(business).query(({ ctx }) => listPlans(ctx.deps, ctx.actor)),
  plan: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readPlan(ctx.deps, ctx.actor, input)),
  draftPlan: allowed(planners)
    .input(zDraftPlan)
    .mutation(({ ctx, input }) => answered(draftPlan(ctx.deps, ctx.actor, input))),
  revisePlan: allowed(planners)
    .input(zRevisePlan)
    .mutation(({ ctx, input }) => answered(revisePlan(ctx.deps, ctx.actor, input))),
  discardPlan: allowed(planners)
    .input(zDiscardPlan)
    .mutation(({ ctx, input }) => answered(discardPlan(ctx.deps, ctx.actor, input))),
};
