import { barIf, raiseIf, type Scale } from './level-scale.ts';
import { byRelatedParty } from './level-transactions.ts';
import * as basis from './matter-basis.ts';
import type { RouteInputOf } from './route-input.ts';

type Equity = NonNullable<RouteInputOf<'equity_transfer'>['facts']>;

function bySubject(scale: Scale, facts: Equity, within: boolean): void {
  const { level } = scale.parameters;
  const subject = facts.subject ?? null;
  if (subject === null) scale.mayReach(level('equity_transfer.level.tier1'), 'facts.subject');
  else if (subject === 'tier1') {
    scale.table(
      level('equity_transfer.level.tier1'),
      'subject',
      '一级企业股权',
      basis.stateAssetsLaw('第五十三条'),
      basis.qijiang306,
    );
  } else if (within) {
    const own = level('equity_transfer.level.within_group');
    scale.table(own, 'within_group', '集团内全资主体间无偿划转', basis.freeTransferInGroup);
  } else if (subject === 'subsidiary') {
    scale.table(level('equity_transfer.level.subsidiary'), 'subject', '子企业股权', basis.qijiang306);
  } else {
    scale.table(level('equity_transfer.level.participation'), 'subject', '参股股权', basis.systemDefault);
  }
}

function byTransferMode(scale: Scale, facts: Equity, within: boolean): void {
  const mode = facts.mode ?? null;
  const raises = scale.parameters.isOn('equity_transfer.raise.non_public');
  const between = scale.parameters.level('equity_transfer.level.between_groups');
  if (mode === null) {
    if (raises) scale.mayRaise('facts.mode');
    scale.mayReach(between, 'facts.mode');
  } else if (mode === 'non_public') {
    raiseIf(scale, raises, 'mode', '非公开协议转让', basis.systemDefault);
  } else if (mode === 'free_transfer' && !within) {
    scale.table(between, 'mode', '不同集团间无偿划转', basis.freeTransferRules);
  } else scale.say('mode', 'not_applicable', '未采用非公开协议方式', [basis.systemDefault]);
}

/** 4 股权转让. */
export function levelOfEquityTransfer(scale: Scale, input: RouteInputOf<'equity_transfer'>): void {
  const facts: Equity = input.facts ?? {};
  const across = facts.acrossInvestors === true;
  const within = facts.mode === 'free_transfer' && facts.withinGroupWholly === true && !across;
  const control = scale.parameters.level('equity_transfer.level.control_lost');
  bySubject(scale, facts, within);
  byTransferMode(scale, facts, within);
  if (facts.losesControl === true) {
    scale.table(control, 'control', '致国家丧失控股', basis.stateAssetsLaw('第五十三条'));
  } else if (facts.losesControl === false) {
    scale.say('control', 'not_applicable', '不致国家丧失控股', [basis.stateAssetsLaw('第五十三条')]);
  } else scale.mayReach(control, 'facts.losesControl');
  byRelatedParty(scale, input);
  if (across) {
    const both = scale.parameters.level('equity_transfer.level.across_investors');
    scale.floor(both, 'across_investors', '跨出资人，双方国资机构分别批准', basis.freeTransferRules);
  }
}

/** 5 章程修改. */
export function levelOfArticles(scale: Scale, input: RouteInputOf<'articles_amendment'>): void {
  const { level } = scale.parameters;
  if (input.company.tier === 1) {
    const first = level('articles_amendment.level.tier1');
    scale.table(first, 'tier', '一级企业章程', basis.companyLaw('第一百七十二条'), basis.systemDefault);
  } else {
    const other = level('articles_amendment.level.subsidiary');
    scale.table(other, 'tier', '子企业章程由一级企业审批', basis.systemDefault);
  }
  if (input.facts?.registrationItemsOnly === true) {
    scale.say('registration_items', 'pass', '仅登记事项变化，按简易程序办理', [basis.systemDefault]);
  }
}

