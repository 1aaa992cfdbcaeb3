import { gatherFacts } from '@guanyun/application/crossings/gather-facts.ts';
import {
  acceptCase,
  forward,
  recordExternalDecision,
  returnToCompany,
  review,
} from '@guanyun/application/matters/examine.ts';
import { issueWarrant } from '@guanyun/application/matters/issue-warrant.ts';
import { preflight, propose, revise } from '@guanyun/application/matters/propose.ts';
import { readCatalogue } from '@guanyun/application/matters/read-catalogue.ts';
import { readMatter } from '@guanyun/application/matters/read-matter.ts';
import { listMatters } from '@guanyun/application/matters/read-matters.ts';
import { sign, submit, withdraw } from '@guanyun/application/matters/submit.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput, zIdRequest } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import {
  zExternal,
  zListMatters,
  zPreflight,
  zPropose,
  zReasoned,
  zReview,
  zRevise,
  zSigned,
} from './input.ts';

export const mattersRouter = router({
  catalogue: allowed(business).query(({ ctx }) => readCatalogue(ctx.deps, ctx.actor)),
  preflight: allowed(['company_handler', 'company_legal', 'company_representative', 'company_finance'])
    .input(zPreflight)
    .query(({ ctx, input }) => preflight(ctx.deps, ctx.actor, input.proposal, gatherFacts)),
  list: allowed(business)
    .input(zListMatters)
    .query(({ ctx, input }) => listMatters(ctx.deps, ctx.actor, input)),
  get: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readMatter(ctx.deps, ctx.actor, input.id)),
  propose: allowed(steps.propose.posts)
    .input(zPropose)
    .mutation(({ ctx, input }) => answered(propose(ctx.deps, ctx.actor, input, gatherFacts))),
  revise: allowed(steps.revise.posts)
    .input(zRevise)
    .mutation(({ ctx, input: { version, ...asked } }) =>
      answered(revise(ctx.deps, ctx.actor, { ...asked, contentVersion: version }, gatherFacts)),
    ),
  sign: allowed(steps.sign.posts)
    .input(zSigned)
    .mutation(({ ctx, input }) => answered(sign(ctx.deps, ctx.actor, input))),
  submit: allowed(steps.submit.posts)
    .input(zSigned)
    .mutation(({ ctx, input }) => answered(submit(ctx.deps, ctx.actor, input, gatherFacts))),
  withdraw: allowed(steps.withdraw.posts)
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(withdraw(ctx.deps, ctx.actor, input))),
  accept: allowed(steps.accept.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(acceptCase(ctx.deps, ctx.actor, input, gatherFacts))),
  returnToCompany: allowed(steps.returnToCompany.posts)
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(returnToCompany(ctx.deps, ctx.actor, input))),
  review: allowed(steps.review.posts)
    .input(zReview)
    .mutation(({ ctx, input }) => answered(review(ctx.deps, ctx.actor, input))),
  forward: allowed(steps.forward.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(forward(ctx.deps, ctx.actor, input))),
  recordExternalDecision: allowed(steps.recordApproval.posts)
    .input(zExternal)
    .mutation(({ ctx, input }) => answered(recordExternalDecision(ctx.deps, ctx.actor, input))),
  issue: allowed(steps.issue.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(issueWarrant(ctx.deps, ctx.actor, input))),
});
