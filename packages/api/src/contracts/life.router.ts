import { decideOnAmendment, proposeAmendment } from '@guanyun/application/contracts/amend-contract.ts';
import {
  applyForPayment,
  certify,
  decideOnPayment,
  recordContractPaper,
  recordPaid,
  setAgencyFee,
} from '@guanyun/application/contracts/contract-money.ts';
import { moveContract } from '@guanyun/application/contracts/move-contract.ts';
import { decideOnSettlement, submitSettlement } from '@guanyun/application/contracts/settle-contract.ts';
import { signContract } from '@guanyun/application/contracts/sign-contract.ts';
import {
  decideOnAccounts,
  handOverAssets,
  submitAccounts,
} from '@guanyun/application/crossings/account-for-contract.ts';
import { thenCheckSplits } from '@guanyun/application/crossings/check-splits.ts';
import { contractDeciders, contractPerformers } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { allowed, router } from '../procedure.ts';
import {
  zAccounts,
  zAgencyFee,
  zAmend,
  zApply,
  zCertify,
  zContractPaper,
  zDecide,
  zDecideAmendment,
  zDecidePayment,
  zHandOver,
  zPaid,
  zSettle,
  zSign,
  zStep,
} from './life-input.ts';

const either = [...new Set([...contractPerformers, ...contractDeciders])];

/** What happens to a contract from its signing to its end. */
export const contractLifeRouter = router({
  sign: allowed(contractPerformers)
    .input(zSign)
    .mutation(({ ctx, input }) =>
      answered(thenCheckSplits(ctx.deps, signContract(ctx.deps, ctx.actor, input))),
    ),
  recordPaper: allowed(contractPerformers)
    .input(zContractPaper)
    .mutation(({ ctx, input }) => answered(recordContractPaper(ctx.deps, ctx.actor, input))),
  setAgencyFee: allowed(contractPerformers)
    .input(zAgencyFee)
    .mutation(({ ctx, input }) => answered(setAgencyFee(ctx.deps, ctx.actor, input))),
  step: allowed(either)
    .input(zStep)
    .mutation(({ ctx, input }) => answered(moveContract(ctx.deps, ctx.actor, input))),
  certify: allowed(contractDeciders)
    .input(zCertify)
    .mutation(({ ctx, input }) => answered(certify(ctx.deps, ctx.actor, input))),
  applyForPayment: allowed(contractPerformers)
    .input(zApply)
    .mutation(({ ctx, input }) => answered(applyForPayment(ctx.deps, ctx.actor, input))),
  decidePayment: allowed(contractDeciders)
    .input(zDecidePayment)
    .mutation(({ ctx, input }) => answered(decideOnPayment(ctx.deps, ctx.actor, input))),
  recordPaid: allowed(contractDeciders)
    .input(zPaid)
    .mutation(({ ctx, input }) => answered(recordPaid(ctx.deps, ctx.actor, input))),
  proposeAmendment: allowed(contractPerformers)
    .input(zAmend)
    .mutation(({ ctx, input }) => answered(proposeAmendment(ctx.deps, ctx.actor, input))),
  decideAmendment: allowed(contractDeciders)
    .input(zDecideAmendment)
    .mutation(({ ctx, input }) => answered(decideOnAmendment(ctx.deps, ctx.actor, input))),
  submitSettlement: allowed(contractPerformers)
    .input(zSettle)
    .mutation(({ ctx, input }) => answered(submitSettlement(ctx.deps, ctx.actor, input))),
  decideSettlement: allowed(contractDeciders)
    .input(zDecide)
    .mutation(({ ctx, input }) => answered(decideOnSettlement(ctx.deps, ctx.actor, input))),
  submitAccounts: allowed(contractPerformers)
    .input(zAccounts)
    .mutation(({ ctx, input }) => answered(submitAccounts(ctx.deps, ctx.actor, input))),
  decideAccounts: allowed(contractDeciders)
    .input(zDecide)
    .mutation(({ ctx, input }) => answered(decideOnAccounts(ctx.deps, ctx.actor, input))),
  handOver: allowed(contractPerformers)
    .input(zHandOver)
    .mutation(({ ctx, input }) => answered(handOverAssets(ctx.deps, ctx.actor, input))),
});
