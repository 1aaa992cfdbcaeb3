import type { AppRouter } from '@guanyun/api/router.ts';
import { machinePosts } from '@guanyun/domain/organizations/machines.ts';
import type { inferRouterOutputs } from '@trpc/server';

export type ServicesView = inferRouterOutputs<AppRouter>['services']['list'];
export type Service = ServicesView['services'][number];
export type Key = Service['keys'][number];

/** The posts a machine can hold in a body of this kind. */
export const postsIn = (company: boolean) =>
  machinePosts.filter((kind) => kind.startsWith('company_') === company);

export type KeyState = 'good' | 'ended' | 'revoked';
export const stateOf = (key: Pick<Key, 'revoked' | 'endsOn'>, today: string): KeyState =>
  key.revoked ? 'revoked' : key.endsOn < today ? 'ended' : 'good';

/** Networks as they are written into one field. */
export const networksIn = (text: string): string[] => text.split(/[\s,，;；]+/).filter(Boolean);
