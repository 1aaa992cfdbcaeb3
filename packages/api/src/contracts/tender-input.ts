import { z } from 'zod';
import { zDay, zDigest, zId, zIdRequest, zOpinion, zRequestId, zText, zYuan } from '../kernel/input.ts';

const zLong = z.string().trim().min(1, { error: '必填' }).max(4000, { error: '最多 4000 字' });
const zReason = zOpinion.min(1, { error: '必填' });
const zRatio = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, { error: '须为不为负的小数，如 "0.5"' });
const zDocuments = z.array(zDigest).max(20);
export const zLotKind = z.enum(['works', 'goods', 'survey', 'design', 'supervision', 'other_service']);
const jurisdictions = ['CN', 'chongqing'] as const;

export const zTenderDraft = z.strictObject({
  requestId: zRequestId,
  title: zText,
  project: zText,
  jurisdiction: z.enum(jurisdictions),
  funds: z
    .array(
      z.strictObject({
        kind: z.enum(['budget', 'state_enterprise', 'foreign_aid', 'private']),
        amount: zYuan,
      }),
    )
    .min(1, { error: '至少一项资金来源' })
    .max(20),
  method: z.enum(['open', 'invited']),
  ground: z
    .strictObject({ kind: z.enum(['few_bidders', 'cost_disproportionate', 'other']), document: zText })
    .optional(),
  invited: z.array(zId).max(50),
  lots: z
    .array(z.strictObject({ title: zText, kind: zLotKind, estimate: zYuan }))
    .min(1, { error: '至少一个标段' })
    .max(50),
  ceiling: zYuan.nullable(),
  evaluation: z.enum(['lowest_evaluated', 'composite', 'procurement_low_price']),
  parameters: z.strictObject({
    trimFrom: z.int().min(3).max(100).optional(),
    discount: zRatio.optional(),
    fullScore: zRatio.optional(),
    above: zRatio.optional(),
    below: zRatio.optional(),
    weight: zRatio.optional(),
  }),
  plannedOn: zDay,
  members: z.int().min(1).max(99),
  representatives: z.int().min(0).max(33),
});
export const zTimetable = z.strictObject({
  documentsFrom: zDay,
  deadline: zDay.optional(),
  jurisdiction: z.enum(jurisdictions),
});
export const zMakeKey = zIdRequest.extend({
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{87}=$/, { error: '须为 P-256 公钥' }),
  needed: z.int().min(2).max(20),
  holders: z
    .array(
      z.strictObject({
        role: z.enum(['tenderer', 'supervisor', 'third']),
        personId: zId,
        shareDigest: zDigest,
      }),
    )
    .min(3, { error: '至少三名持有人' })
    .max(20),
});
export const zPublish = zIdRequest.extend({
  deadlineOn: zDay,
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '须为时刻，如 09:30' }),
  documents: zDocuments.min(1, { error: '须发出招标文件' }),
});
export const zChange = zIdRequest.extend({
  kind: z.enum(['clarification', 'amendment']),
  text: zLong,
  affects: z.boolean(),
  deadlineOn: zDay.optional(),
  documents: zDocuments,
});
export const zShare = zIdRequest.extend({
  share: z.string().regex(/^([0-9a-f]{2}){2,200}$/, { error: '须为密钥份额' }),
});
export const zBecause = zIdRequest.extend({ because: zReason });
export const zCommitment = zIdRequest.extend({ commitment: zDigest });
export const zDraw = zIdRequest.extend({
  seed: z.string().regex(/^[0-9a-f]{64}$/, { error: '须为 64 位十六进制的种子' }),
  excluded: z.array(zText).max(500),
  because: zOpinion,
});
export const zEvaluate = zIdRequest.extend({
  findings: z
    .array(
      z.strictObject({
        bidId: zId,
        rejected: z
          .enum([
            ...(['UNSIGNED', 'NO_CONSORTIUM_AGREEMENT', 'UNQUALIFIED', 'TWO_BIDS'] as const),
            ...(['BELOW_COST', 'NON_RESPONSIVE', 'COLLUSION'] as const),
          ])
          .optional(),
        because: zOpinion,
        adjustments: z
          .array(z.strictObject({ name: zText, amount: z.string().regex(/^-?\d{1,15}\.\d{2}$/) }))
          .max(20),
        otherScore: zRatio.optional(),
        smallEnterpriseDeduction: zRatio.optional(),
      }),
    )
    .max(1000),
  report: zDigest,
  stillCompetitive: z.boolean(),
});
export const zPublicize = zIdRequest.extend({ days: z.int().min(3, { error: '至少 3 日' }).max(60) });
export const zAnswerObjection = zIdRequest.extend({ objectionId: zId, text: zLong, upheld: z.boolean() });
export const zOpenedBid = z.strictObject({ id: zId, bidId: zId });
export const zExpert = z.strictObject({
  requestId: zRequestId,
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{1,40}$/, { error: '编号须为字母、数字或连字符' }),
  name: zText,
  employer: zText,
  specialty: zText,
});

export const zRegister = z.strictObject({
  requestId: zRequestId,
  name: zText,
  uscc: z.string().trim().min(1, { error: '必填' }).max(40),
  headName: zText,
  headId: z.string().trim().min(5, { error: '须为证件号码' }).max(40),
  phone: zText,
  person: zText,
  account: z
    .string()
    .trim()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{2,39}$/, {
      error: '账号须为 3 到 40 位字母、数字、点、下划线或连字符',
    }),
  password: z.string().min(1, { error: '必填' }).max(128),
});
/** An envelope of the largest size in base64, with its other parts. */
const ENVELOPE_MAX = 1_500_000;
export const zSubmit = zIdRequest.extend({ envelope: z.string().min(1).max(ENVELOPE_MAX) });
export const zObjection = zIdRequest.extend({
  kind: z.enum(['documents', 'result', 'complaint']),
  text: zLong,
});

/** Public processes that changed before a moment. */
export const zProcesses = z.strictObject({ cursor: z.iso.datetime({ error: '须为时刻' }).optional() });
