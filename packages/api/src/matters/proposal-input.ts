import { parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { zFacts } from '@guanyun/domain/matters/route-facts.ts';
import { z } from 'zod';
import { zDay, zId, zOpinion, zShareText, zText, zYuan } from '../kernel/input.ts';

/** One proposal for each of the fourteen matters; a key of another matter is refused. */

const zCounterparty = z.union([z.strictObject({ id: zId }), z.strictObject({ name: zText })], {
  error: '对方须为本区单位的标识 {"id"} 或单位名称 {"name"}',
});
const zYears = z
  .string()
  .regex(/^(0|[1-9]\d{0,2})(\.\d{1,2})?$/, { error: '年数须为不小于 0 的数，如 "5"、"5.5"' });

const said = {
  companyId: zId,
  decidedOn: zDay,
  project: zText.optional(),
  relatedParty: z.boolean().optional(),
  resettled: z.boolean().optional(),
  urgent: z.strictObject({ cause: zText }).optional(),
  planYear: z.int().min(2000, { error: '年度须为四位年份，如 2026' }).max(2100).optional(),
};
const zPurpose = z.string().trim().min(1, { error: '必填' }).pipe(zOpinion);
const described = { ...said, subject: zText, purpose: zPurpose };
const registered = {
  ...said,
  basisDate: zDay,
  subject: zText.optional(),
  purpose: zPurpose.optional(),
  counterparty: zCounterparty.optional(),
  toId: zId.optional(),
};
const sized = { amount: zYuan.optional() };
const planned = { planned: z.boolean().optional() };
const mayHaveOther = { counterparty: zCounterparty.optional() };

const zPrice = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})(\.\d{1,8})?$/, { error: '每元注册资本的价格须为不小于 0 的数，如 "1.25"' });

const zExchange = zPrice.refine((text) => Number(text) >= 1, {
  error: '换股比例不小于 1：被吸收方每几元换一元',
});

const shapes = [
  z.strictObject({
    matter: z.literal('party_building'),
    kind: z.enum(['preresearch_list', 'party_articles', 'annual_report']),
    ...described,
  }),
  z.strictObject({ matter: z.literal('business_policy'), ...described, facts: zFacts.business_policy }),
  z.strictObject({
    matter: z.literal('investment_plan'),
    kind: z.enum(['annual_plan', 'adjustment', 'project']),
    ...described,
    ...sized,
    ...planned,
    ...mayHaveOther,
    facts: zFacts.change,
    mainBusiness: z.boolean().optional(),
    special: z
      .array(z.enum(['overseas', 'finance', 'fund', 'controlling_acquisition']))
      .max(4)
      .optional(),
    prohibited: z.boolean().optional(),
  }),
  z.strictObject({
    matter: z.literal('equity_transfer'),
    ...registered,
    targetId: zId,
    fromId: zId,
    share: zShareText,
    amount: zYuan,
    mode: z.enum(['public', 'non_public', 'free_transfer']).optional(),
  }),
  z.strictObject({ matter: z.literal('articles_amendment'), ...described, facts: zFacts.articles_amendment }),
  z.strictObject({
    matter: z.literal('capital_change'),
    ...described,
    ...sized,
    ...mayHaveOther,
    facts: zFacts.capital_change,
    capital: z.strictObject({ holderId: zId, subscribed: zYuan, price: zPrice.optional() }).optional(),
  }),
  z.strictObject({
    matter: z.literal('reorganization'),
    ...described,
    ...sized,
    ...mayHaveOther,
    facts: zFacts.reorganization,
    absorption: z.strictObject({ absorberId: zId, exchange: zExchange }).optional(),
    division: z
      .strictObject({
        receiverId: zId,
        capital: zYuan,
        portions: z
          .array(z.strictObject({ holderId: zId, subscribed: zYuan }))
          .min(1, { error: '至少写明一名股东' })
          .max(200, { error: '最多 200 名股东' })
          .optional(),
      })
      .optional(),
  }),
  z.strictObject({
    matter: z.literal('bond_financing'),
    kind: z.enum(['annual_plan', 'single']),
    ...described,
    ...sized,
    ...planned,
    ...mayHaveOther,
    facts: zFacts.bond_financing,
  }),
  z.strictObject({
    matter: z.literal('external_guarantee'),
    ...described,
    ...planned,
    amount: zYuan,
    counterparty: zCounterparty,
    facts: zFacts.external_guarantee.omit({ guarantor: true, groupNetAssets: true }),
  }),
  z.strictObject({
    matter: z.literal('asset_disposal'),
    ...registered,
    fromId: zId.optional(),
    assetIds: z.array(zId).min(1, { error: '至少选择一项资产' }).max(50_000, { error: '最多 50000 项' }),
    mode: z.enum(['public', 'non_public', 'free_transfer', 'lease']).optional(),
    leaseYears: zYears.optional(),
    annualRent: zYuan.optional(),
  }),
  z.strictObject({
    matter: z.literal('profit_distribution'),
    ...described,
    ...sized,
    facts: zFacts.profit_distribution,
  }),
  z.strictObject({
    matter: z.literal('budget_accounts'),
    kind: z.enum(['budget', 'accounts', 'board_report', 'adjustment', 'monthly_report']),
    ...described,
    facts: zFacts.change,
  }),
  z.strictObject({ matter: z.literal('remuneration'), ...described, ...sized, facts: zFacts.remuneration }),
  z.strictObject({
    matter: z.literal('donation'),
    ...described,
    amount: zYuan,
    counterparty: zCounterparty,
    facts: zFacts.donation,
  }),
] as const;

