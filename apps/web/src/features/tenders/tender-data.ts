import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
export type TenderLine = Outputs['tenders']['list'][number];
export type Tender = Outputs['tenders']['get'];
export type Notice = Outputs['notices']['get'];
export type OwnBid = Outputs['sealed']['bids'][number];
export type BidForm = Outputs['sealed']['form'];
export type Holder = Outputs['tenders']['holders'][number];
export type Conflicts = Outputs['tenders']['conflicts'];
export type NewTender = Omit<inferRouterInputs<AppRouter>['tenders']['draft'], 'requestId'>;
export type BidCheckLine = Outputs['tenders']['bidChecks'][number];
export type BidCheck = Outputs['tenders']['bidCheck'];
export type NewBidCheck = Omit<inferRouterInputs<AppRouter>['tenders']['checkBid'], 'requestId'>;
/** What the notice and the tender's own page both show. */
export type Shown = Omit<Notice, 'open'>;

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
  timeZone: 'Asia/Shanghai',
});
/** A moment in Asia/Shanghai, to the second. */
export const momentText = (at: string | null): string => (at === null ? '—' : clock.format(new Date(at)));

/** The line that a tender goes along, and how far it is. */
export const steps = ['draft', 'published', 'opened', 'evaluated', 'publicized', 'awarded'] as const;
