import { insert, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type DocumentRow,
  documents,
  type RequestRow,
  requests,
  type ZoneRow,
  zones,
} from './evidence.model.ts';

/** Claims a client-made request id. Returns null if it is new; else what was asked and answered before. Waits for a twin in flight. */
export async function claimRequest(tx: Tx, request: Omit<RequestRow, 'answer'>): Promise<RequestRow | null> {
  const claimed = await query(
    tx,
    'INSERT INTO requests (id, act, account_id, digest) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id',
    [request.id, request.act, request.accountId, request.digest],
  );
  return claimed.length > 0 ? null : selectOne(tx, requests, { id: request.id });
}

export async function rememberAnswer(tx: Tx, id: string, answer: unknown): Promise<void> {
  await update(tx, requests, { answer: answer ?? null }, { id });
}

export const findDocument = (tx: Tx, digest: string): Promise<DocumentRow | null> =>
  selectOne(tx, documents, { digest });

/** What a person has handed in, of what this scope sees; size in bytes. Others who hand in for the person wait for this transaction. */
export async function handedInBy(tx: Tx, personId: string): Promise<{ files: number; bytes: number }> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 46))', [personId]);
  const [row] = await query<{ files: string; bytes: string }>(
    tx,
    'SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM documents WHERE uploaded_by = $1',
    [personId],
  );
  return { files: Number(row?.files ?? 0), bytes: Number(row?.bytes ?? 0) };
}

/** Whether the organization handed in these bytes already. */
export const hasDocument = async (tx: Tx, digest: string, organizationId: string): Promise<boolean> =>
  (await selectOne(tx, documents, { digest, organizationId })) !== null;

export async function saveDocument(tx: Tx, document: DocumentRow): Promise<void> {
  if (!(await hasDocument(tx, document.digest, document.organizationId)))
    await insert(tx, documents, document);
}

export const findZone = (tx: Tx): Promise<ZoneRow | null> => selectOne(tx, zones, {});
export const saveZone = (tx: Tx, zone: ZoneRow): Promise<void> => insert(tx, zones, zone);
