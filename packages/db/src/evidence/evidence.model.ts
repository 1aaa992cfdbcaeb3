import { table } from '../kernel/table.ts';
import type { SignIn } from '../organizations/organizations.model.ts';

export type ZoneRow = { name: string; illustrative: boolean };
export type RequestRow = {
  id: string;
  act: string;
  accountId: string | null;
  digest: string;
  answer: unknown;
};
export type JournalRow = {
  index: string;
  recordedAt: Date;
  requestId: string;
  act: string;
  outcome: 'accepted' | 'refused';
  refusal: string | null;
  subjectKind: string;
  subjectId: string | null;
  subjectTitle: string;
  accountId: string | null;
  personId: string | null;
  postId: string | null;
  postKind: string | null;
  organizationId: string | null;
  /** For whom the person acted, under which delegation; null for an act in one's own name. */
  onBehalfPersonId: string | null;
  delegationId: string | null;
  content: unknown;
  digest: string;
  leaf: string;
  /** Digest of what the act changed, row by row, and the last line of the row log in it; null where nothing was changed. */
  rows: string | null;
  rowsUntil: string | null;
  /** How the person was signed in where a provider vouched for it; null: by the account's password. */
  signIn: SignIn | null;
};
export type DocumentRow = {
  digest: string;
  name: string;
  size: string;
  mediaType: string;
  organizationId: string;
  uploadedBy: string;
};

export const zones = table<ZoneRow>('zone', { name: 'text', illustrative: 'boolean' });
export const requests = table<RequestRow>('requests', {
  id: 'uuid',
  act: 'text',
  accountId: 'uuid',
  digest: 'text',
  answer: 'json',
});
export const journal = table<JournalRow>('journal', {
  index: 'bigint',
  recordedAt: 'time',
  requestId: 'uuid',
  act: 'text',
  outcome: 'text',
  refusal: 'text',
  subjectKind: 'text',
  subjectId: 'uuid',
  subjectTitle: 'text',
  accountId: 'uuid',
  personId: 'uuid',
  postId: 'uuid',
  postKind: 'text',
  organizationId: 'uuid',
  onBehalfPersonId: 'uuid',
  delegationId: 'uuid',
  content: 'json',
  digest: 'text',
  leaf: 'text',
  rows: 'text',
  rowsUntil: 'bigint',
  signIn: 'json',
});
export const documents = table<DocumentRow>('documents', {
  digest: 'text',
  name: 'text',
  size: 'bigint',
  mediaType: 'text',
  organizationId: 'uuid',
  uploadedBy: 'uuid',
});
