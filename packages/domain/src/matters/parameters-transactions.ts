import * as basis from './matter-basis.ts';
import type { ParameterRow } from './parameter.ts';
import { amount, calledFor, level, raise, share, usual, within } from './parameter-rows.ts';

/**
 * Who decides what by default in matters that invest, lend, pledge or give away, and the figures that belong to one of
 * them alone. The bands and time limits of a line stand in the catalogue itself.
 */
export const transactionParameters = [
  level('investment_plan.level.annual_plan', 'committee', '年度投资计划', 'Annual plan', basis.qijiang56),
  share(
    'investment_plan.change_limit',
    '1/10',
    '计划净增重报起点(超过)',
    'Growth of the plan to be submitted again (above)',
  ),
  level('investment_plan.level.change_over', 'committee', '计划变动超过起点', 'Change above the limit'),
  level('investment_plan.level.change_within', 'file', '计划变动未超过起点', 'Change within the limit'),
  raise('investment_plan.raise.unplanned', '计划外提一级', 'Outside the plan: one level up'),
  level(
    'investment_plan.level.non_main',
    'committee',
    '非主业投资(至少)',
    'Outside the main business (at least)',
  ),
  amount(
    'investment_plan.non_main_large',
    '10000000.00',
    '非主业投资大额起点',
    'Large outside the main business',
  ),
  level(
    'investment_plan.level.non_main_large',
    'sasac',
    '非主业大额投资(至少)',
    'Large outside the main business (at least)',
  ),
  level(
    'investment_plan.level.special',
    'sasac',
    '特别监管类(至少)',
    'Specially supervised (at least)',
    basis.investmentRules,
  ),
  usual(
    'investment_plan.called_for.expert_above_committee',
    '报区国资委以上须专家评审',
    'Above the committee experts are called for',
  ),
  usual(
    'investment_plan.called_for.appraisal_acquisition',
    '控股型并购须审计、评估',
    'An acquisition of control calls for audit and appraisal',
  ),
  usual('investment_plan.articles_warning', '章程未载明保留权时提示', 'Warns where the articles are silent'),

  level('bond_financing.level.annual_plan', 'committee', '年度融资计划', 'Annual plan'),
  level('bond_financing.level.bond', 'gov', '公司信用类债券', 'Bonds', basis.stateAssetsLaw('第三十一条')),
  level('bond_financing.level.non_standard', 'sasac', '非标准化融资', 'Non-standard financing'),
  share(
    'bond_financing.leverage_limit',
    '7/10',
    '合并资产负债率警戒(超过)',
    'Leverage to be watched (above)',
  ),
  level(
    'bond_financing.level.high_leverage',
    'sasac',
    '融资后负债率超过警戒',
    'Leverage above it afterwards',
  ),
  raise('bond_financing.raise.unplanned', '计划外提一级', 'Outside the plan: one level up'),

  level(
    'external_guarantee.level.participation',
    'sasac',
    '为参股企业按股比担保',
    'For a company partly owned',
  ),
  level(
    'external_guarantee.level.other_state',
    'gov',
    '为其他国有企业担保或出借',
    'For another state enterprise',
    basis.luozhuang,
  ),
  share(
    'external_guarantee.group_cap',
    '2/5',
    '集团担保余额上限(占合并净资产)',
    'Cap of the group (of net assets)',
    basis.guaranteeRules,
  ),
  share(
    'external_guarantee.single_cap',
    '1/2',
    '单户担保余额上限(占本企业净资产)',
    'Cap of one company (of net assets)',
    basis.singleGuarantor,
  ),
  usual(
    'external_guarantee.bar.distressed',
    '被担保人陷入困境不得担保',
    'No guarantee for a distressed debtor',
    basis.guaranteeExample,
  ),
  raise('external_guarantee.raise.unplanned', '计划外提一级', 'Outside the plan: one level up'),

  level(
    'asset_disposal.level.four_classes',
    'committee',
    '土地、房屋、知识产权、车辆',
    'Land, buildings, IP, vehicles',
    basis.qijiang306,
  ),
  raise('asset_disposal.raise.non_public', '非公开协议转让提一级', 'Non-public transfer: one level up'),
  raise('asset_disposal.raise.free_transfer', '无偿划转提一级', 'Free transfer: one level up'),
  {
    key: 'asset_disposal.lease_years',
    kind: 'years',
    value: '5',
    zh: '长期出租(超过)',
    en: 'Long lease (above)',
    basis: basis.systemDefault,
  },
  level('asset_disposal.level.long_lease', 'committee', '长期出租', 'Long lease'),
  amount('asset_disposal.large_rent', '1000000.00', '大额年租金起点', 'Large yearly rent'),
  level('asset_disposal.level.large_rent', 'committee', '年租金达到大额', 'Large yearly rent'),
  level('asset_disposal.level.lease', 'file', '其他出租', 'Other lease'),
  usual(
    'asset_disposal.called_for.appraisal_free_transfer',
    '划转给集团全资企业以外的须评估',
    'A free transfer outside the wholly owned group calls for an appraisal',
  ),
  calledFor(
    'asset_disposal.order.transferee_decision',
    'yes',
    '划转入账前：划入方内部决议',
    'Decision of the receiver',
    basis.freeTransferRules,
  ),
  calledFor(
    'asset_disposal.order.creditors_notice',
    'yes',
    '划转入账前：通知债权人',
    'Creditors notified',
    basis.freeTransferRules,
  ),
  calledFor(
    'asset_disposal.order.agreement',
    'yes',
    '划转入账前：划转协议',
    'Agreement',
    basis.freeTransferRules,
  ),
  calledFor(
    'asset_disposal.order.verification',
    'no',
    '划转入账前：清查核实结果',
    'Verified inventory',
    basis.systemDefault,
  ),
  calledFor(
    'asset_disposal.order.staff_congress',
    'no',
    '划转入账前：职工代表大会意见',
    'Staff congress',
    basis.freeTransferRules,
  ),
  within(
    'asset_disposal.after.title_days',
    '60',
    '权属转移登记',
    'Registration of title',
    basis.systemDefault,
  ),
  within(
    'asset_disposal.after.tax_days',
    '30',
    '纳税申报或免税备案',
    'Tax return or exemption',
    basis.systemDefault,
  ),
  within(
    'asset_disposal.after.rights_days',
    '30',
    '产权变动登记',
    'Property-right registration',
    basis.propertyRegistration('第八条'),
  ),

  level('donation.level.unbudgeted', 'committee', '预算外捐赠', 'Outside the budget', basis.donationRules),
  raise('donation.raise.unbudgeted', '预算外提一级', 'Outside the budget: one level up'),
  usual(
    'donation.bar.poor',
    '亏损或欠薪不得捐赠(救灾除外)',
    'Barred with losses or wages owed, disaster relief apart',
  ),
] as const satisfies readonly ParameterRow[];
