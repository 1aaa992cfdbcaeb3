import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';
import {
  type ArchiveRow,
  archives,
  type ExtensionRow,
  extensions,
  type InstrumentSignatureRow,
  instrumentSignatures,
  type ObligationRow,
  obligations,
  type ReleaseRow,
  releases,
  type ShareholderResultRow,
  shareholderResults,
} from './execution.model.ts';

export const saveInstrumentSignature = (tx: Tx, row: InstrumentSignatureRow): Promise<void> =>
  insert(tx, instrumentSignatures, row);
export const instrumentSignatureOf = (tx: Tx, matterId: string): Promise<InstrumentSignatureRow | null> =>
  selectOne(tx, instrumentSignatures, { matterId });

export const saveObligations = (tx: Tx, rows: readonly ObligationRow[]): Promise<void> =>
  insertMany(tx, obligations, rows);
export const obligationsOf = (tx: Tx, matterId: string): Promise<ObligationRow[]> =>
  select(tx, obligations, { matterId }, { order: [['dueOn', 'ASC']] });
/** What organisations still owe, over all cases, soonest first. */
export const obligationsOwed = (tx: Tx, ownerIds: readonly string[] | null): Promise<ObligationRow[]> =>
  select(
    tx,
    obligations,
    { state: ['open', 'reported'], ...(ownerIds === null ? {} : { ownerId: ownerIds }) },
    { order: [['dueOn', 'ASC']], limit: 500 },
  );
export const findObligation = (tx: Tx, id: string): Promise<ObligationRow | null> =>
  selectOne(tx, obligations, { id });
export const lockObligation = (tx: Tx, id: string): Promise<ObligationRow | null> =>
  selectOne(tx, obligations, { id }, { lock: true });
export const changeObligation = (tx: Tx, id: string, set: Partial<ObligationRow>): Promise<number> =>
  update(tx, obligations, set, { id });
/** What is still owed in a case falls away. */
export const voidObligations = (tx: Tx, matterId: string): Promise<number> =>
  update(tx, obligations, { state: 'void' }, { matterId, state: ['open', 'reported'] });

export const saveShareholderResult = (tx: Tx, row: ShareholderResultRow): Promise<void> =>
  insert(tx, shareholderResults, row);
export const shareholderResultOf = (tx: Tx, matterId: string): Promise<ShareholderResultRow | null> =>
  selectOne(tx, shareholderResults, { matterId });

export const saveExtension = (tx: Tx, row: ExtensionRow): Promise<void> => insert(tx, extensions, row);
export const lockExtension = (tx: Tx, warrantId: string): Promise<ExtensionRow | null> =>
  selectOne(tx, extensions, { warrantId }, { lock: true });
export const extensionOf = (tx: Tx, warrantId: string): Promise<ExtensionRow | null> =>
  selectOne(tx, extensions, { warrantId });
/** Extensions asked for and not answered, first asked first. */
export const extensionsWaiting = (tx: Tx): Promise<ExtensionRow[]> =>
  select(tx, extensions, { granted: null }, { order: [['askedOn', 'ASC']], limit: 200 });
export const extensionsOf = (tx: Tx, warrantIds: readonly string[]): Promise<ExtensionRow[]> =>
  select(tx, extensions, { warrantId: warrantIds });
export const changeExtension = (tx: Tx, warrantId: string, set: Partial<ExtensionRow>): Promise<number> =>
  update(tx, extensions, set, { warrantId });

export const saveRelease = (tx: Tx, row: ReleaseRow): Promise<void> => insert(tx, releases, row);
export const releasesOf = (tx: Tx, spendingIds: readonly string[]): Promise<ReleaseRow[]> =>
  select(tx, releases, { spendingId: spendingIds }, { order: [['releasedOn', 'ASC']] });

export const saveArchive = (tx: Tx, row: ArchiveRow): Promise<void> => insert(tx, archives, row);
export const archiveOf = (tx: Tx, matterId: string): Promise<ArchiveRow | null> =>
  selectOne(tx, archives, { matterId });
