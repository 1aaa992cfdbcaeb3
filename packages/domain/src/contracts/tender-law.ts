import type { Basis } from '../kernel/basis.ts';
import type { Dated } from '../kernel/dated.ts';
import { localDate } from '../kernel/local-date.ts';
import { type Ratio, ratio } from '../kernel/ratio.ts';

/** National law alone, or with Chongqing's own regulation beside it. */
export const jurisdictions = ['CN', 'chongqing'] as const;
export type Jurisdiction = (typeof jurisdictions)[number];

type Sourced<T> = Dated<T & { readonly basis: readonly Basis[] }>;

/** A period after a day; the start day does not count, and its end moves off a day on which nobody works. */
export type TenderPeriod = Sourced<{ readonly amount: number; readonly unit: 'day' | 'working_day' }>;

const tendering = '中华人民共和国招标投标法';
const tenderingRules = '中华人民共和国招标投标法实施条例';
const procurement = '中华人民共和国政府采购法';
const procurementRules = '中华人民共和国政府采购法实施条例';
const chongqing = '重庆市招标投标条例';

const law = (title: string, article: string): Basis => ({ title, article, grade: 'law' });
const sinceTendering = localDate('2000-01-01');
const sinceRules = localDate('2012-02-01');
const sinceProcurement = localDate('2003-01-01');
const sinceProcurementRules = localDate('2015-03-01');
/** The text held is that of the amendment of 2018; the day in that year is not known, and nothing older is held. */
const sinceChongqing = localDate('2018-01-01');

/** From the first day on which documents are given out to the deadline, at least. */
export const biddingPeriods: readonly TenderPeriod[] = [
  {
    effectiveFrom: sinceTendering,
    amount: 20,
    unit: 'day',
    basis: [law(tendering, '第二十四条'), law(procurement, '第三十五条')],
  },
];

/** Days before the deadline up to which the documents may be objected to; counted backward. */
export const objectionLeads: readonly Sourced<{ readonly days: number }>[] = [
  { effectiveFrom: sinceRules, days: 10, basis: [law(tenderingRules, '第二十二条')] },
];

/** Days that must lie between an amendment of the documents and the deadline. */
export const amendmentLeads: readonly Sourced<{ readonly days: number }>[] = [
  {
    effectiveFrom: sinceTendering,
    days: 15,
    basis: [law(tendering, '第二十三条'), law(tenderingRules, '第二十一条')],
  },
];

/** How long candidates are published, at least. */
export const publicityPeriods: readonly TenderPeriod[] = [
  { effectiveFrom: sinceRules, amount: 3, unit: 'day', basis: [law(tenderingRules, '第五十四条')] },
];

/** From an objection to its answer, before which nothing goes on: to the documents, and to the result. */
export const objectionAnswers: Readonly<Record<'documents' | 'result', readonly TenderPeriod[]>> = {
  documents: [
    { effectiveFrom: sinceRules, amount: 3, unit: 'day', basis: [law(tenderingRules, '第二十二条')] },
  ],
  result: [{ effectiveFrom: sinceRules, amount: 3, unit: 'day', basis: [law(tenderingRules, '第五十四条')] }],
};

/** From a complaint to the supervisor's decision; counted from its receipt, as if it was taken up at once. */
export const complaintAnswers: readonly TenderPeriod[] = [
  { effectiveFrom: sinceRules, amount: 30, unit: 'working_day', basis: [law(tenderingRules, '第六十一条')] },
];

/** From the end of publicity to the notice of award; national law names no period. */
export const noticePeriods: readonly TenderPeriod[] = [
  { effectiveFrom: sinceChongqing, amount: 5, unit: 'working_day', basis: [law(chongqing, '第三十五条')] },
];

/** From the notice of award to the signed contract. */
export const signingPeriods: readonly TenderPeriod[] = [
  {
    effectiveFrom: sinceTendering,
    amount: 30,
    unit: 'day',
    basis: [law(tendering, '第四十六条'), law(procurement, '第四十六条')],
  },
];

/** From the signed contract to the return of the bid bond, in tendering and in government procurement. */
export const bondReturns: Readonly<Record<'tender' | 'procurement', readonly TenderPeriod[]>> = {
  tender: [{ effectiveFrom: sinceRules, amount: 5, unit: 'day', basis: [law(tenderingRules, '第五十七条')] }],
  procurement: [
    {
      effectiveFrom: sinceProcurementRules,
      amount: 5,
      unit: 'working_day',
      basis: [{ title: procurementRules, article: '第三十三条', grade: 'memory' }],
    },
  ],
};

