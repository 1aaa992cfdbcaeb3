import { gatherFacts } from '@guanyun/application/crossings/gather-facts.ts';
import { readPrecedents } from '@guanyun/application/crossings/read-precedents.ts';
import {
  acceptCase,
  confirmDeficient,
  consentUrgent,
  proposeDeficient,
  refuseCase,
  refuseDeficient,
} from '@guanyun/application/matters/accept-case.ts';
import { resumeClock, stopClock } from '@guanyun/application/matters/case-clock.ts';
import { answerConsultation, consult, readConsultations } from '@guanyun/application/matters/consult.ts';
import { clear, forward, recordExternalDecision, review } from '@guanyun/application/matters/examine.ts';
import { acknowledge, object, receive } from '@guanyun/application/matters/file-case.ts';
import { issueWarrant, signInstrument } from '@guanyun/application/matters/issue-warrant.ts';
import { join } from '@guanyun/application/matters/join-case.ts';
import { leave } from '@guanyun/application/matters/leave-case.ts';
import { preflight, propose, revise } from '@guanyun/application/matters/propose.ts';
import { readCatalogue } from '@guanyun/application/matters/read-catalogue.ts';
import { readMatter } from '@guanyun/application/matters/read-matter.ts';
import { listMatters } from '@guanyun/application/matters/read-matters.ts';
import { replayCase } from '@guanyun/application/matters/replay-case.ts';
import { endorse, sendBack, sign, submit, withdraw } from '@guanyun/application/matters/submit.ts';
import { answerSupplement, askSupplement, returnToCompany } from '@guanyun/application/matters/supplement.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput, zIdRequest } from '../kernel/input.ts';
import { allowed, mergeRouters, router } from '../procedure.ts';
import {
  zAnswerSupplement,
  zConsult,
  zConsultationAnswer,
  zDeficient,
  zEndorse,
  zExternal,
  zListMatters,
  zNote,
  zPreflight,
  zPropose,
  zReasoned,
  zRefuse,
  zReview,
  zRevise,
  zSigned,
  zStopClock,
  zSupplement,
  zWithdraw,
} from './input.ts';

const reading = router({
  catalogue: allowed(business).query(({ ctx }) => readCatalogue(ctx.deps, ctx.actor)),
  preflight: allowed(['company_handler', 'company_legal', 'company_representative', 'company_finance'])
    .input(zPreflight)
    .query(({ ctx, input }) => preflight(ctx.deps, ctx.actor, input.proposal, gatherFacts, input.id)),
  list: allowed(business)
    .input(zListMatters)
    .query(({ ctx, input }) => listMatters(ctx.deps, ctx.actor, input)),
  get: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readMatter(ctx.deps, ctx.actor, input.id)),
  precedents: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readPrecedents(ctx.deps, ctx.actor, input.id)),
  replay: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => replayCase(ctx.deps, ctx.actor, input.id, gatherFacts)),
  consultations: allowed(['committee_consultant']).query(({ ctx }) => readConsultations(ctx.deps, ctx.actor)),
});

const byCompany = router({
  propose: allowed(steps.propose.posts)
    .input(zPropose)
    .mutation(({ ctx, input }) => answered(propose(ctx.deps, ctx.actor, input, gatherFacts))),
  revise: allowed(steps.revise.posts)
    .input(zRevise)
    .mutation(({ ctx, input: { version, ...asked } }) =>
      answered(revise(ctx.deps, ctx.actor, { ...asked, contentVersion: version }, gatherFacts)),
    ),
  sign: allowed([...steps.sign.posts, ...steps.authorise.posts])
    .input(zSigned)
    .mutation(({ ctx, input }) => answered(sign(ctx.deps, ctx.actor, input))),
  join: allowed(['company_representative'])
    .input(zSigned)
    .mutation(({ ctx, input }) => answered(join(ctx.deps, ctx.actor, input))),
  leave: allowed(['company_representative'])
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(leave(ctx.deps, ctx.actor, input))),
  submit: allowed(steps.submit.posts)
    .input(zSigned)
    .mutation(({ ctx, input }) => answered(submit(ctx.deps, ctx.actor, input, gatherFacts))),
  endorse: allowed(steps.endorse.posts)
    .input(zEndorse)
    .mutation(({ ctx, input }) => answered(endorse(ctx.deps, ctx.actor, input, gatherFacts))),
  sendBack: allowed(steps.sendBack.posts)
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(sendBack(ctx.deps, ctx.actor, input))),
  withdraw: allowed(steps.withdraw.posts)
    .input(zWithdraw)
    .mutation(({ ctx, input }) => answered(withdraw(ctx.deps, ctx.actor, input))),
  answerSupplement: allowed(steps.answerSupplement.posts)
    .input(zAnswerSupplement)
    .mutation(({ ctx, input }) => answered(answerSupplement(ctx.deps, ctx.actor, input))),
});

