import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { inForce } from '../kernel/dated.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { fen, multiplyRatio } from '../kernel/money.ts';
import { compare, formatPercent, type Ratio } from '../kernel/ratio.ts';
import { brokenLockUps } from './lock-up.ts';
import { incomeTax } from './transfer-income-tax.ts';
import {
  confirmations,
  deedExemptions,
  deedRates,
  deedTaxLaw,
  type TaxToConfirm,
  transferTaxes,
} from './transfer-tax-law.ts';
import {
  type JudgedTax,
  lacking,
  noHolding,
  type TaxLine,
  type TransferTaxes,
  type TransferTaxQuestion,
} from './transfer-tax-question.ts';

const deedLine = (rest: Omit<TaxLine, 'tax' | 'taxBasis'>): TaxLine => ({ tax: 'deed', ...rest });

function free(treatment: 'exempt' | 'not_taxed', because: string, basis: readonly Basis[]): JudgedTax {
  return { line: deedLine({ treatment, amount: fen(0n), because }), basis, blocks: [] };
}

function deedRate({ rates, on }: TransferTaxQuestion): { rate: Ratio; basis: readonly Basis[] } | null {
  const row = inForce(deedRates, on);
  if (row === null) return null;
  return rates?.deed === undefined ? { rate: row.rate, basis: [row.basis] } : { rate: rates.deed, basis: [] };
}

function deedTaxed(question: TransferTaxQuestion, why: string, blocks: readonly Finding[]): JudgedTax {
  const rate = deedRate(question);
  if (rate === null) {
    const because = '该日的契税规则未收录，须税务确认';
    return {
      line: deedLine({ treatment: 'confirm', amount: null, because }),
      basis: [],
      blocks: [lacking(because)],
    };
  }
  const amount = multiplyRatio(question.asset.value, rate.rate);
  const because = `${why}，税率 ${formatPercent(rate.rate, 2)}%`;
  return {
    line: deedLine({ treatment: 'taxable', amount, because }),
    basis: [deedTaxLaw, ...rate.basis],
    blocks,
  };
}

/** Deed tax 契税: a transfer is taxable, and every exemption has to be shown. */
function deedTax(question: TransferTaxQuestion): JudgedTax {
  const { asset, from, holding, path } = question;
  if (path === 'P4') return free('not_taxed', '只移交管护，权属不转移', []);
  if (asset.class !== 'land' && asset.class !== 'plant') {
    return free('not_taxed', '不是土地、房屋权属，不征契税', [deedTaxLaw]);
  }
  if (path === 'P3') return deedTaxed(question, '有偿转让不是划转，不免征', []);
  const row = inForce(deedExemptions, question.on);
  if (row === null) return deedTaxed(question, '该日不在划转免征的期间内', []);
  if (question.administrativeOrder === true) return free('exempt', '行政性调整、划转，免征', [row.basis]);
  if (from === 'public_body') return deedTaxed(question, '未按行政性调整、划转办理，不免征', []);
  if (holding === undefined) return deedTaxed(question, '不能证明全资，不免征', [noHolding]);
  return compare(holding.share, row.share) < 0
    ? deedTaxed(question, '持股不足 100%，不是同一投资主体内部的划转，不免征', [])
    : free('exempt', '同一投资主体内部划转，免征', [row.basis]);
}

/** What hangs on facts that are not asked for. */
function confirm(tax: TaxToConfirm, on: LocalDate): JudgedTax {
  const row = inForce(confirmations[tax], on);
  const because = row?.because ?? '须税务确认';
  const line: TaxLine = { tax, treatment: 'confirm', amount: null, because };
  return { line, basis: row === null ? [] : [row.basis], blocks: [] };
}

function reasonOf({ line, basis, blocks }: JudgedTax): Reason {
  const refused = blocks.some((block) => block.code !== 'DATA_INSUFFICIENT');
  const open = blocks.length > 0 || line.treatment === 'confirm';
  const outcome = refused
    ? 'fail'
    : open
      ? 'data_insufficient'
      : line.treatment === 'not_taxed'
        ? 'not_applicable'
        : 'pass';
  const because = [...new Set([...blocks.map((block) => block.because), line.because])].join('；');
  return { rule: line.tax.toUpperCase(), outcome, because, basis: [...basis] };
}

/**
 * The taxes of an asset that changes hands, with the treatment of each: what is exempt has to be shown, a special
 * treatment that is refused falls back to the ordinary one, and what cannot be told here is to be confirmed.
 */
export function transferTax(question: TransferTaxQuestion): TransferTaxes {
  const judged = transferTaxes.map((tax) => {
    if (tax === 'corporate_income') return incomeTax(question);
    return tax === 'deed' ? deedTax(question) : confirm(tax, question.on);
  });
  const lockedUntil = judged.find((each) => each.lockedUntil !== undefined)?.lockedUntil;
  return {
    taxes: judged.map((each) => each.line),
    ...(lockedUntil === undefined ? {} : { lockedUntil }),
    // The holding may be missing for two taxes; it is asked for once.
    blocks: [...new Set(judged.flatMap((each) => each.blocks))],
    warnings: lockedUntil === undefined ? [] : brokenLockUps(question.events ?? [], question.on, lockedUntil),
    reasons: judged.map(reasonOf),
  };
}
