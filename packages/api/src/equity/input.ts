import { particularKinds } from '@guanyun/domain/organizations/particulars.ts';
import { z } from 'zod';
import { zDay, zDigest, zId, zOpinion, zRequestId, zShareText, zText, zYuan } from '../kernel/input.ts';

const zReading = z.enum(['register', 'registration', 'decision']);
export const zStructure = z.strictObject({
  asOf: zDay,
  basis: zReading.default('register'),
  knownOn: zDay.optional(),
});
export const zCapTable = zStructure.extend({ companyId: zId });
export const zExecuteTransfer = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  targetId: zId,
  fromId: zId,
  toId: zId,
  share: zShareText,
  registerOn: zDay,
  registrationOn: zDay.optional(),
  amends: z.strictObject({ eventId: zId, because: zOpinion }).optional(),
});
export const zEnterCapital = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  registerOn: zDay,
  registrationOn: zDay.optional(),
  paid: zYuan.optional(),
});
export const zReorganize = zEnterCapital.omit({ paid: true });
const zYuanOrNothing = z.union([zYuan, z.literal('0.00')]);
const zReceipt = z.strictObject({ digest: zDigest, name: zText });
export const zParticulars = z.strictObject({ companyId: zId, asOf: zDay, knownOn: zDay.optional() });
export const zRecordParticular = z.strictObject({
  requestId: zRequestId,
  companyId: zId,
  kind: z.enum(particularKinds),
  value: zOpinion.min(1, { error: '必填' }),
  validFrom: zDay,
  document: zDigest,
});
export const zRecordPayment = z.strictObject({
  requestId: zRequestId,
  companyId: zId,
  holderId: zId,
  amount: zYuan,
  on: zDay,
  receipt: zReceipt,
});
export const zRecordDate = z.strictObject({
  requestId: zRequestId,
  eventId: zId,
  reading: z.enum(['register', 'registration']),
  on: zDay,
  receipt: zDigest,
});
export const zCorrect = z.strictObject({
  requestId: zRequestId,
  eventId: zId,
  because: zOpinion,
  receipt: zReceipt,
  replacement: z
    .strictObject({
      fromId: zId.nullable(),
      toId: zId.nullable(),
      subscribed: zYuanOrNothing,
      paid: zYuanOrNothing,
      decidedOn: zDay,
      registerOn: zDay.nullable(),
      registrationOn: zDay.nullable(),
    })
    .nullable(),
});

const zReason = zOpinion.min(1, { error: '必填' });
export const zExemptLevel = z.strictObject({
  requestId: zRequestId,
  companyId: zId,
  validFrom: zDay,
  validTo: zDay,
  because: zReason,
  paper: zReceipt,
});
export const zEndExemption = z.strictObject({
  requestId: zRequestId,
  exemptionId: zId,
  on: zDay,
  because: zReason,
  paper: zReceipt,
});

/** What is exported as BODS: the register on a day, or its whole history. */
export const zBodsExport = zStructure.extend({ extent: z.enum(['as_of', 'history']).default('as_of') });
export const zBodsFile = z.strictObject({
  digest: zDigest,
  capital: z
    .array(z.strictObject({ companyId: zId, registered: zYuan, paid: zYuanOrNothing }))
    .max(1000, { error: '最多 1000 家公司' })
    .default([]),
});
export const zImportBods = zBodsFile.extend({ requestId: zRequestId });