/** From the signed contract to its filing; tendering outside Chongqing names no period. */
export const filingPeriods: Readonly<Record<'procurement' | 'chongqing', readonly TenderPeriod[]>> = {
  procurement: [
    {
      effectiveFrom: sinceProcurement,
      amount: 7,
      unit: 'working_day',
      basis: [law(procurement, '第四十七条')],
    },
  ],
  chongqing: [
    { effectiveFrom: sinceChongqing, amount: 7, unit: 'working_day', basis: [law(chongqing, '第三十六条')] },
  ],
};

/** From the signed contract of a government procurement to its announcement. */
export const announcementPeriods: readonly TenderPeriod[] = [
  {
    effectiveFrom: sinceProcurementRules,
    amount: 2,
    unit: 'working_day',
    basis: [law(procurementRules, '第五十条')],
  },
];

/** An evaluation committee: how many, how many experts, and how many of the tenderer's own people. */
export type PanelLaw = Sourced<{
  readonly leastMembers: number;
  readonly expertShare: Ratio;
  /** The most representatives whatever the size; null: what the experts leave. */
  readonly mostRepresentatives: number | null;
  /** Whether the tenderer sends nobody where it has an interest in a bidder. */
  readonly interestBars: boolean;
}>;

const panel = { leastMembers: 5, expertShare: ratio(2n, 3n) };

export const panelLaw: Readonly<Record<Jurisdiction, readonly PanelLaw[]>> = {
  CN: [
    {
      ...panel,
      effectiveFrom: sinceTendering,
      mostRepresentatives: null,
      interestBars: false,
      basis: [law(tendering, '第三十七条')],
    },
  ],
  chongqing: [
    {
      ...panel,
      effectiveFrom: sinceChongqing,
      mostRepresentatives: 2,
      interestBars: true,
      basis: [law(tendering, '第三十七条'), law(chongqing, '第三十条')],
    },
  ],
};

/** How many bids make a competition. */
export const competitionLaw: readonly Sourced<{ readonly leastBids: number }>[] = [
  {
    effectiveFrom: sinceTendering,
    leastBids: 3,
    basis: [law(tendering, '第二十八条'), law(tenderingRules, '第四十四条')],
  },
];

/** Chongqing lets a panel go on with fewer valid bids that still compete. */
export const continuationLaw: readonly Sourced<unknown>[] = [
  { effectiveFrom: sinceChongqing, basis: [law(chongqing, '第三十三条')] },
];

/** Chongqing: below this share of the ceiling a guarantee of performance may be asked for. */
export const lowPriceGuarantee: readonly Sourced<{ readonly share: Ratio }>[] = [
  { effectiveFrom: sinceChongqing, share: ratio(85n, 100n), basis: [law(chongqing, '第三十七条')] },
];

/** On what bids are set aside. */
export const rejectionBasis: Basis = law(tenderingRules, '第五十一条');
/** Who may not bid together, or for whom. */
export const conflictBasis: Basis = law(tenderingRules, '第三十四条');
/** Who acts for the tenderer does not bid, nor who was given the base price to work out. */
export const agentBasis: Basis = law(tenderingRules, '第十三条');
export const basePriceBasis: Basis = law(tenderingRules, '第二十七条');
/** Members of one group who bid as the group tells them collude. */
export const concertedBasis: Basis = law(tenderingRules, '第三十九条');
/** Who designed, consulted or supervises for the project beforehand; of works alone. */
export const preparerBasis: Basis = {
  title: '工程建设项目施工招标投标办法（七部委令第30号）',
  article: '第三十五条',
  grade: 'memory',
};
/** Who is controlled, and that the state alone does not make its companies related. */
export const controlBasis: Basis = {
  title: '中华人民共和国公司法（2023年修订）',
  article: '第二百六十五条',
  grade: 'law',
};
/** How bids are scored is what the tender documents say. */
export const scoringBasis: Basis = { title: '评标办法由招标文件规定的参数计算', grade: 'default' };
/** The low price method of government procurement. */
export const lowPriceBasis: Basis = {
  title: '政府采购货物和服务招标投标管理办法（财政部令第87号）',
  grade: 'memory',
};
