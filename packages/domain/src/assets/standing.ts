import { type Refusal, type Refused, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/** Where an asset stands when somebody is about to change it. */
export type AssetStanding = {
  readonly code: string;
  readonly name: string;
  readonly bookId: string;
  /** Since when its holder has it on the book. */
  readonly bookedFrom: LocalDate;
  /** The day of its newest entry. */
  readonly lastEntryOn: LocalDate;
  readonly inOrder: boolean;
  readonly retiredOn: LocalDate | null;
};
/** Who acts, on which day, and what day it is. */
export type Acting = {
  readonly organizationId: string;
  readonly on: LocalDate;
  readonly today: LocalDate;
};

export type StandingRefusal = Refusal<
  | 'ASSET_NOT_OWNED'
  | 'ASSET_RETIRED'
  | 'ASSET_IN_OPEN_ORDER'
  | 'DAY_NOT_COME'
  | 'DAY_BEFORE_BOOK'
  | 'DAY_BEFORE_LAST_ENTRY'
>;

/**
 * Why nobody, or not this one, changes the asset on that day: it is on another's book, has left the register, is on its
 * way in an order, or the day is not one of its time on this book. What takes it off the register (`leaves`) is not
 * dated before its newest entry. Null: nothing stands against it.
 */
export function refuseStanding(
  asset: AssetStanding,
  by: Acting,
  leaves = false,
): Refused<StandingRefusal> | null {
  const { code, name } = asset;
  if (asset.bookId !== by.organizationId) return refuse('ASSET_NOT_OWNED', { code, name });
  if (asset.retiredOn !== null) return refuse('ASSET_RETIRED', { code, name, day: asset.retiredOn });
  if (asset.inOrder) return refuse('ASSET_IN_OPEN_ORDER', { code, name });
  if (by.on > by.today) return refuse('DAY_NOT_COME', { day: by.on });
  if (by.on < asset.bookedFrom) return refuse('DAY_BEFORE_BOOK', { code, name, day: asset.bookedFrom });
  if (leaves && by.on < asset.lastEntryOn)
    return refuse('DAY_BEFORE_LAST_ENTRY', { code, name, day: asset.lastEntryOn });
  return null;
}
