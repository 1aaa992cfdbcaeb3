import type { AppRouter } from '@guanyun/api/router.ts';
import { isEnded } from '@guanyun/domain/matters/matter-case.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
export type Me = Outputs['session']['me'];
/** What the front door shows. */
export type Workbench = Outputs['workbench']['get'];
export type Waiting = Workbench['waiting'][number];
export type MeetingAhead = Workbench['meetings'][number];
export type WarrantLine = Workbench['warrants'][number];
export type Proposal = Workbench['proposals'][number];
export type ClusterLine = Workbench['clusters'][number];
export type VoucherLine = Workbench['vouchers'][number];

const pages = {
  matter: '/matters/$id',
  meeting: '/meetings/$id',
  order: '/orders/$id',
  list: '/lists/$id',
  warrant: '/warrants/$id',
} as const;

/** The page of the thing that waits. */
export const pageOf = (kind: Waiting['kind']) => pages[kind];

/** Not yet over, one way or the other. */
export const underWay = (proposal: Pick<Proposal, 'state'>): boolean => !isEnded(proposal.state);

/** How pressing a number of working days is: past or nearly past, near, or neither. */
export function pressure(remaining: number): 'late' | 'near' | 'calm' {
  if (remaining <= 2) return 'late';
  return remaining <= 3 ? 'near' : 'calm';
}
