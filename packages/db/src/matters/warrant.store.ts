import { insert, select, selectOne, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';
import { type SpendingRow, spendings, type WarrantRow, warrants } from './matters.model.ts';

/** The warrant, its row locked: two acts cannot spend the same rest. */
export const lockWarrant = (tx: Tx, id: string): Promise<WarrantRow | null> =>
  selectOne(tx, warrants, { id }, { lock: true });
export const findWarrant = (tx: Tx, id: string): Promise<WarrantRow | null> =>
  selectOne(tx, warrants, { id });
export const warrantOfMatter = (tx: Tx, matterId: string): Promise<WarrantRow | null> =>
  selectOne(tx, warrants, { matterId });
export const warrantsOfMatter = (tx: Tx, matterId: string): Promise<WarrantRow[]> =>
  select(tx, warrants, { matterId }, { order: [['number', 'ASC']] });
export const allWarrants = (tx: Tx): Promise<WarrantRow[]> =>
  select(tx, warrants, {}, { order: [['issuedOn', 'DESC']], limit: 200 });
export const saveWarrant = (tx: Tx, row: WarrantRow): Promise<void> => insert(tx, warrants, row);
/** Changes all warrants of a case: it is revoked, suspended or goes on as one. */
export const changeWarrantsOf = (
  tx: Tx,
  matterId: string,
  set: Partial<Pick<WarrantRow, 'revokedOn' | 'suspendedOn' | 'resolution'>>,
): Promise<number> => update<WarrantRow>(tx, warrants, set, { matterId });
export const extendWarrant = (tx: Tx, id: string, expiresOn: string): Promise<number> =>
  update(tx, warrants, { expiresOn, boundBy: 'term' }, { id });

/** Spends: the database counts the use and the amount, and refuses what the warrant does not carry. */
export const saveSpending = (tx: Tx, row: Omit<SpendingRow, 'spentAt'>): Promise<void> =>
  insert(tx, spendings, row);
export const spendingsOf = (tx: Tx, warrantId: string): Promise<SpendingRow[]> =>
  select(tx, spendings, { warrantId }, { order: [['spentAt', 'ASC']] });
