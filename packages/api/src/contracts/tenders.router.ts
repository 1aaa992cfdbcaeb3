import { answerObjection } from '@guanyun/application/contracts/answer-objection.ts';
import { awardTender, publishCandidates } from '@guanyun/application/contracts/award-tender.ts';
import { draftTender } from '@guanyun/application/contracts/draft-tender.ts';
import { commitSeed, drawPanel } from '@guanyun/application/contracts/draw-panel.ts';
import { addExpert, listExperts, removeExpert } from '@guanyun/application/contracts/expert-register.ts';
import {
  cancelTender,
  failTender,
  openBids,
  readOpenedBid,
} from '@guanyun/application/contracts/open-bids.ts';
import { giveShare, listShareHolders, makeOpeningKey } from '@guanyun/application/contracts/opening-key.ts';
import {
  changeDocuments,
  previewTimetable,
  publishTender,
} from '@guanyun/application/contracts/publish-tender.ts';
import { listProcesses, readReleases } from '@guanyun/application/contracts/read-ocds.ts';
import {
  listNotices,
  listTenders,
  listUnsignedAwards,
  readNotice,
  readTender,
} from '@guanyun/application/contracts/read-tenders.ts';
import { keepReading, listReadings } from '@guanyun/application/contracts/readings.ts';
import { listSuppliers, registerSupplier } from '@guanyun/application/contracts/register-supplier.ts';
import {
  raiseObjection,
  readBidForm,
  readOwnBids,
  submitBid,
  takeBidBack,
} from '@guanyun/application/contracts/submit-bid.ts';
import { evaluateTender, readConflicts } from '@guanyun/application/crossings/evaluate-tender.ts';
import {
  bidders,
  business,
  companySide,
  expertKeepers,
  readingOverseers,
  shareHolders,
  tenderers,
  tenderSupervisors,
} from '@guanyun/domain/organizations/permissions.ts';
import { TRPCError } from '@trpc/server';
import { answered } from '../failure.ts';
import { zIdInput, zIdRequest } from '../kernel/input.ts';
import { allowed, open, router } from '../procedure.ts';
import {
  zAnswerObjection,
  zBecause,
  zChange,
  zCommitment,
  zDraw,
  zEvaluate,
  zExpert,
  zMakeKey,
  zObjection,
  zOpenedBid,
  zProcesses,
  zPublicize,
  zPublish,
  zRegister,
  zShare,
  zSubmit,
  zTenderDraft,
  zTimetable,
} from './tender-input.ts';

const holders = [...shareHolders.tenderer, ...shareHolders.supervisor, ...shareHolders.third];

