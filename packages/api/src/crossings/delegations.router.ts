import { giveDelegation, revokeDelegation } from '@guanyun/application/organizations/give-delegation.ts';
import {
  delegationCandidates,
  listDelegations,
} from '@guanyun/application/organizations/read-delegations.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { business, committeeSide, companySide } from '@guanyun/domain/organizations/permissions.ts';
import { z } from 'zod';
import { answered } from '../failure.ts';
import { zDay, zDigest, zId, zIdRequest, zRequestId } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';

const zDelegation = z.strictObject({
  requestId: zRequestId,
  receiverId: zId,
  matters: z.array(z.enum(matterSlugs)).min(1, { error: '至少选择一类事项' }).max(14).nullable(),
  from: zDay,
  to: zDay,
  document: zDigest.nullable(),
});
const holders = [...companySide, ...committeeSide];

export const delegationsRouter = router({
  list: allowed(business).query(({ ctx }) => listDelegations(ctx.deps, ctx.actor)),
  candidates: allowed(business).query(({ ctx }) => delegationCandidates(ctx.deps, ctx.actor)),
  give: allowed(holders)
    .input(zDelegation)
    .mutation(({ ctx, input }) => answered(giveDelegation(ctx.deps, ctx.actor, input))),
  revoke: allowed(holders)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(revokeDelegation(ctx.deps, ctx.actor, input))),
});
