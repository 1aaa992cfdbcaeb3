import { archiveCase, readArchive } from '@guanyun/application/matters/archive-case.ts';
import { answerExtension, askExtension } from '@guanyun/application/matters/extend-warrant.ts';
import { listObligations } from '@guanyun/application/matters/read-obligations.ts';
import { obligationsDue, readExecution } from '@guanyun/application/matters/read-supervision.ts';
import { listWarrants, readWarrant } from '@guanyun/application/matters/read-warrants.ts';
import { recordShareholders } from '@guanyun/application/matters/record-shareholders.ts';
import { releaseWarrant } from '@guanyun/application/matters/release-warrant.ts';
import {
  confirmObligation,
  reportExecution,
  reportObligation,
} from '@guanyun/application/matters/report-obligation.ts';
import { spendByReport } from '@guanyun/application/matters/spend-by-report.ts';
import { complete, expire, resume, revoke, suspend } from '@guanyun/application/matters/supervise.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput, zIdRequest } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import {
  zAnswerExtension,
  zAskExtension,
  zConfirm,
  zMatterInput,
  zOpined,
  zRelease,
  zReport,
  zRevoke,
  zShareholders,
  zSpend,
} from './execution-input.ts';
import { zReasoned, zResume } from './input.ts';

export const warrantsRouter = router({
  list: allowed(business).query(({ ctx }) => listWarrants(ctx.deps, ctx.actor)),
  get: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readWarrant(ctx.deps, ctx.actor, input.id)),
  spend: allowed(steps.spend.posts)
    .input(zSpend)
    .mutation(({ ctx, input }) => answered(spendByReport(ctx.deps, ctx.actor, input))),
  release: allowed(steps.release.posts)
    .input(zRelease)
    .mutation(({ ctx, input }) => answered(releaseWarrant(ctx.deps, ctx.actor, input))),
  askExtension: allowed(steps.askExtension.posts)
    .input(zAskExtension)
    .mutation(({ ctx, input }) => answered(askExtension(ctx.deps, ctx.actor, input))),
  answerExtension: allowed(steps.answerExtension.posts)
    .input(zAnswerExtension)
    .mutation(({ ctx, input }) => answered(answerExtension(ctx.deps, ctx.actor, input))),
});

export const obligationsRouter = router({
  due: allowed(business).query(({ ctx }) => obligationsDue(ctx.deps, ctx.actor)),
  list: allowed(business)
    .input(zMatterInput)
    .query(({ ctx, input }) => listObligations(ctx.deps, ctx.actor, input.matterId)),
  report: allowed(steps.report.posts)
    .input(zReport)
    .mutation(({ ctx, input }) => answered(reportObligation(ctx.deps, ctx.actor, input))),
  confirm: allowed(steps.supervise.posts)
    .input(zConfirm)
    .mutation(({ ctx, input }) => answered(confirmObligation(ctx.deps, ctx.actor, input))),
});

/** What becomes of a case after its instrument; part of `matters`. */
export const executionRouter = router({
  execution: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readExecution(ctx.deps, ctx.actor, input.id)),
  archiveFile: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readArchive(ctx.deps, ctx.actor, input.id)),
  recordShareholders: allowed(steps.recordShareholders.posts)
    .input(zShareholders)
    .mutation(({ ctx, input }) => answered(recordShareholders(ctx.deps, ctx.actor, input))),
  report: allowed(steps.report.posts)
    .input(zReport)
    .mutation(({ ctx, input }) => answered(reportExecution(ctx.deps, ctx.actor, input))),
  complete: allowed(steps.complete.posts)
    .input(zOpined)
    .mutation(({ ctx, input }) => answered(complete(ctx.deps, ctx.actor, input))),
  expire: allowed(steps.expire.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(expire(ctx.deps, ctx.actor, input))),
  suspend: allowed(steps.suspend.posts)
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(suspend(ctx.deps, ctx.actor, input))),
  resume: allowed(steps.resume.posts)
    .input(zResume)
    .mutation(({ ctx, input }) => answered(resume(ctx.deps, ctx.actor, input))),
  revoke: allowed(steps.revoke.posts)
    .input(zRevoke)
    .mutation(({ ctx, input }) => answered(revoke(ctx.deps, ctx.actor, input))),
  archive: allowed(steps.archive.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(archiveCase(ctx.deps, ctx.actor, input))),
});
