import { insert, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type SpendingRow, spendings } from './execution.model.ts';
import { type WarrantRow, warrants } from './matters.model.ts';

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
export const extendWarrant = (
  tx: Tx,
  id: string,
  set: Pick<WarrantRow, 'expiresOn' | 'boundBy'>,
): Promise<number> => update(tx, warrants, set, { id });
/** The shareholders' meeting has passed what the instructions of a case were for. */
export const passResolution = (tx: Tx, matterId: string): Promise<number> =>
  update(tx, warrants, { resolution: 'passed' }, { matterId, resolution: 'awaited' });
/** Warrants being carried out that lapse between two days, both included, soonest first. */
export async function warrantsLapsing(tx: Tx, from: string, to: string): Promise<WarrantRow[]> {
  const found = await query<{ id: string }>(
    tx,
    `SELECT w.id FROM warrants w JOIN matters m ON m.id = w.matter_id
     WHERE w.expires_on BETWEEN $1 AND $2 AND w.revoked_on IS NULL AND m.state IN ('issued', 'executing', 'suspended')
     ORDER BY w.expires_on LIMIT 200`,
    [from, to],
  );
  return select(tx, warrants, { id: found.map((w) => w.id) }, { order: [['expiresOn', 'ASC']] });
}
export const warrantsById = (tx: Tx, ids: readonly string[]): Promise<WarrantRow[]> =>
  select(tx, warrants, { id: ids });

/** Spends: the database counts the use and the amount, and refuses what the warrant does not carry. */
export const saveSpending = (tx: Tx, row: Omit<SpendingRow, 'spentAt'>): Promise<void> =>
  insert(tx, spendings, row);
export const spendingsOf = (tx: Tx, ...warrantIds: string[]): Promise<SpendingRow[]> =>
  select(tx, spendings, { warrantId: warrantIds }, { order: [['spentAt', 'ASC']] });
export const findSpending = (tx: Tx, id: string): Promise<SpendingRow | null> =>
  selectOne(tx, spendings, { id });
/** Nothing more is left to do under it. */
export const finishWarrant = (tx: Tx, id: string, finishedOn: string): Promise<number> =>
  update(tx, warrants, { finishedOn }, { id });