const acceptance = router({
  consentUrgent: allowed(steps.consentUrgent.posts)
    .input(zNote)
    .mutation(({ ctx, input }) => answered(consentUrgent(ctx.deps, ctx.actor, input))),
  accept: allowed(steps.accept.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(acceptCase(ctx.deps, ctx.actor, input, gatherFacts))),
  refuse: allowed(steps.refuse.posts)
    .input(zRefuse)
    .mutation(({ ctx, input }) => answered(refuseCase(ctx.deps, ctx.actor, input))),
  askSupplement: allowed(steps.askSupplement.posts)
    .input(zSupplement)
    .mutation(({ ctx, input }) => answered(askSupplement(ctx.deps, ctx.actor, input))),
  proposeDeficient: allowed(steps.proposeDeficient.posts)
    .input(zDeficient)
    .mutation(({ ctx, input }) => answered(proposeDeficient(ctx.deps, ctx.actor, input))),
  confirmDeficient: allowed(steps.confirmDeficient.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(confirmDeficient(ctx.deps, ctx.actor, input, gatherFacts))),
  refuseDeficient: allowed(steps.refuseDeficient.posts)
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(refuseDeficient(ctx.deps, ctx.actor, input))),
  returnToCompany: allowed(steps.returnToCompany.posts)
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(returnToCompany(ctx.deps, ctx.actor, input))),
});

const examination = router({
  stopClock: allowed(steps.holdClock.posts)
    .input(zStopClock)
    .mutation(({ ctx, input }) => answered(stopClock(ctx.deps, ctx.actor, input))),
  resumeClock: allowed(steps.holdClock.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(resumeClock(ctx.deps, ctx.actor, input))),
  consult: allowed(steps.consult.posts)
    .input(zConsult)
    .mutation(({ ctx, input }) => answered(consult(ctx.deps, ctx.actor, input))),
  answerConsultation: allowed(['committee_consultant', 'committee_reviewer'])
    .input(zConsultationAnswer)
    .mutation(({ ctx, input }) => answered(answerConsultation(ctx.deps, ctx.actor, input))),
  review: allowed(steps.review.posts)
    .input(zReview)
    .mutation(({ ctx, input }) => answered(review(ctx.deps, ctx.actor, input))),
  clear: allowed(steps.clear.posts)
    .input(zReview)
    .mutation(({ ctx, input }) => answered(clear(ctx.deps, ctx.actor, input))),
  receive: allowed(steps.receive.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(receive(ctx.deps, ctx.actor, input))),
  object: allowed(steps.object.posts)
    .input(zReasoned)
    .mutation(({ ctx, input }) => answered(object(ctx.deps, ctx.actor, input))),
  acknowledge: allowed(steps.acknowledge.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(acknowledge(ctx.deps, ctx.actor, input))),
});

const decision = router({
  forward: allowed(steps.forward.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(forward(ctx.deps, ctx.actor, input))),
  recordExternalDecision: allowed(steps.recordApproval.posts)
    .input(zExternal)
    .mutation(({ ctx, input }) => answered(recordExternalDecision(ctx.deps, ctx.actor, input))),
  signInstrument: allowed(steps.signInstrument.posts)
    .input(zSigned)
    .mutation(({ ctx, input }) => answered(signInstrument(ctx.deps, ctx.actor, input))),
  issue: allowed(steps.issue.posts)
    .input(zSigned)
    .mutation(({ ctx, input }) => answered(issueWarrant(ctx.deps, ctx.actor, input))),
});

export const mattersRouter = mergeRouters(reading, byCompany, acceptance, examination, decision);
