import type { Basis } from '../kernel/basis.ts';
import { fileRetention, retentionConsent, systemDefault } from './matter-basis.ts';
import type { MatterState } from './matter-case.ts';
import type { MatterSlug } from './matter-slug.ts';

/** How long a file is kept: for good, or so many years. */
export type Retention = 'permanent' | '30' | '10';

/** What a file holds, in the order in which it is bound. */
export const fileParts = [
  'content',
  'document',
  'signature',
  'review',
  'clearance',
  'stop',
  'supplement',
  'deficiency',
  'consultation',
  'consent',
  'rule_answer',
  'meeting',
  'external',
  'instrument',
  'spending',
  'release',
  'extension',
  'obligation',
  'shareholders',
  'journal',
] as const;
export type FilePart = (typeof fileParts)[number];

/** One item of a file: its place, what it is, its day, and the SHA-256 of what it holds. */
export type FileItem = {
  readonly serial: number;
  readonly part: FilePart;
  readonly title: string;
  readonly on: string;
  readonly digest: string;
};

/** Matters kept for 30 years; all others for good. Both are the least that is allowed (matters 2.1, column 档案). */
const thirty: readonly MatterSlug[] = ['bond_financing', 'external_guarantee', 'donation'];
/** Of these the one kind is kept for 30 years. */
const thirtyByVariant: Partial<Record<string, readonly string[]>> = { party_building: ['annual_report'] };
/** What came to nothing is kept for ten years (讨论未通过的). */
const notApproved: readonly MatterState[] = [
  'not_accepted',
  'rejected',
  'externally_rejected',
  'withdrawn',
  'not_passed',
];

/** On what the periods rest. A zone's own table needs the consent of the archive administration. */
export const retentionBasis: readonly Basis[] = [fileRetention, retentionConsent, systemDefault];

/** How long the file of a case is kept, by its matter and by how it ended. */
export function retentionOf(matter: string, variant: string | undefined, ended: MatterState): Retention {
  if (notApproved.includes(ended)) return '10';
  const short =
    (thirty as readonly string[]).includes(matter) ||
    (variant !== undefined && thirtyByVariant[matter]?.includes(variant) === true);
  return short ? '30' : 'permanent';
}

/** 管委档〔2026〕1号 */
export const fileNumber = (year: number, n: bigint): string => `管委档〔${year}〕${n}号`;
