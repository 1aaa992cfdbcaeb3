import { insert, select, table } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';

export type EquityEventRow = {
  id: string;
  kind: 'establish' | 'free_transfer';
  targetId: string;
  fromId: string | null;
  toId: string;
  subscribed: string;
  paid: string;
  decidedOn: string;
  registerOn: string;
  registrationOn: string | null;
  warrantId: string | null;
  source: string;
  personId: string | null;
  recordedAt: Date;
};

const events = table<EquityEventRow>('equity_events', {
  id: 'uuid',
  kind: 'text',
  targetId: 'uuid',
  fromId: 'uuid',
  toId: 'uuid',
  subscribed: 'money',
  paid: 'money',
  decidedOn: 'date',
  registerOn: 'date',
  registrationOn: 'date',
  warrantId: 'uuid',
  source: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** Every event, in the order in which they were recorded. */
export const allEquityEvents = (tx: Tx): Promise<EquityEventRow[]> =>
  select(tx, events, {}, { order: [['recordedAt', 'ASC']] });
export const equityEventsOf = (tx: Tx, targetId: string): Promise<EquityEventRow[]> =>
  select(tx, events, { targetId }, { order: [['recordedAt', 'ASC']] });
export const saveEquityEvent = (tx: Tx, row: EquityEventRow): Promise<void> => insert(tx, events, row);
