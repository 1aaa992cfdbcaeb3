import { splitRemarkKinds } from '@guanyun/domain/contracts/decide-split-remark.ts';
import { z } from 'zod';
import { zDay, zDigest, zId, zIdRequest, zOpinion, zRequestId, zText, zYuan } from '../kernel/input.ts';
import { zTerms } from './life-input.ts';

export const zQuestion = z.strictObject({
  title: zText,
  item: zText.optional(),
  procurementCode: zText.optional(),
  project: zText.optional(),
  engineering: z.boolean(),
  amount: zYuan,
  taxIncluded: z.boolean().nullable(),
  requestedMode: z.enum(['entrusted', 'purchased']),
  entityId: zId,
  clusterId: zId.optional(),
  termMonths: z.int().min(1).max(600).optional(),
  agentSource: z.enum(['authorised', 'tendered', 'none']).optional(),
  agencyFee: z.strictObject({ fee: zYuan, cap: zYuan }).optional(),
  fundSources: z
    .array(
      z.strictObject({
        kind: z.enum(['budget', 'fiscal_repaid_loan', 'state_enterprise', 'private']),
        amount: zYuan,
        budgetDoc: zText.optional(),
      }),
    )
    .max(20),
  decidedOn: zDay,
});
export const zClassify = z.strictObject({ question: zQuestion });
export const zEntrust = z.strictObject({
  requestId: zRequestId,
  question: zQuestion,
  signedOn: zDay,
  completionDue: zDay,
  terms: zTerms.optional(),
});

/** What supervision says of a flag of the split radar. */
export const zSplitRemark = zIdRequest.extend({
  kind: z.enum(splitRemarkKinds),
  note: zOpinion.min(1, { error: '必填' }),
  document: zDigest.nullable(),
});
