import { z } from 'zod';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { defineRule, rulebookOn } from '../kernel/rule.ts';
import { zAmount, zDate, zFinding, zReasons, zRulebook } from '../kernel/wire.ts';
import { classify } from './classify-matter.ts';
import type { CooperationList } from './cooperation-list.ts';
import { readDocument, zDocument } from './document-wire.ts';
import { type ClassifyInput, contractClauses, type MatterToClassify } from './matter-to-classify.ts';

const zMode = z.enum(['entrusted', 'purchased']);
const zMonths = z.int().min(0).max(1200);
const zCode = z.string().min(1).max(200);

const zMatter = z.strictObject({
  title: z.string().max(500),
  item: zCode.optional(),
  project: zCode.optional(),
  engineering: z.boolean(),
  bundledWithService: z.boolean().optional(),
  financing: z.boolean().optional(),
  landReserve: z.boolean().optional(),
  governmentDuty: z.boolean().optional(),
  amount: zAmount,
  taxIncluded: z.boolean().nullable(),
  termMonths: zMonths.optional(),
  termJustified: z.boolean().optional(),
  cluster: zCode.optional(),
  entity: zCode,
  entityStatus: z.array(z.enum(['public_welfare_1', 'dishonest'])).optional(),
  performer: zCode.optional(),
  requestedMode: zMode,
  agentSource: z.enum(['authorised', 'tendered', 'none']).default('none'),
  agencyFee: z.strictObject({ fee: zAmount, managementFee: zAmount.optional(), cap: zAmount }).optional(),
  fundSources: z
    .array(
      z.strictObject({
        kind: z.enum(['budget', 'fiscal_repaid_loan', 'state_enterprise', 'private']),
        amount: zAmount,
        budgetDoc: zDocument.optional(),
      }),
    )
    .max(1000),
  clauses: z.array(z.enum(contractClauses)).optional(),
  counterpartySme: z.boolean().optional(),
  downstream: z
    .array(
      z.strictObject({
        id: zCode,
        mustTender: z.boolean(),
        planned: z.boolean(),
        directTo: zCode.optional(),
      }),
    )
    .max(1000)
    .optional(),
  decidedOn: zDate,
  procurementCode: zCode.optional(),
});

const zItem = z.strictObject({
  code: zCode,
  category: z.enum(['investment_promotion', 'construction', 'enterprise_service']),
  mode: zMode,
  eligible: z.array(zCode).max(1000),
  clusters: z.array(zCode).max(1000).optional(),
  capSingle: zAmount.optional(),
  capAnnual: zAmount.optional(),
  capsTaxIncluded: z.boolean().default(true),
  termMax: zMonths.optional(),
  procurementCode: zCode.optional(),
  effectiveFrom: zDate.optional(),
  effectiveTo: zDate.optional(),
});

const zList = z.strictObject({
  version: zCode,
  status: z.enum(['draft', 'in_review', 'decided', 'published', 'superseded', 'revoked']),
  effectiveFrom: zDate,
  effectiveTo: zDate.optional(),
  fairCompetition: z.enum(['passed', 'missing', 'failed']),
  items: z.array(zItem).max(10_000),
});

const zInput = z.strictObject({
  matter: zMatter,
  lists: z.array(zList).max(1000),
  earlier: z
    .array(z.strictObject({ item: zCode, project: zCode.optional(), amount: zAmount, decidedOn: zDate }))
    .max(100_000)
    .optional(),
  procurement: z.strictObject({ limit: zAmount, openTenderLimit: zAmount }).optional(),
});

const zOutput = z.strictObject({
  route: z.enum(['in_list', 'out_of_list', 'blocked', 'review']),
  mode: zMode.nullable(),
  item: z.string().nullable(),
  listVersion: z.string().nullable(),
  aggregate: z.strictObject({ amount: zAmount, count: z.int().min(1) }),
  nextProcedures: z.array(
    z.enum([
      'GOV_OPEN_TENDER',
      'GOV_PROCUREMENT',
      'GOV_PROCUREMENT_CHECK',
      'TENDER_DOWNSTREAM',
      'MARKET_BIDDING',
      'BIDDER_CONFLICT_CHECK',
    ]),
  ),
  outOfList: z.array(zFinding),
  blocks: z.array(zFinding),
  warnings: z.array(zFinding),
  reasons: zReasons,
  rulebook: zRulebook,
});

