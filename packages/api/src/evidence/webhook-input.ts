import { webhookGroups } from '@guanyun/domain/evidence/webhooks.ts';
import { z } from 'zod';
import { zId, zRequestId, zText } from '../kernel/input.ts';

export const zNewEndpoint = z.strictObject({
  requestId: zRequestId,
  organizationId: zId,
  name: zText,
  kind: z.enum(['plain', 'dingtalk', 'wecom']),
  address: z.string().trim().min(1, { error: '必填' }).max(1000, { error: '最多 1000 字' }),
  secret: z.string().trim().min(1, { error: '必填' }).max(200, { error: '最多 200 字' }).nullable(),
  groups: z
    .array(z.enum(webhookGroups))
    .min(1, { error: '至少选一类' })
    .max(webhookGroups.length)
    .refine((groups) => new Set(groups).size === groups.length, { error: '不得重复' }),
});
export const zDeliveries = z.strictObject({
  endpointId: zId.optional(),
  state: z.enum(['due', 'delivered', 'given_up', 'dropped']).optional(),
});
