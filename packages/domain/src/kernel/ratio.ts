/**
 * An exact fraction: lowest terms, denominator above zero. Shares, percentages and leverage are ratios;
 * a percent is only ever displayed, never computed with.
 */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

const pattern = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/;

/** Numbers up to here are exact as doubles, and many times as fast. */
const SMALL = 2n ** 53n;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) {
    if (x < SMALL && y < SMALL) return smallDivisor(Number(x), Number(y));
    [x, y] = [y, x % y];
  }
  return x;
}

function smallDivisor(a: number, b: number): bigint {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return BigInt(x);
}

/** n/d in lowest terms with the sign on the numerator. Throws on a zero denominator. */
export function ratio(n: bigint, d: bigint = 1n): Ratio {
  if (d === 0n) throw new RangeError('a ratio needs a denominator other than zero');
  const divisor = greatestCommonDivisor(n, d);
  const sign = d < 0n ? -1n : 1n;
  return { numerator: (sign * n) / divisor, denominator: (sign * d) / divisor };
}

export const ZERO: Ratio = ratio(0n);
export const ONE: Ratio = ratio(1n);

/** `"2/3"`, `"0.51"`, `"-1.5"`, `"3"`; null on any other text and on a zero denominator. */
export function tryParseRatio(text: string): Ratio | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, minus, whole = '', decimals = '', denominator] = match;
  if (denominator !== undefined && /^0+$/.test(denominator)) return null;
  const size = BigInt(whole + decimals);
  const below = denominator === undefined ? 10n ** BigInt(decimals.length) : BigInt(denominator);
  return ratio(minus === '-' ? -size : size, below);
}

/** As {@link tryParseRatio}, but throws. */
export function parseRatio(text: string): Ratio {
  const parsed = tryParseRatio(text);
  if (parsed === null) throw new RangeError(`not a ratio: ${text}`);
  return parsed;
}

/** `"400/493"`; one is `"1/1"`, nothing is `"0/1"`. */
export function formatFraction(r: Ratio): string {
  return `${r.numerator}/${r.denominator}`;
}

/** Divides and rounds once to the nearest integer, a half away from zero. The denominator is above zero. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** Prints an integer count of 10^-places as a decimal: `(12345n, 2)` is `"123.45"`. */
export function formatScaled(scaled: bigint, places: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = scaled < 0n ? '-' : '';
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`;
}

/** Percent without the sign, six places unless told otherwise, half up: `"81.135903"`. */
export function formatPercent(r: Ratio, places = 6): string {
  return formatScaled(divideHalfUp(r.numerator * 100n * 10n ** BigInt(places), r.denominator), places);
}

/** The one form in which ratios leave the system. */
export function showRatio(r: Ratio): { fraction: string; percent: string } {
  return { fraction: formatFraction(r), percent: formatPercent(r) };
}

/** a + b, exactly. Only what the denominators share can cancel (Henrici 1956): long chains of shares stay quick. */
export function add(a: Ratio, b: Ratio): Ratio {
  const shared = greatestCommonDivisor(a.denominator, b.denominator);
  const [left, right] = [a.denominator / shared, b.denominator / shared];
  const sum = a.numerator * right + b.numerator * left;
  const divisor = greatestCommonDivisor(sum, shared);
  return { numerator: sum / divisor, denominator: left * (b.denominator / divisor) };
}

/** a − b, exactly. */
export const subtract = (a: Ratio, b: Ratio): Ratio =>
  add(a, { numerator: -b.numerator, denominator: b.denominator });

/** a × b, exactly, cancelled crosswise before the numbers grow. */
export function multiply(a: Ratio, b: Ratio): Ratio {
  const down = greatestCommonDivisor(a.numerator, b.denominator);
  const up = greatestCommonDivisor(b.numerator, a.denominator);
  return {
    numerator: (a.numerator / down) * (b.numerator / up),
    denominator: (a.denominator / up) * (b.denominator / down),
  };
}

/** a ÷ b, exactly. Throws when b is zero. */
export const divide = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.denominator, a.denominator * b.numerator);

/** Exact comparison by cross multiplication: 2/3 is not 0.6667, and 50% is not a majority. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
