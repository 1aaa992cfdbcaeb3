import { z } from 'zod';
import { localDate } from '../kernel/local-date.ts';
import { formatYuan, parseYuan } from '../kernel/money.ts';
import { parseRatio, type Ratio } from '../kernel/ratio.ts';
import { defineRule, rulebookOn } from '../kernel/rule.ts';
import { zAmount, zDate, zFinding, zReasons, zRulebook, zShare } from '../kernel/wire.ts';
import { assetClasses, transferPaths } from './asset-class.ts';
import { transferTax } from './transfer-tax.ts';
import { transferTaxes } from './transfer-tax-law.ts';
import {
  lockUpEvents,
  type TaxLine,
  type TransferTaxQuestion,
  taxRelations,
  taxTreatments,
} from './transfer-tax-question.ts';

const zInput = z
  .strictObject({
    path: z.enum(transferPaths),
    relation: z.enum(taxRelations),
    from: z.enum(['public_body', 'company']),
    to: z.literal('company'),
    holding: z.strictObject({ share: zShare, direct: z.boolean() }).optional(),
    on: zDate,
    asset: z.strictObject({ class: z.enum(assetClasses), value: zAmount, basis: zAmount }),
    administrativeOrder: z.boolean().optional(),
    approvalSays: z.enum(['state_capital', 'special_purpose', 'silent']).default('silent'),
    conditions: z
      .strictObject({ atBookValue: z.boolean(), noGainBooked: z.boolean(), businessPurpose: z.boolean() })
      .optional(),
    claims: z.enum(['special', 'ordinary']).optional(),
    events: z
      .array(z.strictObject({ kind: z.enum(lockUpEvents), on: zDate }))
      .max(10_000)
      .optional(),
    rates: z.strictObject({ corporateIncome: zShare.optional(), deed: zShare.optional() }).optional(),
  })
  .superRefine(({ path, relation, from }, context) => {
    if (from === 'public_body' || (path !== 'P1' && relation !== 'gov_to_company')) return;
    const message = 'path 为 "P1" 或 relation 为 "gov_to_company" 时须为 "public_body"';
    context.addIssue({ code: 'custom', path: ['from'], message });
  });

const ratioOf = (text: string | undefined): Ratio | undefined =>
  text === undefined ? text : parseRatio(text);

function readInput(wire: z.infer<typeof zInput>): TransferTaxQuestion {
  const { asset, holding, rates } = wire;
  return {
    ...wire,
    on: localDate(wire.on),
    asset: { class: asset.class, value: parseYuan(asset.value), basis: parseYuan(asset.basis) },
    holding: holding && { ...holding, share: parseRatio(holding.share) },
    events: wire.events?.map((event) => ({ ...event, on: localDate(event.on) })),
    rates: { corporateIncome: ratioOf(rates?.corporateIncome), deed: ratioOf(rates?.deed) },
  };
}

const zLine = z.strictObject({
  tax: z.enum(transferTaxes),
  treatment: z.enum(taxTreatments),
  amount: zAmount.nullable(),
  taxBasis: zAmount.exactOptional(),
  because: z.string(),
});

function showLine({ tax, treatment, amount, taxBasis, because }: TaxLine): z.infer<typeof zLine> {
  return {
    tax,
    treatment,
    amount: amount === null ? null : formatYuan(amount),
    ...(taxBasis === undefined ? {} : { taxBasis: formatYuan(taxBasis) }),
    because,
  };
}

const example: z.input<typeof zInput> = {
  path: 'P2',
  relation: 'parent_to_sub',
  from: 'company',
  to: 'company',
  holding: { share: '1', direct: true },
  on: '2026-09-16',
  asset: { class: 'plant', value: '20000000.00', basis: '17000000.00' },
  conditions: { atBookValue: true, noGainBooked: true, businessPurpose: true },
  events: [{ kind: 'resale', on: '2027-03-01' }],
};

/** The taxes of a transfer, with the treatment of each and the day until which a special one is watched. */
export const transferTaxRule = defineRule({
  name: 'transfer-tax',
  title: { zh: '资产划转税务', en: 'Taxes on an asset transfer' },
  slice: 'assets',
  input: zInput,
  output: z.strictObject({
    taxes: z.array(zLine),
    lockedUntil: zDate.exactOptional(),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example,
  run: (wire) => {
    const question = readInput(wire);
    const { taxes, lockedUntil, ...found } = transferTax(question);
    return {
      taxes: taxes.map(showLine),
      ...(lockedUntil === undefined ? {} : { lockedUntil }),
      blocks: [...found.blocks],
      warnings: [...found.warnings],
      reasons: [...found.reasons],
      rulebook: rulebookOn(question.on),
    };
  },
});
