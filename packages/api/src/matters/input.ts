import { matterStates } from '@guanyun/domain/matters/matter-case.ts';
import { stepCodes } from '@guanyun/domain/matters/matter-slug.ts';
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

export const zProposal = z.discriminatedUnion('matter', [
  z.strictObject({
    matter: z.literal('equity_transfer'),
    companyId: zId,
    targetId: zId,
    fromId: zId,
    toId: zId,
    share: zShareText,
    amount: zYuan,
    basisDate: zDay,
    decidedOn: zDay,
  }),
  z.strictObject({
    matter: z.literal('asset_disposal'),
    companyId: zId,
    assetIds: z.array(zId).min(1, { error: '至少选择一项资产' }).max(1000),
    toId: zId,
    basisDate: zDay,
    decidedOn: zDay,
  }),
]);

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

const zFigureValues = z
  .record(z.string().max(100), z.string().max(100))
  .refine((values) => Object.keys(values).length <= 1000, { error: '最多 1000 项' });
const catalogueContent = {
  version: zText,
  effectiveFrom: zDay,
  retroactive: z.boolean(),
  legalText: z.string().trim().max(500, { error: '最多 500 字' }).nullable(),
};
export const zCatalogueDraft = z.strictObject({
  requestId: zRequestId,
  ...catalogueContent,
  values: zFigureValues.optional(),
});
export const zCatalogueSeen = zIdRequest.extend({ revision: z.int().min(1) });
export const zCatalogueRevise = zCatalogueSeen.extend({ ...catalogueContent, values: zFigureValues });

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
