import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Warrant } from '@guanyun/domain/matters/decide-spending.ts';
import { isEnded, type MatterState } from '@guanyun/domain/matters/matter-case.ts';
import { barSpending, type Obligation } from '@guanyun/domain/matters/obligation.ts';

export const obligationOf = (row: ObligationRow): Obligation => ({ ...row, dueOn: localDate(row.dueOn) });

/** The warrant as the decision sees it, with what its case still owes before anything is done. */
export const warrantOf = (row: WarrantRow, owed: readonly ObligationRow[]): Warrant => ({
  ...row,
  finished: row.finishedOn !== null,
  amount: row.amount === null ? null : parseYuan(row.amount),
  spent: parseYuan(row.spent),
  issuedOn: localDate(row.issuedOn),
  expiresOn: localDate(row.expiresOn),
  revokedOn: row.revokedOn === null ? null : localDate(row.revokedOn),
  suspended: row.suspendedOn !== null,
  openConditions: barSpending(owed.map(obligationOf)).map((o) => o.text),
});

export type WarrantState =
  | 'in_force'
  | 'awaiting_resolution'
  | 'suspended'
  | 'spent'
  | 'expired'
  | 'revoked'
  | 'closed';

/** What is over nothing, such as a free transfer, is used up by its use and not before. */
const usedUp = (row: WarrantRow): boolean =>
  row.finishedOn !== null ||
  (row.usesMax !== null && row.uses >= row.usesMax) ||
  (row.amount !== null && row.uses > 0 && parseYuan(row.spent) >= parseYuan(row.amount));

/** How a warrant stands on a day. `closed`: its case is over, so nothing more is done under it. */
export function warrantState(row: WarrantRow, on: string, ofCase?: MatterState): WarrantState {
  if (row.revokedOn !== null) return 'revoked';
  if (usedUp(row)) return 'spent';
  if (on > row.expiresOn) return 'expired';
  if (ofCase !== undefined && isEnded(ofCase)) return 'closed';
  if (row.suspendedOn !== null) return 'suspended';
  return row.resolution === 'awaited' ? 'awaiting_resolution' : 'in_force';
}

/** What is left of its amount, in yuan; null where it has none. */
export function remainingOf(row: WarrantRow): string | null {
  if (row.amount === null) return null;
  return formatYuan(usedUp(row) ? fen(0n) : fen(parseYuan(row.amount) - parseYuan(row.spent)));
}
