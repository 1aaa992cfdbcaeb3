import { type Basis, cite } from '../kernel/basis.ts';
import { addWorkingDays, type Calendar, rollForward } from '../kernel/calendar.ts';
import { type LocalDate, localDate, yearOf } from '../kernel/local-date.ts';
import { endOfPeriod } from '../kernel/periods.ts';
import { type AfterApproval, afterApprovals, windowKey } from './after-approval-data.ts';
import type { ObligationKind } from './obligation.ts';
import type { Parameters } from './parameter-lookup.ts';

/** Something that is owed from now on; `provisional` where its day leans on a year without a published calendar. */
export type Owed = {
  readonly kind: ObligationKind;
  /** Its name within the matter. */
  readonly code: string;
  readonly text: string;
  readonly dueOn: LocalDate;
  readonly provisional: boolean;
  readonly basis: readonly Basis[];
};

type End = { readonly due: LocalDate; readonly provisional: boolean };

function endOf(line: AfterApproval, value: string, on: LocalDate, calendar: Calendar): End {
  const { kind, opens } = line.window;
  const period = (from: LocalDate, amount: number, unit: 'day' | 'month' = 'day'): End =>
    endOfPeriod(calendar, from, { amount, unit, direction: 'forward' }, true);
  if (kind === 'months') return period(on, Number(value), 'month');
  if (kind === 'working_days') return addWorkingDays(calendar, on, Number(value));
  if (kind === 'month_day') {
    const { date, provisional } = rollForward(calendar, localDate(`${yearOf(on) + 1}-${value}`));
    return { due: date, provisional };
  }
  if (opens === undefined) return period(on, Number(value));
  // Published on the last day allowed, the claims run for 45 days, and only then the window opens (细则 36).
  const published = period(on, 30);
  const claims = period(published.due, 45);
  const end = period(claims.due, Number(value));
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
 * day of an act under the warrant. How long they are is said by the catalogue in force.
 */
export function obligationsAfter(
  matter: string,
  variant: string | undefined,
  on: LocalDate,
  calendar: Calendar,
  from: AfterApproval['from'],
  parameters: Parameters,
): Owed[] {
  return afterApprovals
    .filter((line) => applies(line, matter, variant, from))
    .map((line) => {
      const value = parameters.text(windowKey(line)) ?? line.window.value;
      const { due, provisional } = endOf(line, value, on, calendar);
      return {
        kind: line.kind,
        code: line.code,
        text: line.text,
        dueOn: due,
        provisional,
        basis: line.basis,
      };
    });
}

/** The sources of what is owed, as a line of text; says so where the day is provisional. */
export const groundOf = (owed: Owed): string =>
  `${cite(owed.basis)}${owed.provisional ? '；放假安排未发布，到期日为暂定' : ''}`;
