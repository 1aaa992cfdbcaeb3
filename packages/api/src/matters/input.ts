import { tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { suspensionCauses } from '@guanyun/domain/matters/clock.ts';
import { matterStates } from '@guanyun/domain/matters/matter-case.ts';
import { levelNames, type MatterLevel, matterSlugs, stepCodes } from '@guanyun/domain/matters/matter-slug.ts';
import { relationKinds } from '@guanyun/domain/matters/recusal.ts';
import { z } from 'zod';
import { zDay, zDigest, zId, zIdRequest, zOpinion, zRequestId, zText, zYuan } from '../kernel/input.ts';
import { zProposal } from './proposal-input.ts';

const zRecord = z.strictObject({
  code: z.enum(stepCodes),
  heldOn: zDay,
  outcome: z.enum(['approved', 'heard', 'rejected']).optional(),
  baseDate: zDay.optional(),
  document: zDigest.optional(),
});
const zMaterial = z.strictObject({ code: zText, name: zText, digest: zDigest });
const zRecords = z.array(zRecord).max(100);
const zParticipant = z.strictObject({ companyId: zId, amount: zYuan.nullable(), records: zRecords });
const content = {
  title: zText,
  proposal: zProposal,
  records: zRecords,
  materials: z.array(zMaterial).max(100),
  participants: z.array(zParticipant).min(1).max(20).optional(),
  predecessorId: zId.optional(),
  newFacts: zText.optional(),
  mainId: zId.optional(),
  lacking: z.strictObject({ codes: z.array(zText).min(1).max(20), promise: zText }).optional(),
};

export const zPreflight = z.strictObject({ id: zId.optional(), proposal: zProposal });
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
export const zEndorse = zSigned.extend({ opinion: zOpinion });
export const zResume = zReasoned.extend({
  confirmation: z.strictObject({ number: zText, decidedOn: zDay }).optional(),
});
export const zWithdraw = zReasoned.extend({ consent: zText.optional() });
export const zRefuse = zReasoned.extend({ goTo: zText });
export const zSupplement = zIdRequest.extend({
  items: z.array(zText).min(1, { error: '至少列一项' }).max(50),
});
export const zAnswerSupplement = zSigned.extend({ note: z.string().trim().max(2000) });
export const zDeficient = zIdRequest.extend({ dueOn: zDay });
export const zNote = zIdRequest.extend({ note: zText });
export const zStopClock = zIdRequest.extend({
  cause: z.enum(suspensionCauses).exclude(['supplement']),
  because: zText,
  expectedDays: z.int().min(1).max(365),
});
export const zConsult = zIdRequest
  .extend({
    organizationIds: z.array(zId).max(20),
    experts: z.array(zText).max(20),
    question: zText,
  })
  .refine((asked) => asked.organizationIds.length + asked.experts.length > 0, {
    path: ['organizationIds'],
    error: '至少选择一个会签部门或专家',
  });
export const zConsultationAnswer = zIdRequest.extend({
  answer: z.enum(['agree', 'disagree', 'remarks']),
  opinion: z.string().trim().max(2000),
  document: zDigest.optional(),
});
export const zRelation = z
  .strictObject({
    requestId: zRequestId,
    organizationId: zId,
    kind: z.enum(relationKinds),
    note: zText,
    validFrom: zDay,
    validTo: zDay.optional(),
  })
  .refine((r) => r.validTo === undefined || r.validFrom <= r.validTo, {
    path: ['validTo'],
    error: '止日不得早于起日',
  });
const zCondition = z.strictObject({
  phase: z.enum(['before', 'during']),
  text: zText,
  ownerId: zId,
  dueOn: zDay,
});
const zMotion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve') }),
  z.strictObject({
    kind: z.literal('conditional'),
    conditions: z.array(zCondition).min(1, { error: '至少一项条件' }).max(20),
  }),
  z.strictObject({ kind: z.literal('defer'), until: zDay, reason: zText }),
  z.strictObject({ kind: z.literal('return'), reason: zText }),
]);
export const zMove = z.strictObject({
  requestId: zRequestId,
  meetingId: zId,
  matterId: zId,
  motion: zMotion,
});
export const zExternal = zIdRequest.extend({
  outcome: z.enum(['approved', 'rejected']),
  number: zText,
  decidedOn: zDay,
});
/** What a list of cases is narrowed to and ordered by; also what a saved view holds and the address carries. */
export const zMatterFilter = z.strictObject({
  states: z.array(z.enum(matterStates)).max(matterStates.length).optional(),
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

const zFigureValues = z
  .record(z.string().max(100), z.string().max(5000))
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
  observers: z.array(zText).max(50).optional(),
});
export const zAttendance = zIdRequest.extend({ present: z.array(zId).max(50) });
export const zVote = z.strictObject({
  requestId: zRequestId,
  meetingId: zId,
  matterId: zId,
  contentDigest: zDigest,
  motionVersion: z.int().min(1),
  vote: z.enum(['for', 'against', 'abstain']),
  opinion: zOpinion,
});
