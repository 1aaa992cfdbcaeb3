import type { Basis } from '../kernel/basis.ts';
import * as basis from './matter-basis.ts';
import type { MatterSlug } from './matter-slug.ts';
import type { ObligationKind } from './obligation.ts';

/**
 * When something is owed. `days` and `months` are calendar periods whose end rolls to a working day; `working` counts
 * working days; `by` is a day of the next year; `claims` opens when the creditors' 45 days are over.
 */
export type Window =
  | { readonly days: number }
  | { readonly months: number }
  | { readonly working: number }
  | { readonly by: string }
  | { readonly claims: number };

/** One thing that follows from an approval. */
export type AfterApproval = {
  readonly matter: MatterSlug;
  /** Of which kinds, types, directions or modes; absent: of all. */
  readonly variants?: readonly string[];
  /** Counted from the decision (or the shareholders' resolution), or from each act under the warrant. */
  readonly from: 'decision' | 'act';
  readonly kind: ObligationKind;
  readonly text: string;
  readonly window: Window;
  readonly basis: readonly Basis[];
};

const change = basis.registrationRegulations('第二十四条');
const filing = basis.registrationRegulations('第二十九条');
const property = [basis.propertyRegistration('第八条'), basis.propertyRegistration('第九条')];
const registration = { from: 'decision', kind: 'registration' } as const;
const report = { from: 'decision', kind: 'report' } as const;

const noticeTexts = [
  { text: '通知债权人', window: { days: 10 } },
  { text: '发布公告', window: { days: 30 } },
] as const;
const creditors = (
  matter: MatterSlug,
  variants: readonly string[],
  law: readonly Basis[],
): readonly AfterApproval[] => [
  ...noticeTexts.map((notice) => ({ ...registration, ...notice, matter, variants, basis: law })),
  {
    ...registration,
    matter,
    variants,
    text: '公告期 45 日届满后 30 日内申请变更(注销)登记，届满前不得申请(按最迟公告日推算)',
    window: { claims: 30 },
    basis: [
      basis.registrationRules('第三十六条'),
      basis.registrationRules('第二十一条'),
      basis.systemDefault,
    ],
  },
  {
    ...registration,
    matter,
    variants,
    text: '办理产权变动(注销)登记(随市场主体登记的窗口)',
    window: { claims: 30 },
    basis: [...property, basis.systemDefault],
  },
];
const registered = (matter: MatterSlug, variants?: readonly string[]): readonly AfterApproval[] => [
  {
    ...registration,
    matter,
    ...(variants === undefined ? {} : { variants }),
    text: '向登记机关申请变更登记',
    window: { days: 30 },
    basis: [change],
  },
  {
    ...registration,
    matter,
    ...(variants === undefined ? {} : { variants }),
    text: '办理产权变动登记',
    window: { days: 30 },
    basis: property,
  },
];

/** What follows from an approval, by matter: registrations, notices and reports, each with its window and basis. */
export const afterApprovals: readonly AfterApproval[] = [
  {
    ...report,
    matter: 'party_building',
    variants: ['preresearch_list', 'party_articles'],
    text: '印发并同步章程、议事规则',
    window: { working: 10 },
    basis: [basis.systemDefault],
  },
  {
    ...report,
    matter: 'business_policy',
    text: '报送上年度执行评估报告',
    window: { by: '03-31' },
    basis: [basis.systemDefault],
  },
  {
    ...report,
    matter: 'investment_plan',
    variants: ['annual_plan', 'adjustment'],
    text: '报送年度投资完成报告',
    window: { by: '01-31' },
    basis: [basis.tianjinReports],
  },
  {
    ...report,
    matter: 'investment_plan',
    variants: ['project'],
    text: '报送执行反馈(按季，首次)',
    window: { months: 3 },
    basis: [basis.systemDefault],
  },
  ...registered('equity_transfer'),
  {
    ...registration,
    matter: 'articles_amendment',
    text: '向登记机关办理章程备案',
    window: { days: 30 },
    basis: [filing],
  },
  ...registered('capital_change', ['increase']),
  ...creditors('capital_change', ['decrease'], [basis.companyLaw('第二百二十四条')]),
  ...creditors('reorganization', ['merger'], [basis.companyLaw('第二百二十条')]),
  ...creditors('reorganization', ['division'], [basis.companyLaw('第二百二十二条')]),
  ...registered('reorganization', ['conversion']),
  {
    ...registration,
    matter: 'reorganization',
    variants: ['dissolution'],
    text: '公示解散事由',
    window: { days: 10 },
    basis: [basis.companyLaw('第二百二十九条')],
  },
  {
    ...registration,
    matter: 'reorganization',
    variants: ['dissolution'],
    text: '成立清算组',
    window: { days: 15 },
    basis: [basis.companyLaw('第二百三十二条')],
  },
  {
    matter: 'bond_financing',
    from: 'act',
    kind: 'registration',
    text: '备案发行(融资)结果',
    window: { working: 5 },
    basis: [basis.systemDefault],
  },
  {
    matter: 'external_guarantee',
    from: 'act',
    kind: 'registration',
    text: '备案已签订的担保合同',
    window: { working: 5 },
    basis: [basis.systemDefault],
  },
  {
    ...report,
    matter: 'profit_distribution',
    text: '完成利润分配并回传凭证',
    window: { months: 6 },
    basis: [basis.companyLaw('第二百一十二条')],
  },
];
