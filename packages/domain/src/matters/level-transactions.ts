import { type Fen, fen, parseYuan } from '../kernel/money.ts';
import { compare, parseRatio, ratio } from '../kernel/ratio.ts';
import { byChange } from './level-governance.ts';
import { byAmount, byShareOfNetAssets, type Measures, plainPercent, plainWan } from './level-measures.ts';
import { barIf, raiseIf, type Scale } from './level-scale.ts';
import * as basis from './matter-basis.ts';
import { higher, rankOf } from './matter-slug.ts';
import type { RouteInput, RouteInputOf } from './route-input.ts';

/** 关联方: what the investor must consent to by law goes at least to it. */
export function byRelatedParty(scale: Scale, input: RouteInput): void {
  if (input.relatedParty !== true) return;
  scale.floor(
    scale.parameters.level('procedure.level.related_party'),
    'related_party',
    '与关联方的交易须经出资人机构同意',
    basis.stateAssetsLaw('第四十五条'),
  );
}

/** 计划外提一级. */
export function byPlan(
  scale: Scale,
  matter: 'investment_plan' | 'bond_financing' | 'external_guarantee',
  planned: boolean | null | undefined,
): void {
  const raises = scale.parameters.isOn(`${matter}.raise.unplanned`);
  if (planned === undefined || planned === null) {
    if (raises) scale.mayRaise('planned');
  } else if (!planned) raiseIf(scale, raises, 'planned', '年度计划外', basis.systemDefault);
  else scale.say('planned', 'not_applicable', '年度计划内', [basis.systemDefault]);
}

function byMainBusiness(scale: Scale, input: RouteInputOf<'investment_plan'>, amount: Fen | null): void {
  const main = input.mainBusiness ?? null;
  const from = scale.parameters.amount('investment_plan.non_main_large');
  const least = scale.parameters.level('investment_plan.level.non_main');
  const atLarge = scale.parameters.level('investment_plan.level.non_main_large');
  const large = amount === null || amount >= from;
  if (main === true) scale.say('main_business', 'not_applicable', '属于主业', [basis.systemDefault]);
  else if (main === null) {
    scale.mayFloor(least, 'mainBusiness');
    if (large) scale.mayFloor(atLarge, 'mainBusiness');
  } else {
    scale.floor(least, 'main_business', '非主业投资', basis.systemDefault);
    if (amount === null) scale.mayFloor(atLarge, 'amount');
    else if (large) {
      const because = `非主业投资达到${plainWan(from)}万元`;
      scale.floor(atLarge, 'main_business', because, basis.systemDefault);
    }
  }
}

/** 3 投资计划: the plan, its adjustment, a project in or outside it. */
export function levelOfInvestment(
  scale: Scale,
  input: RouteInputOf<'investment_plan'>,
  measures: Measures,
): void {
  const { level, shareBands } = scale.parameters;
  const kind = input.kind ?? 'project';
  if (kind === 'annual_plan') {
    const plan = level('investment_plan.level.annual_plan');
    scale.table(plan, 'kind', '年度投资计划，抄报区国资委备案', basis.qijiang56);
  } else if (kind === 'adjustment') byChange(scale, 'investment_plan', input.facts?.change, (net) => net);
  else {
    byAmount(scale, measures.amount, measures.bands);
    byShareOfNetAssets(scale, measures, shareBands('investment_plan'));
    byPlan(scale, 'investment_plan', input.planned);
    byMainBusiness(scale, input, measures.amount);
  }
  if ((input.special ?? []).length > 0) {
    const special = level('investment_plan.level.special');
    scale.floor(special, 'special', '境外、金融、基金、控股型并购属特别监管类', basis.investmentRules);
  }
  byRelatedParty(scale, input);
}

