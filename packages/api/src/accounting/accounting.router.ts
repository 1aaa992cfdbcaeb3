import { listVouchers, readVoucher } from '@guanyun/application/accounting/read-vouchers.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zVouchers } from './input.ts';

export const accountingRouter = router({
  vouchers: allowed(business)
    .input(zVouchers)
    .query(({ ctx, input }) => listVouchers(ctx.deps, ctx.actor, input)),
  voucher: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readVoucher(ctx.deps, ctx.actor, input.id)),
});
