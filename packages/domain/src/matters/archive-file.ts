import type { Basis } from '../kernel/basis.ts';
import { fileRetention, retentionConsent, systemDefault } from './matter-basis.ts';
import type { MatterState } from './matter-case.ts';
import type { MatterSlug } from './matter-slug.ts';
import type { Retention } from './parameter.ts';
import { type Parameters, retentionIn } from './parameter-lookup.ts';

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

/** How long the file of a case is kept: as the catalogue says of its matter or kind, or by how it ended. */
export const retentionOf = (
  parameters: Parameters,
  matter: MatterSlug,
  variant: string | null,
  ended: MatterState,
): Retention => (notApproved.includes(ended) ? '10' : retentionIn(parameters, matter, variant));

/** 管委档〔2026〕1号 */
export const fileNumber = (year: number, n: bigint): string => `管委档〔${year}〕${n}号`;
