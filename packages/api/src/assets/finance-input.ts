import { assetClasses } from '@guanyun/domain/assets/asset-class.ts';
import { lockUpEvents } from '@guanyun/domain/assets/transfer-tax-question.ts';
import { z } from 'zod';
import { incomingYuan, zDay, zDigest, zId, zRequestId } from '../kernel/input.ts';

const zCursor = z.string().max(200).optional();
const zBalance = z.string().refine((text) => (incomingYuan(text) ?? -1n) >= 0n, {
  error: '须为不小于零的金额，两位小数',
});

export const zStatementDays = z.strictObject({ asOf: zDay, knownOn: zDay.optional() });
export const zStatementAssets = zStatementDays.extend({
  clusterId: zId,
  organizationId: zId,
  class: z.enum(assetClasses),
  publicBenefit: z.boolean(),
  cursor: zCursor,
});
export const zAged = z.strictObject({ clusterId: zId, bucket: z.string().max(40), cursor: zCursor });
export const zReconciliation = z.strictObject({ organizationId: zId.optional(), asOf: zDay.optional() });
export const zFailing = zReconciliation.extend({
  check: z.enum(['count', 'certificate_area', 'transfer_pairs', 'cluster_membership']),
  cursor: zCursor,
});
export const zEnterLedger = z.strictObject({
  requestId: zRequestId,
  organizationId: zId,
  asOf: zDay,
  accounts: z
    .array(
      z.strictObject({
        account: z.string().regex(/^\d{4}$/, { error: '须为四位科目编码' }),
        amount: zBalance,
      }),
    )
    .min(1)
    .max(100)
    .refine((lines) => new Set(lines.map(({ account }) => account)).size === lines.length, {
      error: '同一科目只填一次',
    }),
  document: zDigest,
});
export const zLockedAssets = z.strictObject({ sheetId: zId, cursor: zCursor });
export const zLockEvent = z.strictObject({
  requestId: zRequestId,
  sheetId: zId,
  kind: z.enum(lockUpEvents),
  on: zDay,
  document: zDigest,
});
