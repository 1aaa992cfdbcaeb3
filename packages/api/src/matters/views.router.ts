import { dropView, keepView, listViews } from '@guanyun/application/matters/saved-views.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdRequest } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zView } from './input.ts';

export const viewsRouter = router({
  list: allowed(business).query(({ ctx }) => listViews(ctx.deps, ctx.actor)),
  save: allowed(business)
    .input(zView)
    .mutation(({ ctx, input }) => answered(keepView(ctx.deps, ctx.actor, input))),
  remove: allowed(business)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(dropView(ctx.deps, ctx.actor, input))),
});
