import { addYears, type LocalDate } from '../kernel/local-date.ts';
import { type PostKind, sideOf } from '../organizations/posts.ts';
import { builtIn } from './parameter-lookup.ts';

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

/**
 * Why this person must stand aside on that day: posts in a party to the case, held now or in the years before. The duty
 * is that of 公务员法 76, 77 and 公司法 185; the years, three by default, are the zone's (`procedure.recusal_years`).
 */
export function recusalCauses(
  posts: readonly PostHeld[],
  parties: readonly string[],
  on: LocalDate,
  years: number = builtIn.whole('procedure.recusal_years'),
): RecusalCause[] {
  const since = addYears(on, -years);
  return posts
    .filter((p) => sideOf(p.kind) === 'company' && parties.includes(p.organizationId))
    .filter((p) => p.validFrom <= on && (p.validTo === null || p.validTo >= since))
    .map((p) => ({
      organizationId: p.organizationId,
      kind: p.kind,
      held: p.validTo === null || p.validTo >= on ? ('now' as const) : ('within_three_years' as const),
    }));
}
