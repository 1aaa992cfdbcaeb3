import { z } from 'zod';
import { localDate } from '../kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { defineRule, rulebook, rulebookOn } from '../kernel/rule.ts';
import {
  uniqueIds,
  zAmount,
  zDate,
  zFinding,
  zMoney,
  zReasons,
  zRulebook,
  zShare,
  zSum,
} from '../kernel/wire.ts';
import { assetClasses, transferPaths } from './asset-class.ts';
import type { JournalEntry } from './journal-entry.ts';
import { type TransferBatch, transferRelations } from './transfer-batch.ts';
import { transferVouchers } from './transfer-vouchers.ts';

const zAsset = z
  .strictObject({
    id: z.string().min(1).max(200),
    class: z.enum(assetClasses),
    use: z.enum(['own', 'leased']).default('own'),
    cost: zAmount,
    depreciation: zAmount,
    impairment: zAmount.default('0.00'),
    monthlyDepreciation: zAmount.optional(),
    publicBenefit: z.boolean().optional(),
    blocked: z.string().min(1).max(100).optional(),
  })
  .superRefine((asset, context) => {
    if (parseYuan(asset.cost) >= parseYuan(asset.depreciation) + parseYuan(asset.impairment)) return;
    context.addIssue({
      code: 'custom',
      path: ['cost'],
      message: '原值（cost）不得小于折旧（depreciation）与减值（impairment）之和',
    });
  });

const zBatch = z
  .strictObject({
    path: z.enum(transferPaths),
    relation: z.enum(transferRelations),
    capitalInjection: z.enum(['reserve', 'capital', 'none']).default('none'),
    assets: z.array(zAsset).max(100_000).superRefine(uniqueIds('资产编号不得重复')),
    transferor: z.strictObject({
      kind: z.enum(['public_body', 'company']),
      capitalReserve: zMoney.optional(),
      surplusReserve: zMoney.optional(),
      retained: zMoney.optional(),
      costs: zAmount.optional(),
    }),
    transferee: z.strictObject({ kind: z.literal('company') }),
    basisDate: zDate.optional(),
    deliveryDate: zDate.optional(),
    approvedTotal: zAmount.optional(),
    minority: z.strictObject({ transferor: zShare, transferee: zShare }).optional(),
  })
  .superRefine((batch, context) => {
    const kind = batch.relation === 'gov_to_company' ? 'public_body' : 'company';
    if (batch.transferor.kind !== kind) {
      const message = `relation 为 ${batch.relation} 时须为 "${kind}"`;
      context.addIssue({ code: 'custom', path: ['transferor', 'kind'], message });
    }
    const { basisDate, deliveryDate } = batch;
    if (basisDate !== undefined && deliveryDate !== undefined && deliveryDate < basisDate) {
      const message = '交割日（deliveryDate）不得早于基准日（basisDate）';
      context.addIssue({ code: 'custom', path: ['deliveryDate'], message });
    }
  });

const zLine = z.strictObject({ account: z.string(), amount: zSum });
const zEntries = z.strictObject({
  entries: z.array(
    z.strictObject({
      book: z.enum(['financial', 'budget']),
      step: z.enum(['transition', 'out', 'in', 'costs']),
      debit: z.array(zLine),
      credit: z.array(zLine),
    }),
  ),
});

const zOutput = z.strictObject({
  transferor: zEntries,
  transferee: zEntries,
  lines: z.array(z.strictObject({ id: z.string(), net: zAmount })),
  netOut: zSum,
  netIn: zSum,
  differenceToApproval: zSum.exactOptional(),
  minorityChange: zSum.exactOptional(),
  excluded: z.array(z.strictObject({ id: z.string(), code: z.string(), because: z.string() })),
  blocks: z.array(zFinding),
  warnings: z.array(zFinding),
  reasons: zReasons,
  rulebook: zRulebook,
});

const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));

function readBatch(wire: z.infer<typeof zBatch>): TransferBatch {
  const { transferor, minority } = wire;
  return {
    ...wire,
    assets: wire.assets.map((asset) => ({
      ...asset,
      cost: parseYuan(asset.cost),
      depreciation: parseYuan(asset.depreciation),
      impairment: money(asset.impairment),
      monthlyDepreciation: money(asset.monthlyDepreciation),
    })),
    transferor: {
      kind: transferor.kind,
      capitalReserve: money(transferor.capitalReserve),
      surplusReserve: money(transferor.surplusReserve),
      retained: money(transferor.retained),
      costs: money(transferor.costs),
    },
    basisDate: wire.basisDate === undefined ? undefined : localDate(wire.basisDate),
    deliveryDate: wire.deliveryDate === undefined ? undefined : localDate(wire.deliveryDate),
    approvedTotal: money(wire.approvedTotal),
    minority: minority && {
      transferor: parseRatio(minority.transferor),
      transferee: parseRatio(minority.transferee),
    },
  };
}

function showEntries(entries: readonly JournalEntry[]): z.infer<typeof zEntries> {
  const lines = (side: JournalEntry['debit']): z.infer<typeof zLine>[] =>
    side.map(({ account, amount }) => ({ account, amount: formatYuan(amount) }));
  return { entries: entries.map((e) => ({ ...e, debit: lines(e.debit), credit: lines(e.credit) })) };
}

const example: z.input<typeof zBatch> = {
  path: 'P1',
  relation: 'gov_to_company',
  assets: [
    { id: '厂房', class: 'plant', cost: '20000000.00', depreciation: '3000000.00' },
    { id: '土地', class: 'land', cost: '6000000.00', depreciation: '600000.00' },
    { id: '在建', class: 'cip', cost: '2600000.00', depreciation: '0.00' },
  ],
  transferor: { kind: 'public_body' },
  transferee: { kind: 'company' },
  approvedTotal: '25000000.00',
};

/** The entries of both sides of an asset transfer free of charge. */
export const transferVouchersRule = defineRule({
  name: 'transfer-vouchers',
  title: { zh: '资产划转分录', en: 'Vouchers of an asset transfer' },
  slice: 'assets',
  input: zBatch,
  output: zOutput,
  example,
  run: (wire) => {
    const batch = readBatch(wire);
    const result = transferVouchers(batch);
    const { differenceToApproval: difference, minorityChange: change } = result;
    const on = batch.deliveryDate ?? batch.basisDate;
    return {
      transferor: showEntries(result.transferor.entries),
      transferee: showEntries(result.transferee.entries),
      lines: result.lines.map(({ id, net }) => ({ id, net: formatYuan(net) })),
      netOut: formatYuan(result.netOut),
      netIn: formatYuan(result.netIn),
      ...(difference === undefined ? {} : { differenceToApproval: formatYuan(difference) }),
      ...(change === undefined ? {} : { minorityChange: formatYuan(change) }),
      excluded: [...result.excluded],
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook: on === undefined ? rulebook : rulebookOn(on),
    };
  },
});
