import { table } from '../kernel/table.ts';

export type CooperationListRow = {
  id: string;
  version: string;
  name: string;
  state: 'draft' | 'agreed' | 'published' | 'superseded' | 'revoked';
  effectiveFrom: string;
  effectiveTo: string;
  fairCompetition: 'passed' | 'missing' | 'failed';
  fairCompetitionDocument: string | null;
  publishedOn: string | null;
  /** The version that this one takes the place of when it is published. */
  supersedesId: string | null;
  reviewPaper: string | null;
  revokedOn: string | null;
  revocation: string | null;
  revocationPaper: string | null;
};
export type CooperationItemRow = {
  id: string;
  listId: string;
  code: string;
  category: 'investment_promotion' | 'construction' | 'enterprise_service';
  mode: 'entrusted' | 'purchased';
  scope: string;
  procurementCode: string | null;
  eligible: string[];
  clusters: string[] | null;
  capSingle: string | null;
  capAnnual: string | null;
  termMax: number | null;
  priceBasis: string;
};
export type AgreementRow = {
  listId: string;
  side: 'committee' | 'company';
  personId: string;
  onBehalfPersonId: string | null;
  agreedAt: Date;
};
export const cooperationLists = table<CooperationListRow>('cooperation_lists', {
  id: 'uuid',
  version: 'text',
  name: 'text',
  state: 'text',
  effectiveFrom: 'date',
  effectiveTo: 'date',
  fairCompetition: 'text',
  fairCompetitionDocument: 'text',
  publishedOn: 'date',
  supersedesId: 'uuid',
  reviewPaper: 'text',
  revokedOn: 'date',
  revocation: 'text',
  revocationPaper: 'text',
});
export const cooperationItems = table<CooperationItemRow>('cooperation_items', {
  id: 'uuid',
  listId: 'uuid',
  code: 'text',
  category: 'text',
  mode: 'text',
  scope: 'text',
  procurementCode: 'text',
  eligible: 'uuids',
  clusters: 'uuids',
  capSingle: 'money',
  capAnnual: 'money',
  termMax: 'integer',
  priceBasis: 'text',
});
export const agreements = table<AgreementRow>('list_agreements', {
  listId: 'uuid',
  side: 'text',
  personId: 'uuid',
  onBehalfPersonId: 'uuid',
  agreedAt: 'time',
});
