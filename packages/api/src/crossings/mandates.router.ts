import { readMandates } from '@guanyun/application/organizations/read-organizations.ts';
import { recordMandate } from '@guanyun/application/organizations/record-mandate.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { z } from 'zod';
import { answered } from '../failure.ts';
import { zDay, zId, zRequestId, zText, zYuan } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';

const zNewMandate = z
  .strictObject({
    requestId: zRequestId,
    number: zText,
    fromId: zId,
    toId: zId,
    matters: z.array(z.enum(matterSlugs)).min(1, { error: '至少选择一项事项' }),
    deliberateOnly: z.array(z.enum(matterSlugs)),
    companies: z.array(zId).min(1, { error: '至少选择一家公司' }).max(1000).nullable(),
    limit: zYuan.nullable(),
    validFrom: zDay,
    validTo: zDay,
  })
  .refine((asked) => asked.deliberateOnly.every((one) => asked.matters.includes(one)), {
    path: ['deliberateOnly'],
    error: '只能审议上报的事项须在委托事项之内',
  });

/** Mandates are rights like posts, so the security administrator keeps them. */
export const mandatesRouter = router({
  desk: allowed(['security_admin']).query(({ ctx }) => readMandates(ctx.deps, ctx.actor)),
  record: allowed(['security_admin'])
    .input(zNewMandate)
    .mutation(({ ctx, input }) => answered(recordMandate(ctx.deps, ctx.actor, input))),
});
