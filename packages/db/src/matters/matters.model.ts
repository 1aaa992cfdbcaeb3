import type { Duty } from '@guanyun/domain/matters/decide-duty.ts';
import type { MatterState } from '@guanyun/domain/matters/matter-case.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { table } from '../kernel/table.ts';

export type MatterRow = {
  id: string;
  number: string | null;
  matter: string;
  companyId: string;
  parties: string[];
  title: string;
  state: MatterState;
  contentVersion: number;
  contentDigest: string;
  amount: string | null;
  level: string;
  route: unknown;
  decidedOn: string;
  aggregationKey: string | null;
  acceptedOn: string | null;
  dueOn: string | null;
  dueDays: number | null;
  dueProvisional: boolean;
  /** Where it stood when it was held up, suspended or archived. */
  stateBefore: MatterState | null;
  urgent: boolean;
  predecessorId: string | null;
  mainId: string | null;
  firstTierId: string | null;
  supplements: number;
  deferred: number;
  deferredUntil: string | null;
  endedOn: string | null;
  /** The later case whose sum raised the level: this one is to be looked at again. */
  flaggedBy: string | null;
  createdAt: Date;
  updatedAt: Date;
};
export type ContentRow = {
  matterId: string;
  version: number;
  content: MatterContent;
  digest: string;
  personId: string;
  madeAt: Date;
};
export type SignatureRow = {
  matterId: string;
  organizationId: string;
  contentVersion: number;
  contentDigest: string;
  postKind: string;
  personId: string;
  onBehalfPersonId: string | null;
  signedAt: Date;
};
export type DutyRow = { matterId: string; personId: string; duty: Duty; side: 'company' | 'committee' };
export type ReviewRow = {
  matterId: string;
  contentVersion: number;
  contentDigest: string;
  personId: string;
  passed: boolean;
  opinion: string;
  reviewedAt: Date;
};
export type MeetingRow = {
  id: string;
  title: string;
  heldOn: string;
  mode: 'collective_vote' | 'chief_decides';
  state: 'planned' | 'open' | 'closed';
  secretaryId: string;
  papersOn: string | null;
  /** 列席: who attends without a vote. */
  observers: string[];
};
export type ExpectedRow = { meetingId: string; personId: string; chief: boolean; present: boolean | null };
export type AgendaRow = {
  meetingId: string;
  matterId: string;
  contentDigest: string;
  motion: Motion;
  /** A changed motion is a new version; votes on the old one no longer count. */
  motionVersion: number;
  result: unknown;
  reason: string | null;
};
export type RecusalRow = { meetingId: string; matterId: string; personId: string; because: unknown };
export type VoteRow = {
  meetingId: string;
  matterId: string;
  personId: string;
  contentDigest: string;
  motionVersion: number;
  vote: 'for' | 'against' | 'abstain';
  opinion: string;
  castAt: Date;
};
export type ExternalRow = {
  matterId: string;
  outcome: 'approved' | 'rejected';
  number: string;
  decidedOn: string;
  personId: string;
};
export type WarrantRow = {
  id: string;
  number: string;
  matterId: string;
  companyId: string;
  parties: string[];
  kind: string;
  title: string;
  content: MatterContent;
  contentDigest: string;
  proposalDigest: string;
  amount: string | null;
  spent: string;
  uses: number;
  /** null: as often as the amount lasts. */
  usesMax: number | null;
  instrument: 'reply' | 'vote_instruction' | 'filing_receipt';
  suspendedOn: string | null;
  resolution: 'awaited' | 'passed' | null;
  issuedOn: string;
  expiresOn: string;
  boundBy: string;
  revokedOn: string | null;
  mandateId: string | null;
  /** Used part by part, and nothing is left to do under it. */
  finishedOn: string | null;
  personId: string;
};

export const matters = table<MatterRow>('matters', {
  id: 'uuid',
  number: 'text',
  matter: 'text',
  companyId: 'uuid',
  parties: 'uuids',
  title: 'text',
  state: 'text',
  contentVersion: 'integer',
  contentDigest: 'text',
  amount: 'money',
  level: 'text',
  route: 'json',
  decidedOn: 'date',
  aggregationKey: 'text',
  acceptedOn: 'date',
  dueOn: 'date',
  dueDays: 'integer',
  dueProvisional: 'boolean',
  stateBefore: 'text',
  urgent: 'boolean',
  predecessorId: 'uuid',
  mainId: 'uuid',
  firstTierId: 'uuid',
  supplements: 'integer',
  deferred: 'integer',
  deferredUntil: 'date',
  endedOn: 'date',
  flaggedBy: 'uuid',
  createdAt: 'time',
  updatedAt: 'time',
});
export const contents = table<ContentRow>('matter_contents', {
  matterId: 'uuid',
  version: 'integer',
  content: 'json',
  digest: 'text',
  personId: 'uuid',
  madeAt: 'time',
});
export const signatures = table<SignatureRow>('matter_signatures', {
  matterId: 'uuid',
  organizationId: 'uuid',
  contentVersion: 'integer',
  contentDigest: 'text',
  postKind: 'text',
  personId: 'uuid',
  onBehalfPersonId: 'uuid',
  signedAt: 'time',
});
export const matterDuties = table<DutyRow>('matter_duties', {
  matterId: 'uuid',
  personId: 'uuid',
  duty: 'text',
  side: 'text',
});
export const reviews = table<ReviewRow>('matter_reviews', {
  matterId: 'uuid',
  contentVersion: 'integer',
  contentDigest: 'text',
  personId: 'uuid',
  passed: 'boolean',
  opinion: 'text',
  reviewedAt: 'time',
});
export const meetings = table<MeetingRow>('meetings', {
  id: 'uuid',
  title: 'text',
  heldOn: 'date',
  mode: 'text',
  state: 'text',
  secretaryId: 'uuid',
  papersOn: 'date',
  observers: 'texts',
});
export const expected = table<ExpectedRow>('meeting_expected', {
  meetingId: 'uuid',
  personId: 'uuid',
  chief: 'boolean',
  present: 'boolean',
});
export const agenda = table<AgendaRow>('agenda_items', {
  meetingId: 'uuid',
  matterId: 'uuid',
  contentDigest: 'text',
  motion: 'json',
  motionVersion: 'integer',
  result: 'json',
  reason: 'text',
});
export const recusals = table<RecusalRow>('recusals', {
  meetingId: 'uuid',
  matterId: 'uuid',
  personId: 'uuid',
  because: 'json',
});
export const votes = table<VoteRow>('votes', {
  meetingId: 'uuid',
  matterId: 'uuid',
  personId: 'uuid',
  contentDigest: 'text',
  motionVersion: 'integer',
  vote: 'text',
  opinion: 'text',
  castAt: 'time',
});
export const externals = table<ExternalRow>('external_decisions', {
  matterId: 'uuid',
  outcome: 'text',
  number: 'text',
  decidedOn: 'date',
  personId: 'uuid',
});
export const warrants = table<WarrantRow>('warrants', {
  id: 'uuid',
  number: 'text',
  matterId: 'uuid',
  companyId: 'uuid',
  parties: 'uuids',
  kind: 'text',
  title: 'text',
  content: 'json',
  contentDigest: 'text',
  proposalDigest: 'text',
  amount: 'money',
  spent: 'money',
  uses: 'integer',
  usesMax: 'integer',
  instrument: 'text',
  suspendedOn: 'date',
  resolution: 'text',
  issuedOn: 'date',
  expiresOn: 'date',
  boundBy: 'text',
  revokedOn: 'date',
  mandateId: 'uuid',
  finishedOn: 'date',
  personId: 'uuid',
});