const money = (text: string | undefined): Fen | undefined =>
  text === undefined ? undefined : parseYuan(text);
const date = (text: string | undefined): LocalDate | undefined =>
  text === undefined ? undefined : localDate(text);

function readMatter(wire: z.infer<typeof zMatter>): MatterToClassify {
  const fee = wire.agencyFee;
  return {
    ...wire,
    amount: parseYuan(wire.amount),
    decidedOn: localDate(wire.decidedOn),
    agencyFee: fee && {
      fee: parseYuan(fee.fee),
      managementFee: money(fee.managementFee),
      cap: parseYuan(fee.cap),
    },
    fundSources: wire.fundSources.map(({ kind, amount, budgetDoc }) => ({
      kind,
      amount: parseYuan(amount),
      budgetDoc: readDocument(budgetDoc),
    })),
  };
}

function readList(wire: z.infer<typeof zList>): CooperationList {
  return {
    ...wire,
    effectiveFrom: localDate(wire.effectiveFrom),
    effectiveTo: date(wire.effectiveTo),
    items: wire.items.map((item) => ({
      ...item,
      capSingle: money(item.capSingle),
      capAnnual: money(item.capAnnual),
      effectiveFrom: date(item.effectiveFrom),
      effectiveTo: date(item.effectiveTo),
    })),
  };
}

function readInput(wire: z.infer<typeof zInput>): ClassifyInput {
  const limits = wire.procurement;
  return {
    matter: readMatter(wire.matter),
    lists: wire.lists.map(readList),
    earlier: wire.earlier?.map((other) => ({
      ...other,
      amount: parseYuan(other.amount),
      decidedOn: localDate(other.decidedOn),
    })),
    procurement: limits && {
      limit: parseYuan(limits.limit),
      openTenderLimit: parseYuan(limits.openTenderLimit),
    },
  };
}

const example: z.input<typeof zInput> = {
  matter: {
    title: '标准厂房二期代建',
    item: 'C-01',
    project: 'P-2026-07',
    engineering: true,
    amount: '40000000.00',
    taxIncluded: true,
    entity: 'group',
    requestedMode: 'entrusted',
    agentSource: 'authorised',
    agencyFee: { fee: '600000.00', cap: '620000.00' },
    fundSources: [{ kind: 'budget', amount: '40000000.00', budgetDoc: 'B-2026-12' }],
    downstream: [{ id: 'L1', mustTender: true, planned: true }],
    decidedOn: '2026-06-10',
  },
  lists: [
    {
      version: 'V1',
      status: 'published',
      effectiveFrom: '2026-01-01',
      effectiveTo: '2026-12-31',
      fairCompetition: 'passed',
      items: [
        {
          code: 'C-01',
          category: 'construction',
          mode: 'entrusted',
          eligible: ['group'],
          capSingle: '50000000.00',
          capAnnual: '120000000.00',
        },
      ],
    },
  ],
  procurement: { limit: '1000000.00', openTenderLimit: '2000000.00' },
};

/** Whether a contract matter is on the cooperation list, what stands against it, and what has to follow. */
export const contractClassifyRule = defineRule({
  name: 'contract-classify',
  title: { zh: '合同事项清单内外判定', en: 'Contract matter: on the list or not' },
  slice: 'contracts',
  input: zInput,
  output: zOutput,
  example,
  run: (wire) => {
    const input = readInput(wire);
    const result = classify(input);
    return {
      route: result.route,
      mode: result.mode,
      item: result.item,
      listVersion: result.listVersion,
      aggregate: { amount: formatYuan(result.aggregate.amount), count: result.aggregate.count },
      nextProcedures: [...result.nextProcedures],
      outOfList: [...result.outOfList],
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook: rulebookOn(input.matter.decidedOn),
    };
  },
});
