import { defineRule } from '../kernel/rule.ts';
import { precheck } from './precheck.ts';
import { zPrecheckInput, zPrecheckOutput } from './precheck-input.ts';

/** Whether the steps before submission are complete, in order and valid. */
export const matterPrecheckRule = defineRule({
  name: 'matter-precheck',
  title: { zh: '前置程序核验', en: 'Check of the steps before submission' },
  slice: 'matters',
  input: zPrecheckInput,
  output: zPrecheckOutput,
  example: {
    matter: 'donation',
    records: [
      { code: 'PARTY', heldOn: '2026-09-01', outcome: 'approved' },
      { code: 'BOARD', heldOn: '2026-09-02', outcome: 'approved' },
      { code: 'LEGAL', heldOn: '2026-08-28' },
      { code: 'COMPL', heldOn: '2026-08-28' },
    ],
  },
  run: precheck,
});
