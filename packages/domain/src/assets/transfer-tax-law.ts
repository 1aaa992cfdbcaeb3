import type { Basis } from '../kernel/basis.ts';
import type { Dated } from '../kernel/dated.ts';
import { localDate } from '../kernel/local-date.ts';
import { ONE, type Ratio, ratio } from '../kernel/ratio.ts';

/** The taxes that a transfer is looked at for, in the order of the answer. */
export const transferTaxes = ['corporate_income', 'deed', 'vat', 'land_appreciation', 'stamp'] as const;
export type TransferTax = (typeof transferTaxes)[number];

/** Taxes that hang on facts outside the question: the rule only says what is to be confirmed. */
export type TaxToConfirm = Exclude<TransferTax, 'corporate_income' | 'deed'>;

type Rule<T = unknown> = Dated<T & { readonly basis: Basis }>;

/** Corporate income tax 企业所得税: the usual rate. */
export const incomeRates: readonly Rule<{ readonly rate: Ratio }>[] = [
  {
    effectiveFrom: localDate('2008-01-01'),
    rate: ratio(1n, 4n),
    basis: { title: '中华人民共和国企业所得税法', grade: 'memory' },
  },
];

/** What a company gets from the government: capital of the state, money for a purpose, or income. */
export const stateAssetsReceived: readonly Rule[] = [
  {
    effectiveFrom: localDate('2013-01-01'),
    basis: { title: '国家税务总局公告2014年第29号', article: '第一条', grade: 'memory' },
  },
];

/** Special treatment 特殊性税务处理 of a transfer between companies: the holding it asks for, and its lock-up. */
export const specialTreatments: readonly Rule<{ readonly share: Ratio; readonly lockedMonths: number }>[] = [
  {
    effectiveFrom: localDate('2014-01-01'),
    share: ONE,
    lockedMonths: 12,
    basis: { title: '财税〔2014〕109号', article: '第三条', grade: 'memory' },
  },
];

/** The law that makes a transfer of land and buildings taxable. */
export const deedTaxLaw: Basis = { title: '中华人民共和国契税法', article: '第二条', grade: 'law' };

/** Deed tax 契税: the rate of Chongqing. */
export const deedRates: readonly Rule<{ readonly rate: Ratio }>[] = [
  {
    effectiveFrom: localDate('2021-09-01'),
    rate: ratio(3n, 100n),
    basis: { title: '重庆市契税适用税率', grade: 'memory' },
  },
];

/** Transfers free of deed tax: by administrative order, and within one investor by a holding of this share. */
export const deedExemptions: readonly Rule<{ readonly share: Ratio }>[] = [
  {
    effectiveFrom: localDate('2024-01-01'),
    effectiveTo: localDate('2027-12-31'),
    share: ONE,
    basis: { title: '财政部 税务总局公告2023年第49号', grade: 'memory' },
  },
];

/** What to ask the tax office about, by tax and day. */
export const confirmations: Readonly<Record<TaxToConfirm, readonly Rule<{ readonly because: string }>[]>> = {
  vat: [
    {
      effectiveFrom: localDate('2016-05-01'),
      effectiveTo: localDate('2025-12-31'),
      because: '资产连同债权、债务和劳动力一并转让的不征；是否符合须税务确认',
      basis: { title: '国家税务总局公告2011年第13号、财税〔2016〕36号', grade: 'memory' },
    },
    {
      effectiveFrom: localDate('2026-01-01'),
      because: '增值税法施行后资产重组的条件已改写，须税务确认',
      basis: { title: '中华人民共和国增值税法', grade: 'memory' },
    },
  ],
  land_appreciation: [
    {
      effectiveFrom: localDate('2024-01-01'),
      effectiveTo: localDate('2027-12-31'),
      because: '改制重组的政策没有明列划转，须税务确认',
      basis: { title: '财政部 税务总局公告2023年第51号', grade: 'memory' },
    },
  ],
  stamp: [
    {
      effectiveFrom: localDate('2024-10-01'),
      effectiveTo: localDate('2027-12-31'),
      because: '改制重组的政策有划转免征的条款，是否符合须税务确认',
      basis: { title: '财政部 税务总局公告2024年第14号', grade: 'memory' },
    },
  ],
};
