import { countOrder, signOrder } from '@guanyun/application/assets/hand-over.ts';
import { openOrder } from '@guanyun/application/assets/open-order.ts';
import { listAssets, readAsset, readStatement } from '@guanyun/application/assets/read-assets.ts';
import { listOrders, readOrder } from '@guanyun/application/assets/read-orders.ts';
import { recordTitle } from '@guanyun/application/assets/record-title.ts';
import { bookOrder } from '@guanyun/application/crossings/book-order.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { business, titleRecorders } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zBook, zCount, zCreateOrder, zListAssets, zRecordTitle, zSignOrder, zStatement } from './input.ts';

export const assetsRouter = router({
  list: allowed(business)
    .input(zListAssets)
    .query(({ ctx, input }) => listAssets(ctx.deps, ctx.actor, input)),
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
  createOrder: allowed(['company_finance', 'company_handler'])
    .input(zCreateOrder)
    .mutation(({ ctx, input }) => answered(openOrder(ctx.deps, ctx.actor, input))),
  count: allowed(['company_finance', 'company_handler'])
    .input(zCount)
    .mutation(({ ctx, input }) => answered(countOrder(ctx.deps, ctx.actor, input))),
  signOrder: allowed(['company_finance'])
    .input(zSignOrder)
    .mutation(({ ctx, input }) => answered(signOrder(ctx.deps, ctx.actor, input))),
  recordTitle: allowed(titleRecorders)
    .input(zRecordTitle)
    .mutation(({ ctx, input }) =>
      answered(recordTitle(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
  book: allowed(['company_finance'])
    .input(zBook)
    .mutation(({ ctx, input }) => answered(bookOrder(ctx.deps, ctx.actor, input))),
});
