import { type PostKind, postKinds, sideOf } from './posts.ts';

/** Who may call a procedure: everyone, whoever is signed in, or the posts named. Declared beside each procedure. */
export type Permission = 'anyone' | 'signed_in' | readonly PostKind[];

export function permits(permission: Permission, post: PostKind | null): boolean {
  if (permission === 'anyone') return true;
  if (post === null) return false;
  return permission === 'signed_in' || permission.includes(post);
}

const of = (side: ReturnType<typeof sideOf>): PostKind[] => postKinds.filter((kind) => sideOf(kind) === side);

/**
 * Who brings which workbook in. Posts are rights, so the workbook that carries them is the security administrator's;
 * the system administrator makes the accounts: neither can let somebody in alone.
 */
export const importers = {
  organizations: ['security_admin'],
  equity: ['committee_reviewer'],
  'cooperation-list': ['committee_reviewer'],
  calendar: ['committee_reviewer'],
  'group-accounts': ['company_finance', 'company_handler'],
  assets: ['committee_reviewer', 'company_finance'],
  'asset-classes': ['committee_reviewer'],
} as const satisfies Record<string, readonly PostKind[]>;
export type ImportTemplate = keyof typeof importers;

/** Everyone with business in the zone, and those who oversee; administrators have no business rights. */
export const business: readonly PostKind[] = [...of('company'), ...of('committee'), ...of('oversight')];
export const companySide: readonly PostKind[] = of('company');
export const committeeSide: readonly PostKind[] = of('committee');
/** Who reads the accounts of a group: the group its own, the committee and the auditors all. */
export const accountReaders: readonly PostKind[] = [
  ...importers['group-accounts'],
  ...of('committee'),
  ...of('oversight'),
];
/** Who records an exemption of a company from the level check, on the paper that grants it: the state-assets staff. */
export const exempters: readonly PostKind[] = ['committee_reviewer'];
/** Who records in a company that title has passed to it. */
export const titleRecorders = ['company_handler', 'company_finance'] as const;
/** Who counts in a handover, and who signs it; for a public body that gives its state-assets staff. */
export const transferCounters = ['company_handler', 'company_finance', 'committee_reviewer'] as const;
export const transferSigners = ['company_finance', 'committee_reviewer'] as const;
/** Who books a handover on both books: the finance staff of a company that gives or receives. */
export const transferBookers = ['company_finance'] as const;
/** Who keeps the ledger of idle land and decides on it: the committee's supervision staff. */
export const landKeepers = ['committee_reviewer', 'committee_head'] as const;
/** Who says in a company what an asset in its book is. */
export const assetDescribers: readonly PostKind[] = ['company_finance'];
/** Who records in a company what happens to its assets: adjustments, splits and merges, disposals, papers. */
export const assetKeepers = ['company_finance', 'company_handler'] as const;
/** Who records what limits the right in an asset; the committee what a court's notice tells it. */
export const encumbranceRecorders: readonly PostKind[] = [
  ...assetKeepers,
  'committee_reviewer',
  'committee_legal',
];
/** Who charges the month in the book of the own organisation; a public body has its reviewers for it. */
export const depreciationRunners: readonly PostKind[] = ['company_finance', 'committee_reviewer'];
/** Who runs a tender for its company, and who holds a share of its opening key: nobody who only reads. */
export const tenderers = ['company_handler', 'company_representative'] as const;
export const shareHolders = {
  tenderer: ['company_handler', 'company_legal', 'company_representative'],
  supervisor: ['committee_supervisor'],
  third: ['committee_legal', 'committee_head'],
} as const satisfies Record<string, readonly PostKind[]>;
/** Who supervises tenders: draws the panel, answers complaints. */
export const tenderSupervisors = ['committee_supervisor'] as const;
/** Who takes away the whole log to check it: those who oversee. */
export const logReaders: readonly PostKind[] = ['auditor', 'audit_admin'];
/** Who asks for a company of the zone whether it may bid elsewhere. */
export const bidCheckers: readonly PostKind[] = [
  'company_handler',
  'company_legal',
  'company_representative',
];
/** Who sees who looked at a tender or a contract. */
export const readingOverseers: readonly PostKind[] = ['committee_supervisor', ...of('oversight')];
/** Who keeps the register of experts. */
export const expertKeepers = ['committee_reviewer'] as const;
/** Who bids from outside. */
export const bidders: readonly PostKind[] = of('supplier');
/** Who works on a consolidation plan of the group; the committee reads it. */
export const planners: readonly PostKind[] = ['company_handler', 'company_finance', 'company_representative'];
/** Who reads what the split radar found, and who of the committee's supervision says something of it. */
export const splitReaders: readonly PostKind[] = [
  'committee_supervisor',
  'committee_director',
  'committee_head',
  'committee_reviewer',
  ...of('oversight'),
];
export const splitRemarkers: readonly PostKind[] = ['committee_supervisor'];
/** Who performs or lets a contract for a company, and who decides for the side that pays. */
export const contractPerformers: readonly PostKind[] = ['company_handler', 'company_finance'];
export const contractDeciders: readonly PostKind[] = [
  'committee_reviewer',
  'committee_head',
  'committee_director',
  'company_finance',
  'company_representative',
];
/** Who sees what notices were sent: the administrators all of them, whoever leads an organisation its own. */
export const webhookReaders: readonly PostKind[] = [
  'system_admin',
  'security_admin',
  'audit_admin',
  'company_representative',
  'committee_head',
  'committee_director',
];
