import { z } from 'zod';
import { zAmount, zMoney, zRatio, zShare } from '../kernel/wire.ts';

// A fact may be absent or null: where the level hangs on it, that is DATA_INSUFFICIENT and not bad input.
const yesNo = z.boolean().nullish();
const flag = z.boolean().optional();

const zYears = z.union([z.number().min(0).max(1000), zRatio.regex(/^[^-]/)], {
  error: '年数须为不小于 0 的数字或小数字符串，如 5、"5.5"',
});

/** The facts of each matter that has any, as strict objects. Ratios and money are text. */
export const zFacts = {
  equity_transfer: z.strictObject({
    subject: z.enum(['tier1', 'subsidiary', 'participation']).nullish(),
    mode: z.enum(['public', 'non_public', 'free_transfer']).nullish(),
    losesControl: yesNo,
    withinGroupWholly: flag,
    acrossInvestors: flag,
  }),
  capital_change: z.strictObject({
    direction: z.enum(['increase', 'decrease']).nullish(),
    newShareholder: yesNo,
    losesControl: yesNo,
  }),
  asset_disposal: z.strictObject({
    class: z.enum(['land', 'building', 'ip', 'vehicle', 'other']).nullish(),
    mode: z.enum(['public', 'non_public', 'free_transfer', 'lease']).nullish(),
    withinGroupWholly: flag,
    leaseYears: zYears.nullish(),
    annualRent: zAmount.nullish(),
  }),
  external_guarantee: z.strictObject({
    guarantor: z.enum(['company', 'public_body']).nullish(),
    form: z.enum(['guarantee', 'liquidity_support', 'lending']).nullish(),
    relation: z.enum(['wholly', 'controlled', 'participation', 'other_state', 'outside']).nullish(),
    shareRatio: zShare.nullish(),
    debt: zAmount.nullish(),
    distressed: yesNo,
    groupNetAssets: zMoney.nullish(),
    balanceBefore: zAmount.nullish(),
    singleBalanceBefore: zAmount.nullish(),
  }),
  bond_financing: z.strictObject({
    instrument: z.enum(['bond', 'loan', 'non_standard']).nullish(),
    leverageAfter: zRatio.nullish(),
  }),
  donation: z.strictObject({
    yearTotalBefore: zAmount.nullish(),
    budgeted: yesNo,
    lossMaking: yesNo,
    wagesOwed: yesNo,
    disasterRelief: yesNo,
  }),
  reorganization: z.strictObject({
    type: z.enum(['merger', 'division', 'conversion', 'dissolution', 'liquidation', 'bankruptcy']).nullish(),
  }),
  business_policy: z.strictObject({
    kind: z.enum(['five_year_plan', 'main_business', 'annual_policy', 'implementation_report']).nullish(),
  }),
  remuneration: z.strictObject({
    kind: z.enum(['executive_pay', 'appraisal', 'payroll_total', 'incentive']).nullish(),
    class: z.enum(['commercial_1', 'commercial_2', 'public']).nullish(),
  }),
  profit_distribution: z.strictObject({
    lossUncovered: yesNo,
    reserveBarred: yesNo,
    accountsVerified: yesNo,
  }),
  articles_amendment: z.strictObject({ registrationItemsOnly: flag }),
  change: z.strictObject({ change: zRatio.nullish() }),
  none: z.strictObject({}),
} as const;