/** 6 增减注册资本. */
export function levelOfCapitalChange(scale: Scale, input: RouteInputOf<'capital_change'>): void {
  const { direction = null, newShareholder = null, losesControl = null } = input.facts ?? {};
  const { level } = scale.parameters;
  const control = level('capital_change.level.control_lost');
  const first = input.company.tier === 1;
  const core = basis.companyLaw('第一百七十二条');
  if (first) {
    const own = level('capital_change.level.tier1');
    scale.table(own, 'tier', '一级企业增减注册资本', core, basis.systemDefault);
  } else {
    const own = level('capital_change.level.subsidiary');
    scale.table(own, 'tier', '子企业增减注册资本', basis.systemDefault);
  }
  const newcomer = level(
    first ? 'capital_change.level.newcomer_tier1' : 'capital_change.level.newcomer_subsidiary',
  );
  if (direction === 'decrease') {
    scale.say('new_shareholder', 'not_applicable', '减资不引入新股东', [basis.qijiang306]);
  } else if (newShareholder === true && direction === 'increase') {
    scale.table(newcomer, 'new_shareholder', '引入新股东的增资', basis.qijiang306);
  } else if (newShareholder === false) {
    scale.say('new_shareholder', 'not_applicable', '未引入新股东', [basis.qijiang306]);
  } else {
    if (newShareholder === null) scale.mayReach(newcomer, 'facts.newShareholder');
    if (direction === null) scale.mayReach(newcomer, 'facts.direction');
  }
  if (losesControl === true) {
    scale.table(control, 'control', '致国家丧失控股', basis.stateAssetsLaw('第五十三条'));
  } else if (losesControl === null) scale.mayReach(control, 'facts.losesControl');
  else scale.say('control', 'not_applicable', '不致国家丧失控股', [basis.stateAssetsLaw('第五十三条')]);
}

/** 7 合并分立改制解散清算破产. What is required before hangs on the type, so the type is asked for. */
export function levelOfReorganization(scale: Scale, input: RouteInputOf<'reorganization'>): void {
  const { level } = scale.parameters;
  const { important, tier } = input.company;
  const key = level('reorganization.level.key_subsidiary');
  const keySubsidiary = input.company.keySubsidiary ?? null;
  if ((input.facts?.type ?? null) === null) scale.needs('facts.type');
  if (important) {
    const laws = [basis.stateAssetsLaw('第三十四条'), basis.stateAssetsLaw('第四十条')];
    scale.table(level('reorganization.level.important'), 'important', '重要企业名录内企业', ...laws);
  } else if (tier === 1) {
    const first = level('reorganization.level.tier1');
    scale.table(first, 'tier', '其他一级企业', basis.stateAssetsLaw('第三十一条'));
  } else if (keySubsidiary === true) {
    scale.table(key, 'key_subsidiary', '重要子企业', basis.systemDefault);
  } else {
    if (keySubsidiary === null) scale.mayReach(key, 'company.keySubsidiary');
    const other = level('reorganization.level.subsidiary');
    scale.table(other, 'tier', '其他子企业', basis.systemDefault);
  }
}

/** 11 利润分配. */
export function levelOfProfitDistribution(scale: Scale, input: RouteInputOf<'profit_distribution'>): void {
  const { lossUncovered = null, reserveBarred = null, accountsVerified = null } = input.facts ?? {};
  const { level } = scale.parameters;
  if (input.company.tier === 1) {
    const laws = [basis.companyLaw('第一百七十二条'), basis.stateAssetsLaw('第三十一条')];
    scale.table(level('profit_distribution.level.tier1'), 'tier', '一级企业利润分配', ...laws);
  } else {
    const other = level('profit_distribution.level.subsidiary');
    scale.table(other, 'tier', '子企业利润分配', basis.systemDefault);
  }
  if (lossUncovered === null) scale.needs('facts.lossUncovered');
  else {
    const law = basis.companyLaw('第二百一十条');
    scale.bar('LOSS_UNCOVERED', lossUncovered, '亏损尚未弥补，不得分配利润', '无未弥补亏损', law);
  }
  if (reserveBarred === null) scale.needs('facts.reserveBarred');
  else {
    const because = '减资弥补亏损后公积金累计未达注册资本50%，不得分配利润';
    const law = basis.companyLaw('第二百二十五条');
    scale.bar('RESERVE_BARRED', reserveBarred, because, '无减资弥亏后的分配限制', law);
  }
  const barred = scale.parameters.isOn('profit_distribution.bar.accounts_not_verified');
  if (barred && accountsVerified === null) scale.needs('facts.accountsVerified');
  else {
    const because = '本年度决算尚未核准，不得受理利润分配';
    const said = { holds: accountsVerified === false, because, otherwise: '本年度决算已核准' };
    barIf(scale, barred, 'ACCOUNTS_NOT_VERIFIED', said, basis.systemDefault);
  }
}
