import type { Basis, Finding } from '../kernel/basis.ts';
import { inForce } from '../kernel/dated.ts';
import { addMonths, type LocalDate } from '../kernel/local-date.ts';
import { fen, multiplyRatio } from '../kernel/money.ts';
import { compare, formatPercent, type Ratio } from '../kernel/ratio.ts';
import { incomeRates, specialTreatments, stateAssetsReceived } from './transfer-tax-law.ts';
import {
  type JudgedTax,
  lacking,
  noHolding,
  type TaxLine,
  type TransferTaxQuestion,
} from './transfer-tax-question.ts';

const zero = fen(0n);
const notResident: Finding = {
  code: 'NOT_RESIDENT_ENTERPRISE',
  because: '划出方是机关事业单位，不是居民企业，不适用特殊性税务处理',
};
const line = (rest: Omit<TaxLine, 'tax'>): TaxLine => ({ tax: 'corporate_income', ...rest });
const percent = (rate: Ratio): string => `${formatPercent(rate, 2)}%`;

function unknown(blocks: readonly Finding[], because: string, basis: readonly Basis[] = []): JudgedTax {
  return {
    line: line({ treatment: 'confirm', amount: null, because }),
    basis,
    blocks: [...blocks, lacking(because)],
  };
}

function rateOn({ rates, on }: TransferTaxQuestion): { rate: Ratio; basis: readonly Basis[] } | null {
  if (rates?.corporateIncome !== undefined) return { rate: rates.corporateIncome, basis: [] };
  const row = inForce(incomeRates, on);
  return row && { rate: row.rate, basis: [row.basis] };
}

/** What a company gets from a public body: by what the approval says it is. */
function fromPublicBody(question: TransferTaxQuestion): JudgedTax {
  const { asset, approvalSays = 'silent', on } = question;
  const { value } = asset;
  const blocks = question.claims === 'special' ? [notResident] : [];
  const row = inForce(stateAssetsReceived, on);
  const rate = rateOn(question);
  if (row === null || rate === null) return unknown(blocks, '该日的企业所得税规则未收录，须税务确认');
  const judged = (rest: Omit<TaxLine, 'tax'>, more: readonly Basis[] = []): JudgedTax => ({
    line: line(rest),
    basis: [row.basis, ...more],
    blocks,
  });
  if (approvalSays === 'state_capital') {
    const because = '批复明确作为国家资本金，不计入收入，按接收价值确定计税基础';
    return judged({ treatment: 'not_income', amount: zero, taxBasis: value, because });
  }
  if (approvalSays === 'special_purpose') {
    const because = '批复指定专门用途，作为不征税收入，其折旧、摊销不得扣除';
    return judged({ treatment: 'non_taxable_income', amount: zero, taxBasis: zero, because });
  }
  if (question.path === 'P3') {
    return unknown(blocks, '有偿受让须说明是否作价出资（approvalSays），价款不是收入', [row.basis]);
  }
  const because = `批复未明确作为国家资本金或专门用途，按接收价值计入收入，税率 ${percent(rate.rate)}`;
  const amount = multiplyRatio(value, rate.rate);
  return judged({ treatment: 'taxable', amount, taxBasis: value, because }, rate.basis);
}

const conditionNames = {
  atBookValue: '按账面净值划转',
  noGainBooked: '双方会计上未确认损益',
  businessPurpose: '具有合理商业目的',
} as const;

function conditionFindings({ path, conditions }: TransferTaxQuestion): Finding[] {
  if (path === 'P3') {
    return [{ code: 'CONDITIONS', because: '有偿转让不是按账面净值划转，不适用特殊性税务处理' }];
  }
  if (conditions === undefined) return [lacking('须填写特殊性税务处理的三项条件（conditions）')];
  const unmet = (Object.keys(conditionNames) as (keyof typeof conditionNames)[])
    .filter((name) => !conditions[name])
    .map((name) => conditionNames[name]);
  return unmet.length === 0
    ? []
    : [{ code: 'CONDITIONS', because: `不符合特殊性税务处理的条件：${unmet.join('、')}` }];
}

/** Why the special treatment is not open; nothing: it is. */
function againstSpecial(question: TransferTaxQuestion, share: Ratio): Finding[] {
  const { holding } = question;
  if (holding === undefined) return [noHolding, ...conditionFindings(question)];
  const notWhole: Finding[] =
    compare(holding.share, share) < 0
      ? [{ code: 'NOT_WHOLLY_HELD', because: '持股不足 100%，不适用特殊性税务处理' }]
      : [];
  const notDirect: Finding[] = holding.direct
    ? []
    : [{ code: 'NOT_DIRECT', because: '不是直接持有，不适用特殊性税务处理' }];
  return [...notWhole, ...notDirect, ...conditionFindings(question)];
}

/** The gain of the giver is taxed, and the receiver starts from the value. */
function ordinary(question: TransferTaxQuestion, blocks: readonly Finding[]): JudgedTax {
  const { value, basis } = question.asset;
  const rate = rateOn(question);
  if (rate === null) return unknown(blocks, '该日的企业所得税税率未收录，须税务确认');
  const gain = value > basis ? fen(value - basis) : zero;
  const because = `按一般性税务处理，划出方对价值超过计税基础的部分纳税，税率 ${percent(rate.rate)}`;
  return {
    line: line({
      treatment: 'ordinary',
      amount: multiplyRatio(gain, rate.rate),
      taxBasis: value,
      because,
    }),
    basis: rate.basis,
    blocks,
  };
}

function betweenCompanies(question: TransferTaxQuestion): JudgedTax {
  if (question.claims === 'ordinary') return ordinary(question, []);
  const row = inForce(specialTreatments, question.on);
  if (row === null) return ordinary(question, [lacking('该日的特殊性税务处理规则未收录')]);
  const blocks = againstSpecial(question, row.share);
  if (blocks.length > 0) {
    const judged = ordinary(question, blocks);
    return { ...judged, basis: [row.basis, ...judged.basis] };
  }
  const lockedUntil: LocalDate = addMonths(question.on, row.lockedMonths);
  const because = `双方不确认所得，计税基础不变；至 ${lockedUntil} 不得改变原来的实质性经营活动`;
  return {
    line: line({ treatment: 'special', amount: zero, taxBasis: question.asset.basis, because }),
    basis: [row.basis],
    blocks,
    lockedUntil,
  };
}

/** Corporate income tax 企业所得税 of a transfer: of the receiver from a public body, of the giver between companies. */
export function incomeTax(question: TransferTaxQuestion): JudgedTax {
  if (question.path === 'P4') {
    const because = '只移交管护，权属和账务留在原单位，没有所得';
    return { line: line({ treatment: 'not_income', amount: zero, because }), basis: [], blocks: [] };
  }
  return question.from === 'public_body' ? fromPublicBody(question) : betweenCompanies(question);
}
