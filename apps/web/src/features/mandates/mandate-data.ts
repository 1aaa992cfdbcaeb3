import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

/** The mandates, and between whom another can be recorded. */
export type MandateDesk = inferRouterOutputs<AppRouter>['mandates']['desk'];
