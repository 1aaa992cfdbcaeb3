import { insert, insertMany, select, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** The balance of one account at the end of a month, of one entry. */
export type LedgerBalanceRow = {
  entryId: string;
  organizationId: string;
  asOf: string;
  account: string;
  amount: string;
  document: string;
  personId: string;
  recordedAt: Date;
};
export type LockEventRow = {
  id: string;
  sheetId: string;
  kind: 'resale' | 'business_change' | 'equity_change';
  eventOn: string;
  document: string;
  personId: string;
  recordedAt: Date;
};

const balances = table<LedgerBalanceRow>('ledger_balances', {
  entryId: 'uuid',
  organizationId: 'uuid',
  asOf: 'date',
  account: 'text',
  amount: 'money',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});
const lockEvents = table<LockEventRow>('lock_events', {
  id: 'uuid',
  sheetId: 'uuid',
  kind: 'text',
  eventOn: 'date',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** The balances of one day, together. */
export const saveBalances = (tx: Tx, rows: readonly LedgerBalanceRow[]): Promise<void> =>
  insertMany(tx, balances, rows);

/** What a company's ledger says of a day: the last entry for it, whole; nothing where none was made. */
export const balancesOn = (tx: Tx, organizationId: string, asOf: string): Promise<LedgerBalanceRow[]> =>
  query(
    tx,
    `SELECT entry_id AS "entryId", organization_id AS "organizationId", as_of AS "asOf", account, amount, document,
       person_id AS "personId", recorded_at AS "recordedAt"
     FROM ledger_balances WHERE entry_id = (SELECT entry_id FROM ledger_balances
       WHERE organization_id = $1 AND as_of = $2 ORDER BY index DESC LIMIT 1) ORDER BY account`,
    [organizationId, asOf],
  );

export type LedgerEntry = { entryId: string; personId: string; recordedAt: Date; document: string };
/** Every entry for a day, the last first. */
export const ledgerEntries = (tx: Tx, organizationId: string, asOf: string): Promise<LedgerEntry[]> =>
  query(
    tx,
    `SELECT entry_id AS "entryId", person_id AS "personId", recorded_at AS "recordedAt", document
     FROM ledger_balances WHERE organization_id = $1 AND as_of = $2 GROUP BY 1, 2, 3, 4 ORDER BY max(index) DESC`,
    [organizationId, asOf],
  );

export const saveLockEvent = (tx: Tx, row: LockEventRow): Promise<void> => insert(tx, lockEvents, row);
export const lockEventsOf = (tx: Tx, sheetIds: readonly string[]): Promise<LockEventRow[]> =>
  select(tx, lockEvents, { sheetId: sheetIds }, { order: [['eventOn', 'ASC']] });
