import { compare, parseRatio, type Ratio, ratio } from '../kernel/ratio.ts';
import { plainPercent } from './level-measures.ts';
import { place, type Scale } from './level-scale.ts';
import * as basis from './matter-basis.ts';
import type { RouteInputOf } from './route-input.ts';

/** 1 党建: decided by the Party work committee, never by the committee as investor. */
export function levelOfPartyBuilding(scale: Scale, input: RouteInputOf<'party_building'>): void {
  if (input.kind === undefined || input.kind === null) scale.needs('kind');
  else if (input.kind === 'annual_report') {
    scale.setAside('report', 'kind', '年度党建工作报告', basis.partyRegulations);
  } else scale.setAside('party', 'kind', '党建事项由上级党组织决定', basis.partyRegulations);
}

/** 2 经营方针: plans and main business go up, the yearly policy stays, its follow-up is only reported. */
export function levelOfBusinessPolicy(scale: Scale, input: RouteInputOf<'business_policy'>): void {
  const { level, place: placed } = scale.parameters;
  const kind = input.facts?.kind ?? null;
  if (kind === null) scale.needs('facts.kind');
  else if (kind === 'implementation_report') {
    place(
      scale,
      placed('business_policy.level.implementation_report'),
      'kind',
      '规划年度实施情况',
      basis.systemDefault,
    );
  } else if (kind === 'annual_policy') {
    scale.table(level('business_policy.level.annual_policy'), 'kind', '年度经营方针', basis.systemDefault);
  } else if (kind === 'five_year_plan' && input.company.tier > 1) {
    scale.table(level('business_policy.level.subsidiary_plan'), 'kind', '子企业规划', basis.systemDefault);
  } else {
    const subject = kind === 'five_year_plan' ? '五年规划' : '主业确定或调整';
    const laws = [basis.interimRegulations('第三十一条'), basis.qijiang56];
    scale.table(level(`business_policy.level.${kind}`), 'kind', subject, ...laws);
  }
}

/** A change of a plan or budget: above a limit, ten percent by default, it is submitted again. */
export function byChange(
  scale: Scale,
  matter: 'investment_plan' | 'budget_accounts',
  change: string | null | undefined,
  sized: (r: Ratio) => Ratio,
): void {
  const { level, ratio: share } = scale.parameters;
  const limit = share(`${matter}.change_limit`);
  const [over, within] = [level(`${matter}.level.change_over`), level(`${matter}.level.change_within`)];
  const sources = [basis.systemDefault, basis.inclusion];
  if (change === undefined || change === null) {
    scale.mayReach(over, 'facts.change');
    scale.mayReach(within, 'facts.change');
  } else if (compare(sized(parseRatio(change)), limit) > 0) {
    scale.table(over, 'change', `变动超过${plainPercent(limit)}%`, ...sources);
  } else scale.table(within, 'change', `变动不超过${plainPercent(limit)}%`, ...sources);
}

const sizeOf = (r: Ratio): Ratio => (r.numerator < 0n ? ratio(-r.numerator, r.denominator) : r);

/** 12 预算决算: verified by the committee; a change counts in either direction. */
export function levelOfBudgetAccounts(scale: Scale, input: RouteInputOf<'budget_accounts'>): void {
  const { kind } = input;
  const { level, place: placed } = scale.parameters;
  if (kind === undefined || kind === null) scale.needs('kind');
  else if (kind === 'monthly_report') {
    place(scale, placed('budget_accounts.level.monthly_report'), 'kind', '月度快报', basis.systemDefault);
  } else if (kind === 'adjustment') byChange(scale, 'budget_accounts', input.facts?.change, sizeOf);
  else {
    const subject = { budget: '年度预算', accounts: '年度决算', board_report: '董事会年度工作报告' }[kind];
    const annual = level('budget_accounts.level.annual');
    scale.table(annual, 'kind', `${subject}，抄报区国资委`, basis.systemDefault);
  }
}

/** 13 薪酬考核与工资总额. */
export function levelOfRemuneration(scale: Scale, input: RouteInputOf<'remuneration'>): void {
  const kind = input.facts?.kind ?? null;
  const category = input.facts?.class ?? null;
  const { level } = scale.parameters;
  const verified = level('remuneration.level.payroll_verified');
  if (kind === null) scale.needs('facts.kind');
  else if (kind === 'executive_pay' || kind === 'incentive') {
    const subject = kind === 'incentive' ? '中长期激励' : '负责人薪酬方案与兑现';
    const own = level(`remuneration.level.${kind}`);
    scale.table(own, 'kind', subject, basis.stateAssetsLaw('第二十七条'), basis.systemDefault);
  } else if (kind === 'appraisal') {
    scale.table(
      level('remuneration.level.appraisal'),
      'kind',
      '考核目标与结果',
      basis.interimRegulations('第十八条'),
      basis.systemDefault,
    );
  } else if (category === null) scale.mayReach(verified, 'facts.class');
  else if (category === 'commercial_1') {
    const filed = level('remuneration.level.payroll_filed');
    scale.table(filed, 'class', '商业一类企业工资总额', basis.payrollRules);
  } else scale.table(verified, 'class', '商业二类、公益类企业工资总额', basis.payrollRules);
}
