import { z } from 'zod';
import {
  zDay,
  zDigest,
  zId,
  zIdRequest,
  zOpinion,
  zRequestId,
  zShareText,
  zText,
  zYuan,
} from '../kernel/input.ts';

const zPapers = z.array(zDigest).min(1, { error: '至少附一份文件' }).max(20, { error: '最多附 20 份文件' });
/** What somebody says in whole sentences, and must. */
const zStatement = z.string().trim().min(1, { error: '必填' }).max(2000, { error: '最多 2000 字' });

export const zMatterInput = z.strictObject({ matterId: zId });
export const zSpend = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  title: zText,
  counterparty: zText,
  amount: zYuan.nullable(),
  on: zDay,
  documents: zPapers,
});
export const zRelease = z.strictObject({
  requestId: zRequestId,
  spendingId: zId,
  amount: zYuan,
  reason: zText,
  on: zDay,
  document: zDigest,
});
export const zAskExtension = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  until: zDay,
  reason: zText,
});
export const zAnswerExtension = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  granted: z.boolean(),
  opinion: zStatement,
});
const zHolder = z.strictObject({
  id: zText,
  share: zShareText,
  vote: z.enum(['for', 'against', 'abstain', 'absent', 'excluded']),
});
export const zShareholders = zIdRequest.extend({
  heldOn: zDay,
  holders: z.array(zHolder).min(1, { error: '至少一名股东' }).max(500),
  document: zDigest,
});
export const zReport = zIdRequest.extend({ report: zStatement, evidence: zPapers });
export const zConfirm = zIdRequest.extend({ met: z.boolean(), opinion: zOpinion });
export const zOpined = zIdRequest.extend({ opinion: zOpinion });
export const zRevoke = zIdRequest.extend({ reason: zText, meetingId: zId });
