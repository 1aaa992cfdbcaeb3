import * as basis from './matter-basis.ts';
import type { ParameterRow } from './parameter.ts';
import { level, raise, share, usual } from './parameter-rows.ts';

const own = basis.systemDefault;
const orReport = ['report', 'file', 'committee', 'sasac', 'gov'] as const;
/** The investor's bodies: pay is decided there, and not by the company itself. */
const investors = ['committee', 'sasac', 'gov'] as const;

const { companyLaw, stateAssetsLaw } = basis;
const lostControl = stateAssetsLaw('第五十三条');

/**
 * Who decides what by default in matters of direction and of the company's own body. Levels that the law gives to the
 * investor's own body are fixed.
 */
export const governanceParameters = [
  usual(
    'party_building.linked.articles_amendment',
    '党建入章须联动章程修改',
    'Party building in the articles brings their amendment',
  ),

  level(
    'business_policy.level.five_year_plan',
    'sasac',
    '五年规划',
    'Five-year plan',
    basis.interimRegulations('第三十一条'),
  ),
  level(
    'business_policy.level.main_business',
    'sasac',
    '主业确定或调整',
    'Main business',
    basis.interimRegulations('第三十一条'),
  ),
  level('business_policy.level.annual_policy', 'committee', '年度经营方针', 'Annual policy'),
  level('business_policy.level.subsidiary_plan', 'file', '子企业规划', 'Plan of a subsidiary'),
  level(
    'business_policy.level.implementation_report',
    'report',
    '规划年度实施情况',
    'Yearly report on a plan',
    own,
    orReport,
  ),

  usual('business_policy.articles_warning', '章程未载明保留权时提示', 'Warns where the articles are silent'),

  level('equity_transfer.level.tier1', 'gov', '一级企业股权', 'Shares of a first-tier company', lostControl),
  level(
    'equity_transfer.level.subsidiary',
    'sasac',
    '子企业股权',
    'Shares of a subsidiary',
    basis.qijiang306,
  ),
  level('equity_transfer.level.participation', 'committee', '参股股权', 'Minority shares'),
  level(
    'equity_transfer.level.within_group',
    'file',
    '集团内全资主体间无偿划转',
    'Free transfer inside the group',
    basis.freeTransferInGroup,
  ),
  level(
    'equity_transfer.level.between_groups',
    'sasac',
    '不同集团间无偿划转',
    'Free transfer between groups',
    basis.freeTransferRules,
  ),
  level(
    'equity_transfer.level.across_investors',
    'sasac',
    '跨出资人划转(至少)',
    'Across investors (at least)',
    basis.freeTransferRules,
  ),
  level(
    'equity_transfer.level.control_lost',
    'gov',
    '致国家丧失控股',
    'The state loses control',
    lostControl,
  ),
  raise('equity_transfer.raise.non_public', '非公开协议转让提一级', 'Non-public transfer: one level up'),

  level(
    'articles_amendment.level.tier1',
    'sasac',
    '一级企业章程',
    'Articles of a first-tier company',
    companyLaw('第一百七十二条'),
  ),
  level('articles_amendment.level.subsidiary', 'file', '子企业章程', 'Articles of a subsidiary'),

  level(
    'capital_change.level.tier1',
    'sasac',
    '一级企业增减注册资本',
    'Capital of a first-tier company',
    companyLaw('第一百七十二条'),
  ),
  level('capital_change.level.subsidiary', 'committee', '子企业增减注册资本', 'Capital of a subsidiary'),
  level(
    'capital_change.level.newcomer_tier1',
    'gov',
    '一级企业引入新股东',
    'New shareholder of a first-tier company',
    basis.qijiang306,
  ),
  level(
    'capital_change.level.newcomer_subsidiary',
    'sasac',
    '子企业引入新股东',
    'New shareholder of a subsidiary',
    basis.qijiang306,
  ),
  level('capital_change.level.control_lost', 'gov', '致国家丧失控股', 'The state loses control', lostControl),
  usual(
    'capital_change.called_for.appraisal_newcomer',
    '引入新股东须评估',
    'A new shareholder calls for an appraisal',
  ),
  usual(
    'capital_change.linked.articles_amendment',
    '增减资须联动章程修改',
    'A change of capital brings an amendment of the articles',
  ),

  level(
    'reorganization.level.important',
    'gov',
    '重要企业名录内企业',
    'Company on the list of important ones',
    stateAssetsLaw('第三十四条'),
  ),
  level(
    'reorganization.level.tier1',
    'sasac',
    '其他一级企业',
    'Other first-tier company',
    stateAssetsLaw('第三十一条'),
  ),
  level('reorganization.level.key_subsidiary', 'sasac', '重要子企业', 'Key subsidiary'),
  level('reorganization.level.subsidiary', 'committee', '其他子企业', 'Other subsidiary'),
  usual(
    'reorganization.linked.articles_amendment',
    '合并、分立、改制须联动章程修改',
    'A reorganization brings an amendment of the articles',
  ),

  level(
    'profit_distribution.level.tier1',
    'sasac',
    '一级企业利润分配',
    'Profit of a first-tier company',
    companyLaw('第一百七十二条'),
  ),
  level('profit_distribution.level.subsidiary', 'file', '子企业利润分配', 'Profit of a subsidiary'),
  usual(
    'profit_distribution.bar.accounts_not_verified',
    '决算未核准不得分配',
    'Barred before the accounts are verified',
  ),
  usual(
    'profit_distribution.linked.budget_accounts',
    '利润分配须联动年度决算',
    'A distribution goes with the final accounts',
  ),

  level(
    'budget_accounts.level.annual',
    'committee',
    '年度预算、决算、董事会报告',
    'Budget, accounts, report of the board',
  ),
  share(
    'budget_accounts.change_limit',
    '1/10',
    '预算变动重报起点(超过)',
    'Change of the budget to be submitted again (above)',
  ),
  level('budget_accounts.level.change_over', 'committee', '预算变动超过起点', 'Change above the limit'),
  level('budget_accounts.level.change_within', 'file', '预算变动未超过起点', 'Change within the limit'),
  level('budget_accounts.level.monthly_report', 'report', '月度快报', 'Monthly report', own, orReport),
  usual('budget_accounts.articles_warning', '章程未载明保留权时提示', 'Warns where the articles are silent'),

  level(
    'remuneration.level.executive_pay',
    'sasac',
    '负责人薪酬方案与兑现',
    'Pay of executives',
    own,
    investors,
  ),
  level('remuneration.level.incentive', 'sasac', '中长期激励', 'Long-term incentives', own, investors),
  level('remuneration.level.appraisal', 'committee', '考核目标与结果', 'Appraisal', own, investors),
  level(
    'remuneration.level.payroll_filed',
    'file',
    '商业一类企业工资总额',
    'Payroll, commercial class 1',
    basis.payrollRules,
  ),
  level(
    'remuneration.level.payroll_verified',
    'committee',
    '商业二类、公益类企业工资总额',
    'Payroll, other classes',
    basis.payrollRules,
  ),
] as const satisfies readonly ParameterRow[];
