import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

/** What is owed in a case. */
export type ObligationLine = inferRouterOutputs<AppRouter>['obligations']['list'][number];
