import { planFactValues } from '@guanyun/domain/equity/plan.ts';
import { z } from 'zod';
import { zDay, zId, zOpinion, zRequestId, zShareText, zText, zYuan } from '../kernel/input.ts';

/** Decimal, since it goes into the proposal of a capital change as it is. */
const zPrice = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})(\.\d{1,8})?$/, { error: '须为大于零的数，形如 "1.25"' })
  .refine((text) => !/^[0.]+$/.test(text), { error: '须为大于零的数，形如 "1.25"' });
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
const zPlanItem = z.discriminatedUnion('method', [
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
const seen = { id: zId, revision: z.int().min(1) };
export const zRevisePlan = zDraftPlan.extend(seen);
/** The revision that was seen is set aside, or handed in. */
export const zSeenPlan = z.strictObject({ requestId: zRequestId, ...seen });
export const zWithdrawPlan = z.strictObject({ requestId: zRequestId, id: zId, reason: zText });
export const zJoinPlan = z.strictObject({ requestId: zRequestId, id: zId, itemId: zId });
export const zExecutePlan = z.strictObject({
  requestId: zRequestId,
  id: zId,
  registerOn: zDay,
  itemIds: z.array(zId).min(1).max(200).optional(),
});
