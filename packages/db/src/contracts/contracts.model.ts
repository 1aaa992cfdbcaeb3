import { table } from '../kernel/table.ts';

export type CooperationListRow = {
  id: string;
  version: string;
  name: string;
  state: 'draft' | 'agreed' | 'published' | 'superseded';
  effectiveFrom: string;
  effectiveTo: string;
  fairCompetition: 'passed' | 'missing' | 'failed';
  fairCompetitionDocument: string | null;
  publishedOn: string | null;
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
export type ContractRow = {
  id: string;
  number: string;
  title: string;
  mode: 'entrusted' | 'purchased';
  listId: string;
  itemId: string;
  entityId: string;
  clusterId: string | null;
  project: string | null;
  amount: string;
  question: unknown;
  result: unknown;
  questionDigest: string;
  decidedOn: string;
  signedOn: string;
  completionDue: string;
  completedOn: string | null;
  state: 'in_force' | 'completed';
  personId: string;
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
export const contracts = table<ContractRow>('contracts', {
  id: 'uuid',
  number: 'text',
  title: 'text',
  mode: 'text',
  listId: 'uuid',
  itemId: 'uuid',
  entityId: 'uuid',
  clusterId: 'uuid',
  project: 'text',
  amount: 'money',
  question: 'json',
  result: 'json',
  questionDigest: 'text',
  decidedOn: 'date',
  signedOn: 'date',
  completionDue: 'date',
  completedOn: 'date',
  state: 'text',
  personId: 'uuid',
});
