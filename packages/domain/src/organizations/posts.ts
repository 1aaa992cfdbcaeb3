/** The posts a natural person can hold. A person's rights come from the post acted in, never from the person. */
export const postKinds = [
  'company_handler',
  'company_legal',
  'company_representative',
  'company_finance',
  'company_director',
  'committee_reviewer',
  'committee_head',
  'committee_legal',
  'committee_consultant',
  'committee_secretary',
  'committee_member',
  'committee_director',
  'committee_seal',
  'committee_supervisor',
  'auditor',
  'system_admin',
  'security_admin',
  'audit_admin',
  'catalogue_admin',
  'supplier_bidder',
] as const;
export type PostKind = (typeof postKinds)[number];

/** Which side of the split a post stands on. */
export type Side = 'company' | 'committee' | 'oversight' | 'administration' | 'supplier';

export function sideOf(kind: PostKind): Side {
  if (kind.startsWith('company_')) return 'company';
  if (kind.startsWith('committee_')) return 'committee';
  if (kind.startsWith('supplier_')) return 'supplier';
  return kind === 'auditor' ? 'oversight' : 'administration';
}

/** The three administrators: each excludes the others and every business post, by natural person. */
export const administratorKinds = ['system_admin', 'security_admin', 'audit_admin'] as const;
/** Posts that leave no room for another: who keeps the catalogue handles no case (目录管理员不得办件). */
export const exclusiveKinds = [
  ...administratorKinds,
  'catalogue_admin',
] as const satisfies readonly PostKind[];
export type AdministratorKind = (typeof administratorKinds)[number];

/** A member of a governing body may sit without signing in for the company: that post carries no rights of its own. */
export const canSignIn = (kind: PostKind): boolean => kind !== 'company_director';
