import { describeAsset } from '@guanyun/application/assets/describe-asset.ts';
import { countSheet, reportSurplus, signSheet } from '@guanyun/application/assets/hand-over.ts';
import { openOrder } from '@guanyun/application/assets/open-order.ts';
import {
  dischargeDuty,
  recordOrderPaper,
  recordSuccession,
} from '@guanyun/application/assets/order-papers.ts';
import { listOffered } from '@guanyun/application/assets/public-giver.ts';
import { listAssets, readAsset, readStatement } from '@guanyun/application/assets/read-assets.ts';
import { listClassCodes, readClassVersions } from '@guanyun/application/assets/read-class-codes.ts';
import { readOrder } from '@guanyun/application/assets/read-order.ts';
import { judgeAssets, readOrderLines } from '@guanyun/application/assets/read-order-lines.ts';
import { listOrders } from '@guanyun/application/assets/read-orders.ts';
import { recordTitle } from '@guanyun/application/assets/record-title.ts';
import { freeLine, resolveDifference, withdrawLine } from '@guanyun/application/assets/settle-lines.ts';
import { bookSheet } from '@guanyun/application/crossings/book-sheet.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import {
  assetDescribers,
  business,
  companySide,
  titleRecorders,
  transferBookers,
  transferCounters,
  transferSigners,
} from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import {
  zBook,
  zClassCodes,
  zCount,
  zCreateOrder,
  zDescribe,
  zDischarge,
  zFreeLine,
  zJudge,
  zListAssets,
  zOffered,
  zOrderLines,
  zOrderPaper,
  zRecordTitle,
  zResolve,
  zSignSheet,
  zStatement,
  zSucceed,
  zSurplus,
  zWithdrawLine,
} from './input.ts';

export const assetsRouter = router({
  list: allowed(business)
    .input(zListAssets)
    .query(({ ctx, input }) => listAssets(ctx.deps, ctx.actor, input)),
  offered: allowed(companySide)
    .input(zOffered)
    .query(({ ctx, input }) => listOffered(ctx.deps, ctx.actor, input)),
  get: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readAsset(ctx.deps, ctx.actor, input.id)),
  statement: allowed(business)
    .input(zStatement)
    .query(({ ctx, input }) =>
      readStatement(
        ctx.deps,
        ctx.actor,
        localDate(input.asOf),
        input.knownOn === undefined ? null : localDate(input.knownOn),
      ),
    ),
  orders: allowed(business).query(({ ctx }) => listOrders(ctx.deps, ctx.actor)),
  order: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readOrder(ctx.deps, ctx.actor, input.id)),
  judge: allowed(business)
    .input(zJudge)
    .query(({ ctx, input }) => judgeAssets(ctx.deps, ctx.actor, input)),
  orderLines: allowed(business)
    .input(zOrderLines)
    .query(({ ctx, input }) => readOrderLines(ctx.deps, ctx.actor, input)),
  createOrder: allowed(['company_finance', 'company_handler'])
    .input(zCreateOrder)
    .mutation(({ ctx, input }) => answered(openOrder(ctx.deps, ctx.actor, input))),
  count: allowed(transferCounters)
    .input(zCount)
    .mutation(({ ctx, input }) => answered(countSheet(ctx.deps, ctx.actor, input))),
  reportSurplus: allowed(transferCounters)
    .input(zSurplus)
    .mutation(({ ctx, input }) => answered(reportSurplus(ctx.deps, ctx.actor, input))),
  signOrder: allowed(transferSigners)
    .input(zSignSheet)
    .mutation(({ ctx, input }) => answered(signSheet(ctx.deps, ctx.actor, input))),
  resolve: allowed(transferSigners)
    .input(zResolve)
    .mutation(({ ctx, input }) => answered(resolveDifference(ctx.deps, ctx.actor, input))),
  freeLine: allowed(transferCounters)
    .input(zFreeLine)
    .mutation(({ ctx, input }) => answered(freeLine(ctx.deps, ctx.actor, input))),
  withdrawLine: allowed(transferSigners)
    .input(zWithdrawLine)
    .mutation(({ ctx, input }) => answered(withdrawLine(ctx.deps, ctx.actor, input))),
  orderPaper: allowed(transferCounters)
    .input(zOrderPaper)
    .mutation(({ ctx, input }) =>
      answered(recordOrderPaper(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
  succeed: allowed(transferCounters)
    .input(zSucceed)
    .mutation(({ ctx, input }) => answered(recordSuccession(ctx.deps, ctx.actor, input))),
  discharge: allowed(transferCounters)
    .input(zDischarge)
    .mutation(({ ctx, input }) =>
      answered(dischargeDuty(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
  recordTitle: allowed(titleRecorders)
    .input(zRecordTitle)
    .mutation(({ ctx, input }) =>
      answered(recordTitle(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
  describe: allowed(assetDescribers)
    .input(zDescribe)
    .mutation(({ ctx, input }) => answered(describeAsset(ctx.deps, ctx.actor, input))),
  classCodes: allowed(business)
    .input(zClassCodes)
    .query(({ ctx, input }) => listClassCodes(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
  classVersions: allowed(business).query(({ ctx }) => readClassVersions(ctx.deps, ctx.actor)),
  book: allowed(transferBookers)
    .input(zBook)
    .mutation(({ ctx, input }) =>
      answered(bookSheet(ctx.deps, ctx.actor, { ...input, deliveredOn: localDate(input.deliveredOn) })),
    ),
});
