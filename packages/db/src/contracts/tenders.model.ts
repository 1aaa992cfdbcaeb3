import { table } from '../kernel/table.ts';

export type TenderState =
  | 'draft'
  | 'published'
  | 'opened'
  | 'evaluated'
  | 'publicized'
  | 'awarded'
  | 'failed'
  | 'cancelled';
export type TenderRow = {
  id: string;
  number: string;
  title: string;
  project: string;
  tendererId: string;
  method: 'open' | 'invited';
  jurisdiction: 'CN' | 'chongqing';
  question: unknown;
  judged: unknown;
  judgedDigest: string;
  ceiling: string | null;
  evaluation: 'lowest_evaluated' | 'composite' | 'procurement_low_price';
  parameters: unknown;
  plannedOn: string;
  members: number;
  representatives: number;
  documentsFrom: string | null;
  earliestDeadline: string | null;
  objectionsUntil: string | null;
  deadline: Date | null;
  opensAt: Date | null;
  publishedAt: Date | null;
  publicityFrom: string | null;
  publicityEnds: string | null;
  state: TenderState;
  endedBecause: string | null;
  personId: string;
};
export type LotRow = {
  id: string;
  tenderId: string;
  code: string;
  title: string;
  kind: 'works' | 'goods' | 'survey' | 'design' | 'supervision' | 'other_service';
  estimate: string;
};
export type TenderPaperRow = {
  id: string;
  tenderId: string;
  kind: 'documents' | 'change' | 'report';
  digest: string;
  name: string;
  size: string;
  mediaType: string;
  issuedAt: Date;
  personId: string;
};
export type TenderChangeRow = {
  id: string;
  tenderId: string;
  kind: 'clarification' | 'amendment';
  text: string;
  affects: boolean;
  mustExtendTo: string | null;
  deadlineBefore: Date;
  deadlineAfter: Date;
  issuedAt: Date;
  personId: string;
};
export type ObjectionRow = {
  id: string;
  tenderId: string;
  kind: 'documents' | 'result' | 'complaint';
  text: string;
  raisedAt: Date;
  answerBy: string;
};
export type AnswerRow = {
  objectionId: string;
  tenderId: string;
  text: string;
  upheld: boolean;
  answeredAt: Date;
  personId: string;
};
export type PanelCommitmentRow = {
  tenderId: string;
  commitment: string;
  listDigest: string;
  experts: string[];
  committedAt: Date;
  personId: string;
};
export type PanelDrawRow = {
  tenderId: string;
  round: number;
  seed: string;
  receipts: string[];
  excluded: string[];
  because: string;
  seats: number;
  drawn: string[];
  drawnAt: Date;
  personId: string;
};
export type EvaluationRow = {
  tenderId: string;
  input: unknown;
  result: unknown;
  conflicts: unknown;
  report: string;
  evaluatedAt: Date;
  personId: string;
};
export type CandidateRow = {
  tenderId: string;
  rank: number;
  bidId: string;
  supplierId: string;
  price: string;
};
export type AwardRow = {
  id: string;
  tenderId: string;
  bidId: string;
  supplierId: string;
  price: string;
  noticeOn: string;
  signBy: string;
  personId: string;
};

export const tenders = table<TenderRow>('tenders', {
  id: 'uuid',
  number: 'text',
  title: 'text',
  project: 'text',
  tendererId: 'uuid',
  method: 'text',
  jurisdiction: 'text',
  question: 'json',
  judged: 'json',
  judgedDigest: 'text',
  ceiling: 'money',
  evaluation: 'text',
  parameters: 'json',
  plannedOn: 'date',
  members: 'integer',
  representatives: 'integer',
  documentsFrom: 'date',
  earliestDeadline: 'date',
  objectionsUntil: 'date',
  deadline: 'time',
  opensAt: 'time',
  publishedAt: 'time',
  publicityFrom: 'date',
  publicityEnds: 'date',
  state: 'text',
  endedBecause: 'text',
  personId: 'uuid',
});
export const lots = table<LotRow>('tender_lots', {
  id: 'uuid',
  tenderId: 'uuid',
  code: 'text',
  title: 'text',
  kind: 'text',
  estimate: 'money',
});
export const tenderInvitations = table<{ tenderId: string; supplierId: string }>('tender_invitations', {
  tenderId: 'uuid',
  supplierId: 'uuid',
});
export const tenderPapers = table<TenderPaperRow>('tender_papers', {
  id: 'uuid',
  tenderId: 'uuid',
  kind: 'text',
  digest: 'text',
  name: 'text',
  size: 'bigint',
  mediaType: 'text',
  issuedAt: 'time',
  personId: 'uuid',
});
export const tenderChanges = table<TenderChangeRow>('tender_changes', {
  id: 'uuid',
  tenderId: 'uuid',
  kind: 'text',
  text: 'text',
  affects: 'boolean',
  mustExtendTo: 'date',
  deadlineBefore: 'time',
  deadlineAfter: 'time',
  issuedAt: 'time',
  personId: 'uuid',
});
export const objections = table<ObjectionRow>('tender_objections', {
  id: 'uuid',
  tenderId: 'uuid',
  kind: 'text',
  text: 'text',
  raisedAt: 'time',
  answerBy: 'date',
});
export const answers = table<AnswerRow>('tender_answers', {
  objectionId: 'uuid',
  tenderId: 'uuid',
  text: 'text',
  upheld: 'boolean',
  answeredAt: 'time',
  personId: 'uuid',
});
export const panelCommitments = table<PanelCommitmentRow>('tender_panel_commitments', {
  tenderId: 'uuid',
  commitment: 'text',
  listDigest: 'text',
  experts: 'texts',
  committedAt: 'time',
  personId: 'uuid',
});
export const panelDraws = table<PanelDrawRow>('tender_panel_draws', {
  tenderId: 'uuid',
  round: 'integer',
  seed: 'text',
  receipts: 'texts',
  excluded: 'texts',
  because: 'text',
  seats: 'integer',
  drawn: 'texts',
  drawnAt: 'time',
  personId: 'uuid',
});
export const evaluations = table<EvaluationRow>('tender_evaluations', {
  tenderId: 'uuid',
  input: 'json',
  result: 'json',
  conflicts: 'json',
  report: 'text',
  evaluatedAt: 'time',
  personId: 'uuid',
});
export const candidates = table<CandidateRow>('tender_candidates', {
  tenderId: 'uuid',
  rank: 'integer',
  bidId: 'uuid',
  supplierId: 'uuid',
  price: 'money',
});
export const awards = table<AwardRow>('tender_awards', {
  id: 'uuid',
  tenderId: 'uuid',
  bidId: 'uuid',
  supplierId: 'uuid',
  price: 'money',
  noticeOn: 'date',
  signBy: 'date',
  personId: 'uuid',
});
