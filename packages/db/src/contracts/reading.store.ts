import { query, type Tx } from '../kernel/transaction.ts';

/** What is looked at. */
export type Read = { readonly tenderId: string } | { readonly contractId: string };
export type ReadingRow = {
  personId: string;
  onBehalfPersonId: string | null;
  postKind: string;
  organizationId: string;
  readAt: Date;
};

const idsOf = (read: Read): [string | null, string | null] =>
  'tenderId' in read ? [read.tenderId, null] : [null, read.contractId];

/** Marks that somebody looks; within the same ten minutes once. Post and moment are the database's own. */
export async function saveReading(
  tx: Tx,
  read: Read,
  by: { readonly personId: string; readonly onBehalfPersonId: string | null; readonly postId: string },
): Promise<void> {
  await query(
    tx,
    `INSERT INTO page_readings (tender_id, contract_id, person_id, on_behalf_person_id, post_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [...idsOf(read), by.personId, by.onBehalfPersonId, by.postId],
  );
}

/** Who looked, the latest first. */
export const readingsOf = (tx: Tx, read: Read, limit: number): Promise<ReadingRow[]> => {
  const [tenderId, contractId] = idsOf(read);
  return query(
    tx,
    `SELECT person_id AS "personId", on_behalf_person_id AS "onBehalfPersonId", post_kind AS "postKind", organization_id AS "organizationId", read_at AS "readAt"
     FROM page_readings WHERE ${tenderId === null ? 'contract_id' : 'tender_id'} = $1 ORDER BY read_at DESC LIMIT $2`,
    [tenderId ?? contractId, limit],
  );
};
