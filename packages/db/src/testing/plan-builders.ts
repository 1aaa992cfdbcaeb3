import { changePlan, type EquityPlanRow, savePlan } from '../equity/plan.store.ts';
import { savePlanCase } from '../equity/plan-case.store.ts';
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

/** The plan is handed in and has become one case, of its own group. */
export async function submittedWith(
  tx: Tx,
  planId: string,
  groupId: string,
  matterId: string,
  personId: string,
): Promise<void> {
  const submittedAt = new Date('2026-05-02T01:00:00.000Z');
  await changePlan(tx, planId, { state: 'submitted', submittedBy: personId, submittedAt });
  await savePlanCase(tx, {
    ...{ matterId, planId, groupId, itemId: newId(), position: 0, separable: false },
    ...{ companyId: groupId, registerOf: groupId, registers: [groupId] },
  });
}
