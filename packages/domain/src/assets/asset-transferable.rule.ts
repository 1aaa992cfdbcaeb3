import { z } from 'zod';
import { localDate } from '../kernel/local-date.ts';
import { parseYuan } from '../kernel/money.ts';
import { add, compare, ONE, parseRatio, ZERO } from '../kernel/ratio.ts';
import { defineRule, rulebookOn } from '../kernel/rule.ts';
import { zAmount, zDate, zFinding, zReasons, zRulebook, zShare } from '../kernel/wire.ts';
import { companyForms } from '../organizations/particulars.ts';
import { assetClasses, transferPaths } from './asset-class.ts';
import type { AssetToTransfer } from './asset-condition.ts';
import { assetTransferable } from './asset-transferable.ts';

const zCoOwners = z.array(z.strictObject({ share: zShare, consents: z.boolean() })).max(10_000);

const zFields = z.strictObject({
  class: z.enum(assetClasses),
  publicBenefit: z.boolean().optional(),
  titled: z.boolean().default(true),
  landAcquired: z.enum(['granted', 'allocated', 'contributed', 'reserve']).optional(),
  allocationApproved: z.boolean().optional(),
  invested: zAmount.optional(),
  required: zAmount.optional(),
  idle: z.boolean().optional(),
  seized: z.boolean().optional(),
  disputed: z.boolean().optional(),
  resettlementOpen: z.boolean().optional(),
  governmentDebt: z.boolean().optional(),
  leased: z.boolean().optional(),
  unpaidWorks: z.boolean().optional(),
  mortgage: z
    .strictObject({
      transferBarred: z.boolean(),
      barRegistered: z.boolean(),
      lenderConsents: z.boolean().optional(),
      lenderNotified: z.boolean().optional(),
    })
    .optional(),
  coOwners: zCoOwners.optional(),
  jointly: z.boolean().optional(),
  equity: z
    .strictObject({
      form: z.enum(companyForms),
      auditOpinion: z.enum(['clean', 'emphasis', 'qualified', 'adverse', 'disclaimer']).optional(),
      fitsMainBusiness: z.boolean().default(true),
      employees: z.enum(['none', 'passed', 'not_passed']).default('none'),
      contingentLiabilities: z.enum(['none', 'settled', 'open']).default('none'),
      transferorDebts: z.enum(['none', 'settled', 'open']).default('none'),
    })
    .optional(),
});

// Joint owners have no shares that could add up.
const zAsset = zFields.superRefine(({ coOwners = [], jointly }, context) => {
  const all = coOwners.map((owner) => parseRatio(owner.share)).reduce(add, ZERO);
  if (jointly === true || compare(all, ONE) <= 0) return;
  const message = '按份共有人的占比（share）合计不得超过 1';
  context.addIssue({ code: 'custom', path: ['coOwners'], message });
});

function readAsset(wire: z.infer<typeof zAsset>): AssetToTransfer {
  return {
    ...wire,
    invested: wire.invested === undefined ? undefined : parseYuan(wire.invested),
    required: wire.required === undefined ? undefined : parseYuan(wire.required),
    coOwners: wire.coOwners?.map((owner) => ({ ...owner, share: parseRatio(owner.share) })),
  };
}

/** Whether an asset may be transferred on one of the legal paths, and what goes along with it. */
export const assetTransferableRule = defineRule({
  name: 'asset-transferable',
  title: { zh: '资产可划转判定', en: 'May the asset be transferred' },
  slice: 'assets',
  input: z.strictObject({ asset: zAsset, path: z.enum(transferPaths), on: zDate }),
  output: z.strictObject({
    transferable: z.boolean(),
    custodyOnly: z.boolean(),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: {
    asset: {
      class: 'plant',
      leased: true,
      mortgage: { transferBarred: false, barRegistered: false, lenderNotified: true },
    },
    path: 'P1',
    on: '2026-09-16',
  },
  run: (wire) => {
    const on = localDate(wire.on);
    const result = assetTransferable({ asset: readAsset(wire.asset), path: wire.path, on });
    return {
      transferable: result.transferable,
      custodyOnly: result.custodyOnly,
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook: rulebookOn(on),
    };
  },
});
