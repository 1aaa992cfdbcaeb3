import { insert, insertMany, select, selectOne, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** A contract let without tender, as the radar sees it. */
export type WatchedRow = {
  contractId: string;
  organizationId: string | null;
  counterpartyId: string | null;
  project: string | null;
  class: 'works' | 'goods' | 'services' | 'procurement';
  amount: string;
  decidedOn: string;
};
export type SplitFlagRow = {
  id: string;
  code: 'SPLIT_SUM' | 'NEAR_THRESHOLD';
  tie: 'project' | 'counterparty' | 'organization';
  subject: string;
  class: WatchedRow['class'];
  period: 'twelve_months' | 'budget_year';
  fromOn: string;
  toOn: string;
  amount: string;
  threshold: string;
  /** The contract by which it came to light. */
  contractId: string;
  because: string;
  basis: unknown;
  /** The version of the figures that it was judged by. */
  figures: string;
  foundOn: string;
  foundAt: Date;
  continuedBy: string | null;
};
export type FlaggedRow = { flagId: string; contractId: string; amount: string; decidedOn: string };
export type SplitRemarkRow = {
  id: string;
  flagId: string;
  kind: 'acknowledged' | 'explained' | 'referred';
  note: string;
  document: string | null;
  personId: string;
  recordedAt: Date;
};

const flags = table<SplitFlagRow>('split_flags', {
  id: 'uuid',
  code: 'text',
  tie: 'text',
  subject: 'text',
  class: 'text',
  period: 'text',
  fromOn: 'date',
  toOn: 'date',
  amount: 'money',
  threshold: 'money',
  contractId: 'uuid',
  because: 'text',
  basis: 'json',
  figures: 'text',
  foundOn: 'date',
  foundAt: 'time',
  continuedBy: 'uuid',
});
const flagged = table<FlaggedRow>('split_flag_contracts', {
  flagId: 'uuid',
  contractId: 'uuid',
  amount: 'money',
  decidedOn: 'date',
});
const remarks = table<SplitRemarkRow>('split_remarks', {
  id: 'uuid',
  flagId: 'uuid',
  kind: 'text',
  note: 'text',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

const columns = `w.contract_id AS "contractId", w.organization_id AS "organizationId", w.counterparty_id AS "counterpartyId", w.project, w.class,
  w.amount::text AS amount, w.decided_on::text AS "decidedOn"`;

/** The next contract that nobody has looked at. */
export const nextUnchecked = async (tx: Tx): Promise<string | null> => {
  const rows = await query<{ id: string }>(
    tx,
    'SELECT contract_id AS id FROM watched_contracts WHERE checked_at IS NULL ORDER BY decided_on, contract_id LIMIT 1',
  );
  return rows[0]?.id ?? null;
};
/**
 * The contract, held until the transaction ends; null once somebody has looked at it. Whoever looks waits for whoever is
 * looking, so that two contracts of one split do not each raise a flag of their own.
 */
export const lockUnchecked = async (tx: Tx, contractId: string): Promise<WatchedRow | null> => {
  await query(tx, "SELECT pg_advisory_xact_lock(hashtextextended('split radar', 35))");
  const rows = await query<WatchedRow>(
    tx,
    `SELECT ${columns} FROM watched_contracts w WHERE w.contract_id = $1 AND w.checked_at IS NULL FOR UPDATE`,
    [contractId],
  );
  return rows[0] ?? null;
};
export const findWatched = async (tx: Tx, contractId: string): Promise<WatchedRow | null> => {
  const rows = await query<WatchedRow>(
    tx,
    `SELECT ${columns} FROM watched_contracts w WHERE w.contract_id = $1`,
    [contractId],
  );
  return rows[0] ?? null;
};
export const countUnchecked = async (tx: Tx): Promise<number> => {
  const rows = await query<{ n: number }>(
    tx,
    'SELECT count(*)::int AS n FROM watched_contracts WHERE checked_at IS NULL',
  );
  return rows[0]?.n ?? 0;
};
export async function markChecked(tx: Tx, contractId: string, at: Date): Promise<void> {
  await query(tx, 'UPDATE watched_contracts SET checked_at = $2 WHERE contract_id = $1', [contractId, at]);
}

/** Where to look for what may stand together with a contract. */
export type Around = {
  readonly contract: WatchedRow;
  readonly counterparties: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Each of them lies below it; near ones reach the other. */
  readonly threshold: string;
  readonly near: string;
};

/**
 * Each branch is one stretch of one index: nothing is read but what the contract may stand together with. What project and
 * counterparty both find is handed out once.
 */
export async function watchedAround(tx: Tx, around: Around): Promise<WatchedRow[]> {
  const { contract } = around;
  const rows = await query<WatchedRow>(
    tx,
    `SELECT ${columns} FROM watched_contracts w WHERE w.class = $1 AND w.project = $2 AND w.decided_on BETWEEN $5 AND $6 AND w.amount < $7
     UNION ALL SELECT ${columns} FROM watched_contracts w
       WHERE w.class = $1 AND w.counterparty_id = ANY ($3::uuid[]) AND w.decided_on BETWEEN $5 AND $6 AND w.amount < $7
     UNION ALL SELECT ${columns} FROM watched_contracts w
       WHERE w.class = $1 AND w.organization_id = $4 AND w.amount >= $8 AND w.amount < $7 AND w.decided_on BETWEEN $5 AND $6 AND $9::numeric >= $8`,
    [
      ...[contract.class, contract.project, around.counterparties, contract.organizationId],
      ...[around.from, around.to, around.threshold, around.near, contract.amount],
    ],
  );
  return [...new Map(rows.map((row) => [row.contractId, row])).values()].filter(
    ({ contractId }) => contractId !== contract.contractId,
  );
}

export async function saveFlag(
  tx: Tx,
  row: Omit<SplitFlagRow, 'continuedBy'>,
  contracts: readonly Omit<FlaggedRow, 'flagId'>[],
): Promise<void> {
  await insert(tx, flags, row);
  await insertMany(
    tx,
    flagged,
    contracts.map((one) => ({ flagId: row.id, ...one })),
  );
}

/** Earlier flags of the same kind that share a contract with this one are continued by it: their ids. */
export async function continueFlags(
  tx: Tx,
  { id, code, tie }: Pick<SplitFlagRow, 'id' | 'code' | 'tie'>,
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `UPDATE split_flags f SET continued_by = $1 WHERE f.continued_by IS NULL AND f.id <> $1 AND f.code = $2 AND f.tie = $3
       AND f.id IN (SELECT o.flag_id FROM split_flag_contracts o JOIN split_flag_contracts n USING (contract_id) WHERE n.flag_id = $1)
     RETURNING f.id`,
    [id, code, tie],
  );
  return rows.map((row) => row.id);
}

/** The flags that stand, the latest first. */
export const standingFlags = (tx: Tx): Promise<SplitFlagRow[]> =>
  select(tx, flags, { continuedBy: null }, { order: [['foundAt', 'DESC']], limit: 200 });
export const findFlag = (tx: Tx, id: string): Promise<SplitFlagRow | null> => selectOne(tx, flags, { id });
export const lockFlag = (tx: Tx, id: string): Promise<SplitFlagRow | null> =>
  selectOne(tx, flags, { id }, { lock: true });
/** What flags were continued by this one. */
export const flagsBefore = (tx: Tx, id: string): Promise<SplitFlagRow[]> =>
  select(tx, flags, { continuedBy: id }, { order: [['foundAt', 'DESC']] });
export const remarksOn = (tx: Tx, flagIds: readonly string[]): Promise<SplitRemarkRow[]> =>
  select(tx, remarks, { flagId: flagIds }, { order: [['recordedAt', 'ASC']] });
export const saveRemark = (tx: Tx, row: SplitRemarkRow): Promise<void> => insert(tx, remarks, row);

/** A contract that a flag adds up, with what a reader wants to know of it. */
export type FlaggedContract = FlaggedRow & {
  number: string;
  title: string;
  project: string | null;
  organizationId: string | null;
  counterpartyId: string | null;
};
export const contractsOfFlag = (tx: Tx, flagId: string): Promise<FlaggedContract[]> =>
  query(
    tx,
    `SELECT f.flag_id AS "flagId", f.contract_id AS "contractId", f.amount::text AS amount, f.decided_on::text AS "decidedOn", c.number, c.title,
       c.project, w.organization_id AS "organizationId", w.counterparty_id AS "counterpartyId"
     FROM split_flag_contracts f JOIN contracts c ON c.id = f.contract_id LEFT JOIN watched_contracts w ON w.contract_id = f.contract_id
     WHERE f.flag_id = $1 ORDER BY f.decided_on, c.number`,
    [flagId],
  );
/** How many contracts each flag adds up. */
export const countsOfFlags = async (tx: Tx, flagIds: readonly string[]): Promise<Map<string, number>> => {
  const rows = await query<{ id: string; n: number }>(
    tx,
    'SELECT flag_id AS id, count(*)::int AS n FROM split_flag_contracts WHERE flag_id = ANY ($1::uuid[]) GROUP BY flag_id',
    [flagIds],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
};
