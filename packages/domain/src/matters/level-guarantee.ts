import { fen, parseYuan } from '../kernel/money.ts';
import { parseRatio, type Ratio } from '../kernel/ratio.ts';
import { byAmount, type Measures, plainPercent } from './level-measures.ts';
import { barIf, type Scale } from './level-scale.ts';
import { byPlan, byRelatedParty } from './level-transactions.ts';
import * as basis from './matter-basis.ts';
import type { RouteInputOf } from './route-input.ts';

type Facts = NonNullable<RouteInputOf<'external_guarantee'>['facts']>;

const money = (text: string | null | undefined) => (text == null ? null : parseYuan(text));

function exceeds(total: bigint, netAssets: bigint, cap: Ratio): boolean {
  return netAssets <= 0n || total * cap.denominator > netAssets * cap.numerator;
}

function barParties(scale: Scale, facts: Facts): void {
  const { guarantor = null, relation = null, distressed = null } = facts;
  if (guarantor === null) scale.needs('facts.guarantor');
  else {
    const because = '机关法人不得为保证人';
    const law = basis.civilCode('第六百八十三条');
    scale.bar('GUARANTOR_PUBLIC_BODY', guarantor === 'public_body', because, '担保人为企业', law);
  }
  if ((facts.form ?? null) === null) scale.needs('facts.form');
  if (relation === null) scale.needs('facts.relation');
  else {
    const because = '不得为集团外无股权关系的非国有主体提供担保或出借资金';
    const otherwise = '被担保人有股权关系或为国有企业';
    scale.bar('GUARANTEE_OUTSIDE_GROUP', relation === 'outside', because, otherwise, basis.guaranteeRules);
  }
  const barred = scale.parameters.isOn('external_guarantee.bar.distressed');
  if (barred && distressed === null) scale.needs('facts.distressed');
  else {
    const because = '被担保人关停破产、资不抵债或连续亏损且经营现金流为负';
    const said = { holds: distressed === true, because, otherwise: '被担保人无上述情形' };
    barIf(scale, barred, 'GUARANTEE_DISTRESSED', said, basis.guaranteeExample);
  }
}

function barOverShare(scale: Scale, facts: Facts, measures: Measures): void {
  if (facts.relation !== 'controlled' && facts.relation !== 'participation') return;
  const share = facts.shareRatio == null ? null : parseRatio(facts.shareRatio);
  const debt = money(facts.debt);
  if (share === null) scale.needs('facts.shareRatio');
  if (debt === null) scale.needs('facts.debt');
  if (share === null || debt === null || measures.own === null) return;
  const over = measures.own * share.denominator > debt * share.numerator;
  const because = '担保额超过按持股比例应承担的份额';
  scale.bar('GUARANTEE_OVER_SHARE', over, because, '担保额未超过持股比例份额', basis.guaranteeRules);
}

function barCaps(scale: Scale, facts: Facts, measures: Measures): void {
  const group = money(facts.groupNetAssets);
  const balance = money(facts.balanceBefore);
  const single = money(facts.singleBalanceBefore);
  const { own, netAssets } = measures;
  const groupCap = scale.parameters.ratio('external_guarantee.group_cap');
  const singleCap = scale.parameters.ratio('external_guarantee.single_cap');
  if (group === null) scale.needs('facts.groupNetAssets');
  if (balance === null) scale.needs('facts.balanceBefore');
  if (single === null) scale.needs('facts.singleBalanceBefore');
  if (netAssets === null) scale.needs('company.netAssets');
  if (own === null) scale.needs('amount');
  const groupOver =
    group !== null && balance !== null && own !== null && exceeds(fen(balance + own), group, groupCap);
  const singleOver =
    netAssets !== null && single !== null && own !== null && exceeds(fen(single + own), netAssets, singleCap);
  const because = [
    ...(groupOver ? [`集团担保余额(含本次)超过集团合并净资产的${plainPercent(groupCap)}%`] : []),
    ...(singleOver ? [`单户担保余额(含本次)超过本企业净资产的${plainPercent(singleCap)}%`] : []),
  ].join('；');
  const sources = [basis.guaranteeRules, basis.systemDefault];
  const complete = ![group, balance, single, netAssets, own].includes(null);
  if (groupOver || singleOver || complete) {
    scale.bar('GUARANTEE_CAP_EXCEEDED', groupOver || singleOver, because, '担保余额未超过上限', ...sources);
  }
}

/** 9 对外担保与资金出借. The bars look at this guarantee alone: the balances already hold the earlier ones. */
export function levelOfGuarantee(
  scale: Scale,
  input: RouteInputOf<'external_guarantee'>,
  measures: Measures,
): void {
  const facts = input.facts ?? {};
  const { level } = scale.parameters;
  if (facts.relation === 'participation') {
    const partly = level('external_guarantee.level.participation');
    scale.table(partly, 'relation', '为参股企业按股比担保', basis.systemDefault);
  }
  if (facts.relation === 'other_state') {
    const other = level('external_guarantee.level.other_state');
    scale.table(other, 'relation', '为其他国有企业担保或出借', basis.luozhuang);
  }
  byAmount(scale, measures.amount, measures.bands);
  byPlan(scale, 'external_guarantee', input.planned);
  byRelatedParty(scale, input);
  barParties(scale, facts);
  barOverShare(scale, facts, measures);
  barCaps(scale, facts, measures);
}
