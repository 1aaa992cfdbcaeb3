import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { addMonths, type LocalDate } from '../kernel/local-date.ts';
import { lastDayOf, monthOf } from './depreciation.ts';

/** The last run of a book: its month and which run of that month it was. */
export type LastRun = { readonly month: LocalDate; readonly number: number };

/**
 * May a month of a book be charged? Months are run in order, any number of times; a run after the first takes only what
 * came later. Refused: DEPRECIATION_MONTH_OPEN before the month has ended, DEPRECIATION_OUT_OF_ORDER for a month before the
 * last one run or after the next.
 */
export function decideRun(
  last: LastRun | null,
  month: LocalDate,
  today: LocalDate,
): Decision<
  { readonly month: LocalDate; readonly number: number },
  Refusal<'DEPRECIATION_MONTH_OPEN' | 'DEPRECIATION_OUT_OF_ORDER'>
> {
  const asked = monthOf(month);
  const ends = lastDayOf(asked);
  if (ends >= today) return refuse('DEPRECIATION_MONTH_OPEN', { month: asked.slice(0, 7), day: ends });
  if (last === null) return accept({ month: asked, number: 1 });
  const next = addMonths(last.month, 1);
  if (asked !== last.month && asked !== next)
    return refuse('DEPRECIATION_OUT_OF_ORDER', {
      ...{ month: asked.slice(0, 7), last: last.month.slice(0, 7), next: next.slice(0, 7) },
    });
  return accept({ month: asked, number: asked === last.month ? last.number + 1 : 1 });
}
