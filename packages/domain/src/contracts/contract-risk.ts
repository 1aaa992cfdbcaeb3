import type { Basis } from '../kernel/basis.ts';
import { type Dated, lawOn } from '../kernel/dated.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Ratio, ratio } from '../kernel/ratio.ts';
import { complaintAnswers, lowPriceGuarantee, objectionAnswers, rejectionBasis } from './tender-law.ts';

/** What supervision is shown of tenders and contracts; a sign decides nothing. */
export const riskCodes = [
  'FEW_BIDS',
  'AWARD_AT_CEILING',
  'AWARD_LOW',
  'OBJECTION_UPHELD',
  'ANSWER_OVERDUE',
  'SIGNED_LATE',
  'ADDITIONS_NEAR_LIMIT',
  'NEAR_ESTIMATE',
  'PAID_AHEAD',
  'WAGE_PAPERS_MISSING',
  'BOND_MISSING',
  'DIRECT_SHARE',
] as const;
export type RiskCode = (typeof riskCodes)[number];

/** In what a sign is measured: how many bids or objections, a share of a whole, days late, yuan, how many papers are missing. */
export const riskUnits = ['bids', 'objections', 'share', 'days', 'yuan', 'papers'] as const;
export type RiskUnit = (typeof riskUnits)[number];

/** From which figure a sign is shown, since when, and on what ground. */
export type RiskFigure = Dated<{
  readonly unit: RiskUnit;
  readonly figure: Ratio;
  readonly basis: readonly Basis[];
}>;

const law = (title: string, article: string): Basis => ({ title, article, grade: 'law' });
const own = (title: string): Basis => ({ title, grade: 'default' });
const tendering = '中华人民共和国招标投标法';
const tenderingRules = '中华人民共和国招标投标法实施条例';
const wages = '保障农民工工资支付条例';
const sinceTendering = localDate('2000-01-01');
const sinceRules = localDate('2012-02-01');
const sinceProcurement = localDate('2003-01-01');
const sinceInvestment = localDate('2019-07-01');
const sinceWages = localDate('2020-05-01');

/** For days of bids and signing the law itself sets the figure; where it does not, the figure is this system's own. */
const riskFigures: Readonly<Record<RiskCode, readonly RiskFigure[]>> = {
  FEW_BIDS: [
    {
      ...{ effectiveFrom: sinceTendering, unit: 'bids', figure: ratio(3n) },
      basis: [
        law(tendering, '第二十八条'),
        law(tenderingRules, '第四十四条'),
        own('有效投标恰为最少家数的也提示'),
      ],
    },
  ],
  AWARD_AT_CEILING: [
    {
      ...{ effectiveFrom: sinceRules, unit: 'share', figure: ratio(99n, 100n) },
      basis: [rejectionBasis, own('中标价达到最高投标限价 99% 的提示')],
    },
  ],
  AWARD_LOW: lowPriceGuarantee.map(({ effectiveFrom, share, basis }) => ({
    ...{ effectiveFrom, unit: 'share', figure: share },
    basis: [...basis, own('重庆以外的项目比照提示')],
  })),
  OBJECTION_UPHELD: [
    {
      ...{ effectiveFrom: sinceRules, unit: 'objections', figure: ratio(1n) },
      basis: [
        law(tenderingRules, '第二十二条'),
        law(tenderingRules, '第五十四条'),
        law(tenderingRules, '第六十一条'),
      ],
    },
  ],
  ANSWER_OVERDUE: [
    {
      ...{ effectiveFrom: sinceRules, unit: 'days', figure: ratio(1n) },
      basis: [objectionAnswers.documents, objectionAnswers.result, complaintAnswers].flatMap(
        (periods) => lawOn(periods, undefined).basis,
      ),
    },
  ],
  SIGNED_LATE: [
    {
      ...{ effectiveFrom: sinceTendering, unit: 'days', figure: ratio(1n) },
      basis: [law(tendering, '第四十六条')],
    },
  ],
  ADDITIONS_NEAR_LIMIT: [
    {
      ...{ effectiveFrom: sinceProcurement, unit: 'share', figure: ratio(8n, 100n) },
      basis: [
        law('中华人民共和国政府采购法', '第四十九条'),
        law('重庆市招标投标条例', '第十条'),
        own('累计追加达到原合同金额 10% 的五分之四时提示'),
      ],
    },
  ],
  NEAR_ESTIMATE: [
    {
      ...{ effectiveFrom: sinceInvestment, unit: 'share', figure: ratio(95n, 100n) },
      basis: [
        law('政府投资条例', '第十二条'),
        law('政府投资条例', '第二十三条'),
        own('变更后达到概算对应项 95% 的提示'),
      ],
    },
  ],
  PAID_AHEAD: [
    {
      ...{ effectiveFrom: sinceTendering, unit: 'yuan', figure: ratio(0n) },
      basis: [own('除预付款外，已付超过已确认价款的约定进度比例的提示')],
    },
  ],
  WAGE_PAPERS_MISSING: [
    {
      ...{ effectiveFrom: sinceWages, unit: 'papers', figure: ratio(1n) },
      basis: [law(wages, '第二十四条'), law(wages, '第二十六条')],
    },
  ],
  BOND_MISSING: [
    {
      ...{ effectiveFrom: sinceRules, unit: 'papers', figure: ratio(1n) },
      basis: [law(tenderingRules, '第五十八条')],
    },
  ],
  DIRECT_SHARE: [
    {
      ...{ effectiveFrom: sinceTendering, unit: 'share', figure: ratio(1n, 2n) },
      basis: [
        law(tendering, '第四条'),
        own('近十二个月直接发包给同一相对方三份以上、占发包总额一半以上的提示'),
      ],
    },
  ],
};

/** On which side of its figure a sign is; the others begin at it. */
export const riskSides: Readonly<Partial<Record<RiskCode, '≤' | '<' | '>'>>> = {
  FEW_BIDS: '≤',
  AWARD_LOW: '<',
  PAID_AHEAD: '>',
};

/** How many contracts let directly to one make its share worth a look. */
export const DIRECT_LEAST = 3;

/** The figures by which signs are shown on a day. */
export const riskFiguresOn = (on: LocalDate): Readonly<Record<RiskCode, RiskFigure>> =>
  Object.fromEntries(riskCodes.map((code) => [code, lawOn(riskFigures[code], on)])) as Record<
    RiskCode,
    RiskFigure
  >;
