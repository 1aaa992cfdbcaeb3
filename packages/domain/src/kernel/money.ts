import { divideHalfUp, formatScaled, type Ratio } from './ratio.ts';

declare const brand: unique symbol;

/** An amount of money: an integer number of 分 (1/100 yuan). `numeric(20,2)` in SQL, `"123.00"` on the wire. */
export type Fen = bigint & { readonly [brand]: 'Fen' };

const yuanPattern = /^(-?)(0|[1-9]\d*)\.(\d{2})$/;

/** An amount from a number of 分. */
export function fen(n: bigint): Fen {
  return n as Fen;
}

/** `"40000000.00"`: yuan with exactly two places, no separators, optional leading minus; null on any other text. */
export function tryParseYuan(text: string): Fen | null {
  const match = yuanPattern.exec(text);
  if (match === null) return null;
  const [, minus, whole = '', cents = ''] = match;
  const size = BigInt(whole + cents);
  return fen(minus === '-' ? -size : size);
}

/** As {@link tryParseYuan}, but throws. */
export function parseYuan(text: string): Fen {
  const parsed = tryParseYuan(text);
  if (parsed === null) throw new RangeError(`not an amount in yuan with two places: ${text}`);
  return parsed;
}

/** `"40000000.00"`: the wire form, and the inverse of {@link parseYuan}. */
export function formatYuan(f: Fen): string {
  return formatScaled(f, 2);
}

const fenPerUnit = { yuan: 100n, wan: 1_000_000n, yi: 10_000_000_000n } as const;

/** For reading only: thousands separators, two places, half up, in 元, 万元 or 亿元. */
export function displayYuan(f: Fen, unit: 'yuan' | 'wan' | 'yi'): string {
  const hundredths = divideHalfUp(f * 100n, fenPerUnit[unit]);
  return formatScaled(hundredths, 2).replace(/\B(?=(?:\d{3})+\.)/g, ',');
}

/** The sum; nothing is zero. */
export function sumFen(items: Iterable<Fen>): Fen {
  let total = 0n;
  for (const item of items) total += item;
  return fen(total);
}

/** f × r, rounded once to the 分, a half away from zero. */
export function multiplyRatio(f: Fen, r: Ratio): Fen {
  return fen(divideHalfUp(f * r.numerator, r.denominator));
}
