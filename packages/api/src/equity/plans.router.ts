import { readPlanFollowUp } from '@guanyun/application/crossings/plan-follow-up.ts';
import { listPlans, readPlan } from '@guanyun/application/crossings/read-plan.ts';
import { submitPlan } from '@guanyun/application/crossings/submit-plan.ts';
import { discardPlan } from '@guanyun/application/equity/discard-plan.ts';
import { draftPlan } from '@guanyun/application/equity/draft-plan.ts';
import { executePlan } from '@guanyun/application/equity/execute-plan.ts';
import { joinPlan } from '@guanyun/application/equity/join-plan.ts';
import { revisePlan } from '@guanyun/application/equity/revise-plan.ts';
import { withdrawPlan } from '@guanyun/application/equity/withdraw-plan.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { business, planners } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed } from '../procedure.ts';
import { zDraftPlan, zExecutePlan, zJoinPlan, zRevisePlan, zSeenPlan, zWithdrawPlan } from './plan-input.ts';

/** The consolidation plans, among the procedures of equity. */
export const planProcedures = {
  plans: allowed(business).query(({ ctx }) => listPlans(ctx.deps, ctx.actor)),
  plan: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readPlan(ctx.deps, ctx.actor, input)),
  planFollowUp: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readPlanFollowUp(ctx.deps, ctx.actor, input)),
  draftPlan: allowed(planners)
    .input(zDraftPlan)
    .mutation(({ ctx, input }) => answered(draftPlan(ctx.deps, ctx.actor, input))),
  revisePlan: allowed(planners)
    .input(zRevisePlan)
    .mutation(({ ctx, input }) => answered(revisePlan(ctx.deps, ctx.actor, input))),
  discardPlan: allowed(planners)
    .input(zSeenPlan)
    .mutation(({ ctx, input }) => answered(discardPlan(ctx.deps, ctx.actor, input))),
  submitPlan: allowed(steps.propose.posts)
    .input(zSeenPlan)
    .mutation(({ ctx, input }) => answered(submitPlan(ctx.deps, ctx.actor, input))),
  withdrawPlan: allowed(steps.propose.posts)
    .input(zWithdrawPlan)
    .mutation(({ ctx, input }) => answered(withdrawPlan(ctx.deps, ctx.actor, input))),
  joinPlan: allowed(steps.spend.posts)
    .input(zJoinPlan)
    .mutation(({ ctx, input }) => answered(joinPlan(ctx.deps, ctx.actor, input))),
  executePlan: allowed(steps.spend.posts)
    .input(zExecutePlan)
    .mutation(({ ctx, input }) =>
      answered(executePlan(ctx.deps, ctx.actor, { ...input, registerOn: localDate(input.registerOn) })),
    ),
};
