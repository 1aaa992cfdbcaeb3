import { machinePosts } from '@guanyun/domain/organizations/machines.ts';
import { z } from 'zod';
import { zDay, zId, zRequestId, zText } from '../kernel/input.ts';
import { zLogin } from './input.ts';

/** What a key can be for is a closed list: whatever else is written is refused by `machineScopes`. */
const zScopePart = z
  .string()
  .regex(/^[a-zA-Z]{1,40}(\.[a-zA-Z]{1,40})?$/, { error: '须为接口或其分区的名称' });
const zNetwork = z.union([z.cidrv4(), z.cidrv6()], { error: '须为网段，形如 10.1.2.0/24' });

export const zNewService = z.strictObject({
  requestId: zRequestId,
  account: zLogin,
  name: z.string().trim().min(1, { error: '必填' }).max(60),
  organizationId: zId,
});
export const zGrantService = z.strictObject({
  requestId: zRequestId,
  accountId: zId,
  kind: z.enum(machinePosts),
});
export const zNewKey = z.strictObject({
  requestId: zRequestId,
  accountId: zId,
  name: z.string().trim().min(1, { error: '必填' }).max(60),
  scope: z.array(zScopePart).min(1, { error: '至少选择一项' }).max(60),
  addresses: z.array(zNetwork).max(20),
  endsOn: zDay,
});
export const zRevokeKey = z.strictObject({ requestId: zRequestId, keyId: zId, reason: zText });
