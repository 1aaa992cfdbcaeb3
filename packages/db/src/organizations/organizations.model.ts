import type { AdministratorKind, PostKind } from '@guanyun/domain/organizations/posts.ts';
import { table } from '../kernel/table.ts';

export type Source = 'source' | 'illustrative' | 'entered';
export type OrganizationRow = {
  id: string;
  code: string;
  kind:
    | 'government'
    | 'sasac'
    | 'party_committee'
    | 'committee'
    | 'committee_office'
    | 'company'
    | 'supplier';
  parentId: string | null;
  form: 'wholly_state_owned' | 'limited' | 'joint_stock' | null;
  tier: number | null;
  uscc: string | null;
  usccOverride: string | null;
  important: boolean;
  netAssets: string | null;
  netAssetsOn: string | null;
  establishedOn: string;
  source: Source;
};
export type NameStatus = 'known' | 'tentative' | 'unknown';
export type OrganizationNameRow = {
  organizationId: string;
  name: string | null;
  status: NameStatus;
  validFrom: string;
  validTo: string | null;
};
export type ClusterRow = { id: string; code: string; establishedOn: string; source: Source };
export type ClusterNameRow = { clusterId: string; name: string; validFrom: string; validTo: string | null };
export type ClusterOperatorRow = {
  clusterId: string;
  organizationId: string;
  validFrom: string;
  validTo: string | null;
};
export type PersonRow = { id: string; code: string | null; name: string; source: Source };
export type PostRow = {
  id: string;
  personId: string;
  organizationId: string;
  kind: PostKind | AdministratorKind;
  validFrom: string;
  validTo: string | null;
  source: Source;
};
export type AccountRow = {
  id: string;
  login: string;
  personId: string;
  /** Null: the account of a machine, which has keys. */
  passwordHash: string | null;
  /** Until when a password that somebody else made may be used; null: the person chose it. */
  passwordUntil: Date | null;
  disabledAt: Date | null;
  disabledReason: string | null;
};
export type SessionRow = {
  tokenDigest: string;
  /** What its person knows it by. */
  id: string;
  accountId: string;
  postId: string;
  /** The delegation under which the post is worn; null for a post of one's own. */
  delegationId: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  endedAt: Date | null;
};
/** A sign-in that a provider vouched for: which one, how strongly (`acr`) and when (ISO 8601), where it said so. */
export type SignIn = {
  readonly issuer: string;
  readonly acr: string | null;
  readonly authTime: string | null;
};
export type DelegationRow = {
  id: string;
  postId: string;
  organizationId: string;
  giverId: string;
  receiverId: string;
  matters: string[] | null;
  document: string | null;
  validFrom: string;
  validTo: string;
  daysMax: number;
  givenOn: string;
  givenAt: Date;
  revokedAt: Date | null;
};
export type MandateRow = {
  id: string;
  number: string;
  fromId: string;
  toId: string;
  matters: string[];
  deliberateOnly: string[];
  companies: string[] | null;
  limitAmount: string | null;
  validFrom: string;
  validTo: string;
  source: Source;
};

export const organizations = table<OrganizationRow>('organizations', {
  id: 'uuid',
  code: 'text',
  kind: 'text',
  parentId: 'uuid',
  form: 'text',
  tier: 'integer',
  uscc: 'text',
  usccOverride: 'text',
  important: 'boolean',
  netAssets: 'money',
  netAssetsOn: 'date',
  establishedOn: 'date',
  source: 'text',
});
export const organizationNames = table<OrganizationNameRow>('organization_names', {
  organizationId: 'uuid',
  name: 'text',
  status: 'text',
  validFrom: 'date',
  validTo: 'date',
});
export const clusters = table<ClusterRow>('clusters', {
  id: 'uuid',
  code: 'text',
  establishedOn: 'date',
  source: 'text',
});
export const clusterNames = table<ClusterNameRow>('cluster_names', {
  clusterId: 'uuid',
  name: 'text',
  validFrom: 'date',
  validTo: 'date',
});
export const clusterOperators = table<ClusterOperatorRow>('cluster_operators', {
  clusterId: 'uuid',
  organizationId: 'uuid',
  validFrom: 'date',
  validTo: 'date',
});
export const persons = table<PersonRow>('persons', {
  id: 'uuid',
  code: 'text',
  name: 'text',
  source: 'text',
});
export const posts = table<PostRow>('posts', {
  id: 'uuid',
  personId: 'uuid',
  organizationId: 'uuid',
  kind: 'text',
  validFrom: 'date',
  validTo: 'date',
  source: 'text',
});
export const accounts = table<AccountRow>('accounts', {
  id: 'uuid',
  login: 'text',
  personId: 'uuid',
  passwordHash: 'text',
  passwordUntil: 'time',
  disabledAt: 'time',
  disabledReason: 'text',
});
export const sessions = table<SessionRow>('sessions', {
  tokenDigest: 'text',
  id: 'uuid',
  accountId: 'uuid',
  postId: 'uuid',
  delegationId: 'uuid',
  createdAt: 'time',
  lastSeenAt: 'time',
  endedAt: 'time',
});
export const delegations = table<DelegationRow>('delegations', {
  id: 'uuid',
  postId: 'uuid',
  organizationId: 'uuid',
  giverId: 'uuid',
  receiverId: 'uuid',
  matters: 'texts',
  document: 'text',
  validFrom: 'date',
  validTo: 'date',
  daysMax: 'integer',
  givenOn: 'date',
  givenAt: 'time',
  revokedAt: 'time',
});
export const mandates = table<MandateRow>('mandates', {
  id: 'uuid',
  number: 'text',
  fromId: 'uuid',
  toId: 'uuid',
  matters: 'texts',
  deliberateOnly: 'texts',
  companies: 'uuids',
  limitAmount: 'money',
  validFrom: 'date',
  validTo: 'date',
  source: 'text',
});
