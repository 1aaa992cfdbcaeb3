import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, sumFen } from '../kernel/money.ts';
import { add, compare, ONE, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';
import type { StatedHolding } from './bods-openings.ts';
import type { BodsProblem } from './bods-read.ts';
import { percentNumber } from './bods-shares.ts';

/** The capital of a company that a file of percentages does not say: 分. */
export type AskedCapital = { readonly registered: Fen; readonly paid: Fen };

/** A founding contribution with which a company's register is opened. */
export type OpeningShare = StatedHolding & { readonly subscribed: Fen; readonly paid: Fen };
export type Opening = { readonly on: LocalDate; readonly shares: readonly OpeningShare[] };

type Note = (statement: number, code: string, message: string) => void;

/** A part of an amount, if it comes out in whole 分. */
function wholePart(amount: Fen, part: Ratio): Fen | null {
  const product = amount * part.numerator;
  return product % part.denominator === 0n ? fen(product / part.denominator) : null;
}

const isWhole = (shares: readonly Ratio[]): boolean => compare(shares.reduce(add, ZERO), ONE) === 0;

/** Capital in the file's own words must give the percentages beside it, as far as those are written out. */
function judgeWords(shares: readonly OpeningShare[], note: Note): void {
  const [all, paid] = [sumFen(shares.map((one) => one.subscribed)), sumFen(shares.map((one) => one.paid))];
  for (const one of shares) {
    const says = (part: Fen, whole: Fen, share: Ratio) =>
      whole !== 0n && percentNumber(ratio(part, whole)) === percentNumber(share);
    if (!says(one.subscribed, all, one.share))
      note(one.statement, 'CAPITAL_DIFFERS', `认缴出资 ${formatYuan(one.subscribed)} 元与所写持股比例不符`);
    if (one.dividend !== null && !says(one.paid, paid, one.dividend))
      note(one.statement, 'CAPITAL_DIFFERS', `实缴出资 ${formatYuan(one.paid)} 元与所写分红比例不符`);
  }
}

/** Capital that was asked for, divided by the percentages; where no dividends are stated, what is paid in follows the shares. */
function divided(held: readonly StatedHolding[], capital: AskedCapital, note: Note): OpeningShare[] {
  const first = held[0]?.statement ?? 0;
  if (!isWhole(held.map((one) => one.share))) note(first, 'SHARES_NOT_WHOLE', '各股东持股比例合计不是 100%');
  const dividends = held.flatMap((one) => one.dividend ?? []);
  const stated = dividends.length > 0;
  if (stated && (dividends.length < held.length || !isWhole(dividends)))
    note(first, 'DIVIDENDS_NOT_WHOLE', '各股东分红比例合计不是 100%');
  return held.flatMap((one) => {
    const subscribed = wholePart(capital.registered, one.share);
    const paid = wholePart(capital.paid, stated ? (one.dividend ?? ZERO) : one.share);
    if (subscribed !== null && paid !== null) return { ...one, subscribed, paid };
    note(one.statement, 'NOT_WHOLE_FEN', '按所填资本和比例算出的出资额不是整分');
    return [];
  });
}

/**
 * Opens the register of one company with what a file says of its holders: on the day on which the last of them got the
 * share it has, since before that day the file does not say who held what. Null where the capital is not known.
 */
export function openingOf(
  held: readonly StatedHolding[],
  asked: AskedCapital | undefined,
): { opening: Opening | null; problems: readonly BodsProblem[] } {
  const problems: BodsProblem[] = [];
  const note: Note = (statement, code, message) =>
    problems.push({ statement, path: 'recordDetails.interests', code, message });
  const inWords = held.flatMap((one) => (one.capital === null ? [] : [{ ...one, ...one.capital }]));
  const complete = inWords.length === held.length;
  if (!complete && asked === undefined) return { opening: null, problems };
  const shares = asked !== undefined && !complete ? divided(held, asked, note) : inWords;
  if (complete) judgeWords(inWords, note);
  for (const one of shares) {
    if (one.subscribed <= 0n) note(one.statement, 'NOTHING_HELD', '持股比例须大于 0');
    if (one.paid > one.subscribed) note(one.statement, 'PAID_OVER_SUBSCRIBED', '实缴出资大于认缴出资');
  }
  const on = held
    .map((one) => one.since)
    .sort()
    .at(-1);
  return { opening: on === undefined ? null : { on, shares }, problems };
}
