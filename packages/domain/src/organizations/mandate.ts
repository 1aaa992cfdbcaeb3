import { accept, type Decision, type Refusal, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';

/**
 * A mandate 委托: who lets whom exercise the investor's duties, for which matters and companies, up to which amount,
 * between which days (both included). Entrusting needs its own instrument: 公司法 169 speaks of the government's
 * authorisation only, so the instrument is kept as data and asked for at every decision.
 */
export type Mandate = {
  readonly id: string;
  readonly number: string;
  readonly matters: readonly string[];
  readonly deliberateOnly: readonly string[];
  /** null: every company of the zone. */
  readonly companies: readonly string[] | null;
  readonly limit: Fen | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
};

/** The mandate that covers a matter of a company on a day, or null. With several, the one without a limit, then the latest. */
export function mandateFor(
  mandates: readonly Mandate[],
  on: LocalDate,
  matter: string,
  company: string,
  amount: Fen | null,
): Mandate | null {
  const covering = mandates.filter(
    (m) =>
      m.validFrom <= on &&
      on <= m.validTo &&
      m.matters.includes(matter) &&
      (m.companies === null || m.companies.includes(company)) &&
      (m.limit === null || (amount !== null && amount <= m.limit)),
  );
  return (
    covering.sort(
      (a, b) => Number(b.limit === null) - Number(a.limit === null) || (a.validFrom < b.validFrom ? 1 : -1),
    )[0] ?? null
  );
}

/** Bodies that may entrust: the state-assets office, or the government itself. */
export const givesMandates = (kind: string): boolean => kind === 'sasac' || kind === 'government';

/**
 * May this mandate be recorded? Refusals, all that apply: MANDATE_PARTIES_WRONG (the state-assets office or the
 * government entrusts the committee, nobody else), MANDATE_TERM_WRONG (an end before the beginning),
 * MANDATE_NUMBER_TAKEN. A term that has begun is no reason: its document counts, and the journal says when it was entered.
 */
export function decideMandate(
  mandate: Pick<Mandate, 'number' | 'validFrom' | 'validTo'> & { fromKind: string; toKind: string },
  numbers: readonly string[],
): Decision<null, Refusal<'MANDATE_PARTIES_WRONG' | 'MANDATE_TERM_WRONG' | 'MANDATE_NUMBER_TAKEN'>> {
  const { number, fromKind, toKind, validFrom, validTo } = mandate;
  const lawful = givesMandates(fromKind) && toKind === 'committee';
  return (
    refuseAll([
      ...(lawful ? [] : [{ code: 'MANDATE_PARTIES_WRONG' as const, facts: {} }]),
      ...(validTo < validFrom ? [{ code: 'MANDATE_TERM_WRONG' as const, facts: {} }] : []),
      ...(numbers.includes(number) ? [{ code: 'MANDATE_NUMBER_TAKEN' as const, facts: { number } }] : []),
    ]) ?? accept(null)
  );
}
