import { z } from 'zod';
import { zAmount, zDate, zMoney, zShare } from '../kernel/wire.ts';
import { companyForms } from '../organizations/particulars.ts';
import { catalogueKeys, checkCatalogue } from './catalogue-wire.ts';
import { type MatterSlug, matterSlugs } from './matter-slug.ts';
import { zFacts } from './route-facts.ts';

const zCompany = z.strictObject({
  id: z.string().min(1).max(200),
  tier: z.literal([1, 2, 3]),
  form: z.enum(companyForms),
  stateShare: zShare,
  important: z.boolean(),
  keySubsidiary: z.boolean().nullish(),
  netAssets: zMoney.nullish(),
  netAssetsAuditedOn: zDate.nullish(),
  inMandate: z.boolean(),
  articlesReserve: z.boolean().nullish(),
});

const keyForm = '累计键须形如 "project:…"、"object:…"、"counterparty:…"';
const zAggregationKey = z
  .string({ error: keyForm })
  .max(300, { error: keyForm })
  .regex(/^(project|object|counterparty):.+$/, { error: keyForm });

const zHistoryItem = z.strictObject({
  id: z.string().min(1).max(200),
  company: z.string().min(1).max(200),
  aggregationKey: zAggregationKey,
  amount: zAmount,
  decidedOn: zDate,
  status: z.enum(['filed', 'approved', 'pending', 'rejected', 'withdrawn', 'expired']),
});

const zMandate = z
  .strictObject({ from: zDate, to: zDate, deliberateOnly: z.array(z.enum(matterSlugs)).max(14).optional() })
  .refine((mandate) => mandate.from <= mandate.to, {
    path: ['to'],
    error: '委托止日（to）不得早于委托起日（from）',
  });

const common = {
  decidedOn: zDate,
  meetingOn: zDate.optional(),
  urgent: z.boolean().optional(),
  mandate: zMandate.optional(),
  ...catalogueKeys,
  company: zCompany,
  amount: zAmount.nullish(),
  planned: z.boolean().nullish(),
  mainBusiness: z.boolean().nullish(),
  special: z
    .array(z.enum(['overseas', 'finance', 'fund', 'controlling_acquisition']))
    .max(4)
    .optional(),
  prohibited: z.boolean().optional(),
  relatedParty: z.boolean().optional(),
  aggregationKey: zAggregationKey.optional(),
  history: z.array(zHistoryItem).max(10_000).optional(),
};

function matter<S extends MatterSlug, F extends z.ZodType>(slug: S, facts: F) {
  return z.strictObject({ matter: z.literal(slug), ...common, facts: facts.nullish() });
}

function matterOfKind<S extends MatterSlug, F extends z.ZodType, const K extends readonly string[]>(
  slug: S,
  facts: F,
  kinds: K,
) {
  const kind = z.enum(kinds).nullish();
  return z.strictObject({ matter: z.literal(slug), kind, ...common, facts: facts.nullish() });
}

const matterForm = `matter 须为以下取值之一：${matterSlugs.map((slug) => `"${slug}"`).join('、')}`;

/** The input of `matter-route`: one strict shape for each matter. */
export const zRouteInput = z
  .discriminatedUnion(
    'matter',
    [
      matterOfKind('party_building', zFacts.none, ['preresearch_list', 'party_articles', 'annual_report']),
      matter('business_policy', zFacts.business_policy),
      matterOfKind('investment_plan', zFacts.change, ['annual_plan', 'adjustment', 'project']),
      matter('equity_transfer', zFacts.equity_transfer),
      matter('articles_amendment', zFacts.articles_amendment),
      matter('capital_change', zFacts.capital_change),
      matter('reorganization', zFacts.reorganization),
      matterOfKind('bond_financing', zFacts.bond_financing, ['annual_plan', 'single']),
      matter('external_guarantee', zFacts.external_guarantee),
      matter('asset_disposal', zFacts.asset_disposal),
      matter('profit_distribution', zFacts.profit_distribution),
      matterOfKind('budget_accounts', zFacts.change, [
        'budget',
        'accounts',
        'board_report',
        'adjustment',
        'monthly_report',
      ]),
      matter('remuneration', zFacts.remuneration),
      matter('donation', zFacts.donation),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? matterForm : undefined) },
  )
  .superRefine(checkCatalogue);

/** What `matter-route` is asked, as it stands on the wire. */
export type RouteInput = z.infer<typeof zRouteInput>;

/** The input for one matter. */
export type RouteInputOf<S extends MatterSlug> = Extract<RouteInput, { matter: S }>;
