import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['contracts'];
/** One version of the list, without its items. */
export type ListLine = Outputs['lists'][number];
/** What the server answers to the gate question. */
export type Answer = Outputs['classify'];
/** One list with its items and agreements. */
export type CooperationList = Outputs['cooperationList'];
/** One item of a list. */
export type ListItem = CooperationList['items'][number];
/** One contract with all that hangs on it. */
export type Contract = Outputs['get'];
/** A line of the contract list. */
/** A line of what the split radar found. */
export type SplitLine = Outputs['splits']['items'][number];
/** One sign that tenders and contracts give, with its cases. */
export type Risk = Outputs['risks']['indicators'][number];
/** One flag of the split radar with all that hangs on it. */
export type Split = Outputs['split'];
export type ContractLine = Outputs['list']['items'][number];
