import { listVouchers, readVoucher } from '@guanyun/application/accounting/read-vouchers.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { z } from 'zod';
import { zId, zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';

export const accountingRouter = router({
  vouchers: allowed(business)
    .input(z.strictObject({ organizationId: zId.optional() }))
    .query(({ ctx, input }) => listVouchers(ctx.deps, ctx.actor, input.organizationId)),
  voucher: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readVoucher(ctx.deps, ctx.actor, input.id)),
});
