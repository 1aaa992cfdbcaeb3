import { addYears, type LocalDate } from '../kernel/local-date.ts';
import { type PostKind, sideOf } from '../organizations/posts.ts';

export type PostHeld = {
  readonly organizationId: string;
  readonly kind: PostKind;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
};
export type RecusalCause = {
  readonly organizationId: string;
  readonly kind: PostKind;
  readonly held: 'now' | 'within_three_years';
};

/** Evidence: 公务员法 76, 77 and 公司法 185 for the duty to stand aside; the three years are the zone's default. */
const COOLING_OFF_YEARS = 3;

/** Why this person must stand aside on that day: posts in a party to the case, held now or in the three years before. */
export function recusalCauses(
  posts: readonly PostHeld[],
  parties: readonly string[],
  on: LocalDate,
): RecusalCause[] {
  const since = addYears(on, -COOLING_OFF_YEARS);
  return posts
    .filter((p) => sideOf(p.kind) === 'company' && parties.includes(p.organizationId))
    .filter((p) => p.validFrom <= on && (p.validTo === null || p.validTo >= since))
    .map((p) => ({
      organizationId: p.organizationId,
      kind: p.kind,
      held: p.validTo === null || p.validTo >= on ? ('now' as const) : ('within_three_years' as const),
    }));
}
