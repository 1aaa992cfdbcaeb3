import { tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { matterStates } from '@guanyun/domain/matters/matter-case.ts';
import { levelNames, type MatterLevel, matterSlugs, stepCodes } from '@guanyun/domain/matters/matter-slug.ts';
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
/** What a list of cases is narrowed to and ordered by; also what a saved view holds and the address carries. */
export const zMatterFilter = z.strictObject({
  states: z.array(z.enum(matterStates)).max(20).optional(),
  matters: z.array(z.enum(matterSlugs)).max(20).optional(),
  companyId: zId.optional(),
  level: z.enum(Object.keys(levelNames) as [MatterLevel, ...MatterLevel[]]).optional(),
  dueBy: zDay.optional(),
  search: z.string().trim().max(100).optional(),
  order: z.enum(['due', 'newest']).optional(),
});
/** The last place shown: a day or `infinity`, or a moment, and the case's id. It fits the order it was made in. */
const placed = {
  due: /^(infinity|\d{4}-\d\d-\d\d)~/,
  newest: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00~/,
};
const isPlace = (order: 'due' | 'newest', cursor: string): boolean => {
  const [place = '', id] = cursor.split('~');
  return (
    placed[order].test(cursor) &&
    (place === 'infinity' || tryLocalDate(place.slice(0, 10)) !== null) &&
    !Number.isNaN(place.includes(' ') ? Date.parse(place.replace(' ', 'T').replace('+00', 'Z')) : 0) &&
    zId.safeParse(id).success
  );
};
export const zListMatters = zMatterFilter
  .extend({ cursor: z.string().max(100).optional() })
  .refine(({ cursor, order }) => cursor === undefined || isPlace(order ?? 'due', cursor), {
    path: ['cursor'],
    error: '翻页位置不符',
  });
export const zView = z.strictObject({ requestId: zRequestId, name: zText.max(40), filter: zMatterFilter });

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
