import { addMonths, type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Fen, parseYuan, sumFen } from '../kernel/money.ts';
import type { Parameters } from './parameter-lookup.ts';
import type { RouteInput } from './route-input.ts';

/** This amount with every earlier commitment to the same project, object or counterparty. */
type Aggregate = { readonly amount: Fen; readonly items: string[] };

// A year after this would leave the calendar, and no decision can be later than that.
const lastLookedBack = '9998-12-31';

const counted = new Set(['filed', 'approved', 'pending']);

/** Whether what was decided on the earlier day still adds up on that day, so many months later; the last day included. */
export const withinMonths = (earlier: LocalDate, on: LocalDate, months: number): boolean =>
  earlier > lastLookedBack || on <= addMonths(earlier, months);

/**
 * The rolling sum behind an aggregation key, over all companies. A project has no time limit; an object or a
 * counterparty looks back twelve months (or what the zone
 * has set), the last day included. Null without a key or without an amount.
 */
export function aggregateOf(input: RouteInput, parameters: Parameters): Aggregate | null {
  const { aggregationKey, amount, decidedOn } = input;
  if (aggregationKey === undefined || amount === undefined || amount === null) return null;
  const months = parameters.whole('procedure.aggregation_months');
  const forever = aggregationKey.startsWith('project:');
  const items = (input.history ?? []).filter(
    (item) =>
      item.aggregationKey === aggregationKey &&
      counted.has(item.status) &&
      (forever || withinMonths(localDate(item.decidedOn), localDate(decidedOn), months)),
  );
  return {
    amount: sumFen([parseYuan(amount), ...items.map((item) => parseYuan(item.amount))]),
    items: items.map((item) => item.id),
  };
}
