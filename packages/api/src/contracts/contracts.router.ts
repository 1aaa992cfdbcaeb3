import { askGate } from '@guanyun/application/contracts/classify-question.ts';
import { agreeList, publishList } from '@guanyun/application/contracts/cooperate.ts';
import { entrust } from '@guanyun/application/contracts/entrust.ts';
import { compareLists, fileReview, revokeList } from '@guanyun/application/contracts/keep-list.ts';
import { listContracts } from '@guanyun/application/contracts/read-contracts.ts';
import { listCooperationLists, readCooperationList } from '@guanyun/application/contracts/read-lists.ts';
import { keepReading, listReadings } from '@guanyun/application/contracts/readings.ts';
import { thenCheckSplits } from '@guanyun/application/crossings/check-splits.ts';
import { readContractLine } from '@guanyun/application/crossings/read-contract-line.ts';
import { business, readingOverseers } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput, zIdRequest } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zClassify, zEntrust } from './input.ts';
import { zCompare, zListContracts, zPublish, zReview, zRevoke } from './life-input.ts';

export const contractsRouter = router({
  lists: allowed(business).query(({ ctx }) => listCooperationLists(ctx.deps, ctx.actor)),
  cooperationList: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readCooperationList(ctx.deps, ctx.actor, input.id)),
  agreeList: allowed(['company_representative', 'committee_director'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(agreeList(ctx.deps, ctx.actor, input))),
  fileReview: allowed(['committee_legal'])
    .input(zReview)
    .mutation(({ ctx, input }) => answered(fileReview(ctx.deps, ctx.actor, input))),
  publishList: allowed(['committee_reviewer'])
    .input(zPublish)
    .mutation(({ ctx, input }) => answered(publishList(ctx.deps, ctx.actor, input))),
  revokeList: allowed(['committee_director'])
    .input(zRevoke)
    .mutation(({ ctx, input }) => answered(revokeList(ctx.deps, ctx.actor, input))),
  compareLists: allowed(business)
    .input(zCompare)
    .query(({ ctx, input }) => compareLists(ctx.deps, ctx.actor, input)),
  classify: allowed(business)
    .input(zClassify)
    .query(({ ctx, input }) => askGate(ctx.deps, ctx.actor, input.question)),
  entrust: allowed(['company_handler', 'company_representative'])
    .input(zEntrust)
    .mutation(({ ctx, input }) => answered(thenCheckSplits(ctx.deps, entrust(ctx.deps, ctx.actor, input)))),
  list: allowed(business)
    .input(zListContracts)
    .query(({ ctx, input }) => listContracts(ctx.deps, ctx.actor, input)),
  get: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) =>
      keepReading(
        ctx.deps,
        ctx.actor,
        { contractId: input.id },
        readContractLine(ctx.deps, ctx.actor, input.id),
      ),
    ),
  readings: allowed(readingOverseers)
    .input(zIdInput)
    .query(({ ctx, input }) => listReadings(ctx.deps, ctx.actor, { contractId: input.id })),
});
