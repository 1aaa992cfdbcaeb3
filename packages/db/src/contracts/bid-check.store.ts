import { insert, selectOne, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** What a company was told of a lot that somebody else tenders. */
export type BidCheckRow = {
  id: string;
  companyId: string;
  title: string;
  lot: string;
  /** The same for one lot however it was typed. */
  lotKey: string;
  tendererId: string | null;
  tendererName: string;
  tendererUscc: string | null;
  deadline: string;
  checkedOn: string;
  /** The database's own moment. */
  checkedAt: Date;
  parties: unknown;
  /** Companies of the group known to bid, as the company named them. */
  others: string[];
  /** Checks of the same lot by others that stood then, by id. */
  seen: string[];
  /** With whom something was found. */
  related: string[];
  question: unknown;
  result: unknown;
  digest: string;
  outcome: 'may' | 'review' | 'must_not';
  personId: string;
};
export type BidCheckEndRow = { checkId: string; because: string; endedAt: Date; personId: string };

const checks = table<BidCheckRow>('bid_checks', {
  ...{ id: 'uuid', companyId: 'uuid', title: 'text', lot: 'text', lotKey: 'text', tendererId: 'uuid' },
  ...{ tendererName: 'text', tendererUscc: 'text', deadline: 'date', checkedOn: 'date', checkedAt: 'time' },
  ...{ parties: 'json', others: 'uuids', seen: 'uuids', related: 'uuids', question: 'json', result: 'json' },
  ...{ digest: 'text', outcome: 'text', personId: 'uuid' },
});
const ends = table<BidCheckEndRow>('bid_check_ends', {
  ...{ checkId: 'uuid', because: 'text', endedAt: 'time', personId: 'uuid' },
});

/** Whoever checks a lot waits for whoever is checking it. */
export async function lockLot(tx: Tx, lotKey: string): Promise<void> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 38))', [lotKey]);
}
/** The moment is the database's own and need not be given. */
export const saveBidCheck = (tx: Tx, row: Omit<BidCheckRow, 'checkedAt'>): Promise<void> =>
  insert(tx, checks, { ...row, checkedAt: new Date(0) });
export const saveBidCheckEnd = (tx: Tx, row: Omit<BidCheckEndRow, 'endedAt'>): Promise<void> =>
  insert(tx, ends, { ...row, endedAt: new Date(0) });
export const findBidCheck = (tx: Tx, id: string): Promise<BidCheckRow | null> =>
  selectOne(tx, checks, { id });
export const endOfBidCheck = (tx: Tx, checkId: string): Promise<BidCheckEndRow | null> =>
  selectOne(tx, ends, { checkId });

export type StandingCheck = Pick<BidCheckRow, 'id' | 'companyId' | 'outcome' | 'checkedOn' | 'related'>;
const standing = 's.id, s.company_id AS "companyId", s.outcome, s.checked_on::text AS "checkedOn", s.related';
/** The checks of a lot that stand, by id; whosever they are. */
export const standingChecks = (tx: Tx, lotKey: string): Promise<StandingCheck[]> =>
  query(tx, `SELECT ${standing} FROM standing_bid_checks($1) s ORDER BY s.id`, [lotKey]);
/** Companies that asked of another title or lot of one tenderer with the same deadline; by its code, or else its id. */
export const alikeChecks = async (
  tx: Tx,
  of: { tendererId: string | null; tendererUscc: string | null; deadline: string; lotKey: string },
): Promise<string[]> => {
  const rows = await query<{ id: string }>(
    tx,
    'SELECT id FROM alike_bid_checks($1, $2::date, $3, $4::uuid) AS id ORDER BY 1',
    [of.lotKey, of.deadline, of.tendererUscc, of.tendererId],
  );
  return rows.map(({ id }) => id);
};

export type BidCheckLine = Pick<
  BidCheckRow,
  'id' | 'companyId' | 'title' | 'lot' | 'tendererName' | 'deadline' | 'checkedOn' | 'outcome'
> & { ended: boolean; standing: boolean };
/** The latest checks that the scope sees, of one company if it is named; the newest first. */
export const bidChecksSeen = (tx: Tx, companyId: string | null, limit: number): Promise<BidCheckLine[]> =>
  query(
    tx,
    `SELECT c.id, c.company_id AS "companyId", c.title, c.lot, c.tenderer_name AS "tendererName", c.deadline::text AS deadline,
       c.checked_on::text AS "checkedOn", c.outcome, e.check_id IS NOT NULL AS ended,
       NOT EXISTS (SELECT 1 FROM bid_checks n WHERE n.lot_key = c.lot_key AND n.company_id = c.company_id AND n.checked_at > c.checked_at) AS standing
     FROM bid_checks c LEFT JOIN bid_check_ends e ON e.check_id = c.id
     WHERE $1::uuid IS NULL OR c.company_id = $1 ORDER BY c.checked_at DESC LIMIT $2`,
    [companyId, limit],
  );
