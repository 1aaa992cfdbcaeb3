import {
  createService,
  createServiceKey,
  grantService,
  listServices,
  revokeKey,
} from '@guanyun/application/organizations/service-accounts.ts';
import { administratorKinds } from '@guanyun/domain/organizations/posts.ts';
import { TRPCError } from '@trpc/server';
import { answered, BadInput } from '../failure.ts';
import { machineScopes } from '../machines.ts';
import { allowed, router } from '../procedure.ts';
import { zGrantService, zNewKey, zNewService, zRevokeKey } from './service-input.ts';

/** What a key can be for: whole areas, and single procedures. */
const scopes: ReadonlySet<string> = new Set(machineScopes);

/** Accounts of machines: one administrator makes them, another says what they may do; both can end a key. */
export const servicesRouter = router({
  list: allowed(administratorKinds).query(async ({ ctx }) => ({
    ...(await listServices(ctx.deps, ctx.actor)),
    scopes: machineScopes,
  })),
  create: allowed(['system_admin'])
    .input(zNewService)
    .mutation(({ ctx, input }) => answered(createService(ctx.deps, ctx.actor, input))),
  grant: allowed(['security_admin'])
    .input(zGrantService)
    .mutation(({ ctx, input }) => answered(grantService(ctx.deps, ctx.actor, input))),
  createKey: allowed(['security_admin'])
    .input(zNewKey)
    .mutation(({ ctx, input }) => {
      const wrong = input.scope.findIndex((part) => !scopes.has(part));
      if (wrong < 0) return answered(createServiceKey(ctx.deps, ctx.actor, input));
      const problem = { code: 'invalid_value', path: `scope.${wrong}`, message: '不向接口账号开放' };
      throw new TRPCError({ code: 'BAD_REQUEST', cause: new BadInput([problem]) });
    }),
  revokeKey: allowed(['system_admin', 'security_admin'])
    .input(zRevokeKey)
    .mutation(({ ctx, input }) => answered(revokeKey(ctx.deps, ctx.actor, input))),
});
