import { insert, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type ContractRow, contracts } from './contracts.model.ts';

export const lockContract = (tx: Tx, id: string): Promise<ContractRow | null> =>
  selectOne(tx, contracts, { id }, { lock: true });
export const findContract = (tx: Tx, id: string): Promise<ContractRow | null> =>
  selectOne(tx, contracts, { id });
export const allContracts = (tx: Tx): Promise<ContractRow[]> =>
  select(tx, contracts, {}, { order: [['signedOn', 'DESC']], limit: 200 });
export const saveContract = (tx: Tx, row: ContractRow): Promise<void> => insert(tx, contracts, row);
export const changeContract = (tx: Tx, id: string, set: Partial<ContractRow>): Promise<number> =>
  update(tx, contracts, set, { id });

/** What was already entrusted or purchased: sums are taken over these under the list's lock. */
export const earlierContracts = (
  tx: Tx,
): Promise<{ item: string; project: string | null; amount: string; decidedOn: string }[]> =>
  query(
    tx,
    `SELECT i.code AS item, c.project, c.amount, c.decided_on AS "decidedOn" FROM contracts c JOIN cooperation_items i ON i.id = c.item_id ORDER BY c.decided_on`,
  );
