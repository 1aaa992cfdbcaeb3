import { planFactValues } from '@guanyun/domain/equity/plan.ts';
import { tryParseRatio } from '@guanyun/domain/kernel/ratio.ts';
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
const zYuanOrNothing = z.union([zYuan, z.literal('0.00')]);
const zReceipt = z.strictObject({ digest: zDigest, name: zText });
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

const zPrice = z.string().refine(
  (text) => {
    const price = tryParseRatio(text);
    return price !== null && price.numerator > 0n;
  },
  { error: '须为大于零的数，形如 "1.25"' },
);
/** What no register says of an item; what is left out is unknown. */
const zPlanFacts = z.strictObject({
  title: z.enum(planFactValues.title).optional(),
  mainBusiness: z.enum(planFactValues.mainBusiness).optional(),
  auditOpinion: z.enum(planFactValues.auditOpinion).optional(),
  employees: z.enum(planFactValues.employees).optional(),
  contingentLiabilities: z.enum(planFactValues.contingentLiabilities).optional(),
  transferorDebts: z.enum(planFactValues.transferorDebts).optional(),
  creditors: z.enum(planFactValues.creditors).optional(),
  otherHolders: z.enum(planFactValues.otherHolders).optional(),
  appraisal: z.enum(planFactValues.appraisal).optional(),
  appraisedOn: zDay.optional(),
  appraised: zYuan.optional(),
});
const zItem = z.strictObject({
  id: zId,
  companyId: zId,
  separable: z.boolean(),
  note: zOpinion,
  facts: zPlanFacts,
});
const zMoved = { fromId: zId, toId: zId, share: zShareText };
/** One item of a consolidation plan, by its method. */
export const zPlanItem = z.discriminatedUnion('method', [
  zItem.extend({ method: z.literal('free_transfer'), ...zMoved }),
  zItem.extend({ method: z.literal('acquisition'), ...zMoved, price: zYuan }),
  zItem.extend({
    method: z.literal('contribution_in_kind'),
    ...{ fromId: zId, share: zShareText, invested: zYuan, perYuan: zPrice },
  }),
  zItem.extend({ method: z.literal('capital_increase'), toId: zId, invested: zYuan, perYuan: zPrice }),
  zItem.extend({ method: z.literal('merger'), toId: zId, exchange: zPrice }),
]);
export const zDraftPlan = z.strictObject({
  requestId: zRequestId,
  title: zText,
  basisDate: zDay,
  items: z.array(zPlanItem).max(200, { error: '最多 200 项' }),
});
const zSeenPlan = { id: zId, revision: z.int().min(1) };
export const zRevisePlan = zDraftPlan.extend(zSeenPlan);
export const zDiscardPlan = z.strictObject({ requestId: zRequestId, ...zSeenPlan });
