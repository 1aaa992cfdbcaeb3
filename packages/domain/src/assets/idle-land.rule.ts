import { z } from 'zod';
import { localDate } from '../kernel/local-date.ts';
import { formatYuan, parseYuan } from '../kernel/money.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { defineRule, rulebook, rulebookOn } from '../kernel/rule.ts';
import { zAmount, zDate, zFinding, zReasons, zRulebook, zShare } from '../kernel/wire.ts';
import { idleLand } from './idle-land.ts';

const zMonths = z.int().min(0).max(12_000);

/** Whether land lies idle, and what may be imposed. */
export const idleLandRule = defineRule({
  name: 'idle-land',
  title: { zh: '闲置土地认定', en: 'Idle land' },
  slice: 'assets',
  input: z.strictObject({
    price: zAmount,
    grantedOn: zDate,
    startBy: zDate.optional(),
    on: zDate.optional(),
    startedShare: zShare.optional(),
    investedShare: zShare.optional(),
    stoppedMonths: zMonths.optional(),
    idleMonths: zMonths.optional(),
    governmentCause: z.boolean().optional(),
  }),
  output: z.strictObject({
    idle: z.boolean().nullable(),
    started: z.boolean(),
    fee: zAmount,
    reclaim: z.boolean(),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: { price: '100000000.00', grantedOn: '2023-03-01', startBy: '2024-03-01', on: '2025-06-01' },
  run: (wire) => {
    const on = wire.on === undefined ? undefined : localDate(wire.on);
    const result = idleLand({
      ...wire,
      on,
      price: parseYuan(wire.price),
      grantedOn: localDate(wire.grantedOn),
      startBy: wire.startBy === undefined ? undefined : localDate(wire.startBy),
      startedShare: wire.startedShare === undefined ? undefined : parseRatio(wire.startedShare),
      investedShare: wire.investedShare === undefined ? undefined : parseRatio(wire.investedShare),
    });
    return {
      idle: result.idle,
      started: result.started,
      fee: formatYuan(result.fee),
      reclaim: result.reclaim,
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook: on === undefined ? rulebook : rulebookOn(on),
    };
  },
});
