import { compare, parseRatio, type Ratio, ratio } from '../kernel/ratio.ts';
import type { Scale } from './level-scale.ts';
import * as basis from './matter-basis.ts';
import type { RouteInputOf } from './route-input.ts';

const tenPercent = ratio(1n, 10n);

/** 1 党建: decided by the Party work committee, never by the committee as investor. */
export function levelOfPartyBuilding(scale: Scale, input: RouteInputOf<'party_building'>): void {
  if (input.kind === undefined || input.kind === null) scale.needs('kind');
  else if (input.kind === 'annual_report') {
    scale.setAside('report', 'kind', '年度党建工作报告', basis.partyRegulations);
  } else scale.setAside('party', 'kind', '党建事项由上级党组织决定', basis.partyRegulations);
}

/** 2 经营方针: plans and main business go up, the yearly policy stays, its follow-up is only reported. */
export function levelOfBusinessPolicy(scale: Scale, input: RouteInputOf<'business_policy'>): void {
  const kind = input.facts?.kind ?? null;
  if (kind === null) scale.needs('facts.kind');
  else if (kind === 'implementation_report') {
    scale.setAside('report', 'kind', '规划年度实施情况', basis.systemDefault);
  } else if (kind === 'annual_policy') {
    scale.table('committee', 'kind', '年度经营方针', basis.systemDefault);
  } else if (kind === 'five_year_plan' && input.company.tier > 1) {
    scale.table('file', 'kind', '子企业规划', basis.systemDefault);
  } else {
    const subject = kind === 'five_year_plan' ? '五年规划' : '主业确定或调整';
    scale.table('sasac', 'kind', subject, basis.interimRegulations('第三十一条'), basis.qijiang56);
  }
}

/** A change of a plan or budget: above ten percent it is submitted again. */
export function byChange(scale: Scale, change: string | null | undefined, sized: (r: Ratio) => Ratio): void {
  if (change === undefined || change === null) scale.mayReach('committee', 'facts.change');
  else if (compare(sized(parseRatio(change)), tenPercent) > 0) {
    scale.table('committee', 'change', '变动超过10%', basis.systemDefault, basis.inclusion);
  } else scale.table('file', 'change', '变动不超过10%', basis.systemDefault, basis.inclusion);
}

const sizeOf = (r: Ratio): Ratio => (r.numerator < 0n ? ratio(-r.numerator, r.denominator) : r);

/** 12 预算决算: verified by the committee; a change counts in either direction. */
export function levelOfBudgetAccounts(scale: Scale, input: RouteInputOf<'budget_accounts'>): void {
  const { kind } = input;
  if (kind === undefined || kind === null) scale.needs('kind');
  else if (kind === 'monthly_report') scale.setAside('report', 'kind', '月度快报', basis.systemDefault);
  else if (kind === 'adjustment') byChange(scale, input.facts?.change, sizeOf);
  else {
    const subject = { budget: '年度预算', accounts: '年度决算', board_report: '董事会年度工作报告' }[kind];
    scale.table('committee', 'kind', `${subject}，抄报区国资委`, basis.systemDefault);
  }
}

/** 13 薪酬考核与工资总额. */
export function levelOfRemuneration(scale: Scale, input: RouteInputOf<'remuneration'>): void {
  const kind = input.facts?.kind ?? null;
  const category = input.facts?.class ?? null;
  if (kind === null) scale.needs('facts.kind');
  else if (kind === 'executive_pay' || kind === 'incentive') {
    const subject = kind === 'incentive' ? '中长期激励' : '负责人薪酬方案与兑现';
    scale.table('sasac', 'kind', subject, basis.stateAssetsLaw('第二十七条'), basis.systemDefault);
  } else if (kind === 'appraisal') {
    scale.table(
      'committee',
      'kind',
      '考核目标与结果',
      basis.interimRegulations('第十八条'),
      basis.systemDefault,
    );
  } else if (category === null) scale.mayReach('committee', 'facts.class');
  else if (category === 'commercial_1')
    scale.table('file', 'class', '商业一类企业工资总额', basis.payrollRules);
  else scale.table('committee', 'class', '商业二类、公益类企业工资总额', basis.payrollRules);
}
