import { insert, select, table, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** A case that a plan became: of which item, in whose name; a main case also in whose register it is carried out. */
export type PlanCaseRow = {
  matterId: string;
  planId: string;
  groupId: string;
  itemId: string;
  position: number;
  separable: boolean;
  companyId: string;
  registerOf: string | null;
  /** Every register that it changes; the database keeps that no other plan changes one of them meanwhile. */
  registers: readonly string[];
  agreedBy: string | null;
  agreedAt: Date | null;
  executedBy: string | null;
  executedAt: Date | null;
  /** The first event of the act that carried it out, in its own register. */
  eventId: string | null;
};
export type NewPlanCase = Pick<
  PlanCaseRow,
  | 'matterId'
  | 'planId'
  | 'groupId'
  | 'itemId'
  | 'position'
  | 'separable'
  | 'companyId'
  | 'registerOf'
  | 'registers'
>;

const cases = table<PlanCaseRow>('equity_plan_cases', {
  matterId: 'uuid',
  planId: 'uuid',
  groupId: 'uuid',
  itemId: 'uuid',
  position: 'integer',
  separable: 'boolean',
  companyId: 'uuid',
  registerOf: 'uuid',
  registers: 'uuids',
  agreedBy: 'uuid',
  agreedAt: 'time',
  executedBy: 'uuid',
  executedAt: 'time',
  eventId: 'uuid',
});

/** The cases of a plan in the order of its items. */
export const casesOfPlan = (tx: Tx, planId: string): Promise<PlanCaseRow[]> =>
  select(tx, cases, { planId }, { order: [['position', 'ASC']] });
/** The same, held until the transaction ends. */
export const lockCasesOfPlan = (tx: Tx, planId: string): Promise<PlanCaseRow[]> =>
  select(tx, cases, { planId }, { order: [['position', 'ASC']], lock: true });
export const planCaseOf = async (tx: Tx, matterId: string): Promise<PlanCaseRow | null> =>
  (await select(tx, cases, { matterId }))[0] ?? null;
export const savePlanCase = (tx: Tx, row: NewPlanCase): Promise<void> => insert(tx, cases, row);
/** A company hands its warrants of one item over to the plan. */
export const agreeToPlan = (
  tx: Tx,
  of: Pick<PlanCaseRow, 'planId' | 'itemId' | 'companyId'>,
  set: { agreedBy: string; agreedAt: Date },
): Promise<number> => update<PlanCaseRow>(tx, cases, set, { ...of, agreedBy: null });
export const executePlanCase = (
  tx: Tx,
  matterId: string,
  set: { executedBy: string; executedAt: Date; eventId: string },
): Promise<number> => update<PlanCaseRow>(tx, cases, set, { matterId });

/** The registers among these into which another plan has entered something since this plan was submitted. */
export const overtakenRegisters = async (tx: Tx, planId: string): Promise<string[]> =>
  (
    await query<{ id: string }>(
      tx,
      `SELECT DISTINCT mine.register_of AS id FROM equity_plan_registers mine JOIN equity_plan_registers other
         ON other.register_of = mine.register_of AND other.plan_id <> mine.plan_id
       WHERE mine.plan_id = $1 AND other.executed_turn >= mine.turn`,
      [planId],
    )
  ).map(({ id }) => id);
