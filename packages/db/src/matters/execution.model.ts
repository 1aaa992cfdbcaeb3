import type { ObligationKind, ObligationState } from '@guanyun/domain/matters/obligation.ts';
import { table } from '../kernel/table.ts';

export type InstrumentSignatureRow = {
  matterId: string;
  contentDigest: string;
  personId: string;
  signedOn: string;
};
export type ObligationRow = {
  id: string;
  matterId: string;
  ownerId: string;
  kind: ObligationKind;
  /** Its name among what follows from an approval; null where it is no such thing. */
  code: string | null;
  text: string;
  basis: string;
  dueOn: string;
  state: ObligationState;
  report: string | null;
  evidence: string[];
  reportedOn: string | null;
  reportedBy: string | null;
  confirmedOn: string | null;
  confirmedBy: string | null;
  opinion: string | null;
};
export type ShareholderResultRow = {
  matterId: string;
  heldOn: string;
  asked: unknown;
  answered: unknown;
  passed: boolean;
  document: string;
  personId: string;
};
export type ExtensionRow = {
  warrantId: string;
  askedOn: string;
  until: string;
  reason: string;
  askedBy: string;
  granted: boolean | null;
  opinion: string | null;
  answeredOn: string | null;
  answeredBy: string | null;
};
export type SpendingRow = {
  id: string;
  warrantId: string;
  act: string;
  subjectKind: string;
  subjectId: string;
  subjectTitle: string;
  amount: string | null;
  proposalDigest: string;
  spentOn: string;
  /** With whom and on which papers; only what is reported says so. */
  counterparty: string | null;
  documents: string[];
  personId: string;
  spentAt: Date;
};
export type ReleaseRow = {
  id: string;
  spendingId: string;
  amount: string;
  reason: string;
  document: string;
  releasedOn: string;
  personId: string;
};
export type ArchiveRow = {
  matterId: string;
  number: string;
  retention: string;
  contents: unknown;
  digest: string;
  archivedOn: string;
  personId: string;
};

export const instrumentSignatures = table<InstrumentSignatureRow>('instrument_signatures', {
  matterId: 'uuid',
  contentDigest: 'text',
  personId: 'uuid',
  signedOn: 'date',
});
export const obligations = table<ObligationRow>('obligations', {
  id: 'uuid',
  matterId: 'uuid',
  ownerId: 'uuid',
  kind: 'text',
  code: 'text',
  text: 'text',
  basis: 'text',
  dueOn: 'date',
  state: 'text',
  report: 'text',
  evidence: 'texts',
  reportedOn: 'date',
  reportedBy: 'uuid',
  confirmedOn: 'date',
  confirmedBy: 'uuid',
  opinion: 'text',
});
export const shareholderResults = table<ShareholderResultRow>('shareholder_results', {
  matterId: 'uuid',
  heldOn: 'date',
  asked: 'json',
  answered: 'json',
  passed: 'boolean',
  document: 'text',
  personId: 'uuid',
});
export const extensions = table<ExtensionRow>('warrant_extensions', {
  warrantId: 'uuid',
  askedOn: 'date',
  until: 'date',
  reason: 'text',
  askedBy: 'uuid',
  granted: 'boolean',
  opinion: 'text',
  answeredOn: 'date',
  answeredBy: 'uuid',
});
export const spendings = table<SpendingRow>('warrant_spendings', {
  id: 'uuid',
  warrantId: 'uuid',
  act: 'text',
  subjectKind: 'text',
  subjectId: 'uuid',
  subjectTitle: 'text',
  amount: 'money',
  proposalDigest: 'text',
  spentOn: 'date',
  counterparty: 'text',
  documents: 'texts',
  personId: 'uuid',
  spentAt: 'time',
});
export const releases = table<ReleaseRow>('warrant_releases', {
  id: 'uuid',
  spendingId: 'uuid',
  amount: 'money',
  reason: 'text',
  document: 'text',
  releasedOn: 'date',
  personId: 'uuid',
});
export const archives = table<ArchiveRow>('archives', {
  matterId: 'uuid',
  number: 'text',
  retention: 'text',
  contents: 'json',
  digest: 'text',
  archivedOn: 'date',
  personId: 'uuid',
});
