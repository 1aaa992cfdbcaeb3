import type { MatterState } from '@guanyun/domain/matters/matter-case.ts';
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

/** Cases of one company that are in these states. */
export const mattersOfCompany = (
  tx: Tx,
  companyId: string,
  states: readonly MatterState[],
): Promise<MatterRow[]> => select(tx, matters, { companyId, state: states });

/** The cases in these states that these companies propose or that concern them, in the order in which they are locked. */
export const mattersConcerned = async (
  tx: Tx,
  companyIds: readonly string[],
  states: readonly MatterState[],
): Promise<string[]> =>
  (
    await query<{ id: string }>(
      tx,
      `SELECT id FROM matters WHERE (company_id = ANY ($1::uuid[]) OR array_remove(parties, company_id) && $1::uuid[])
       AND state = ANY ($2::text[]) ORDER BY id`,
      [companyIds, states],
    )
  ).map(({ id }) => id);
/** Cases whose clock runs towards a day, in the order in which they are locked. */
export const mattersDue = async (tx: Tx, states: readonly MatterState[]): Promise<string[]> =>
  (
    await query<{ id: string }>(
      tx,
      'SELECT id FROM matters WHERE state = ANY ($1::text[]) AND due_on IS NOT NULL ORDER BY id',
      [states],
    )
  ).map(({ id }) => id);
/** Cases attached to a main one. */
export const attachedTo = (tx: Tx, mainId: string): Promise<MatterRow[]> => select(tx, matters, { mainId });

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

/** The contents that these cases have now. */
export const contentsNow = (
  tx: Tx,
  ids: readonly string[],
): Promise<Pick<ContentRow, 'matterId' | 'content'>[]> =>
  query(
    tx,
    `SELECT c.matter_id AS "matterId", c.content FROM matter_contents c JOIN matters m ON m.id = c.matter_id AND m.content_version = c.version
     WHERE m.id = ANY ($1::uuid[])`,
    [ids],
  );

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
/** Every review of the case, by version of its content. */
export const reviewsOf = (tx: Tx, matterId: string): Promise<ReviewRow[]> =>
  select(tx, reviews, { matterId }, { order: [['contentVersion', 'ASC']] });
/** Every version of its content, oldest first. */
export const contentsOf = (tx: Tx, matterId: string): Promise<ContentRow[]> =>
  select(tx, contents, { matterId }, { order: [['version', 'ASC']] });

export const saveExternal = (tx: Tx, row: ExternalRow): Promise<void> => insert(tx, externals, row);
export const externalOf = (tx: Tx, matterId: string): Promise<ExternalRow | null> =>
  selectOne(tx, externals, { matterId });

/** A case as it counts in a sum. */
export type Commitment = Pick<MatterRow, 'id' | 'number' | 'companyId' | 'state' | 'level' | 'decidedOn'> & {
  /** Yuan; of what ended, as far as it was spent. */
  readonly amount: string;
};
const commitmentColumns = `id, number, company_id AS "companyId", amount::text, state, level, decided_on::text AS "decidedOn"`;

/** Cases as they stand, or as they stood at a moment: the `known` of a question that is asked again. */
const commitments = (
  tx: Tx,
  from: 'commitments_of_key' | 'commitments_of_companies',
  asked: readonly string[],
  known: Date | null,
): Promise<Commitment[]> => {
  const values = [...asked, ...(known === null ? [] : [known])];
  const call = `${from}${known === null ? '' : '_known'}(${values.map((_, i) => `$${i + 1}`).join(', ')})`;
  return query(tx, `SELECT ${commitmentColumns} FROM ${call} ORDER BY "decidedOn", id`, values);
};
/** Cases of all companies that add up under one key; lock the key first where a threshold hangs on the sum. */
export const commitmentsOfKey = (
  tx: Tx,
  aggregationKey: string,
  known: Date | null = null,
): Promise<Commitment[]> => commitments(tx, 'commitments_of_key', [aggregationKey], known);
/** Cases of one matter of these companies, whoever asks. */
export const commitmentsOf = (
  tx: Tx,
  matter: string,
  companyIds: readonly string[],
  known: Date | null = null,
): Promise<Commitment[]> =>
  commitments(tx, 'commitments_of_companies', [matter, `{${companyIds.join(',')}}`], known);
/** These earlier cases are to be looked at again, because of a later one. */
export async function flagMatters(tx: Tx, ids: readonly string[], flaggedBy: string): Promise<void> {
  if (ids.length > 0) await update(tx, matters, { flaggedBy }, { id: ids });
}

/** Cases under one key wait for each other until the transaction ends, so that two cannot pass below one threshold. */
export async function lockKey(tx: Tx, aggregationKey: string): Promise<void> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [aggregationKey]);
}
