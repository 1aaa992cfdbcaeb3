import { askGate } from '@guanyun/application/contracts/classify-question.ts';
import { agreeList, publishList } from '@guanyun/application/contracts/cooperate.ts';
import { entrust } from '@guanyun/application/contracts/entrust.ts';
import {
  listContracts,
  listCooperationLists,
  readCooperationList,
} from '@guanyun/application/contracts/read-contracts.ts';
import { thenCheckSplits } from '@guanyun/application/crossings/check-splits.ts';
import { completeContract } from '@guanyun/application/crossings/complete-contract.ts';
import { readContractLine } from '@guanyun/application/crossings/read-contract-line.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput, zIdRequest } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zClassify, zComplete, zEntrust } from './input.ts';

export const contractsRouter = router({
  lists: allowed(business).query(({ ctx }) => listCooperationLists(ctx.deps, ctx.actor)),
  cooperationList: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readCooperationList(ctx.deps, ctx.actor, input.id)),
  agreeList: allowed(['company_representative', 'committee_director'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(agreeList(ctx.deps, ctx.actor, input))),
  publishList: allowed(['committee_reviewer'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(publishList(ctx.deps, ctx.actor, input))),
  classify: allowed(business)
    .input(zClassify)
    .query(({ ctx, input }) => askGate(ctx.deps, ctx.actor, input.question)),
  entrust: allowed(['company_handler', 'company_representative'])
    .input(zEntrust)
    .mutation(({ ctx, input }) => answered(thenCheckSplits(ctx.deps, entrust(ctx.deps, ctx.actor, input)))),
  list: allowed(business).query(({ ctx }) => listContracts(ctx.deps, ctx.actor)),
  get: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readContractLine(ctx.deps, ctx.actor, input.id)),
  complete: allowed(['company_handler', 'company_finance'])
    .input(zComplete)
    .mutation(({ ctx, input }) => answered(completeContract(ctx.deps, ctx.actor, input))),
});
