import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/** Who holds title and who the book, since when, and whether an open order carries the asset. */
export type TitleStanding = {
  readonly code: string;
  readonly titleId: string;
  readonly bookId: string;
  readonly bookedFrom: string;
  readonly titledFrom: string;
  readonly inOrder: boolean;
};

/**
 * May the company that has the asset on its book record that it is now registered as the owner 权属转移登记? Refused: ASSET_NOT_OWNED for anybody else; TITLE_SETTLED where
 * title and book agree; ASSET_IN_OPEN_ORDER while it is on its way again; TITLE_BEFORE_BOOKING before it was booked there, or
 * before the title that stands began; DAY_NOT_COME.
 */
export function decideTitle(
  standing: TitleStanding,
  by: { readonly companyId: string; readonly on: LocalDate; readonly today: LocalDate },
): Decision<
  null,
  Refusal<
    'ASSET_NOT_OWNED' | 'TITLE_SETTLED' | 'ASSET_IN_OPEN_ORDER' | 'TITLE_BEFORE_BOOKING' | 'DAY_NOT_COME'
  >
> {
  const { code, titleId, bookId, bookedFrom, titledFrom, inOrder } = standing;
  if (bookId !== by.companyId) return refuse('ASSET_NOT_OWNED', { code });
  if (titleId === bookId) return refuse('TITLE_SETTLED', { code });
  if (inOrder) return refuse('ASSET_IN_OPEN_ORDER', { code });
  if (by.on > by.today) return refuse('DAY_NOT_COME', { day: by.on });
  const [, earliest = bookedFrom] = [bookedFrom, titledFrom].sort();
  if (by.on < earliest) return refuse('TITLE_BEFORE_BOOKING', { code, day: earliest });
  return accept(null);
}
