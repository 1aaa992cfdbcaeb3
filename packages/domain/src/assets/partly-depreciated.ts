import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { divideHalfUp } from '../kernel/ratio.ts';

/** A card as it is brought in, in the middle of its life. Months are first days. */
export type CardBroughtIn = {
  readonly cost: Fen;
  readonly residual: Fen;
  readonly depreciation: Fen;
  readonly impairment: Fen;
  readonly formedOn: LocalDate;
  /** The last month that is charged. */
  readonly chargedThrough: LocalDate;
  /** The whole useful life in months. */
  readonly life: number;
  /**
   * Whether what is formed in a month is charged in it already: so in the books of public bodies (政府会计准则第3号——固定资产应用指南
   * 〔忆〕); in those of companies from the next month on (企业会计准则第4号——固定资产应用指南〔忆〕).
   */
  readonly chargedAtOnce: boolean;
};

/** How the charge goes on, or what the accumulated depreciation ought to be. */
export type Continuation =
  | { readonly ok: true; readonly monthly: Fen; readonly monthsLeft: number }
  | { readonly ok: false; readonly problem: 'differs'; readonly expected: Fen }
  | { readonly ok: false; readonly problem: 'left_after_life' };

const monthNumber = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** Months charged by the end of `chargedThrough`, at most the whole life. */
export function monthsCharged(
  card: Omit<CardBroughtIn, 'cost' | 'residual' | 'depreciation' | 'impairment'>,
) {
  const passed = monthNumber(card.chargedThrough) - monthNumber(card.formedOn) + (card.chargedAtOnce ? 1 : 0);
  return Math.min(Math.max(passed, 0), card.life);
}

/**
 * Goes on with the straight line from what is left: cost less residual value, depreciation and impairment over the months that
 * remain. Depreciation that is not that of the months charged is refused with the amount it ought to be; each month may have been
 * rounded by itself. After an impairment less was charged than the first plan says, never more.
 */
export function continueDepreciation(card: CardBroughtIn): Continuation {
  const { cost, residual, depreciation, impairment, life } = card;
  const charged = monthsCharged(card);
  const base = cost - residual;
  const expected = fen(divideHalfUp(base * BigInt(charged), BigInt(life)));
  const rounding = BigInt(Math.ceil(charged / 2));
  const over = depreciation - expected;
  if (over > rounding || (impairment === 0n && -over > rounding))
    return { ok: false, problem: 'differs', expected };
  const left = base - depreciation - impairment;
  const monthsLeft = life - charged;
  if (monthsLeft > 0)
    return { ok: true, monthly: fen(divideHalfUp(left > 0n ? left : 0n, BigInt(monthsLeft))), monthsLeft };
  return left > rounding
    ? { ok: false, problem: 'left_after_life' }
    : { ok: true, monthly: fen(0n), monthsLeft };
}
