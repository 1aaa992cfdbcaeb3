import type { LocalDate } from './local-date.ts';

/** A row of rule data with the days on which it is chosen; both ends belong to the period, no end is open. */
export type Dated<T> = { readonly effectiveFrom: LocalDate; readonly effectiveTo?: LocalDate } & T;

/** The row in force on a day, or null. Throws when two rows claim the day: such a table is wrong. */
export function inForce<T>(rows: readonly Dated<T>[], on: LocalDate): Dated<T> | null {
  const found = rows.filter(
    (row) => row.effectiveFrom <= on && (row.effectiveTo === undefined || on <= row.effectiveTo),
  );
  if (found.length > 1) throw new Error(`${found.length} rows of a dated table are in force on ${on}`);
  return found[0] ?? null;
}

/** The row in force on a day; without a day the latest, and before the first row, the first: nothing older is held here. */
export function lawOn<T>(rows: readonly Dated<T>[], on: LocalDate | undefined): Dated<T> {
  const row = on === undefined ? rows.at(-1) : (inForce(rows, on) ?? rows[0]);
  if (row === undefined) throw new Error('a table of law has no row');
  return row;
}
