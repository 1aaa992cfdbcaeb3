import { z } from 'zod';
import { type Fen, parseYuan } from '../kernel/money.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { uniqueIds, zAmount, zFinding, zMoney, zReasons, zRulebook } from '../kernel/wire.ts';
import { type Reconciliation, reconcile, reconcileChecks } from './reconcile.ts';

const quantityForm = '数量或面积须为不为负的小数字符串，如 "1200.50"';
const zQuantity = z.string({ error: quantityForm }).regex(/^\d{1,18}(\.\d{1,9})?$/, { error: quantityForm });
const zId = z.string().min(1).max(200);
const zSide = z.array(z.strictObject({ id: zId, net: zMoney })).max(100_000);

const zCards = z
  .array(
    z.strictObject({
      id: zId,
      cluster: zId.optional(),
      cost: zAmount,
      depreciation: zAmount,
      impairment: zAmount.default('0.00'),
      area: zQuantity.optional(),
    }),
  )
  .max(100_000)
  .superRefine(uniqueIds('卡片编号不得重复'));

const zInput = z.strictObject({
  cards: zCards,
  ledger: z.strictObject({ cost: zMoney, depreciation: zMoney, impairment: zMoney.default('0.00') }),
  counts: z
    .array(z.strictObject({ card: zId, onCard: zQuantity, counted: zQuantity }))
    .max(100_000)
    .optional(),
  certificates: z
    .array(z.strictObject({ card: zId, area: zQuantity }))
    .max(100_000)
    .optional(),
  clusters: z
    .array(z.strictObject({ id: zId, cards: z.array(zId).max(100_000), net: zMoney.optional() }))
    .max(10_000)
    .optional(),
  transfer: z.strictObject({ out: zSide, in: zSide }).optional(),
});

const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));

function readSide(side: z.infer<typeof zSide>): { id: string; net: Fen }[] {
  return side.map(({ id, net }) => ({ id, net: parseYuan(net) }));
}

function readInput(wire: z.infer<typeof zInput>): Reconciliation {
  const { ledger, transfer } = wire;
  return {
    cards: wire.cards.map((card) => ({
      ...card,
      cost: parseYuan(card.cost),
      depreciation: parseYuan(card.depreciation),
      impairment: money(card.impairment),
      area: card.area === undefined ? undefined : parseRatio(card.area),
    })),
    ledger: {
      cost: parseYuan(ledger.cost),
      depreciation: parseYuan(ledger.depreciation),
      impairment: money(ledger.impairment),
    },
    counts: wire.counts?.map(({ card, onCard, counted }) => ({
      card,
      onCard: parseRatio(onCard),
      counted: parseRatio(counted),
    })),
    certificates: wire.certificates?.map(({ card, area }) => ({ card, area: parseRatio(area) })),
    clusters: wire.clusters?.map((cluster) => ({ ...cluster, net: money(cluster.net) })),
    transfer: transfer && { out: readSide(transfer.out), in: readSide(transfer.in) },
  };
}

/** Whether register, ledger, count, certificates, transfer and clusters agree, to the fen. */
export const reconcileRule = defineRule({
  name: 'reconcile',
  title: { zh: '资产对账', en: 'Reconciliation of assets' },
  slice: 'assets',
  input: zInput,
  output: z.strictObject({
    passed: z.boolean(),
    checks: z.array(
      z.strictObject({
        name: z.enum(reconcileChecks),
        passed: z.boolean(),
        difference: z.string(),
        items: z.array(z.string()),
      }),
    ),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: {
    cards: [
      { id: 'K1', cost: '1000.00', depreciation: '200.00', area: '50.5' },
      { id: 'K2', cost: '300.00', depreciation: '0.00' },
    ],
    ledger: { cost: '1300.00', depreciation: '200.00' },
    certificates: [{ card: 'K1', area: '50.50' }],
    clusters: [{ id: '桥河', cards: ['K1', 'K2'], net: '1100.00' }],
  },
  run: (wire) => {
    const result = reconcile(readInput(wire));
    return {
      passed: result.passed,
      checks: result.checks.map((check) => ({ ...check, items: [...check.items] })),
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook,
    };
  },
});
