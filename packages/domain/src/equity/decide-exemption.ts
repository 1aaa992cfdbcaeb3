import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type LevelExemption, lastDayOf } from './level-check.ts';

/**
 * May this exemption of a company be recorded beside those that it has? Refused: EXEMPTION_TERM_WRONG for an end before the
 * beginning; EXEMPTION_OVERLAPS (`from`, `to`) where another holds on one of its days. A term that has begun is no reason: its
 * paper counts, and the journal says when it was entered.
 */
export function decideExemption(
  { validFrom, validTo }: Pick<LevelExemption, 'validFrom' | 'validTo'>,
  others: readonly LevelExemption[],
): Decision<null, Refusal<'EXEMPTION_TERM_WRONG' | 'EXEMPTION_OVERLAPS'>> {
  if (validTo < validFrom) return refuse('EXEMPTION_TERM_WRONG');
  const other = others.find((one) => {
    const last = lastDayOf(one);
    return one.validFrom <= last && one.validFrom <= validTo && validFrom <= last;
  });
  return other === undefined
    ? accept(null)
    : refuse('EXEMPTION_OVERLAPS', { from: other.validFrom, to: lastDayOf(other) });
}

/**
 * May this exemption be ended early, the day given being the first without it? Refused: EXEMPTION_ENDED when it was already;
 * EXEMPTION_END_OUTSIDE (`from`, `to`) for a day that is none of its own.
 */
export function decideExemptionEnd(
  { validFrom, validTo, endedOn }: LevelExemption,
  on: LocalDate,
): Decision<null, Refusal<'EXEMPTION_ENDED' | 'EXEMPTION_END_OUTSIDE'>> {
  if (endedOn !== null) return refuse('EXEMPTION_ENDED', { day: endedOn });
  if (on < validFrom || validTo < on)
    return refuse('EXEMPTION_END_OUTSIDE', { from: validFrom, to: validTo });
  return accept(null);
}
