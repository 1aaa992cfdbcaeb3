import type { Basis, Finding } from '../kernel/basis.ts';
import { type Dated, inForce } from '../kernel/dated.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Fen, fen, multiplyRatio, sumFen } from '../kernel/money.ts';
import { incomeRates } from './transfer-tax-law.ts';
import type { lockUpEvents } from './transfer-tax-question.ts';

/** What ends a special tax treatment when it happens within the watch. */
export type LockEventKind = (typeof lockUpEvents)[number];
export type LockEvent = { readonly on: LocalDate; readonly kind: LockEventKind };

const eventNames: Readonly<Record<LockEventKind, string>> = {
  resale: '再转让',
  business_change: '改变经营',
  equity_change: '股权变动',
};

/** The watch begins the day after the transfer and ends on its last day. */
const within = (event: LockEvent, on: LocalDate, until: LocalDate): boolean =>
  event.on > on && event.on <= until;

/** What broke the watch of a transfer, in the order given. */
export const brokenLockUps = (events: readonly LockEvent[], on: LocalDate, until: LocalDate): Finding[] =>
  events
    .filter((event) => within(event, on, until))
    .map((event) => ({
      code: 'LOCKUP_BROKEN',
      because: `${event.on} ${eventNames[event.kind]}，在锁定期（至 ${until}）内，特殊性税务处理失效`,
    }));

/**
 * Whether something may be recorded against the watch of a sheet. Refuses LOCK_EVENT_OUTSIDE: nothing is watched, or the
 * day is not within the watch or still to come.
 */
export function decideLockEvent(
  event: LockEvent,
  watch: { readonly on: LocalDate; readonly until: LocalDate } | null,
  today: LocalDate,
): Decision<null> {
  if (watch !== null && event.on <= today && within(event, watch.on, watch.until)) return accept(null);
  return refuse('LOCK_EVENT_OUTSIDE', { from: watch?.on ?? '—', until: watch?.until ?? '—' });
}

/** When a broken watch is reported to the tax office, and when the tax is settled anew, in days from the event. */
const followUps: readonly Dated<{
  readonly reportDays: number;
  readonly settleDays: number;
  readonly basis: Basis;
}>[] = [
  {
    effectiveFrom: localDate('2014-01-01'),
    reportDays: 30,
    settleDays: 60,
    basis: { title: '国家税务总局公告2015年第40号', grade: 'memory' },
  },
];

/** What a broken watch asks for; null where no rule is held for the day. */
export type LockUpFollowUp = {
  readonly reportBy: LocalDate;
  readonly settleBy: LocalDate;
  readonly basis: Basis;
};

export function lockUpFollowUp(on: LocalDate): LockUpFollowUp | null {
  const row = inForce(followUps, on);
  if (row === null) return null;
  return { reportBy: addDays(on, row.reportDays), settleBy: addDays(on, row.settleDays), basis: row.basis };
}

/** What went over under the special treatment: at which value, and what of it may still be deducted. */
export type SpeciallyTaxed = { readonly value: Fen; readonly basis: Fen };

/**
 * The income tax that falls due when the special treatment fails 补税: the giver's gain at the transfer, as under the
 * ordinary treatment. Null where no rate is held for the day.
 */
export function makeUpTax(parts: readonly SpeciallyTaxed[], on: LocalDate): Fen | null {
  const row = inForce(incomeRates, on);
  if (row === null) return null;
  const taxes = parts.map(({ value, basis }) =>
    value > basis ? multiplyRatio(fen(value - basis), row.rate) : fen(0n),
  );
  return sumFen(taxes);
}
