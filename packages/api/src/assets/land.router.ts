import { listLandAssets, readLandLedger, readLandParcel } from '@guanyun/application/assets/read-land.ts';
import { recordLandFact } from '@guanyun/application/assets/record-land-fact.ts';
import { registerLand } from '@guanyun/application/assets/register-land.ts';
import { business, landKeepers } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { allowed, router } from '../procedure.ts';
import { zLandAssets, zLandLedger, zLandParcel, zRecordLandFact, zRegisterLand } from './land-input.ts';

/** The ledger of idle and inefficient land, part of `assets`. */
export const landRouter = router({
  landLedger: allowed(business)
    .input(zLandLedger)
    .query(({ ctx, input }) => readLandLedger(ctx.deps, ctx.actor, input)),
  landParcel: allowed(business)
    .input(zLandParcel)
    .query(({ ctx, input }) => readLandParcel(ctx.deps, ctx.actor, input)),
  landAssets: allowed(landKeepers)
    .input(zLandAssets)
    .query(({ ctx, input }) => listLandAssets(ctx.deps, ctx.actor, input.clusterId)),
  registerLand: allowed(landKeepers)
    .input(zRegisterLand)
    .mutation(({ ctx, input }) => answered(registerLand(ctx.deps, ctx.actor, input))),
  recordLandFact: allowed(landKeepers)
    .input(zRecordLandFact)
    .mutation(({ ctx, input }) => answered(recordLandFact(ctx.deps, ctx.actor, input))),
});
