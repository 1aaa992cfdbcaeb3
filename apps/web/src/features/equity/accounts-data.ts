import type { AppRouter } from '@guanyun/api/router.ts';
import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['equity'];
/** A group's consolidated statements. */
export type Accounts = Outputs['groupAccounts'];
/** What they are right after a plan, on paper. */
export type PlanAccounts = Outputs['planAccounts'];
export type Figure = Accounts['netProfit'];
export type Entry = Accounts['entries'][number];
export type Line = Accounts['balance'][number];

/** A figure as a row of a statement; without parts it does not open. */
export type StatementRow = {
  readonly code: string;
  readonly label: string;
  readonly total: boolean;
  readonly figure: Figure | null;
  readonly amount: string | null;
  /** Of the year before, where that is known. */
  readonly before: string | null;
};
export type ComparedWith = Accounts['compared']['balance'];
export type JoinedCompany = Accounts['joined'][number];

/** With thousands separators, to the fen. */
export const inYuan = (text: string): string => displayYuan(parseYuan(text), 'yuan');
