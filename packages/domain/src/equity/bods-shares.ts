import { type Fen, formatYuan, tryParseYuan } from '../kernel/money.ts';
import { formatFraction, formatPercent, type Ratio, ratio, tryParseRatio } from '../kernel/ratio.ts';
import type { Holding } from './cap-table.ts';

/** Decimals of a percentage in a file: a third is written 33.333333333333, and exactly in words beside it. */
const PLACES = 12;

/** A share as BODS writes it: a number of percent. */
export const percentNumber = (share: Ratio): number => Number(formatPercent(share, PLACES));

/** The inverse: the decimal as it is written, of one hundred percent; null for what is no number. */
export function shareOfPercent(percent: number | undefined): Ratio | null {
  const [digits = '', exponent = '0'] = String(percent).split('e');
  const written = tryParseRatio(digits);
  if (written === null) return null;
  return ratio(written.numerator, written.denominator * 100n * 10n ** BigInt(exponent.replace('-', '')));
}

/** What BODS has no field for: the capital behind a percentage, 元, and the exact share. */
export const capitalInWords = (capital: Holding, share: Ratio | null): string => {
  const part = share === null ? '' : `，占注册资本 ${formatFraction(share)}`;
  return `认缴出资 ${formatYuan(capital.subscribed)} 元，实缴出资 ${formatYuan(capital.paid)} 元${part}`;
};

const words = /^认缴出资 (\d+\.\d{2}) 元，实缴出资 (\d+\.\d{2}) 元(?:，占注册资本 \d+\/\d+)?$/;

/** The inverse of {@link capitalInWords}; null for any other text. */
export function capitalOfWords(text: string | undefined): { subscribed: Fen; paid: Fen } | null {
  const [, subscribed = '', paid = ''] = words.exec(text ?? '') ?? [];
  const [a, b] = [tryParseYuan(subscribed), tryParseYuan(paid)];
  return a === null || b === null ? null : { subscribed: a, paid: b };
}
