import { listPlans, readPlan } from '@guanyun/application/crossings/read-plan.ts';
import { discardPlan } from '@guanyun/application/equity/discard-plan.ts';
import { draftPlan } from '@guanyun/application/equity/draft-plan.ts';
import { executeTransfer } from '@guanyun/application/equity/execute-transfer.ts';
import { readCapTable, readStructure } from '@guanyun/application/equity/read-equity.ts';
import { revisePlan } from '@guanyun/application/equity/revise-plan.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { business, planners } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zCapTable, zDiscardPlan, zDraftPlan, zExecuteTransfer, zRevisePlan, zStructure } from './input.ts';

const dated = <T extends { asOf: string; knownOn?: string | undefined }>(input: T) => ({
  ...input,
  asOf: localDate(input.asOf),
  knownOn: input.knownOn === undefined ? undefined : localDate(input.knownOn),
});

export const equityRouter = router({
  structure: allowed(business)
    .input(zStructure)
    .query(({ ctx, input }) => readStructure(ctx.deps, ctx.actor, dated(input))),
  capTable: allowed(business)
    .input(zCapTable)
    .query(({ ctx, input }) => readCapTable(ctx.deps, ctx.actor, dated(input))),
  executeTransfer: allowed(steps.spend.posts)
    .input(zExecuteTransfer)
    .mutation(({ ctx, input }) => answered(executeTransfer(ctx.deps, ctx.actor, input))),
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
});
