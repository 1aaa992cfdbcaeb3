import { z } from 'zod';
import { zDate, zReasons, zRulebook } from '../kernel/wire.ts';
import { catalogueKeys, checkCatalogue } from './catalogue-wire.ts';
import { type MatterSlug, matterSlugs, stepCodes } from './matter-slug.ts';

/** The types, modes, directions or kinds that each matter knows. */
export const matterTypes: Readonly<Record<MatterSlug, readonly string[]>> = {
  party_building: ['preresearch_list', 'party_articles', 'annual_report'],
  business_policy: ['five_year_plan', 'main_business', 'annual_policy', 'implementation_report'],
  investment_plan: ['annual_plan', 'adjustment', 'project'],
  equity_transfer: ['public', 'non_public', 'free_transfer'],
  articles_amendment: [],
  capital_change: ['increase', 'decrease'],
  reorganization: ['merger', 'division', 'conversion', 'dissolution', 'liquidation', 'bankruptcy'],
  bond_financing: ['annual_plan', 'single'],
  external_guarantee: [],
  asset_disposal: ['public', 'non_public', 'free_transfer', 'lease'],
  profit_distribution: [],
  budget_accounts: ['budget', 'accounts', 'board_report', 'adjustment', 'monthly_report'],
  remuneration: ['executive_pay', 'appraisal', 'payroll_total', 'incentive'],
  donation: [],
};

/** The input of `matter-precheck`. */
export const zPrecheckInput = z
  .strictObject({
    matter: z.enum(matterSlugs),
    type: z.string().optional(),
    on: zDate.optional(),
    ...catalogueKeys,
    withinGroupWholly: z.boolean().optional(),
    records: z
      .array(
        z.strictObject({
          code: z.enum(stepCodes),
          heldOn: zDate,
          outcome: z.enum(['approved', 'heard', 'rejected']).nullish(),
          baseDate: zDate.nullish(),
          document: z.string().max(1000).nullish(),
        }),
      )
      .max(1000),
    employees: z.strictObject({ resettled: z.boolean() }).nullish(),
    /** Conditional steps that the route of the case requires. */
    calledFor: z.array(z.enum(stepCodes)).max(20).optional(),
  })
  .superRefine((input, context) => {
    checkCatalogue(input, context);
    const allowed = matterTypes[input.matter];
    if (input.type === undefined || allowed.includes(input.type)) return;
    const message =
      allowed.length === 0 ? `${input.matter} 没有 type，请删去` : `须为以下取值之一：${allowed.join('、')}`;
    context.addIssue({ code: 'custom', path: ['type'], message });
  });

/** The output of `matter-precheck`. */
export const zPrecheckOutput = z.strictObject({
  findings: z.array(
    z.strictObject({
      code: z.string(),
      outcome: z.enum(['pass', 'fail', 'not_applicable', 'data_insufficient']),
      because: z.string(),
    }),
  ),
  passed: z.boolean(),
  reasons: zReasons,
  rulebook: zRulebook,
});

/** What `matter-precheck` is asked, as it stands on the wire. */
export type PrecheckInput = z.infer<typeof zPrecheckInput>;
/** What `matter-precheck` answers, as it stands on the wire. */
export type PrecheckOutput = z.infer<typeof zPrecheckOutput>;
