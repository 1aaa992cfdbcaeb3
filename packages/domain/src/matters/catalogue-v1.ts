import { assert } from '../kernel/assert.ts';
import { capitalLines } from './catalogue-capital.ts';
import { governanceLines } from './catalogue-governance.ts';
import { type CatalogueLine, catalogueStart, type Validity } from './catalogue-shape.ts';
import { transactionLines } from './catalogue-transactions.ts';
import { type MatterSlug, matterSlugs, type StepCode, stepCodes } from './matter-slug.ts';

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

/** The steps of a matter. `variant` is its type, mode, direction or kind; `calledFor` are required on the facts. */
export function prerequisitesOf(
  slug: MatterSlug,
  variant: string | null,
  calledFor: readonly StepCode[] = [],
): Prerequisite[] {
  const { steps, variants } = catalogueV1.lines[slug];
  const own = variant === null ? undefined : variants?.[variant];
  const listed = [...steps.required, ...steps.conditional];
  const required = new Set<StepCode>([
    ...steps.required.filter((code) => !own?.relax?.includes(code)),
    ...(own?.require ?? []),
    ...calledFor,
  ]);
  return stepCodes
    .filter((code) => listed.includes(code))
    .map((code) => ({ code, need: required.has(code) ? 'required' : 'conditional' }));
}

/** Working days for the committee. Urgent halves them (half a day counts as one), or the line names its own. */
export function timeLimitOf(slug: MatterSlug, variant: string | null, urgent: boolean): number {
  const line = catalogueV1.lines[slug];
  const days = (variant === null ? undefined : line.variants?.[variant]?.timeLimit) ?? line.timeLimit;
  return urgent ? (line.urgentTimeLimit ?? Math.ceil(days / 2)) : days;
}

/** How long an approval of the matter holds. */
export function validityOf(slug: MatterSlug, variant: string | null): Validity {
  const line = catalogueV1.lines[slug];
  return (variant === null ? undefined : line.variants?.[variant]?.validity) ?? line.validity;
}
