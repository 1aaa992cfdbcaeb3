import type { SuspensionCause } from '@guanyun/domain/matters/clock.ts';
import type { RelationKind } from '@guanyun/domain/matters/recusal.ts';
import { table } from '../kernel/table.ts';

export type ClockStopRow = {
  id: string;
  matterId: string;
  cause: SuspensionCause;
  because: string;
  fromOn: string;
  expectedDays: number | null;
  toOn: string | null;
  personId: string;
};
export type SupplementRow = {
  matterId: string;
  round: number;
  items: string[];
  askedOn: string;
  dueOn: string;
  stopsClock: boolean;
  answeredOn: string | null;
  personId: string;
};
export type DeficiencyRow = {
  matterId: string;
  items: string[];
  promise: string;
  dueOn: string;
  proposedBy: string;
  confirmedBy: string | null;
};
export type UrgentConsentRow = {
  matterId: string;
  contentVersion: number;
  personId: string;
  postKind: string;
  note: string;
  givenAt: Date;
};
export type ConsultationRow = {
  id: string;
  matterId: string;
  organizationId: string | null;
  expert: string | null;
  question: string;
  askedOn: string;
  dueOn: string;
  askedBy: string;
  answer: 'agree' | 'disagree' | 'remarks' | null;
  opinion: string | null;
  document: string | null;
  answeredOn: string | null;
  answeredBy: string | null;
};
export type ClearanceRow = {
  matterId: string;
  contentVersion: number;
  contentDigest: string;
  personId: string;
  passed: boolean;
  opinion: string;
  clearedAt: Date;
};
export type RelationRow = {
  id: string;
  personId: string;
  organizationId: string;
  kind: RelationKind;
  note: string;
  validFrom: string;
  validTo: string | null;
};
export type RuleAnswerRow = {
  matterId: string;
  saidAs: string;
  rule: string;
  contentVersion: number;
  occasion: 'submission' | 'acceptance' | 'review' | 'meeting' | 'shareholders' | 'warrant';
  asOf: string;
  asked: unknown;
  answered: unknown;
  recordedAt: Date;
};

export const clockStops = table<ClockStopRow>('clock_stops', {
  id: 'uuid',
  matterId: 'uuid',
  cause: 'text',
  because: 'text',
  fromOn: 'date',
  expectedDays: 'integer',
  toOn: 'date',
  personId: 'uuid',
});
export const supplements = table<SupplementRow>('supplements', {
  matterId: 'uuid',
  round: 'integer',
  items: 'json',
  askedOn: 'date',
  dueOn: 'date',
  stopsClock: 'boolean',
  answeredOn: 'date',
  personId: 'uuid',
});
export const deficiencies = table<DeficiencyRow>('deficiencies', {
  matterId: 'uuid',
  items: 'json',
  promise: 'text',
  dueOn: 'date',
  proposedBy: 'uuid',
  confirmedBy: 'uuid',
});
export const urgentConsents = table<UrgentConsentRow>('urgent_consents', {
  matterId: 'uuid',
  contentVersion: 'integer',
  personId: 'uuid',
  postKind: 'text',
  note: 'text',
  givenAt: 'time',
});
export const consultations = table<ConsultationRow>('consultations', {
  id: 'uuid',
  matterId: 'uuid',
  organizationId: 'uuid',
  expert: 'text',
  question: 'text',
  askedOn: 'date',
  dueOn: 'date',
  askedBy: 'uuid',
  answer: 'text',
  opinion: 'text',
  document: 'text',
  answeredOn: 'date',
  answeredBy: 'uuid',
});
export const clearances = table<ClearanceRow>('clearances', {
  matterId: 'uuid',
  contentVersion: 'integer',
  contentDigest: 'text',
  personId: 'uuid',
  passed: 'boolean',
  opinion: 'text',
  clearedAt: 'time',
});
export const declaredRelations = table<RelationRow>('declared_relations', {
  id: 'uuid',
  personId: 'uuid',
  organizationId: 'uuid',
  kind: 'text',
  note: 'text',
  validFrom: 'date',
  validTo: 'date',
});
export const ruleAnswers = table<RuleAnswerRow>('rule_answers', {
  contentVersion: 'integer',
  matterId: 'uuid',
  saidAs: 'bigint',
  rule: 'text',
  occasion: 'text',
  asOf: 'date',
  asked: 'json',
  answered: 'json',
  recordedAt: 'time',
});
