import { defineRule } from '../kernel/rule.ts';
import { capitalDecreaseClock, zDecreaseInput, zDecreaseOutput } from './capital-decrease.ts';

/** Notice, publication, claims and registration of a capital decrease, a merger or a division. */
export const capitalDecreaseClockRule = defineRule({
  name: 'capital-decrease-clock',
  title: { zh: '减资(合并、分立)债权人程序期限', en: "Creditors' clock of a capital decrease" },
  slice: 'matters',
  input: zDecreaseInput,
  output: zDecreaseOutput,
  example: { decidedOn: '2026-03-02', publishedOn: '2026-03-10' },
  run: capitalDecreaseClock,
});
