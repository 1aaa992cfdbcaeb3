import { matterStates } from '@guanyun/domain/matters/matter-case.ts';
import { stepCodes } from '@guanyun/domain/matters/matter-slug.ts';
import { z } from 'zod';
import { zDay, zDigest, zId, zIdRequest, zOpinion, zRequestId, zText } from '../kernel/input.ts';
import { zProposal } from './proposal-input.ts';

const zRecord = z.strictObject({
  code: z.enum(stepCodes),
  heldOn: zDay,
  outcome: z.enum(['approved', 'heard', 'rejected']).optional(),
  baseDate: zDay.optional(),
  document: zDigest.optional(),
});
const zMaterial = z.strictObject({ code: zText, name: zText, digest: zDigest });
const content = {
  title: zText,
  proposal: zProposal,
  records: z.array(zRecord).max(100),
  materials: z.array(zMaterial).max(100),
};

export const zPreflight = z.strictObject({ proposal: zProposal });
export const zPropose = z.strictObject({ requestId: zRequestId, ...content });
export const zRevise = z.strictObject({
  requestId: zRequestId,
  id: zId,
  version: z.int().min(1),
  ...content,
});
export const zSigned = zIdRequest.extend({ contentDigest: zDigest });
export const zReasoned = zIdRequest.extend({ reason: zText });
export const zReview = zSigned.extend({ passed: z.boolean(), opinion: zOpinion });
export const zExternal = zIdRequest.extend({
  outcome: z.enum(['approved', 'rejected']),
  number: zText,
  decidedOn: zDay,
});
export const zListMatters = z.strictObject({
  state: z.enum(matterStates).optional(),
  search: z.string().trim().max(100).optional(),
  cursor: z
    .string()
    .regex(/^[0-9T:.Z-]{20,30}~[0-9a-f-]{36}$/)
    .optional(),
});

export const zMeeting = z.strictObject({
  requestId: zRequestId,
  title: zText,
  heldOn: zDay,
  mode: z.enum(['collective_vote', 'chief_decides']),
  matterIds: z.array(zId).min(1, { error: '至少一个议题' }).max(50),
  expected: z.array(zId).min(1, { error: '至少一名应到人员' }).max(50),
});
export const zAttendance = zIdRequest.extend({ present: z.array(zId).max(50) });
export const zVote = z.strictObject({
  requestId: zRequestId,
  meetingId: zId,
  matterId: zId,
  contentDigest: zDigest,
  vote: z.enum(['for', 'against', 'abstain']),
  opinion: zOpinion,
});
