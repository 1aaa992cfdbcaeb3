import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['webhooks'];
export type EndpointsView = Outputs['endpoints'];
export type Endpoint = EndpointsView['endpoints'][number];
export type Delivery = Outputs['deliveries'][number];
export type Try = Delivery['tries'][number];

export const endpointKinds = ['plain', 'dingtalk', 'wecom'] as const;
export type EndpointKind = (typeof endpointKinds)[number];

export const endpointColors = {
  ...{ waiting: 'gold', active: 'green', paused: 'default', halted: 'red', ended: 'default' },
} as const satisfies Record<Endpoint['state'], string>;

/** What a delivery is shown as: one that failed and is due again is told from one that is new. */
export const shownState = ({ state, tries }: Pick<Delivery, 'state' | 'tries'>) =>
  state === 'due' && tries.length > 0 ? 'retry' : state;
export const deliveryColors = {
  ...{ due: 'blue', retry: 'gold', delivered: 'green', given_up: 'red', dropped: 'default' },
} as const satisfies Record<ReturnType<typeof shownState>, string>;

const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  timeZone: 'Asia/Shanghai',
});
export const shortTime = (at: string): string => clock.format(new Date(at));
