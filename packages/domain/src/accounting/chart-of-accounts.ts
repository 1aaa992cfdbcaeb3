import type { Basis } from '../kernel/basis.ts';
import { type Dated, inForce } from '../kernel/dated.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';

/** Whose accounts: enterprise accounts of a company, financial and budget accounts of a public body. */
export type ChartName = 'enterprise' | 'government_financial' | 'government_budget';

/** A chart: account names by code, in the order of the codes. */
export type Chart = {
  readonly chart: ChartName;
  readonly basis: Basis;
  readonly names: Readonly<Record<string, string>>;
};

const enterprise: Basis = { title: '企业会计准则——应用指南（会计科目和主要账务处理）', grade: 'memory' };
const government: Basis = { title: '政府会计制度——行政事业单位会计科目和报表', grade: 'memory' };

/** The accounts that transfers, capital and group entries use. Names as the charts of the Ministry of Finance give. */
const charts: readonly Dated<Chart>[] = [
  {
    effectiveFrom: localDate('2007-01-01'),
    chart: 'enterprise',
    basis: enterprise,
    names: {
      '1002': '银行存款',
      '1122': '应收账款',
      '1221': '其他应收款',
      '1231': '坏账准备',
      '1511': '长期股权投资',
      '1512': '长期股权投资减值准备',
      '1521': '投资性房地产',
      '1522': '投资性房地产累计折旧',
      '1523': '投资性房地产减值准备',
      '1601': '固定资产',
      '1602': '累计折旧',
      '1603': '固定资产减值准备',
      '1604': '在建工程',
      '1605': '在建工程减值准备',
      '1701': '无形资产',
      '1702': '累计摊销',
      '1703': '无形资产减值准备',
      '4001': '实收资本',
      '4002': '资本公积',
      '4101': '盈余公积',
      '4104': '利润分配',
      '6115': '资产处置损益',
      '6602': '管理费用',
      '6701': '资产减值损失',
      '6901': '以前年度损益调整',
    },
  },
  {
    effectiveFrom: localDate('2019-01-01'),
    chart: 'government_financial',
    basis: government,
    names: {
      '1002': '银行存款',
      '1218': '其他应收款',
      '1501': '长期股权投资',
      '1601': '固定资产',
      '1602': '固定资产累计折旧',
      '1613': '在建工程',
      '1701': '无形资产',
      '1702': '无形资产累计摊销',
      '1801': '公共基础设施',
      '1802': '公共基础设施累计折旧（摊销）',
      '3001': '累计盈余',
      '3401': '无偿调拨净资产',
      '3501': '以前年度盈余调整',
      '5001': '业务活动费用',
      '5301': '资产处置费用',
    },
  },
  {
    effectiveFrom: localDate('2019-01-01'),
    chart: 'government_budget',
    basis: government,
    names: { '7901': '其他支出', '8001': '资金结存' },
  },
];

/** The chart in force on a day; null before its first. */
export function chartOn(chart: ChartName, on: LocalDate): Chart | null {
  return inForce(
    charts.filter((row) => row.chart === chart),
    on,
  );
}

/** The name of an account on a day; null when the chart of that day has no such account. */
export function accountName(chart: ChartName, account: string, on: LocalDate): string | null {
  return chartOn(chart, on)?.names[account] ?? null;
}

/** The chart that a book is kept by: a company keeps one; a public body a financial and a budget book. */
export const chartOf = (kind: string | undefined, book: 'financial' | 'budget'): ChartName =>
  kind === 'company' ? 'enterprise' : book === 'budget' ? 'government_budget' : 'government_financial';
