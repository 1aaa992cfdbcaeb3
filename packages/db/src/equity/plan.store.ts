import type { PlanState } from '@guanyun/domain/equity/plan.ts';
import { insert, select, selectOne, table, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';

/** A consolidation plan; `items` as they came in, `revision` goes up with every change. */
export type EquityPlanRow = {
  id: string;
  groupId: string;
  title: string;
  basisDate: string;
  items: readonly object[];
  revision: number;
  state: PlanState;
  draftedBy: string;
  draftedAt: Date;
  revisedBy: string;
  revisedAt: Date;
  discardedBy: string | null;
  discardedAt: Date | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  withdrawnBy: string | null;
  withdrawnAt: Date | null;
};

const plans = table<EquityPlanRow>('equity_plans', {
  id: 'uuid',
  groupId: 'uuid',
  title: 'text',
  basisDate: 'date',
  items: 'json',
  revision: 'integer',
  state: 'text',
  draftedBy: 'uuid',
  draftedAt: 'time',
  revisedBy: 'uuid',
  revisedAt: 'time',
  discardedBy: 'uuid',
  discardedAt: 'time',
  submittedBy: 'uuid',
  submittedAt: 'time',
  withdrawnBy: 'uuid',
  withdrawnAt: 'time',
});

/** The plans one sees, the last changed first. */
export const allPlans = (tx: Tx): Promise<EquityPlanRow[]> =>
  select(tx, plans, {}, { order: [['revisedAt', 'DESC']] });
export const findPlan = (tx: Tx, id: string): Promise<EquityPlanRow | null> => selectOne(tx, plans, { id });
/** The plan, held until the transaction ends. */
export const lockPlan = (tx: Tx, id: string): Promise<EquityPlanRow | null> =>
  selectOne(tx, plans, { id }, { lock: true });
export const savePlan = (
  tx: Tx,
  row: Omit<EquityPlanRow, `${'discarded' | 'submitted' | 'withdrawn'}${'By' | 'At'}`>,
): Promise<void> => insert(tx, plans, row);
export const changePlan = (tx: Tx, id: string, set: Partial<EquityPlanRow>): Promise<number> =>
  update(tx, plans, set, { id });
