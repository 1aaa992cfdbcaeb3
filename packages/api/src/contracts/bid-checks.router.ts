import { dropBid, listBidChecks, readBidCheck } from '@guanyun/application/contracts/bid-checks.ts';
import { checkBid } from '@guanyun/application/crossings/check-bid.ts';
import { bidCheckers, business } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zCheckBid } from './bid-check-input.ts';
import { zBecause } from './tender-input.ts';

/** Before companies of the zone bid elsewhere. */
export const bidChecksRouter = router({
  bidChecks: allowed(business).query(({ ctx }) => listBidChecks(ctx.deps, ctx.actor)),
  bidCheck: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readBidCheck(ctx.deps, ctx.actor, input.id)),
  checkBid: allowed(bidCheckers)
    .input(zCheckBid)
    .mutation(({ ctx, input }) => answered(checkBid(ctx.deps, ctx.actor, input))),
  dropBid: allowed(bidCheckers)
    .input(zBecause)
    .mutation(({ ctx, input }) => answered(dropBid(ctx.deps, ctx.actor, input))),
});
