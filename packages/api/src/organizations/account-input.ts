import { z } from 'zod';
import { zId, zRequestId, zText } from '../kernel/input.ts';

export const zPassword = z.string().min(1).max(200);
/** Six digits, as an authenticator shows them. */
export const zCode = z.string().regex(/^\d{6}$/, { error: '须为六位数字' });

export const zPasswordChange = z.strictObject({
  requestId: zRequestId,
  password: zPassword,
  next: zPassword,
});
export const zCodesBegin = z.strictObject({ password: zPassword });
export const zFirstCode = z.strictObject({
  requestId: zRequestId,
  sealed: z.string().max(1000),
  code: zCode,
});
export const zCodesEnd = z.strictObject({ requestId: zRequestId, password: zPassword, code: zCode });
/** `id` null: all but the one that asks. */
export const zSessionsEnd = z.strictObject({
  requestId: zRequestId,
  id: zId.nullable(),
  password: zPassword,
});
export const zNewReset = z.strictObject({
  requestId: zRequestId,
  accountId: zId,
  withCodes: z.boolean(),
  reason: zText,
});
export const zReset = z.strictObject({ requestId: zRequestId, id: zId });
export const zResetRefusal = z.strictObject({ requestId: zRequestId, id: zId, reason: zText });
