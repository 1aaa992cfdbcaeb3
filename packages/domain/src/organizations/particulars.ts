import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/**
 * What is registered of a company beside its holders and capital 登记事项: name, form, registered office, business scope,
 * articles in force, registration authority (市场主体登记管理条例 8, 9).
 */
export const particularKinds = ['name', 'form', 'office', 'scope', 'articles', 'registration'] as const;
export type ParticularKind = (typeof particularKinds)[number];
export const companyForms = ['wholly_state_owned', 'limited', 'joint_stock'] as const;

/** One of them, from a day on. What is recorded later of the same day takes the place of what was recorded before. */
export type Particular = {
  readonly kind: ParticularKind;
  readonly value: string;
  readonly validFrom: string;
};

/** What stood on a day, of rows in the order in which they were recorded. */
export const particularOn = <P extends Particular>(
  rows: readonly P[],
  kind: ParticularKind,
  asOf: string,
): P | null =>
  rows
    .filter((row) => row.kind === kind && row.validFrom <= asOf)
    .reduce<P | null>((last, row) => (last === null || row.validFrom >= last.validFrom ? row : last), null);

export type ParticularAsked = Omit<Particular, 'validFrom'> & { readonly validFrom: LocalDate };

/**
 * May this be recorded? `standing` is what stands on that day, `namedFrom` the first day of the name last known. Refused:
 * DAY_NOT_COME; PARTICULAR_UNKNOWN_FORM; PARTICULAR_SAME, since nothing would change; PARTICULAR_NAME_EARLIER, since a name
 * follows the one before and what came in between was done under it.
 */
export function decideParticular(
  { kind, value, validFrom }: ParticularAsked,
  standing: string | null,
  namedFrom: string | null,
  today: LocalDate,
): Decision<
  null,
  Refusal<'DAY_NOT_COME' | 'PARTICULAR_UNKNOWN_FORM' | 'PARTICULAR_SAME' | 'PARTICULAR_NAME_EARLIER'>
> {
  if (validFrom > today) return refuse('DAY_NOT_COME', { day: validFrom });
  if (kind === 'form' && !(companyForms as readonly string[]).includes(value))
    return refuse('PARTICULAR_UNKNOWN_FORM');
  if (kind === 'name' && namedFrom !== null && validFrom <= namedFrom)
    return refuse('PARTICULAR_NAME_EARLIER', { day: namedFrom });
  if (value === standing) return refuse('PARTICULAR_SAME');
  return accept(null);
}
