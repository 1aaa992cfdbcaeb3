import { addYears, type LocalDate, tryLocalDate } from '../kernel/local-date.ts';
import { formatYuan, tryParseYuan } from '../kernel/money.ts';
import { compare, ONE, type Ratio } from '../kernel/ratio.ts';
import type { PlanFactName, PlanFacts, PlanItem } from './plan.ts';

/** The legal form of the target; null where nobody has said. */
export type TargetForm = 'wholly_state_owned' | 'limited' | 'joint_stock' | null;

/** What a condition is judged on: the item, and what the register says of those it names before the plan. */
export type ConditionQuestion = {
  readonly item: PlanItem;
  readonly facts: PlanFacts;
  readonly form: TargetForm;
  /** What the state owns of giver and taker through every chain; null where the register does not say. */
  readonly stateShares: readonly { readonly name: string; readonly share: Ratio | null }[];
  /** Who holds the target beside giver and taker. */
  readonly otherHolders: readonly string[];
  readonly takerHolds: boolean;
  /** Absorbed and absorber wholly of the same group, and it wholly the state's. */
  readonly withinStateGroup: boolean;
  readonly on: LocalDate;
};

/** How a condition stands; `said` is what it stands on, where that helps. */
export type ConditionVerdict = {
  readonly outcome: 'pass' | 'fail' | 'not_applicable' | 'data_insufficient';
  readonly said?: string;
};

const pass: ConditionVerdict = { outcome: 'pass' };
const lacking = (what: string): ConditionVerdict => ({ outcome: 'data_insufficient', said: `缺${what}` });

/** Holds, does not, or nobody knows. */
export const inOrder = (holds: boolean | null, what: string): ConditionVerdict =>
  holds === null ? lacking(what) : { outcome: holds ? 'pass' : 'fail' };

/** Judged by one fact; a value that settles nothing is too little to judge by. */
export const settledBy =
  (fact: PlanFactName, what: string, verdicts: Readonly<Record<string, boolean>>) =>
  ({ facts }: ConditionQuestion): ConditionVerdict => {
    const said = facts[fact];
    return inOrder(said === undefined ? null : (verdicts[said] ?? null), what);
  };

/** Giver and taker are wholly the state's. */
export function judgeParties({ stateShares }: ConditionQuestion): ConditionVerdict {
  const mixed = stateShares.filter(({ share }) => share !== null && compare(share, ONE) < 0);
  if (mixed.length > 0)
    return { outcome: 'fail', said: `${mixed.map(({ name }) => name).join('、')}不是国有全资` };
  const unknown = stateShares.filter(({ share }) => share === null);
  return unknown.length === 0 ? pass : lacking(`${unknown.map(({ name }) => name).join('、')}的股权资料`);
}

/** Appraised, filed, and not older than a year. Only a merger inside a state group may go without. */
export const judgeAppraisal =
  (mayBeExempt: boolean) =>
  ({ facts, on, withinStateGroup }: ConditionQuestion): ConditionVerdict => {
    if (mayBeExempt && withinStateGroup) return { outcome: 'not_applicable', said: '国有独资集团内部合并' };
    if (facts.appraisal === undefined) return lacking('评估情况');
    if (facts.appraisal !== 'filed')
      return {
        outcome: 'fail',
        said: facts.appraisal === 'exempt' ? '这一方式不能免于评估' : '尚未核准或备案',
      };
    const base = facts.appraisedOn === undefined ? null : tryLocalDate(facts.appraisedOn);
    if (base === null) return lacking('评估基准日');
    const until = addYears(base, 1);
    return on <= until ? pass : { outcome: 'fail', said: `评估结果已于 ${until} 到期` };
  };

function against(
  asked: string | null,
  { appraised }: PlanFacts,
  lawful: (price: bigint, worth: bigint) => boolean,
): ConditionVerdict {
  const price = asked === null ? null : tryParseYuan(asked);
  const worth = appraised === undefined ? null : tryParseYuan(appraised);
  if (price === null || worth === null) return lacking('评估结果');
  if (lawful(price, worth)) return pass;
  return { outcome: 'fail', said: `作价 ${formatYuan(price)} 元，评估结果 ${formatYuan(worth)} 元` };
}

/** State shares are not sold below what they were appraised at. */
export const judgePrice = ({ item, facts }: ConditionQuestion): ConditionVerdict =>
  against('price' in item ? item.price : null, facts, (price, worth) => price >= worth);

/** What is put in is not counted for more than it was appraised at. */
export const judgeTakenValue = ({ item, facts }: ConditionQuestion): ConditionVerdict =>
  against('invested' in item ? item.invested : null, facts, (price, worth) => price <= worth);

/** The other holders of a limited company, where there are any and shares go to somebody new. */
export function judgeOtherHolders({
  item,
  facts,
  form,
  otherHolders,
  takerHolds,
}: ConditionQuestion): ConditionVerdict {
  if (otherHolders.length === 0) return { outcome: 'not_applicable', said: '没有其他股东' };
  if (takerHolds && item.method !== 'capital_increase')
    return { outcome: 'not_applicable', said: '股东之间转让' };
  if (form === 'joint_stock') return { outcome: 'not_applicable', said: '股份有限公司' };
  if (form === null) return lacking('企业类型');
  if (facts.otherHolders === undefined) return lacking('其他股东的意见');
  return inOrder(facts.otherHolders === 'waived', '其他股东的意见');
}
