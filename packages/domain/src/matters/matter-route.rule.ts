import { defineRule } from '../kernel/rule.ts';
import { zRouteInput } from './route-input.ts';
import { routeMatter } from './route-matter.ts';
import { zRouteOutput } from './route-output.ts';

/** Who decides one of the fourteen matters, what must come first, within what time, and what bars it. */
export const matterRouteRule = defineRule({
  name: 'matter-route',
  title: { zh: '重大事项办理层级', en: 'Route of a reserved matter' },
  slice: 'matters',
  input: zRouteInput,
  output: zRouteOutput,
  example: {
    matter: 'asset_disposal',
    decidedOn: '2026-09-01',
    company: {
      id: 'C1',
      tier: 1,
      form: 'wholly_state_owned',
      stateShare: '1',
      important: false,
      netAssets: '1000000000.00',
      inMandate: true,
    },
    amount: '5000000.00',
    facts: { class: 'land', mode: 'public' },
  },
  run: routeMatter,
});
