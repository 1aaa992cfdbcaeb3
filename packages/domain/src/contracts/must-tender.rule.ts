import { z } from 'zod';
import { formatYuan, parseYuan } from '../kernel/money.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { zAmount, zFinding, zReasons, zRulebook } from '../kernel/wire.ts';
import { readDocument, zDocument } from './document-wire.ts';
import { mustTender } from './must-tender.ts';
import { exemptionKinds, fundKinds, lotKinds, type MustTenderInput, sectors } from './tender-project.ts';

const zId = z.string().min(1).max(200);

const zInput = z.strictObject({
  project: z.strictObject({
    funds: z.array(z.strictObject({ kind: z.enum(fundKinds), amount: zAmount })).max(1000),
    stateControls: z.boolean().optional(),
    sector: z.enum(sectors).optional(),
    exemption: z
      .strictObject({
        kind: z.enum(exemptionKinds),
        claimant: z.enum(['tenderer', 'subsidiary', 'parent']).optional(),
        capable: z.boolean().optional(),
        document: zDocument.optional(),
      })
      .optional(),
    method: z
      .strictObject({
        requested: z.enum(['open', 'invited']),
        ground: z.enum(['few_bidders', 'cost_disproportionate', 'other']).optional(),
        document: zDocument.optional(),
      })
      .optional(),
  }),
  lots: z
    .array(
      z.strictObject({
        id: zId,
        kind: z.enum(lotKinds),
        amount: zAmount,
        mergeable: zId.optional(),
        epc: z.strictObject({ works: zAmount, goods: zAmount, services: zAmount }).optional(),
        provisional: z.boolean().optional(),
        addendumTo: z.strictObject({ amount: zAmount }).optional(),
      }),
    )
    .max(10_000),
  jurisdiction: z.enum(['CN', 'chongqing']).default('CN'),
});

const zOutput = z.strictObject({
  inScope: z.boolean(),
  scopeReason: z.enum(['budget', 'state_funds', 'foreign_aid', 'sector', 'none']),
  exemption: z
    .strictObject({ kind: z.enum(exemptionKinds), holds: z.boolean(), because: z.string() })
    .exactOptional(),
  method: z
    .strictObject({ required: z.enum(['open', 'free']), allowed: z.boolean(), because: z.string() })
    .exactOptional(),
  lots: z.array(
    z.strictObject({
      id: z.string(),
      mustTender: z.boolean(),
      code: z.enum([
        'OUT_OF_SCOPE',
        'NOT_LISTED_SERVICE',
        'EXEMPT',
        'ADDENDUM_WITHIN_10',
        'EPC_PART',
        'REACHES',
        'REACHES_TOGETHER',
        'BELOW',
      ]),
      counted: zAmount.nullable(),
      threshold: zAmount.nullable(),
      next: z.enum(['tender', 'government_procurement', 'free']),
      because: z.string(),
    }),
  ),
  blocks: z.array(zFinding),
  warnings: z.array(zFinding),
  reasons: zReasons,
  rulebook: zRulebook,
});

function readInput(wire: z.infer<typeof zInput>): MustTenderInput {
  const { exemption, method } = wire.project;
  return {
    jurisdiction: wire.jurisdiction,
    project: {
      ...wire.project,
      funds: wire.project.funds.map(({ kind, amount }) => ({ kind, amount: parseYuan(amount) })),
      exemption: exemption && { ...exemption, document: readDocument(exemption.document) },
      method: method && { ...method, document: readDocument(method.document) },
    },
    lots: wire.lots.map((lot) => ({
      ...lot,
      amount: parseYuan(lot.amount),
      epc: lot.epc && {
        works: parseYuan(lot.epc.works),
        goods: parseYuan(lot.epc.goods),
        services: parseYuan(lot.epc.services),
      },
      addendumTo: lot.addendumTo && { amount: parseYuan(lot.addendumTo.amount) },
    })),
  };
}

/** Which lots of a project must be let by tender. */
export const mustTenderRule = defineRule({
  name: 'must-tender',
  title: { zh: '必须招标判定', en: 'Must it be tendered' },
  slice: 'contracts',
  input: zInput,
  output: zOutput,
  example: {
    project: {
      funds: [
        { kind: 'budget', amount: '8000000.00' },
        { kind: 'state_enterprise', amount: '92000000.00' },
      ],
    },
    lots: [
      { id: '土建', kind: 'works', amount: '4000000.00' },
      { id: '监理', kind: 'supervision', amount: '999999.99' },
    ],
  },
  run: (wire) => {
    const { exemption, method, ...result } = mustTender(readInput(wire));
    return {
      inScope: result.inScope,
      scopeReason: result.scopeReason,
      ...(exemption === undefined ? {} : { exemption }),
      ...(method === undefined ? {} : { method }),
      lots: result.lots.map((lot) => ({
        ...lot,
        counted: lot.counted === null ? null : formatYuan(lot.counted),
        threshold: lot.threshold === null ? null : formatYuan(lot.threshold),
      })),
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook,
    };
  },
});
