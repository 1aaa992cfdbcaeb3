import { z } from 'zod';
import { zDay, zDigest, zId, zIdRequest, zOpinion, zRequestId, zText, zYuan } from '../kernel/input.ts';

const zReason = z.string().trim().min(1, { error: '必填' }).max(2000, { error: '最多 2000 字' });
const percentForm = '须为 0 到 100 的百分数，两位小数，形如 "3.00"';
const zPercent = z.string().regex(/^(100\.00|\d{1,2}\.\d{2})$/, { error: percentForm });
const amountForm = '须为不小于零的金额，两位小数，形如 "40000000.00"';
const zNotNegative = z.string().regex(/^(0|[1-9]\d{0,14})\.\d{2}$/, { error: amountForm });
const rateForm = '须为不为负的小数，形如 "0.031"';
const zRate = z.string().regex(/^0\.\d{1,6}$/, { error: rateForm });

export const zTerms = z.strictObject({
  advancePercent: zPercent.optional(),
  progressPercent: zPercent.optional(),
  retentionPercent: zPercent.optional(),
  performanceBond: zNotNegative.optional(),
  payDueDays: z.int().min(0).max(3650).optional(),
  wageAccount: zText.optional(),
  wageCycleDays: z.int().min(1).max(365).optional(),
  warrantyMonths: z.int().min(0).max(120).optional(),
  taxRate: zPercent.optional(),
  approvedEstimate: zYuan.optional(),
  sme: z.boolean().optional(),
  clauses: z
    .array(z.enum(['back_to_back', 'audit_as_condition']))
    .max(2)
    .optional(),
  lateRate: zRate.optional(),
  lprAtSigning: zRate.optional(),
});

const zFunds = z
  .array(
    z.strictObject({
      kind: z.enum(['budget', 'state_enterprise', 'foreign_aid', 'private']),
      amount: zYuan,
    }),
  )
  .max(20);
export const zSign = z.strictObject({
  requestId: zRequestId,
  origin: z.enum(['award', 'direct', 'market']),
  layer: z.enum(['works', 'survey', 'design', 'supervision', 'goods', 'service']),
  title: zText,
  scope: zOpinion.optional(),
  parentId: zId.optional(),
  project: zText.optional(),
  clusterId: zId.optional(),
  counterpartyId: zId,
  amount: zYuan,
  awardId: zId.optional(),
  funds: zFunds.optional(),
  sector: z.enum(['energy', 'transport', 'telecom', 'water', 'urban', 'other']).optional(),
  exemption: z
    .strictObject({
      kind: z.enum([
        'security_or_disaster',
        'irreplaceable_technology',
        'self_build',
        'concession_investor',
        'original_contractor',
      ]),
      claimant: z.enum(['tenderer', 'subsidiary', 'parent']).optional(),
      capable: z.boolean().optional(),
      document: zDigest.optional(),
    })
    .optional(),
  separateReason: zReason.optional(),
  directText: zReason.optional(),
  terms: zTerms,
  decidedOn: zDay,
  signedOn: zDay,
  completionDue: zDay,
  document: zDigest,
});
export const zContractPaper = zIdRequest.extend({
  kind: z.enum([
    'authorisation',
    'budget',
    'funds',
    'payment_guarantee',
    'wage_account',
    'wage_guarantee',
    'performance_bond',
    'other',
  ]),
  on: zDay,
  reference: zText,
  amount: zYuan.optional(),
  document: zDigest,
});
export const zAgencyFee = zIdRequest.extend({
  totalInvestment: zYuan,
  includedManagementFee: zNotNegative.optional(),
  landCost: zNotNegative.optional(),
  managementFeeSpent: zNotNegative.optional(),
  fee: zYuan,
  document: zDigest,
});
export const zCertify = zIdRequest.extend({ periodTo: zDay, amount: zYuan, document: zDigest });
export const zApply = zIdRequest.extend({
  kind: z.enum([
    'advance',
    'progress',
    'wages',
    'process_settlement',
    'completion_settlement',
    'retention',
    'agency_fee',
    'bonus',
  ]),
  amount: zYuan,
  note: zOpinion,
  performance: z
    .strictObject({ onTime: z.boolean(), quality: z.boolean(), withinEstimate: z.boolean() })
    .optional(),
  document: zDigest,
});
const zDecided = { approve: z.boolean(), opinion: zOpinion };
export const zDecidePayment = zIdRequest.extend({ paymentId: zId, ...zDecided });
export const zPaid = zIdRequest.extend({ paymentId: zId, on: zDay, document: zDigest });
export const zAmend = zIdRequest.extend({
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('value'), amount: zYuan }),
    z.strictObject({ kind: z.literal('period'), completionDue: zDay }),
    z.strictObject({ kind: z.literal('scope'), scope: zReason }),
    z.strictObject({ kind: z.literal('party'), counterpartyId: zId }),
  ]),
  cause: z.enum(['design_change', 'site_visa', 'claim', 'policy_price', 'geology', 'other']),
  on: zDay,
  reason: zReason,
  document: zDigest,
});
export const zDecideAmendment = zIdRequest.extend({ amendmentId: zId, ...zDecided });
export const zStep = zIdRequest.extend({
  step: z.enum([
    'start',
    'complete',
    'warrant',
    'release',
    'close',
    'suspend',
    'dispute',
    'resume',
    'terminate',
    'annul',
  ]),
  on: zDay,
  note: zOpinion,
  document: zDigest,
});
export const zSettle = zIdRequest.extend({
  amount: zYuan,
  retention: zNotNegative,
  guaranteed: z.boolean(),
  on: zDay,
  document: zDigest,
});
export const zDecide = zIdRequest.extend(zDecided);

const assetClassNames = ['land', 'plant', 'road', 'pipe', 'cip', 'equipment', 'intangible'] as const;
const zFormed = z.strictObject({
  name: zText,
  class: z.enum(assetClassNames),
  direct: zNotNegative,
  takesShare: z.boolean(),
  publicBenefit: z.boolean(),
  area: zYuan.optional(),
  monthlyDepreciation: zYuan.optional(),
});
export const zAccounts = zIdRequest.extend({
  shared: zNotNegative,
  items: z.array(zFormed).min(1, { error: '至少一项资产' }).max(200),
  on: zDay,
  document: zDigest,
});
export const zHandOver = zIdRequest.extend({ on: zDay, document: zDigest });
export const zListContracts = z.strictObject({
  project: zText.optional(),
  clusterId: zId.optional(),
  layer: z.enum(['upstream', 'works', 'survey', 'design', 'supervision', 'goods', 'service']).optional(),
  state: z
    .enum([
      'signed',
      'in_force',
      'completed',
      'settled',
      'accounted',
      'delivered',
      'warranty',
      'released',
      'closed',
      'terminated',
      'void',
    ])
    .optional(),
  halt: z.enum(['suspended', 'disputed']).optional(),
  cursor: z.string().max(80).optional(),
});
export const zPublish = zIdRequest.extend({ supersedesId: zId.optional() });
export const zReview = zIdRequest.extend({
  outcome: z.enum(['passed', 'failed']),
  number: zText,
  document: zDigest,
});
export const zRevoke = zIdRequest.extend({ reason: zReason, document: zDigest });
export const zCompare = z.strictObject({ before: zId, after: zId });
