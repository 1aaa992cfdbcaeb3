import { insert, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type ContentRow,
  contents,
  type DutyRow,
  type ExternalRow,
  externals,
  type MatterRow,
  matterDuties,
  matters,
  type ReviewRow,
  reviews,
  type SignatureRow,
  signatures,
} from './matters.model.ts';

/** The case, its row locked until the transaction ends. */
export const lockMatter = (tx: Tx, id: string): Promise<MatterRow | null> =>
  selectOne(tx, matters, { id }, { lock: true });
export const findMatter = (tx: Tx, id: string): Promise<MatterRow | null> => selectOne(tx, matters, { id });
export const mattersById = (tx: Tx, ids: readonly string[]): Promise<MatterRow[]> =>
  select(tx, matters, { id: ids });

export const saveMatter = (tx: Tx, row: Omit<MatterRow, 'createdAt' | 'updatedAt'>): Promise<void> =>
  insert(tx, matters, row);

/** Changes the case; every change moves `updated_at`. */
export async function changeMatter(tx: Tx, id: string, set: Partial<MatterRow>, now: Date): Promise<void> {
  await update(tx, matters, { ...set, updatedAt: now }, { id });
}

export const saveContent = (tx: Tx, row: Omit<ContentRow, 'madeAt'>): Promise<void> =>
  insert(tx, contents, row);
export const findContent = (tx: Tx, matterId: string, version: number): Promise<ContentRow | null> =>
  selectOne(tx, contents, { matterId, version });

export const saveSignature = (tx: Tx, row: Omit<SignatureRow, 'signedAt'>): Promise<void> =>
  insert(tx, signatures, row);
/** The signatures of one case or of several, in the order in which they were given. */
export const signaturesOf = (tx: Tx, matterId: string | readonly string[]): Promise<SignatureRow[]> =>
  select(tx, signatures, { matterId }, { order: [['signedAt', 'ASC']] });

export const dutiesOf = (tx: Tx, matterId: string): Promise<DutyRow[]> =>
  select(tx, matterDuties, { matterId });
export const saveDuty = (tx: Tx, row: DutyRow): Promise<void> => insert(tx, matterDuties, row);

export const saveReview = (tx: Tx, row: Omit<ReviewRow, 'reviewedAt'>): Promise<void> =>
  insert(tx, reviews, row);
export const reviewOf = (tx: Tx, matterId: string): Promise<ReviewRow | null> =>
  selectOne(tx, reviews, { matterId }, { order: [['contentVersion', 'DESC']] });

export const saveExternal = (tx: Tx, row: ExternalRow): Promise<void> => insert(tx, externals, row);
export const externalOf = (tx: Tx, matterId: string): Promise<ExternalRow | null> =>
  selectOne(tx, externals, { matterId });

/** Cases that add up under one key; take the advisory lock of the key first where a threshold hangs on the sum. */
export const mattersOfKey = (tx: Tx, aggregationKey: string): Promise<MatterRow[]> =>
  select(tx, matters, { aggregationKey });

/** Cases under one key wait for each other until the transaction ends, so that two cannot pass below one threshold. */
export async function lockKey(tx: Tx, aggregationKey: string): Promise<void> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [aggregationKey]);
}
