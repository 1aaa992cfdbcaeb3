import {
  absorbingEvents,
  allEquityDates,
  allEquityEvents,
  type EquityDateRow,
  type EquityEventRow,
  equityDatesOf,
  equityEventsOf,
} from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  type Absorption,
  absorptionIn,
  type RegisterEntry,
  transactionsIn,
} from '@guanyun/domain/equity/register.ts';
import type { CapTableBasis, ShareTransaction } from '@guanyun/domain/equity/share-transaction.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { parseRatio } from '@guanyun/domain/kernel/ratio.ts';
import { businessDay } from '../kernel/deps.ts';

const day = (text: string | null): LocalDate | undefined => (text === null ? undefined : localDate(text));

/** A row as the register's rules take it. */
export const entryOf = (row: EquityEventRow): RegisterEntry => ({
  id: row.id,
  kind: row.kind,
  from: row.fromId ?? undefined,
  to: row.toId ?? undefined,
  subscribed: parseYuan(row.subscribed),
  paid: parseYuan(row.paid),
  price: row.price === null ? undefined : parseRatio(row.price),
  decidedOn: localDate(row.decidedOn),
  registerBookOn: day(row.registerOn),
  registeredOn: day(row.registrationOn),
  corrects: row.corrects ?? undefined,
  amends: row.amends ?? undefined,
  absorbedBy: row.absorbedBy ?? undefined,
  ofSeveral: row.occasion !== null,
});

/** What rows of one company amount to. */
export const transactionsOf = (rows: readonly EquityEventRow[]): ShareTransaction[] =>
  transactionsIn(rows.map(entryOf));

/** Of these entries those that were recorded by the end of a day, with every day that was known of them then; of all, without one. */
export function asKnown(
  rows: readonly EquityEventRow[],
  dates: readonly EquityDateRow[],
  knownOn: LocalDate | null,
): EquityEventRow[] {
  const known = ({ recordedAt }: { recordedAt: Date }) =>
    knownOn === null || businessDay(recordedAt) <= knownOn;
  const later = new Map(dates.filter(known).map((d) => [`${d.eventId} ${d.reading}`, d.happenedOn]));
  return rows.filter(known).map((row) => ({
    ...row,
    registerOn: row.registerOn ?? later.get(`${row.id} register`) ?? null,
    registrationOn: row.registrationOn ?? later.get(`${row.id} registration`) ?? null,
  }));
}

/** Who took each absorbed company in, and when, as far as it is so on a day in one reading, of what was known by another. */
export async function absorptionsOn(
  tx: Tx,
  asOf: LocalDate,
  basis: CapTableBasis,
  knownOn: LocalDate | null = null,
): Promise<ReadonlyMap<string, Absorption>> {
  const rows = await absorbingEvents(tx);
  const dates = await equityDatesOf(
    tx,
    rows.map(({ id }) => id),
  );
  const of = Map.groupBy(asKnown(rows, dates, knownOn), (row) => row.targetId);
  return new Map(
    [...of].flatMap(([id, own]) => {
      const absorbed = absorptionIn(own.map(entryOf), asOf, basis);
      return absorbed === null ? [] : [[id, absorbed] as const];
    }),
  );
}

/**
 * The entries of one company, or of all, with every day that is known of them; with `knownOn` only what was recorded by the
 * end of that day. In the order in which they were recorded.
 */
export async function registerOf(
  tx: Tx,
  companyId: string | null,
  knownOn: LocalDate | null = null,
): Promise<EquityEventRow[]> {
  const rows = companyId === null ? await allEquityEvents(tx) : await equityEventsOf(tx, companyId);
  const dates =
    companyId === null
      ? await allEquityDates(tx)
      : await equityDatesOf(
          tx,
          rows.filter((row) => row.registerOn === null || row.registrationOn === null).map((row) => row.id),
        );
  return asKnown(rows, dates, knownOn);
}