export const tendersRouter = router({
  list: allowed(business).query(({ ctx }) => listTenders(ctx.deps, ctx.actor)),
  get: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) =>
      keepReading(ctx.deps, ctx.actor, { tenderId: input.id }, readTender(ctx.deps, ctx.actor, input.id)),
    ),
  readings: allowed(readingOverseers)
    .input(zIdInput)
    .query(({ ctx, input }) => listReadings(ctx.deps, ctx.actor, { tenderId: input.id })),
  unsignedAwards: allowed(companySide).query(({ ctx }) => listUnsignedAwards(ctx.deps, ctx.actor)),
  suppliers: allowed(tenderers).query(({ ctx }) => listSuppliers(ctx.deps, ctx.actor)),
  timetable: allowed(tenderers)
    .input(zTimetable)
    .query(({ ctx, input }) => previewTimetable(ctx.deps, ctx.actor, input)),
  holders: allowed(tenderers).query(({ ctx }) => listShareHolders(ctx.deps, ctx.actor)),
  openedBid: allowed(business)
    .input(zOpenedBid)
    .query(({ ctx, input }) => readOpenedBid(ctx.deps, ctx.actor, input)),
  conflicts: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readConflicts(ctx.deps, ctx.actor, input.id)),
  experts: allowed([...expertKeepers, ...tenderSupervisors]).query(({ ctx }) =>
    listExperts(ctx.deps, ctx.actor),
  ),
  draft: allowed(tenderers)
    .input(zTenderDraft)
    .mutation(({ ctx, input }) => answered(draftTender(ctx.deps, ctx.actor, input))),
  makeKey: allowed(tenderers)
    .input(zMakeKey)
    .mutation(({ ctx, input }) => answered(makeOpeningKey(ctx.deps, ctx.actor, input))),
  publish: allowed(tenderers)
    .input(zPublish)
    .mutation(({ ctx, input }) => answered(publishTender(ctx.deps, ctx.actor, input))),
  change: allowed(tenderers)
    .input(zChange)
    .mutation(({ ctx, input }) => answered(changeDocuments(ctx.deps, ctx.actor, input))),
  answer: allowed([...tenderers, ...tenderSupervisors])
    .input(zAnswerObjection)
    .mutation(({ ctx, input }) => answered(answerObjection(ctx.deps, ctx.actor, input))),
  giveShare: allowed(holders)
    .input(zShare)
    .mutation(({ ctx, input }) => answered(giveShare(ctx.deps, ctx.actor, input))),
  open: allowed(tenderers)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(openBids(ctx.deps, ctx.actor, input))),
  fail: allowed(tenderers)
    .input(zBecause)
    .mutation(({ ctx, input }) => answered(failTender(ctx.deps, ctx.actor, input))),
  cancel: allowed(tenderers)
    .input(zBecause)
    .mutation(({ ctx, input }) => answered(cancelTender(ctx.deps, ctx.actor, input))),
  commitSeed: allowed(tenderSupervisors)
    .input(zCommitment)
    .mutation(({ ctx, input }) => answered(commitSeed(ctx.deps, ctx.actor, input))),
  drawPanel: allowed(tenderSupervisors)
    .input(zDraw)
    .mutation(({ ctx, input }) => answered(drawPanel(ctx.deps, ctx.actor, input))),
  evaluate: allowed(tenderers)
    .input(zEvaluate)
    .mutation(({ ctx, input }) => answered(evaluateTender(ctx.deps, ctx.actor, input))),
  publicize: allowed(tenderers)
    .input(zPublicize)
    .mutation(({ ctx, input }) => answered(publishCandidates(ctx.deps, ctx.actor, input))),
  award: allowed(tenderers)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(awardTender(ctx.deps, ctx.actor, input))),
  addExpert: allowed(expertKeepers)
    .input(zExpert)
    .mutation(({ ctx, input }) => answered(addExpert(ctx.deps, ctx.actor, input))),
  removeExpert: allowed(expertKeepers)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(removeExpert(ctx.deps, ctx.actor, input))),
});

/** For everyone, signed in or not. */
export const noticesRouter = router({
  list: open.query(({ ctx }) => listNotices(ctx.deps, ctx.actor)),
  get: open.input(zIdInput).query(({ ctx, input }) => readNotice(ctx.deps, ctx.actor, input.id)),
  processes: open.input(zProcesses).query(({ ctx, input }) => listProcesses(ctx.deps, input.cursor ?? null)),
  releases: open.input(zIdInput).query(({ ctx, input }) => readReleases(ctx.deps, ctx.actor, input.id)),
  register: open.input(zRegister).mutation(async ({ ctx, input }) => {
    // A password is hashed: counted as a sign-in from this address.
    if (!(await ctx.attempt('session.signIn', `client:${ctx.client}`)))
      throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
    return answered(registerSupplier(ctx.deps, input));
  }),
});

/** What a supplier does under seal; the log of requests keeps none of it. */
export const sealedRouter = router({
  bids: allowed(bidders).query(({ ctx }) => readOwnBids(ctx.deps, ctx.actor)),
  form: allowed(bidders)
    .input(zIdInput)
    .query(({ ctx, input }) => readBidForm(ctx.deps, ctx.actor, input.id)),
  submit: allowed(bidders)
    .input(zSubmit)
    .mutation(({ ctx, input }) => answered(submitBid(ctx.deps, ctx.actor, input))),
  withdraw: allowed(bidders)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(takeBidBack(ctx.deps, ctx.actor, input))),
  object: allowed(bidders)
    .input(zObjection)
    .mutation(({ ctx, input }) => answered(raiseObjection(ctx.deps, ctx.actor, input))),
});
