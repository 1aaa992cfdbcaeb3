import { listDeliveries, listEndpoints } from '@guanyun/application/evidence/read-webhooks.ts';
import {
  approveEndpoint,
  endEndpoint,
  makeEndpoint,
  pauseEndpoint,
  resendDelivery,
  resumeEndpoint,
  rotateSecret,
  testEndpoint,
} from '@guanyun/application/evidence/webhooks.ts';
import { webhookReaders } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdRequest } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zDeliveries, zNewEndpoint } from './webhook-input.ts';

export const webhooksRouter = router({
  endpoints: allowed(webhookReaders).query(({ ctx }) => listEndpoints(ctx.deps, ctx.actor)),
  deliveries: allowed(webhookReaders)
    .input(zDeliveries)
    .query(({ ctx, input }) => listDeliveries(ctx.deps, ctx.actor, input)),
  make: allowed(['system_admin'])
    .input(zNewEndpoint)
    .mutation(({ ctx, input }) => answered(makeEndpoint(ctx.deps, ctx.actor, input))),
  approve: allowed(['security_admin'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(approveEndpoint(ctx.deps, ctx.actor, input))),
  pause: allowed(['system_admin', 'security_admin'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(pauseEndpoint(ctx.deps, ctx.actor, input))),
  resume: allowed(['system_admin'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(resumeEndpoint(ctx.deps, ctx.actor, input))),
  end: allowed(['system_admin', 'security_admin'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(endEndpoint(ctx.deps, ctx.actor, input))),
  rotate: allowed(['system_admin'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(rotateSecret(ctx.deps, ctx.actor, input))),
  test: allowed(['system_admin'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(testEndpoint(ctx.deps, ctx.actor, input))),
  resend: allowed(['system_admin'])
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(resendDelivery(ctx.deps, ctx.actor, input))),
});
