import { z } from 'zod';
import { zDay, zId } from '../kernel/input.ts';

/** Which vouchers. */
export const zVoucherFilter = z.strictObject({
  organizationId: zId.optional(),
  book: z.enum(['financial', 'budget']).optional(),
  from: zDay.optional(),
  to: zDay.optional(),
});
export const zVouchers = zVoucherFilter.extend({
  cursor: z.strictObject({ on: zDay, number: z.string().max(60), id: zId }).optional(),
});
