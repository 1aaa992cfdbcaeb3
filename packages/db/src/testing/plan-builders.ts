import { type EquityPlanRow, savePlan } from '../equity/plan.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { newId } from './builders.ts';

type Draft = Parameters<typeof savePlan>[1];

export const planRow = (groupId: string, personId: string, over: Partial<EquityPlanRow> = {}): Draft => {
  const at = new Date('2026-05-01T01:00:00.000Z');
  return {
    ...{ id: newId(), groupId, title: '示例方案', basisDate: '2026-03-31', items: [], revision: 1 },
    ...{ state: 'draft', draftedBy: personId, draftedAt: at, revisedBy: personId, revisedAt: at },
    ...over,
  };
};

export async function somePlan(tx: Tx, groupId: string, personId: string): Promise<string> {
  const row = planRow(groupId, personId);
  await savePlan(tx, row);
  return row.id;
}
