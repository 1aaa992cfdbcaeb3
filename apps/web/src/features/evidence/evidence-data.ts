import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['evidence'];
/** One entry of the journal. */
export type JournalLine = Outputs['journal']['items'][number];
/** How far the log is signed and who holds it. */
export type LogState = Outputs['log'];
/** One step of the chain from an asset back to the decision. */
export type ChainStep = Outputs['chain']['steps'][number];
