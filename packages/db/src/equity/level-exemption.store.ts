import { insert, select, selectOne, table, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** An exemption from the level check as it was granted; both days belong to it. */
export type LevelExemptionRow = {
  id: string;
  companyId: string;
  validFrom: string;
  validTo: string;
  because: string;
  /** SHA-256 of the paper that grants it, and its name. */
  document: string;
  documentName: string;
  recordedBy: string;
  recordedAt: Date;
  /** The first day without it, where it was ended early; the rest is given with it. */
  endedOn: string | null;
  endBecause: string | null;
  endDocument: string | null;
  endDocumentName: string | null;
  endedBy: string | null;
  endedAt: Date | null;
};
type Ending = 'endedOn' | 'endBecause' | 'endDocument' | 'endDocumentName' | 'endedBy' | 'endedAt';

const exemptions = table<LevelExemptionRow>('level_exemptions', {
  id: 'uuid',
  companyId: 'uuid',
  validFrom: 'date',
  validTo: 'date',
  because: 'text',
  document: 'text',
  documentName: 'text',
  recordedBy: 'uuid',
  recordedAt: 'time',
  endedOn: 'date',
  endBecause: 'text',
  endDocument: 'text',
  endDocumentName: 'text',
  endedBy: 'uuid',
  endedAt: 'time',
});

/** Every exemption, the latest term first. */
export const allLevelExemptions = (tx: Tx): Promise<LevelExemptionRow[]> =>
  select(tx, exemptions, {}, { order: [['validFrom', 'DESC']] });
export const levelExemptionsOf = (tx: Tx, companyId: string): Promise<LevelExemptionRow[]> =>
  select(tx, exemptions, { companyId });
/** The exemption, held until the transaction ends. */
export const lockLevelExemption = (tx: Tx, id: string): Promise<LevelExemptionRow | null> =>
  selectOne(tx, exemptions, { id }, { lock: true });
export const saveLevelExemption = (tx: Tx, row: Omit<LevelExemptionRow, Ending>): Promise<void> =>
  insert(tx, exemptions, row);
export const endLevelExemption = (
  tx: Tx,
  id: string,
  ending: Pick<LevelExemptionRow, Ending>,
): Promise<number> => update(tx, exemptions, ending, { id });

/** Whoever records or ends an exemption of a company waits for the others. */
export async function lockExemptionsOf(tx: Tx, companyId: string): Promise<void> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 19))', [companyId]);
}
