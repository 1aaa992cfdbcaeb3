import type { StatementLine } from './statement-lines.ts';

type Kind = 'asset' | 'liability' | 'equity' | 'gain' | 'charge';

/**
 * A line of a company's or a group's statements. `side` is where an amount above zero stands: an asset on the debit side.
 * `joint` lines stand in consolidated statements alone, no company writes them.
 */
export type AccountLine = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: Kind;
  readonly side: 'debit' | 'credit';
  readonly joint: boolean;
};

const line = (kind: Kind, code: string, zh: string, en: string): AccountLine => ({
  ...{ kind, code, zh, en, joint: false },
  side: kind === 'asset' || kind === 'charge' ? 'debit' : 'credit',
});

/** The lines of both statements in their order; capital reserve takes in what else stands in equity. */
export const accountLines: readonly AccountLine[] = [
  line('asset', 'cash', '货币资金', 'Cash'),
  line('asset', 'receivable', '应收款项', 'Receivables'),
  line('asset', 'prepayment', '预付款项', 'Prepayments'),
  line('asset', 'inventory', '存货', 'Inventories'),
  line('asset', 'other_current_assets', '其他流动资产', 'Other current assets'),
  line('asset', 'investment', '长期股权投资', 'Long-term equity investments'),
  line('asset', 'investment_property', '投资性房地产', 'Investment property'),
  line('asset', 'fixed_assets', '固定资产', 'Fixed assets'),
  line('asset', 'construction', '在建工程', 'Construction in progress'),
  line('asset', 'intangible_assets', '无形资产', 'Intangible assets'),
  line('asset', 'goodwill', '商誉', 'Goodwill'),
  line('asset', 'deferred_tax_asset', '递延所得税资产', 'Deferred tax assets'),
  line('asset', 'other_assets', '其他非流动资产', 'Other non-current assets'),
  line('liability', 'short_loans', '短期借款', 'Short-term loans'),
  line('liability', 'payable', '应付款项', 'Payables'),
  line('liability', 'contract_liabilities', '合同负债', 'Contract liabilities'),
  line('liability', 'employee_benefits', '应付职工薪酬', 'Employee benefits'),
  line('liability', 'taxes_payable', '应交税费', 'Taxes payable'),
  line('liability', 'other_current_liabilities', '其他流动负债', 'Other current liabilities'),
  line('liability', 'long_loans', '长期借款', 'Long-term loans'),
  line('liability', 'bonds', '应付债券', 'Bonds'),
  line('liability', 'long_payables', '长期应付款', 'Long-term payables'),
  line('liability', 'deferred_income', '递延收益', 'Deferred income'),
  line('liability', 'deferred_tax_liability', '递延所得税负债', 'Deferred tax liabilities'),
  line('liability', 'other_liabilities', '其他非流动负债', 'Other non-current liabilities'),
  line('equity', 'capital', '实收资本', 'Paid-in capital'),
  line('equity', 'capital_reserve', '资本公积', 'Capital reserve'),
  { ...line('equity', 'treasury_shares', '减：库存股', 'Less: treasury shares'), side: 'debit', joint: true },
  line('equity', 'surplus_reserve', '盈余公积', 'Surplus reserve'),
  line('equity', 'retained', '未分配利润', 'Retained profit'),
  { ...line('equity', 'minority_equity', '少数股东权益', 'Minority interests'), joint: true },
  line('gain', 'revenue', '营业收入', 'Revenue'),
  line('charge', 'cost_of_sales', '营业成本', 'Cost of sales'),
  line('charge', 'taxes', '税金及附加', 'Taxes and surcharges'),
  line('charge', 'selling_expense', '销售费用', 'Selling expenses'),
  line('charge', 'admin_expense', '管理费用', 'Administrative expenses'),
  line('charge', 'finance_expense', '财务费用', 'Finance expenses'),
  line('gain', 'other_income', '其他收益', 'Other income'),
  line('gain', 'investment_income', '投资收益', 'Investment income'),
  line('charge', 'credit_loss', '信用减值损失', 'Credit impairment losses'),
  line('charge', 'asset_impairment', '资产减值损失', 'Asset impairment losses'),
  line('gain', 'disposal_gain', '资产处置收益', 'Gains on disposal of assets'),
  line('gain', 'non_operating_income', '营业外收入', 'Non-operating income'),
  line('charge', 'non_operating_expense', '营业外支出', 'Non-operating expenses'),
  line('charge', 'income_tax', '所得税费用', 'Income tax'),
];

const byCode = new Map(accountLines.map((one) => [one.code, one]));
/** The line of a code that is in the list. */
export function accountLine(code: string): AccountLine {
  const found = byCode.get(code);
  if (found === undefined) throw new RangeError(`no statement line ${code}`);
  return found;
}

/** Whether a line is of the income statement. */
export const ofIncome = ({ kind }: AccountLine): boolean => kind === 'gain' || kind === 'charge';

type Shown = { readonly line: string; readonly zh: string; readonly en: string };
const under = (code: string, zh: string, en: string): Shown => ({ line: code, zh, en });
const accounts: Partial<Record<StatementLine, Shown>> = {
  net_assets: under('retained', '净资产', 'Net assets'),
  // A gain of the year of the acquisition; in every later year it is in what was retained.
  bargain_gain: under('retained', '取得时的收益', 'Bargain gain'),
  minority_profit: under('retained', '少数股东损益', 'Minority profit'),
  assets: under('other_assets', '有关资产', 'Assets'),
  opening_retained: under('retained', '年初未分配利润', 'Opening retained profit'),
  receivable_allowance: under('receivable', '应收款项—坏账准备', 'Allowance on receivables'),
  accumulated_depreciation: under('fixed_assets', '固定资产—累计折旧', 'Accumulated depreciation'),
};

/** Under which line of the statements an elimination's account stands, and how the account is called. */
export function lineOfAccount(account: StatementLine): Shown {
  const { code, zh, en } = accountLine(accounts[account]?.line ?? account);
  return accounts[account] ?? { line: code, zh, en };
}
