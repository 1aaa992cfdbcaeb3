import { z } from 'zod';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { uniqueIds, zAmount, zFinding, zReasons, zRulebook, zSum } from '../kernel/wire.ts';
import { allocateCost } from './cost-allocation.ts';

const places = 18;
const weightForm = `权重须为不为负的小数字符串，如 "1200.50"（整数部分、小数部分各至多 ${places} 位）`;
const zWeight = z
  .string({ error: weightForm })
  .regex(/^\d{1,18}(\.\d{1,18})?$/, { error: weightForm, abort: true })
  .describe('权重，小数');

const zItems = z
  .array(z.strictObject({ id: z.string().min(1).max(200), direct: zAmount, weight: zWeight.optional() }))
  .max(100_000)
  .superRefine(uniqueIds('项目编号不得重复'))
  .superRefine((items, context) => {
    if (items.every((item) => item.weight === undefined)) return;
    for (const [index, { weight }] of items.entries()) {
      if (weight !== undefined) continue;
      const message = '权重（weight）须每项都填，或都不填（都不填时按 direct 分摊）';
      context.addIssue({ code: 'custom', path: [index, 'weight'], message });
    }
  });

/** A weight as a whole number, all of them in the same unit. */
function readWeight(text: string): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(places, '0'));
}

const show = (amount: Fen | null): string | null => (amount === null ? null : formatYuan(amount));

/** A shared cost laid on items by weight, exact to the fen. */
export const costAllocationRule = defineRule({
  name: 'cost-allocation',
  title: { zh: '共同费用分摊', en: 'Allocation of a shared cost' },
  slice: 'assets',
  input: z.strictObject({ shared: zAmount, items: zItems }),
  output: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), allocated: zAmount.nullable(), total: zSum.nullable() })),
    total: zSum.nullable(),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: {
    shared: '1000000.00',
    items: [
      { id: '厂房', direct: '20000000.00' },
      { id: '道路', direct: '7000000.00' },
      { id: '管网', direct: '3000000.00' },
    ],
  },
  run: ({ shared, items }) => {
    const result = allocateCost(
      parseYuan(shared),
      items.map(({ id, direct, weight }) => ({
        id,
        direct: parseYuan(direct),
        weight: weight === undefined ? undefined : readWeight(weight),
      })),
    );
    return {
      items: result.items.map(({ id, allocated, total }) => ({
        id,
        allocated: show(allocated),
        total: show(total),
      })),
      total: show(result.total),
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook,
    };
  },
});
