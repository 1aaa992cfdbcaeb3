import { assetClasses } from '@guanyun/domain/assets/asset-class.ts';
import { z } from 'zod';
import { zDay, zDigest, zId, zOpinion, zRequestId } from '../kernel/input.ts';

export const zListAssets = z.strictObject({
  clusterId: zId.optional(),
  ownerId: zId.optional(),
  state: z.enum(['held', 'in_transfer', 'transferred']).optional(),
  class: z.enum(assetClasses).optional(),
  apart: z.boolean().optional(),
  text: z.string().trim().max(60).optional(),
  cursor: z.string().max(100).optional(),
});
export const zStatement = z.strictObject({ asOf: zDay, knownOn: zDay.optional() });
export const zCreateOrder = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  assetIds: z.array(zId).min(1).max(1000),
  toId: zId,
});
export const zCount = z.strictObject({
  requestId: zRequestId,
  orderId: zId,
  lines: z
    .array(z.strictObject({ assetId: zId, counted: z.int().min(0).max(1), note: zOpinion }))
    .min(1)
    .max(1000),
});
export const zRecordTitle = z.strictObject({ requestId: zRequestId, id: zId, on: zDay, document: zDigest });
export const zSignOrder = z.strictObject({ requestId: zRequestId, orderId: zId });
export const zBook = zSignOrder.extend({ deliveredOn: zDay });
