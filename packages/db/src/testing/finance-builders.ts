import { saveBalances, saveLockEvent } from '../assets/ledger-balance.store.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { digestLike, newId } from './builders.ts';

/** The balance of one account of a company at the end of May 2026. */
export async function someBalance(tx: Tx, organizationId: string, personId: string): Promise<void> {
  const of = { organizationId, personId, document: digestLike('9'), recordedAt: new Date() };
  await saveBalances(tx, [{ ...of, entryId: newId(), asOf: '2026-05-31', account: '1601', amount: '1.00' }]);
}

/** An event in the watch of a sheet that is not booked yet: entered by the owner, past the triggers. */
export async function someLockEvent(tx: Tx, sheetId: string, personId: string): Promise<void> {
  await query(tx, 'SET LOCAL session_replication_role = replica', []);
  const event = { kind: 'equity_change', eventOn: '2026-05-20', document: digestLike('7') } as const;
  await saveLockEvent(tx, { ...event, id: newId(), sheetId, personId, recordedAt: new Date() });
}
