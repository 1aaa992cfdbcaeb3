import { addYears, type LocalDate } from '../kernel/local-date.ts';
import { type PostKind, sideOf } from '../organizations/posts.ts';

export type PostHeld = {
  readonly organizationId: string;
  readonly kind: PostKind;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
};

/** What a person has declared of an organisation: an own interest, or a relative's post there. */
export const relationKinds = ['relative_in_post', 'own_interest', 'led_the_project', 'other'] as const;
export type RelationKind = (typeof relationKinds)[number];
export type RelationDeclared = {
  readonly organizationId: string;
  readonly kind: RelationKind;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
};

export type RecusalCause = {
  readonly organizationId: string;
  readonly kind: PostKind | RelationKind;
  readonly held: 'now' | 'within_three_years' | 'declared';
};

/**
 * Why this person must stand aside on that day: posts in a party to the case, held now or in the years before, and
 * relations that were declared. Evidence: 公务员法 76, 77 and 公司法 185 for the duty; the years are the zone's default.
 */
export function recusalCauses(
  posts: readonly PostHeld[],
  declared: readonly RelationDeclared[],
  parties: readonly string[],
  on: LocalDate,
  years: number,
): RecusalCause[] {
  const since = addYears(on, -years);
  const fromPosts = posts
    .filter((p) => sideOf(p.kind) === 'company' && parties.includes(p.organizationId))
    .filter((p) => p.validFrom <= on && (p.validTo === null || p.validTo >= since))
    .map((p) => ({
      organizationId: p.organizationId,
      kind: p.kind,
      held: p.validTo === null || p.validTo >= on ? ('now' as const) : ('within_three_years' as const),
    }));
  const fromRelations = declared
    .filter((r) => parties.includes(r.organizationId))
    .filter((r) => r.validFrom <= on && (r.validTo === null || r.validTo >= on))
    .map((r) => ({ organizationId: r.organizationId, kind: r.kind, held: 'declared' as const }));
  return [...fromPosts, ...fromRelations];
}
