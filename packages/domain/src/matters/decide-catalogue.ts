import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { compare } from '../kernel/ratio.ts';
import { catalogueV1 } from './catalogue-v1.ts';
import { type MatterSlug, matterSlugs } from './matter-slug.ts';
import { canonicalValue, isChangeable } from './parameter.ts';
import { lookup } from './parameter-lookup.ts';
import { parameterOf, parametersV1 } from './parameters-v1.ts';

/** What somebody wants a version to say: from which day, which figures differ from v1, and the law that reaches back. */
export type CatalogueDraft = {
  readonly version: string;
  readonly effectiveFrom: LocalDate;
  readonly retroactive: boolean;
  /** The provision that forces it to reach back; needed exactly when it does. */
  readonly legalText: string | null;
  readonly values: Readonly<Record<string, string>>;
};

/** A version on record, as far as the next step hangs on it. */
export type CatalogueStanding = CatalogueDraft & {
  readonly id: string;
  readonly state: 'draft' | 'released' | 'withdrawn';
  readonly revision: number;
  readonly draftedBy: string;
};

type ValueRefusal = Refusal<'PARAMETER_UNKNOWN' | 'PARAMETER_IS_LAW' | 'PARAMETER_VALUE'>;
export type ContentRefusal =
  | ValueRefusal
  | Refusal<'BANDS_OUT_OF_ORDER' | 'CATALOGUE_NAME_TAKEN' | 'CATALOGUE_LEGAL_TEXT_MISSING'>;

function judgeValue(key: string, text: string): string | ValueRefusal {
  const parameter = parameterOf(key);
  if (parameter === null) return { code: 'PARAMETER_UNKNOWN', facts: { key } };
  const value = canonicalValue(parameter, text);
  if (value === null) return { code: 'PARAMETER_VALUE', facts: { key, kind: parameter.kind } };
  // To repeat what the law says changes nothing.
  if (value === parameter.value || isChangeable(parameter)) return value;
  const { title, article = '' } = parameter.basis;
  return { code: 'PARAMETER_IS_LAW', facts: { key, law: `${title}${article}` } };
}

/** A higher level must begin above a lower one, or the lower band would never be used. */
function bandsInDisorder(values: Readonly<Record<string, string>>, slug: MatterSlug): string | null {
  const figures = lookup(values);
  const [bands, shares] = [figures.bands(slug), figures.shareBands(slug)];
  const band = bands.find((one, index) => index > 0 && one.from <= (bands[index - 1]?.from ?? -1n));
  if (band !== undefined) return `${slug}.band.${band.level}`;
  const share = shares.find((one, index) => {
    const below = shares[index - 1];
    return below !== undefined && compare(one.share, below.share) <= 0;
  });
  return share === undefined ? null : `${slug}.share_band.${share.level}`;
}

/**
 * Whether a version may say this. Accepted are its values in their one form, without those that are as built in.
 * Refusals: PARAMETER_UNKNOWN, PARAMETER_VALUE and PARAMETER_IS_LAW (`key`), BANDS_OUT_OF_ORDER (`key`),
 * CATALOGUE_NAME_TAKEN (`version`), CATALOGUE_LEGAL_TEXT_MISSING.
 */
export function decideCatalogueContent(
  draft: CatalogueDraft,
  otherNames: readonly string[],
): Decision<{ readonly values: Readonly<Record<string, string>> }, ContentRefusal> {
  const refusals: ContentRefusal[] = [];
  const values: Record<string, string> = {};
  for (const [key, text] of Object.entries(draft.values)) {
    const judged = judgeValue(key, text);
    if (typeof judged !== 'string') refusals.push(judged);
    else if (judged !== parameterOf(key)?.value) values[key] = judged;
  }
  for (const slug of matterSlugs) {
    const key = bandsInDisorder(values, slug);
    if (key !== null) refusals.push({ code: 'BANDS_OUT_OF_ORDER', facts: { key } });
  }
  if (draft.version === catalogueV1.version || otherNames.includes(draft.version))
    refusals.push({ code: 'CATALOGUE_NAME_TAKEN', facts: { version: draft.version } });
  if (draft.retroactive && (draft.legalText ?? '').trim() === '')
    refusals.push({ code: 'CATALOGUE_LEGAL_TEXT_MISSING', facts: {} });
  return refuseAll(refusals) ?? accept({ values });
}

type EditRefusal = Refusal<'WRONG_STATE' | 'STALE' | 'CATALOGUE_NOT_YOURS'>;

/** May this natural person change the draft, as they saw it? Whoever drafted it, so that the other can release it. */
export function decideCatalogueEdit(
  standing: CatalogueStanding,
  by: { readonly personId: string; readonly revision: number },
): Decision<null, EditRefusal> {
  if (standing.state !== 'draft') return refuse('WRONG_STATE', { state: standing.state, step: 'revise' });
  if (standing.draftedBy !== by.personId) return refuse('CATALOGUE_NOT_YOURS');
  return standing.revision === by.revision ? accept(null) : refuse('STALE');
}

type ReleaseRefusal =
  | Refusal<
      | 'WRONG_STATE'
      | 'STALE'
      | 'CATALOGUE_SECOND_PERSON'
      | 'CATALOGUE_DATE_PAST'
      | 'CATALOGUE_DATE_TAKEN'
      | 'CATALOGUE_UNCHANGED'
    >
  | ContentRefusal;

/** The figures that differ, in the order in which they are shown. */
export function differenceOf(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): { key: string; before: string; after: string }[] {
  const [old, fresh] = [lookup(before), lookup(after)];
  return parametersV1.flatMap(({ key }) => {
    const [was, is] = [old.text(key) ?? '', fresh.text(key) ?? ''];
    return was === is ? [] : [{ key, before: was, after: is }];
  });
}

/**
 * May this natural person release the version today? A second person, on what they saw; never for a day that has
 * passed, unless law forces it to reach back; one version for a day; and something must differ from what it replaces.
 */
export function decideCatalogueRelease(
  standing: CatalogueStanding,
  by: { readonly personId: string; readonly revision: number; readonly today: LocalDate },
  released: readonly Pick<CatalogueStanding, 'version' | 'effectiveFrom'>[],
  replaced: Readonly<Record<string, string>>,
): Decision<null, ReleaseRefusal> {
  if (standing.state !== 'draft') return refuse('WRONG_STATE', { state: standing.state, step: 'release' });
  if (standing.revision !== by.revision) return refuse('STALE');
  if (standing.draftedBy === by.personId) return refuse('CATALOGUE_SECOND_PERSON');
  const content = decideCatalogueContent(
    standing,
    released.map((one) => one.version),
  );
  if (content.outcome === 'refused') return content;
  if (!standing.retroactive && standing.effectiveFrom < by.today)
    return refuse('CATALOGUE_DATE_PAST', { effectiveFrom: standing.effectiveFrom });
  const sameDay = released.find((one) => one.effectiveFrom === standing.effectiveFrom);
  if (sameDay !== undefined)
    return refuse('CATALOGUE_DATE_TAKEN', {
      effectiveFrom: standing.effectiveFrom,
      version: sameDay.version,
    });
  if (differenceOf(replaced, standing.values).length === 0) return refuse('CATALOGUE_UNCHANGED');
  return accept(null);
}