type Wrong = { readonly path: string; readonly message: string };

/** The terms of a merger belong to a merger, those of a division to a division; a company is not both sides of it. */
function wrongInReorganization({
  companyId,
  facts,
  absorption,
  division,
}: ProposalOf<'reorganization'>): Wrong[] {
  const wrong: Wrong[] = [];
  if (absorption !== undefined && facts.type !== 'merger')
    wrong.push({ path: 'absorption', message: '仅合并须填写' });
  if (division !== undefined && facts.type !== 'division')
    wrong.push({ path: 'division', message: '仅分立须填写' });
  if (absorption?.absorberId === companyId)
    wrong.push({ path: 'absorption', message: '吸收方须为另一家公司' });
  if (division?.receiverId === companyId) wrong.push({ path: 'division', message: '新设公司须为另一家公司' });
  const { capital = '0.00', portions } = division ?? {};
  if (portions === undefined) return wrong;
  if (sumFen(portions.map(({ subscribed }) => parseYuan(subscribed))) !== parseYuan(capital))
    wrong.push({ path: 'division', message: '各股东分出的金额合计须等于分出的注册资本' });
  if (new Set(portions.map(({ holderId }) => holderId)).size < portions.length)
    wrong.push({ path: 'division', message: '每名股东只写一次' });
  return wrong;
}

/** What one field asks of another; each said at the field that is to change. */
function wrongIn(proposal: Proposal): Wrong[] {
  if (proposal.matter === 'reorganization') return wrongInReorganization(proposal);
  if (proposal.matter !== 'equity_transfer' && proposal.matter !== 'asset_disposal') return [];
  const { mode = 'free_transfer', toId, counterparty } = proposal;
  const wrong: Wrong[] = [];
  // Assets without a receiver go to the operators of their clusters.
  if (toId === undefined && mode === 'free_transfer' && proposal.matter === 'equity_transfer')
    wrong.push({ path: 'toId', message: '无偿划转须写明划入方' });
  if (mode === 'non_public' && toId === undefined && counterparty === undefined)
    wrong.push({ path: 'counterparty', message: '非公开协议转让须写明受让方' });
  if (proposal.matter === 'asset_disposal' && mode !== 'lease')
    for (const path of ['leaseYears', 'annualRent'] as const)
      if (proposal[path] !== undefined) wrong.push({ path, message: '仅出租须填写' });
  return wrong;
}

const zShapes = z.discriminatedUnion('matter', shapes, {
  error: (issue) => (issue.code === 'invalid_union' ? 'matter 须为十四项重大事项之一' : undefined),
});

/** What is proposed, in the terms of its matter: the domain's `Proposal`. */
export const zProposal: z.ZodType<Proposal, z.input<typeof zShapes>> = zShapes.superRefine(
  (proposal, context) => {
    for (const { path, message } of wrongIn(proposal))
      context.addIssue({ code: 'custom', path: [path], message });
  },
);
