import { improvementSources } from '@guanyun/domain/assets/asset-accounts.ts';
import { disposalManners } from '@guanyun/domain/assets/disposal.ts';
import { encumbranceKinds, encumbranceSteps } from '@guanyun/domain/assets/encumbrance.ts';
import { splitBases } from '@guanyun/domain/assets/reshape.ts';
import { z } from 'zod';
import { incomingYuan, zDay, zDigest, zId, zOpinion, zRequestId, zText, zYuan } from '../kernel/input.ts';

const zAnyYuan = z
  .string()
  .max(24)
  .refine((text) => incomingYuan(text) !== null, { error: '须为金额，两位小数，形如 "-120.00"' });
const zYuanOrNothing = z
  .string()
  .max(24)
  .refine((text) => (incomingYuan(text) ?? -1n) >= 0n, { error: '须为不小于零的金额，两位小数' });
const zReason = zOpinion.min(1, { error: '必填' });
const zMonth = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, { error: '须为月份，形如 2026-10' });

export const zEncumber = z.strictObject({
  requestId: zRequestId,
  assetId: zId,
  kind: z.enum(encumbranceKinds),
  holder: zText,
  amount: zYuan.optional(),
  barsTransfer: z.boolean(),
  barRegistered: z.boolean(),
  registered: z.boolean(),
  validFrom: zDay,
  document: zDigest,
});
export const zEncumbranceStep = z.strictObject({
  requestId: zRequestId,
  encumbranceId: zId,
  kind: z.enum(encumbranceSteps),
  on: zDay,
  document: zDigest,
});
export const zAdjust = z.strictObject({
  requestId: zRequestId,
  assetId: zId,
  on: zDay,
  document: zDigest,
  reason: zReason,
  change: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('improve'),
      amount: zYuan,
      source: z.enum(improvementSources),
      monthlyDepreciation: zYuan.optional(),
    }),
    z.strictObject({ kind: z.literal('impair'), amount: zAnyYuan }),
    z.strictObject({
      kind: z.literal('correct'),
      cost: zAnyYuan,
      depreciation: zAnyYuan,
      impairment: zAnyYuan,
      booked: z.boolean(),
    }),
  ]),
});
export const zSplit = z.strictObject({
  requestId: zRequestId,
  assetId: zId,
  on: zDay,
  basis: z.enum(splitBases),
  document: zDigest.optional(),
  parts: z
    .array(
      z.strictObject({
        name: zText,
        measure: z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, { error: '须为数量、面积或金额，最多四位小数' }),
        clusterId: zId.optional(),
      }),
    )
    .min(2)
    .max(100),
});
export const zMerge = z.strictObject({
  requestId: zRequestId,
  assetIds: z.array(zId).min(2).max(100),
  name: zText,
  on: zDay,
});
export const zDispose = z.strictObject({
  requestId: zRequestId,
  assetId: zId,
  warrantId: zId,
  manner: z.enum(disposalManners),
  price: zYuanOrNothing,
  counterparty: zText,
  on: zDay,
  document: zDigest,
});
export const zDepreciate = z.strictObject({ requestId: zRequestId, month: zMonth });
export const zRunPreview = z.strictObject({ month: zMonth });
export const zAttach = z.strictObject({
  requestId: zRequestId,
  assetId: zId,
  digest: zDigest,
  title: zText,
  kind: z.enum(['photo', 'paper']),
  on: zDay,
});
