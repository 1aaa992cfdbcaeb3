import { assert } from '../kernel/assert.ts';
import { capitalLines } from './catalogue-capital.ts';
import { governanceLines } from './catalogue-governance.ts';
import { type CatalogueLine, catalogueStart } from './catalogue-shape.ts';
import { transactionLines } from './catalogue-transactions.ts';
import { type MatterSlug, matterSlugs, type StepCode } from './matter-slug.ts';

const lines = [...governanceLines, ...capitalLines, ...transactionLines];

function lineOf(slug: MatterSlug): CatalogueLine {
  const line = lines.find((candidate) => candidate.slug === slug);
  assert(line !== undefined, `the catalogue has no line for ${slug}`);
  return line;
}

/** The built-in catalogue of the fourteen matters, in force from 2024-07-01. Amounts and days are defaults. */
export const catalogueV1 = {
  version: 'v1',
  effectiveFrom: catalogueStart,
  lines: Object.fromEntries(matterSlugs.map((slug) => [slug, lineOf(slug)])) as Readonly<
    Record<MatterSlug, CatalogueLine>
  >,
} as const;

/** A step before submission, and whether it must be there. */
export type Prerequisite = { readonly code: StepCode; readonly need: 'required' | 'conditional' };
