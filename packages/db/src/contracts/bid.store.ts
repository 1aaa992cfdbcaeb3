import { insert, insertMany, select, selectOne } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type BidRow,
  type KeyHolderRow,
  keyHolders,
  type OpenedBidRow,
  type OpeningKeyRow,
  type OpeningRow,
  openedBids,
  openingKeys,
  openings,
  type ShareRow,
  shares,
} from './bids.model.ts';

export async function saveOpeningKey(
  tx: Tx,
  key: OpeningKeyRow,
  holders: readonly KeyHolderRow[],
): Promise<void> {
  await insertMany(tx, keyHolders, holders);
  await insert(tx, openingKeys, key);
}
export const openingKeyOf = (tx: Tx, tenderId: string): Promise<OpeningKeyRow | null> =>
  selectOne(tx, openingKeys, { tenderId });
export const keyHoldersOf = (tx: Tx, tenderId: string): Promise<KeyHolderRow[]> =>
  select(tx, keyHolders, { tenderId }, { order: [['place', 'ASC']] });
export const saveShare = (tx: Tx, row: ShareRow): Promise<void> => insert(tx, shares, row);
export const sharesOf = (tx: Tx, tenderId: string): Promise<ShareRow[]> =>
  select(tx, shares, { tenderId }, { order: [['place', 'ASC']] });

/**
 * What is done inside sees what its bidder sees and nothing else: bids are hidden from every other scope, that of the whole
 * zone too.
 */
export async function asBidder<T>(tx: Tx, supplierId: string, work: () => Promise<T>): Promise<T> {
  const [before] = await query<{ scope: string }>(
    tx,
    `SELECT current_setting('guanyun.scope') AS scope, set_config('guanyun.scope', $1, true)`,
    [supplierId],
  );
  const value = await work();
  await query(tx, `SELECT set_config('guanyun.scope', $1, true)`, [before?.scope ?? '']);
  return value;
}

/** Hands an envelope in. The database says when it was received. Only inside {@link asBidder}. */
export async function saveBid(tx: Tx, row: Omit<BidRow, 'receivedAt'>): Promise<Date> {
  const [saved] = await query<{ at: Date }>(
    tx,
    `INSERT INTO tender_bids (id, tender_id, supplier_id, envelope, digest, received_at, person_id)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6) RETURNING received_at AS at`,
    [row.id, row.tenderId, row.supplierId, row.envelope, row.digest, row.personId],
  );
  if (saved === undefined) throw new Error('the bid was not saved');
  return saved.at;
}
export async function withdrawBid(
  tx: Tx,
  row: { bidId: string; tenderId: string; supplierId: string; personId: string },
): Promise<void> {
  await query(
    tx,
    `INSERT INTO tender_bid_withdrawals (bid_id, tender_id, supplier_id, withdrawn_at, person_id) VALUES ($1, $2, $3, clock_timestamp(), $4)`,
    [row.bidId, row.tenderId, row.supplierId, row.personId],
  );
}
export type OwnBid = {
  id: string;
  tenderId: string;
  digest: string;
  receivedAt: Date;
  withdrawnAt: Date | null;
};
/** The bids of a supplier, the newest first; of one tender, or of all. */
export const bidsOf = (tx: Tx, supplierId: string, tenderId: string | null): Promise<OwnBid[]> =>
  query(
    tx,
    `SELECT b.id, b.tender_id AS "tenderId", b.digest, b.received_at AS "receivedAt", w.withdrawn_at AS "withdrawnAt"
     FROM tender_bids b LEFT JOIN tender_bid_withdrawals w ON w.bid_id = b.id
     WHERE b.supplier_id = $1 AND ($2::uuid IS NULL OR b.tender_id = $2) ORDER BY b.received_at DESC`,
    [supplierId, tenderId],
  );
export async function saveObjector(
  tx: Tx,
  row: { objectionId: string; tenderId: string; supplierId: string; personId: string },
): Promise<void> {
  await query(
    tx,
    'INSERT INTO tender_objectors (objection_id, tender_id, supplier_id, person_id) VALUES ($1, $2, $3, $4)',
    [row.objectionId, row.tenderId, row.supplierId, row.personId],
  );
}
/** Who raised an objection, as far as the scope may know. */
export const objectorsOf = (
  tx: Tx,
  tenderId: string,
): Promise<{ objectionId: string; supplierId: string }[]> =>
  query(
    tx,
    'SELECT objection_id AS "objectionId", supplier_id AS "supplierId" FROM tender_objectors WHERE tender_id = $1',
    [tenderId],
  );

/** How many bids stand, once the deadline has passed; null before. */
export async function dueCount(tx: Tx, tenderId: string): Promise<number | null> {
  const [row] = await query<{ n: number | null }>(tx, 'SELECT tender_due_count($1) AS n', [tenderId]);
  return row?.n ?? null;
}

export type SealedBid = {
  id: string;
  supplierId: string;
  envelope: string;
  digest: string;
  receivedAt: Date;
  withdrawnAt: Date | null;
};
/** The envelopes, when and if the database gives them out: at the deadline, three at least, with the shares there. */
export const bidsToOpen = (tx: Tx, tenderId: string): Promise<SealedBid[]> =>
  query(
    tx,
    `SELECT id, supplier_id AS "supplierId", envelope, digest, received_at AS "receivedAt", withdrawn_at AS "withdrawnAt" FROM tender_bids_to_open($1)`,
    [tenderId],
  );
export async function saveOpening(
  tx: Tx,
  opening: OpeningRow,
  opened: readonly OpenedBidRow[],
): Promise<void> {
  await insertMany(tx, openedBids, opened);
  await insert(tx, openings, opening);
}
export const openingOf = (tx: Tx, tenderId: string): Promise<OpeningRow | null> =>
  selectOne(tx, openings, { tenderId });
export const openedBidsOf = (tx: Tx, tenderId: string): Promise<OpenedBidRow[]> =>
  select(tx, openedBids, { tenderId }, { order: [['digest', 'ASC']] });
/** An opened bid's envelope: what the papers in it are read from again. */
export async function envelopeOf(tx: Tx, bidId: string): Promise<string | null> {
  const [row] = await query<{ envelope: string }>(tx, 'SELECT envelope FROM tender_bids WHERE id = $1', [
    bidId,
  ]);
  return row?.envelope ?? null;
}
