import type { Basis } from '../kernel/basis.ts';
import * as basis from './matter-basis.ts';
import type { MatterSlug } from './matter-slug.ts';
import type { ObligationKind } from './obligation.ts';

/**
 * When something is owed, as built in: the value of a figure of the catalogue. Calendar days and months roll to a working
 * day; `month_day` is a day of the next year; with `opens`, the days begin when the creditors' 45 days are over.
 */
type Window = {
  readonly kind: 'calendar_days' | 'months' | 'working_days' | 'month_day';
  readonly value: string;
  readonly opens?: 'claims';
};

/** One thing that follows from an approval. */
export type AfterApproval = {
  readonly matter: MatterSlug;
  /** Its name within the matter and its kind: with them the key of its window. */
  readonly code: string;
  /** Of which kinds, types, directions or modes; absent: of all. */
  readonly variants?: readonly string[];
  /** Counted from the decision (or the shareholders' resolution), or from each act under the warrant. */
  readonly from: 'decision' | 'act';
  readonly kind: ObligationKind;
  readonly text: string;
  readonly en: string;
  readonly window: Window;
  readonly basis: readonly Basis[];
};

const days = (n: number): Window => ({ kind: 'calendar_days', value: String(n) });
const months = (n: number): Window => ({ kind: 'months', value: String(n) });
const workingDays = (n: number): Window => ({ kind: 'working_days', value: String(n) });
const by = (monthDay: string): Window => ({ kind: 'month_day', value: monthDay });
const afterClaims = (n: number): Window => ({ ...days(n), opens: 'claims' });

const change = basis.registrationRegulations('第二十四条');
const filing = basis.registrationRegulations('第二十九条');
const property = [basis.propertyRegistration('第八条'), basis.propertyRegistration('第九条')];
const registration = { from: 'decision', kind: 'registration' } as const;
const report = { from: 'decision', kind: 'report' } as const;

const noticeTexts = [
  { code: 'notify', text: '通知债权人', en: 'Creditors notified', window: days(10) },
  { code: 'publish', text: '发布公告', en: 'Publication', window: days(30) },
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
    code: 'register',
    text: '公告期 45 日届满后的窗口内申请变更(注销)登记，届满前不得申请(按最迟公告日推算)',
    en: 'Registration once the claims are over',
    window: afterClaims(30),
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
    code: 'property',
    text: '办理产权变动(注销)登记(随市场主体登记的窗口)',
    en: 'Property-right registration with it',
    window: afterClaims(30),
    basis: [...property, basis.systemDefault],
  },
];
const registered = (matter: MatterSlug, variants?: readonly string[]): readonly AfterApproval[] => [
  {
    ...registration,
    matter,
    ...(variants === undefined ? {} : { variants }),
    code: 'register',
    text: '向登记机关申请变更登记',
    en: 'Registration of the change',
    window: days(30),
    basis: [change],
  },
  {
    ...registration,
    matter,
    ...(variants === undefined ? {} : { variants }),
    code: 'property',
    text: '办理产权变动登记',
    en: 'Property-right registration',
    window: days(30),
    basis: property,
  },
];

/** What follows from an approval, by matter: registrations, notices and reports, each with its window and basis. */
export const afterApprovals: readonly AfterApproval[] = [
  {
    ...report,
    matter: 'party_building',
    variants: ['preresearch_list', 'party_articles'],
    code: 'issue_rules',
    text: '印发并同步章程、议事规则',
    en: 'Rules issued and brought into line',
    window: workingDays(10),
    basis: [basis.systemDefault],
  },
  {
    ...report,
    matter: 'business_policy',
    code: 'evaluation',
    text: '报送上年度执行评估报告',
    en: 'Evaluation of the year',
    window: by('03-31'),
    basis: [basis.systemDefault],
  },
  {
    ...report,
    matter: 'investment_plan',
    variants: ['annual_plan', 'adjustment'],
    code: 'completion',
    text: '报送年度投资完成报告',
    en: "Report on the year's investment",
    window: by('01-31'),
    basis: [basis.tianjinReports],
  },
  {
    ...report,
    matter: 'investment_plan',
    variants: ['project'],
    code: 'progress',
    text: '报送执行反馈(按季，首次)',
    en: 'First report on progress',
    window: months(3),
    basis: [basis.systemDefault],
  },
  ...registered('equity_transfer'),
  {
    ...registration,
    matter: 'articles_amendment',
    code: 'register',
    text: '向登记机关办理章程备案',
    en: 'Filing of the articles',
    window: days(30),
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
    code: 'announce',
    text: '公示解散事由',
    en: 'Cause of dissolution made public',
    window: days(10),
    basis: [basis.companyLaw('第二百二十九条')],
  },
  {
    ...registration,
    matter: 'reorganization',
    variants: ['dissolution'],
    code: 'liquidators',
    text: '成立清算组',
    en: 'Liquidation group formed',
    window: days(15),
    basis: [basis.companyLaw('第二百三十二条')],
  },
  {
    matter: 'bond_financing',
    from: 'act',
    kind: 'registration',
    code: 'file_result',
    text: '备案发行(融资)结果',
    en: 'Result of the issue filed',
    window: workingDays(5),
    basis: [basis.systemDefault],
  },
  {
    matter: 'external_guarantee',
    from: 'act',
    kind: 'registration',
    code: 'file_contract',
    text: '备案已签订的担保合同',
    en: 'Signed guarantee filed',
    window: workingDays(5),
    basis: [basis.systemDefault],
  },
  {
    ...report,
    matter: 'profit_distribution',
    code: 'pay_out',
    text: '完成利润分配并回传凭证',
    en: 'Profit paid out',
    window: months(6),
    basis: [basis.companyLaw('第二百一十二条')],
  },
];

/** The key of the figure that says when it is owed. */
export const windowKey = ({ matter, variants, code }: AfterApproval): string =>
  variants?.length === 1 ? `${matter}.${variants[0]}.after.${code}` : `${matter}.after.${code}`;
