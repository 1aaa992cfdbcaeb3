import { assetClasses } from '@guanyun/domain/assets/asset-class.ts';
import { z } from 'zod';
import { zDay, zDigest, zId, zRequestId, zYuan } from '../kernel/input.ts';

export const zListAssets = z.strictObject({
  ids: z.array(zId).max(100).optional(),
  clusterId: zId.optional(),
  ownerId: zId.optional(),
  keeperId: zId.optional(),
  state: z.enum(['held', 'in_transfer', 'transferred']).optional(),
  class: z.enum(assetClasses).optional(),
  apart: z.boolean().optional(),
  publicBenefit: z.boolean().optional(),
  text: z.string().trim().max(60).optional(),
  cursor: z.string().max(100).optional(),
});
export const zStatement = z.strictObject({ asOf: zDay, knownOn: zDay.optional() });
export const zCreateOrder = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  reversesId: zId.optional(),
});
export const zOffered = zListAssets
  .pick({ ids: true, clusterId: true, class: true, text: true, cursor: true })
  .extend({ giverId: zId });
export const zJudge = z.strictObject({ ids: z.array(zId).min(1).max(100), giverId: zId.optional() });
export const zOrderLines = z.strictObject({
  orderId: zId,
  sheetId: zId.optional(),
  state: z.enum(['parked', 'counting', 'held', 'booked', 'withdrawn']).optional(),
  cursor: zId.optional(),
});
const zNote = z.string().trim().min(1, { error: '请写明情况' }).max(500);
const zCountedLine = z.union([
  z.strictObject({ assetId: zId, note: z.string().trim().max(500) }),
  z.strictObject({
    assetId: zId,
    difference: z.enum(['missing', 'damaged', 'encumbered', 'title_pending']),
    note: zNote,
  }),
]);
export const zCount = z.strictObject({
  requestId: zRequestId,
  sheetId: zId,
  lines: z.array(zCountedLine).max(1000),
  /** All that is not named was there and in order. */
  rest: z.boolean().default(false),
});
export const zSurplus = z.strictObject({
  requestId: zRequestId,
  sheetId: zId,
  name: z.string().trim().min(1, { error: '请写明是什么' }).max(200),
  note: zNote,
});
export const zDescribe = z.strictObject({
  requestId: zRequestId,
  id: zId,
  particulars: z.record(z.string().max(40), z.string().max(2000)),
});
export const zClassCodes = z.strictObject({
  on: zDay,
  text: z.string().trim().max(60).default(''),
  cursor: z.string().max(100).optional(),
});
export const zSignSheet = z.strictObject({ requestId: zRequestId, sheetId: zId });
export const zResolve = z.strictObject({
  requestId: zRequestId,
  differenceId: zId,
  outcome: z.enum(['proceed', 'withdraw', 'register']),
  note: zNote,
  document: zDigest.optional(),
});
export const zFreeLine = z.strictObject({ requestId: zRequestId, orderId: zId, assetId: zId });
export const zWithdrawLine = zFreeLine.extend({ note: zNote });
export const zOrderPaper = z.strictObject({
  requestId: zRequestId,
  orderId: zId,
  kind: z.enum(['transferee_decision', 'creditors_notice', 'agreement', 'staff_congress', 'verification']),
  toId: zId.optional(),
  on: zDay,
  document: zDigest,
});
export const zSucceed = z.strictObject({
  requestId: zRequestId,
  orderId: zId,
  assetId: zId,
  kind: z.enum(['mortgage', 'lease', 'works', 'retention', 'guarantee']),
  counterparty: z.string().trim().min(1, { error: '请写明对方' }).max(200),
  amount: zYuan.optional(),
  document: zDigest,
});
export const zDischarge = z.strictObject({
  requestId: zRequestId,
  orderId: zId,
  dutyId: zId,
  on: zDay,
  document: zDigest,
});
export const zRecordTitle = z.strictObject({ requestId: zRequestId, id: zId, on: zDay, document: zDigest });
const zBalance = z.string().regex(/^-?(0|[1-9]\d{0,14})\.\d{2}$/, { error: '应为以元计的金额，两位小数' });
export const zBook = z.strictObject({
  requestId: zRequestId,
  sheetId: zId,
  deliveredOn: zDay,
  injection: z.enum(['reserve', 'capital']).default('reserve'),
  balances: z
    .strictObject({ capitalReserve: zBalance, surplusReserve: zBalance, retained: zBalance })
    .optional(),
  costs: zYuan.optional(),
  tax: z
    .strictObject({
      claims: z.enum(['special', 'ordinary']),
      administrativeOrder: z.boolean(),
      approvalSays: z.enum(['state_capital', 'special_purpose', 'silent']),
      businessPurpose: z.boolean(),
    })
    .default({
      claims: 'special',
      administrativeOrder: false,
      approvalSays: 'silent',
      businessPurpose: true,
    }),
  supplementId: zId.optional(),
});
