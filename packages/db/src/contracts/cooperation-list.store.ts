import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';
import {
  type AgreementRow,
  agreements,
  type CooperationItemRow,
  type CooperationListRow,
  cooperationItems,
  cooperationLists,
} from './contracts.model.ts';

export const lockList = (tx: Tx, id: string): Promise<CooperationListRow | null> =>
  selectOne(tx, cooperationLists, { id }, { lock: true });
export const findList = (tx: Tx, id: string): Promise<CooperationListRow | null> =>
  selectOne(tx, cooperationLists, { id });
export const allLists = (tx: Tx): Promise<CooperationListRow[]> =>
  select(tx, cooperationLists, {}, { order: [['effectiveFrom', 'DESC']] });
export const allItems = (tx: Tx): Promise<CooperationItemRow[]> =>
  select(tx, cooperationItems, {}, { order: [['code', 'ASC']] });
export const itemsOf = (tx: Tx, listId: string): Promise<CooperationItemRow[]> =>
  select(tx, cooperationItems, { listId }, { order: [['code', 'ASC']] });

export async function saveList(
  tx: Tx,
  list: CooperationListRow,
  items: readonly CooperationItemRow[],
): Promise<void> {
  await insert(tx, cooperationLists, list);
  await insertMany(tx, cooperationItems, items);
}
export const changeList = (tx: Tx, id: string, set: Partial<CooperationListRow>): Promise<number> =>
  update(tx, cooperationLists, set, { id });
export const agreementsOf = (tx: Tx, listId: string): Promise<AgreementRow[]> =>
  select(tx, agreements, { listId });
export const saveAgreement = (tx: Tx, row: Omit<AgreementRow, 'agreedAt'>): Promise<void> =>
  insert(tx, agreements, row);
