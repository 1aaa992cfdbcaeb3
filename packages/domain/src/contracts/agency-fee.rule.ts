import { z } from 'zod';
import { localDate } from '../kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { defineRule, rulebookOn } from '../kernel/rule.ts';
import { zAmount, zDate, zFinding, zMoney, zReasons, zRulebook, zShare } from '../kernel/wire.ts';
import { type AgencyFeeInput, agencyFee } from './agency-fee.ts';
import { agencyFeeTables, printRate } from './agency-fee-table.ts';

const zInput = z
  .strictObject({
    on: zDate,
    totalInvestment: zAmount,
    includedManagementFee: zAmount.default('0.00'),
    landCost: zAmount.default('0.00'),
    managementFeeSpent: zAmount.optional(),
    proposedFee: zAmount.optional(),
    performance: z
      .strictObject({ onTime: z.boolean(), quality: z.boolean(), withinEstimate: z.boolean() })
      .optional(),
    applies: z
      .strictObject({
        to: z.enum(['public_body', 'state_enterprise']),
        operating: z.boolean(),
        fiscalShareOfCapital: zShare.optional(),
      })
      .optional(),
    table: z.enum(agencyFeeTables).optional(),
  })
  .superRefine((input, context) => {
    const apart = parseYuan(input.includedManagementFee) + parseYuan(input.landCost);
    if (apart <= parseYuan(input.totalInvestment)) return;
    const message = '总投资不得小于其中的建设管理费（includedManagementFee）与土地费用（landCost）之和';
    context.addIssue({ code: 'custom', path: ['totalInvestment'], message });
  });

const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));

function readInput(wire: z.infer<typeof zInput>): AgencyFeeInput {
  const share = wire.applies?.fiscalShareOfCapital;
  return {
    ...wire,
    on: localDate(wire.on),
    totalInvestment: parseYuan(wire.totalInvestment),
    includedManagementFee: parseYuan(wire.includedManagementFee),
    landCost: parseYuan(wire.landCost),
    managementFeeSpent: money(wire.managementFeeSpent),
    proposedFee: money(wire.proposedFee),
    applies: wire.applies && {
      ...wire.applies,
      fiscalShareOfCapital: share === undefined ? share : parseRatio(share),
    },
  };
}

/** The cap of the fee of an agent, from the approved investment. */
export const agencyFeeRule = defineRule({
  name: 'agency-fee',
  title: { zh: '代建管理费限额', en: 'Cap of the agency fee' },
  slice: 'contracts',
  input: zInput,
  output: z.strictObject({
    table: z.enum(agencyFeeTables),
    base: zAmount,
    cap: zAmount,
    bands: z.array(
      z.strictObject({ from: zAmount, to: zAmount.nullable(), rate: z.string(), part: zAmount }),
    ),
    remaining: zMoney.exactOptional(),
    bonusCap: zAmount.exactOptional(),
    binding: z.boolean(),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: {
    on: '2026-06-01',
    totalInvestment: '186400000.00',
    includedManagementFee: '1900000.00',
    landCost: '24500000.00',
    proposedFee: '1800000.00',
  },
  run: (wire) => {
    const input = readInput(wire);
    const { remaining, bonusCap, ...fee } = agencyFee(input);
    return {
      table: fee.table,
      base: formatYuan(fee.base),
      cap: formatYuan(fee.cap),
      bands: fee.bands.map(({ from, to, rate, part }) => ({
        from: formatYuan(from),
        to: to === null ? null : formatYuan(to),
        rate: printRate(rate),
        part: formatYuan(part),
      })),
      ...(remaining === undefined ? {} : { remaining: formatYuan(remaining) }),
      ...(bonusCap === undefined ? {} : { bonusCap: formatYuan(bonusCap) }),
      binding: fee.binding,
      blocks: [...fee.blocks],
      warnings: [...fee.warnings],
      reasons: [...fee.reasons],
      rulebook: rulebookOn(input.on),
    };
  },
});