/** 8 发行债券与重大融资. */
export function levelOfBondFinancing(
  scale: Scale,
  input: RouteInputOf<'bond_financing'>,
  measures: Measures,
): void {
  const { level, ratio: share } = scale.parameters;
  const [bond, watched] = [level('bond_financing.level.bond'), level('bond_financing.level.high_leverage')];
  const limit = share('bond_financing.leverage_limit');
  if ((input.kind ?? 'single') === 'annual_plan') {
    scale.table(level('bond_financing.level.annual_plan'), 'kind', '年度融资计划', basis.systemDefault);
    return;
  }
  const { instrument = null, leverageAfter = null } = input.facts ?? {};
  if (instrument === null) scale.mayReach(bond, 'facts.instrument');
  if (instrument === 'bond') {
    scale.table(bond, 'instrument', '公司信用类债券', basis.stateAssetsLaw('第三十一条'), basis.luozhuang);
  }
  if (instrument === 'non_standard') {
    const other = level('bond_financing.level.non_standard');
    scale.table(other, 'instrument', '非标准化融资', basis.systemDefault);
  }
  const leverage = `${plainPercent(limit)}%`;
  if (leverageAfter === null) scale.mayReach(watched, 'facts.leverageAfter');
  else if (compare(parseRatio(leverageAfter), limit) > 0) {
    const because = `融资后合并资产负债率超过${leverage}`;
    scale.table(watched, 'leverage', because, basis.systemDefault, basis.inclusion);
  } else {
    const because = `融资后合并资产负债率未超过${leverage}`;
    scale.say('leverage', 'not_applicable', because, [basis.systemDefault]);
  }
  byAmount(scale, measures.amount, measures.bands);
  byPlan(scale, 'bond_financing', input.planned);
  byRelatedParty(scale, input);
}

function isLongLease(years: number | string, limit: number): boolean {
  return typeof years === 'number' ? years > limit : compare(parseRatio(years), ratio(BigInt(limit))) > 0;
}

function byLease(scale: Scale, facts: NonNullable<RouteInputOf<'asset_disposal'>['facts']>): void {
  const { leaseYears = null, annualRent = null } = facts;
  const { amount, level, whole } = scale.parameters;
  const [limit, from] = [whole('asset_disposal.lease_years'), amount('asset_disposal.large_rent')];
  const [byYears, byRent] = [
    level('asset_disposal.level.long_lease'),
    level('asset_disposal.level.large_rent'),
  ];
  const otherwise = level('asset_disposal.level.lease');
  const long = leaseYears === null ? null : isLongLease(leaseYears, limit);
  const large = annualRent === null ? null : parseYuan(annualRent) >= from;
  const rent = `${plainWan(from)}万元`;
  if (long === null) scale.mayReach(higher(byYears, otherwise), 'facts.leaseYears');
  if (large === null) scale.mayReach(higher(byRent, otherwise), 'facts.annualRent');
  if (long === true) scale.table(byYears, 'lease_years', `出租期限超过${limit}年`, basis.systemDefault);
  if (large === true) scale.table(byRent, 'annual_rent', `年租金达到${rent}`, basis.systemDefault);
  if (long === false && large === false) {
    const because = `出租期限不超过${limit}年且年租金不足${rent}`;
    scale.table(otherwise, 'lease', because, basis.systemDefault);
  }
}

/** 10 重大资产处置. Land, buildings, IP and vehicles never stay with the company. */
export function levelOfAssetDisposal(
  scale: Scale,
  input: RouteInputOf<'asset_disposal'>,
  measures: Measures,
): void {
  const facts = input.facts ?? {};
  const { isOn, level, shareBands } = scale.parameters;
  const four = level('asset_disposal.level.four_classes');
  const [mode, kind] = [facts.mode ?? null, facts.class ?? null];
  byRelatedParty(scale, input);
  if (mode === 'lease') {
    byLease(scale, facts);
    return;
  }
  // Without the mode it may be a lease, which is measured quite differently.
  if (mode === null) scale.needs('facts.mode');
  else if (mode !== 'public') {
    const because = mode === 'non_public' ? '非公开协议转让' : '无偿划转';
    const raises = isOn(`asset_disposal.raise.${mode}`);
    raiseIf(scale, raises, 'mode', because, basis.systemDefault);
  } else scale.say('mode', 'not_applicable', '公开进场交易', [basis.systemDefault]);
  if (kind === null) scale.mayReach(four, 'facts.class');
  else if (kind === 'other') scale.say('class', 'not_applicable', '不属于四类资产', [basis.qijiang306]);
  else scale.table(four, 'class', '土地、房屋、知识产权、车辆', basis.qijiang306);
  byAmount(scale, measures.amount, measures.bands);
  byShareOfNetAssets(scale, measures, shareBands('asset_disposal'));
}

