import type { GroupEntry } from './group-accounts-layout.ts';

/** What an entry of the consolidation is called, and why it is made. */
export type StepName = { readonly zh: string; readonly en: string; readonly because: string };

/** The steps of a consolidation in words, for the page and for the workbook. */
export const stepNames: Readonly<Record<GroupEntry['step'], StepName>> = {
  restated: {
    zh: '同一控制合并追溯调整',
    en: 'Restated for a combination under common control',
    because: '同一控制下的合并视同自比较期间已在集团内：按净资产账面份额增加资本公积，不产生商誉',
  },
  fair_value: {
    zh: '公允价值调整',
    en: 'Fair values',
    because: '非同一控制下取得的子公司，可辨认净资产按购买日公允价值计，评估增值计递延所得税',
  },
  transfer_back: {
    zh: '恢复合并前留存收益',
    en: 'Retained profit of before the combination put back',
    because: '被合并方合并前的留存收益按份额自资本公积转回，以资本公积余额为限',
  },
  planned: {
    zh: '整合方案测算分录',
    en: 'Entry of the plan, on paper',
    because: '按整合方案在基准日模拟入账，尚未发生',
  },
  equity_method: {
    zh: '投资调整为净资产份额',
    en: 'Investment to its share in net assets',
    because: '抵销前按权益法把对子公司的长期股权投资调整为享有其净资产的份额加所列商誉，差额计入未分配利润',
  },
  dividend: {
    zh: '抵销内部投资收益',
    en: 'Income from within the group',
    because: '投资方已计入的内部投资收益不是集团的收益',
  },
  equity: {
    zh: '投资与权益抵销',
    en: 'Investment against equity',
    because: '长期股权投资与子公司所有者权益中所享有的份额抵销，其余为少数股东权益，超出部分为商誉',
  },
  balance: {
    zh: '内部往来抵销',
    en: 'Balances within the group',
    because: '集团内部的债权与债务相互抵销',
  },
  allowance: {
    zh: '冲回内部坏账准备',
    en: 'Allowance within the group',
    because: '债权抵销后，对其计提的坏账准备一并冲回，年初部分计入年初未分配利润',
  },
  sale: {
    zh: '内部销售抵销',
    en: 'Sales within the group',
    because: '内部销售收入与成本按内部售价抵销',
  },
  unrealised: {
    zh: '未实现损益抵销',
    en: 'Unrealised profit',
    because: '资产仍在集团内，内部交易的毛利或处置收益尚未实现',
  },
  depreciation: {
    zh: '多提折旧转回',
    en: 'Depreciation put back',
    because: '购入方按内部售价多提的折旧逐期转回',
  },
  deferred_tax: {
    zh: '递延所得税',
    en: 'Deferred tax',
    because: '抵销使资产账面价值与计税基础不同，确认递延所得税',
  },
  minority: {
    zh: '少数股东分担未实现损益',
    en: 'The minority’s part of unrealised profit',
    because: '卖方为子公司的，未实现损益由其少数股东按比例分担',
  },
  treasury: {
    zh: '子公司持有的母公司股份',
    en: 'The parent’s shares in a subsidiary',
    because: '子公司持有的母公司股份列为库存股',
  },
};
