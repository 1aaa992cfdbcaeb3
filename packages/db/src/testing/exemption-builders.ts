import { type LevelExemptionRow, saveLevelExemption } from '../equity/level-exemption.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { digestLike, newId } from './builders.ts';

type Granted = Parameters<typeof saveLevelExemption>[1];

export const exemptionRow = (
  companyId: string,
  recordedBy: string,
  over: Partial<LevelExemptionRow> = {},
): Granted => ({
  ...{ id: newId(), companyId, validFrom: '2026-07-01', validTo: '2027-06-30', because: '示例：清理期内' },
  ...{ document: digestLike('d'), documentName: '豁免批复.pdf', recordedBy },
  ...{ recordedAt: new Date('2026-06-20T01:00:00.000Z') },
  ...over,
});

export async function someExemption(tx: Tx, companyId: string, recordedBy: string): Promise<string> {
  const row = exemptionRow(companyId, recordedBy);
  await saveLevelExemption(tx, row);
  return row.id;
}