function larger(a: Fen, b: Fen): Fen {
  if (a > b) return a;
  return b;
}

/** 14 捐赠: the single gift, the year with it, the budget. The year counts from `sasac` up. */
export function levelOfDonation(scale: Scale, input: RouteInputOf<'donation'>, measures: Measures): void {
  const facts = input.facts ?? {};
  const budgeted = facts.budgeted ?? null;
  const before = facts.yearTotalBefore == null ? null : parseYuan(facts.yearTotalBefore);
  const ofYear = measures.bands.filter((band) => rankOf(band.level) >= rankOf('sasac'));
  const ofGift = measures.bands.filter((band) => rankOf(band.level) < rankOf('sasac'));
  const yearAtLeast = fen((before ?? 0n) + (measures.own ?? 0n));
  const aggregate = measures.amount ?? fen(0n);
  const year = larger(yearAtLeast, aggregate);
  byAmount(scale, measures.amount, ofGift);
  for (const band of ofYear) {
    if (year >= band.from) {
      const sources = band.level === 'gov' ? [basis.donationExample] : [basis.systemDefault];
      scale.table(band.level, 'year_total', '年累计(含本次)达到上限', ...sources);
      continue;
    }
    if (before === null) scale.mayReach(band.level, 'facts.yearTotalBefore');
    if (measures.own === null) scale.mayReach(band.level, 'amount');
  }
  const unbudgeted = scale.parameters.level('donation.level.unbudgeted');
  const raises = scale.parameters.isOn('donation.raise.unbudgeted');
  if (budgeted === null) {
    scale.mayReach(unbudgeted, 'facts.budgeted');
    if (raises) scale.mayRaise('facts.budgeted');
  } else if (budgeted) scale.say('budgeted', 'not_applicable', '预算内捐赠', [basis.donationRules]);
  else {
    scale.table(unbudgeted, 'budgeted', '预算外捐赠', basis.donationRules);
    raiseIf(scale, raises, 'budgeted', '预算外捐赠', basis.systemDefault);
  }
  barDonation(scale, facts);
}

function barDonation(scale: Scale, facts: NonNullable<RouteInputOf<'donation'>['facts']>): void {
  const { lossMaking = null, wagesOwed = null, disasterRelief = null } = facts;
  if (disasterRelief === true) {
    scale.say('donation_barred', 'not_applicable', '抢险救灾捐赠不受亏损、欠薪限制', [basis.systemDefault]);
    return;
  }
  const barred = scale.parameters.isOn('donation.bar.poor');
  const poor = lossMaking === true || wagesOwed === true;
  if (barred) {
    if (!poor && lossMaking === null) scale.needs('facts.lossMaking');
    if (!poor && wagesOwed === null) scale.needs('facts.wagesOwed');
    if (poor && disasterRelief === null) scale.needs('facts.disasterRelief');
    if (poor && disasterRelief === null) return;
  }
  const because = '亏损或欠薪企业不得对外捐赠(抢险救灾除外)';
  barIf(
    scale,
    barred,
    'DONATION_BARRED',
    { holds: poor, because, otherwise: '未发现亏损或欠薪' },
    basis.systemDefault,
  );
}
