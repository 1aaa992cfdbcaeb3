import { administratorKinds, postKinds } from '@guanyun/domain/organizations/posts.ts';
import { z } from 'zod';
import { zDay, zId, zRequestId, zText } from '../kernel/input.ts';
import { zCode, zPassword } from './account-input.ts';

export const zLogin = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{2,39}$/, { error: '账号须为 3 到 40 位字母、数字、点、下划线或连字符' });

export const zSignIn = z.strictObject({
  account: z.string().trim().min(1).max(100),
  password: zPassword,
  code: zCode.optional(),
});
export const zSwitchPost = z.strictObject({ postId: zId });
export const zSetUp = z.strictObject({
  requestId: zRequestId,
  zoneName: zText,
  administrators: z
    .array(
      z.strictObject({
        kind: z.enum(administratorKinds),
        person: zText,
        account: zLogin,
        password: zPassword,
      }),
    )
    .length(3),
});
export const zNewAccount = z.strictObject({
  requestId: zRequestId,
  personId: zId,
  account: zLogin,
});
export const zNewPost = z.strictObject({
  requestId: zRequestId,
  personId: zId,
  organizationId: zId,
  kind: z.enum(postKinds),
  from: zDay,
  to: zDay.nullable(),
});
export const zPostEnd = z.strictObject({
  requestId: zRequestId,
  postId: zId,
  lastDay: zDay,
  reason: zText,
});
export const zAccountState = z.strictObject({ requestId: zRequestId, accountId: zId, reason: zText });
export const zIdentityProof = z.strictObject({ requestId: zRequestId, password: zPassword });
export const zIdentityEnd = z.strictObject({ requestId: zRequestId, accountId: zId, reason: zText });
export const zFind = z.strictObject({ text: z.string().trim().max(60) });
export const zNewSupplier = z.strictObject({
  requestId: zRequestId,
  name: zText,
  uscc: z.string().trim().min(1, { error: '必填' }).max(40),
});
