import { insert, select, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

export const equityKinds = [
  'establish',
  'transfer',
  'free_transfer',
  'increase',
  'decrease',
  'payment',
  'void',
] as const;

/** One event of the register, as it was entered; what it means now hangs on what corrects or amends it. */
export type EquityEventRow = {
  id: string;
  kind: (typeof equityKinds)[number];
  targetId: string;
  /** Several events of one act, such as a merger, share it; else it is the event itself. */
  actId: string;
  occasion: 'merger' | 'division' | null;
  /** By this entry the company's capital ends, and this company takes it in. */
  absorbedBy: string | null;
  fromId: string | null;
  toId: string | null;
  subscribed: string;
  paid: string;
  /** Yuan paid for one yuan of registered capital. */
  price: string | null;
  decidedOn: string;
  registerOn: string | null;
  registrationOn: string | null;
  warrantId: string | null;
  /** The rule by which it needs no warrant. */
  exemption: 'opening' | 'payment' | 'clerical_error' | null;
  /** A clerical error: takes its place as if it had never been. */
  corrects: string | null;
  /** An amendment: turns it back from its own days on. */
  amends: string | null;
  because: string | null;
  documents: readonly { digest: string; name: string }[];
  source: string;
  personId: string | null;
  recordedAt: Date;
};

/** A day that came to be known later, with its receipt. */
export type EquityDateRow = {
  eventId: string;
  reading: 'register' | 'registration';
  happenedOn: string;
  document: string;
  personId: string;
  recordedAt: Date;
};

const events = table<EquityEventRow>('equity_events', {
  id: 'uuid',
  kind: 'text',
  targetId: 'uuid',
  actId: 'uuid',
  occasion: 'text',
  absorbedBy: 'uuid',
  fromId: 'uuid',
  toId: 'uuid',
  subscribed: 'money',
  paid: 'money',
  price: 'text',
  decidedOn: 'date',
  registerOn: 'date',
  registrationOn: 'date',
  warrantId: 'uuid',
  exemption: 'text',
  corrects: 'uuid',
  amends: 'uuid',
  because: 'text',
  documents: 'json',
  source: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});
const dates = table<EquityDateRow>('equity_dates', {
  eventId: 'uuid',
  reading: 'text',
  happenedOn: 'date',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** Every event, in the order in which they were recorded. */
export const allEquityEvents = (tx: Tx): Promise<EquityEventRow[]> =>
  select(tx, events, {}, { order: [['recordedAt', 'ASC']] });
export const equityEventsOf = (tx: Tx, targetId: string): Promise<EquityEventRow[]> =>
  select(tx, events, { targetId }, { order: [['recordedAt', 'ASC']] });
export const findEquityEvent = async (tx: Tx, id: string): Promise<EquityEventRow | null> =>
  (await select(tx, events, { id }))[0] ?? null;
/** The events of these acts, in the order in which they were recorded. */
export const eventsOfActs = async (tx: Tx, actIds: readonly string[]): Promise<EquityEventRow[]> =>
  actIds.length === 0 ? [] : select(tx, events, { actId: actIds }, { order: [['recordedAt', 'ASC']] });
/** The events by which companies were absorbed. */
export async function absorbingEvents(tx: Tx): Promise<EquityEventRow[]> {
  const rows = await query<{ id: string }>(tx, 'SELECT id FROM equity_events WHERE absorbed_by IS NOT NULL');
  return rows.length === 0 ? [] : select(tx, events, { id: rows.map(({ id }) => id) });
}
/** The companies in whose register this one was ever entered as a holder. */
export const everHeldBy = async (tx: Tx, holderId: string): Promise<string[]> =>
  (
    await query<{ id: string }>(
      tx,
      'SELECT DISTINCT target_id AS id FROM equity_events WHERE to_id = $1 OR from_id = $1',
      [holderId],
    )
  ).map(({ id }) => id);
export const saveEquityEvent = (tx: Tx, row: EquityEventRow): Promise<void> => insert(tx, events, row);

export const allEquityDates = (tx: Tx): Promise<EquityDateRow[]> => select(tx, dates, {});
export const equityDatesOf = async (tx: Tx, eventIds: readonly string[]): Promise<EquityDateRow[]> =>
  eventIds.length === 0 ? [] : select(tx, dates, { eventId: eventIds });
export const saveEquityDate = (tx: Tx, row: EquityDateRow): Promise<void> => insert(tx, dates, row);

/** One event by itself, entered by somebody; what it does not say is nothing. */
export const newEvent = (
  row: Pick<EquityEventRow, 'id' | 'kind' | 'targetId' | 'decidedOn' | 'recordedAt'> &
    Partial<EquityEventRow>,
): EquityEventRow => ({
  actId: row.id,
  occasion: null,
  absorbedBy: null,
  fromId: null,
  toId: null,
  subscribed: '0.00',
  paid: '0.00',
  price: null,
  registerOn: null,
  registrationOn: null,
  warrantId: null,
  exemption: null,
  corrects: null,
  amends: null,
  because: null,
  documents: [],
  source: 'entered',
  personId: null,
  ...row,
});

/** Whoever enters into a company's register waits for the others, as the database does when it counts. */
export async function lockRegister(tx: Tx, targetId: string): Promise<void> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 4))', [targetId]);
}
/** Whoever makes a company a holder keeps it from being absorbed meanwhile. */
export async function lockHolder(tx: Tx, holderId: string): Promise<void> {
  await query(tx, 'SELECT pg_advisory_xact_lock_shared(hashtextextended($1::text, 4))', [holderId]);
}
