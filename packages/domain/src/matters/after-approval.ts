import { type Basis, cite } from '../kernel/basis.ts';
import { addWorkingDays, type Calendar, rollForward } from '../kernel/calendar.ts';
import { type LocalDate, localDate, yearOf } from '../kernel/local-date.ts';
import { endOfPeriod } from '../kernel/periods.ts';
import { type AfterApproval, afterApprovals, type Window } from './after-approval-data.ts';
import type { ObligationKind } from './obligation.ts';

/** Something that is owed from now on; `provisional` where its day leans on a year without a published calendar. */
export type Owed = {
  readonly kind: ObligationKind;
  readonly text: string;
  readonly dueOn: LocalDate;
  readonly provisional: boolean;
  readonly basis: readonly Basis[];
};

type End = { readonly due: LocalDate; readonly provisional: boolean };

function endOf(window: Window, on: LocalDate, calendar: Calendar): End {
  const days = (from: LocalDate, amount: number): End =>
    endOfPeriod(calendar, from, { amount, unit: 'day', direction: 'forward' }, true);
  if ('days' in window) return days(on, window.days);
  if ('months' in window)
    return endOfPeriod(calendar, on, { amount: window.months, unit: 'month', direction: 'forward' }, true);
  if ('working' in window) return addWorkingDays(calendar, on, window.working);
  if ('by' in window) {
    const { date, provisional } = rollForward(calendar, localDate(`${yearOf(on) + 1}-${window.by}`));
    return { due: date, provisional };
  }
  // Published on the last day allowed, the claims run for 45 days, and only then the window opens (细则 36).
  const published = days(on, 30);
  const claims = days(published.due, 45);
  const end = days(claims.due, window.claims);
  return { due: end.due, provisional: published.provisional || claims.provisional || end.provisional };
}

/** Whether anything is owed after a decision, or after an act, in this matter. */
export const bringsAnything = (
  matter: string,
  variant: string | undefined,
  from: AfterApproval['from'],
): boolean => afterApprovals.some((line) => applies(line, matter, variant, from));

const applies = (
  line: AfterApproval,
  matter: string,
  variant: string | undefined,
  from: AfterApproval['from'],
) =>
  line.matter === matter &&
  line.from === from &&
  (line.variants === undefined || (variant !== undefined && line.variants.includes(variant)));

/**
 * What an approval brings with it: registrations within their windows, notices to creditors, reports. `variant` is the kind,
 * type, direction or mode of the proposal. `from` is what the
 * windows are counted from: the day of the decision (of the shareholders' resolution under a vote instruction), or the
 * day of an act under the warrant.
 */
export function obligationsAfter(
  matter: string,
  variant: string | undefined,
  on: LocalDate,
  calendar: Calendar,
  from: AfterApproval['from'] = 'decision',
): Owed[] {
  return afterApprovals
    .filter((line) => applies(line, matter, variant, from))
    .map((line) => {
      const { due, provisional } = endOf(line.window, on, calendar);
      return { kind: line.kind, text: line.text, dueOn: due, provisional, basis: line.basis };
    });
}

/** The sources of what is owed, as a line of text; says so where the day is provisional. */
export const groundOf = (owed: Owed): string =>
  `${cite(owed.basis)}${owed.provisional ? '；放假安排未发布，到期日为暂定' : ''}`;
