import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  add,
  compare,
  divide,
  divideHalfUp,
  formatFraction,
  formatPercent,
  formatScaled,
  multiply,
  ONE,
  parseRatio,
  type Ratio,
  ratio,
  showRatio,
  subtract,
  tryParseRatio,
  ZERO,
} from './ratio.ts';

const whole = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const anyRatio = fc
  .tuple(
    whole,
    whole.filter((d) => d !== 0n),
  )
  .map(([n, d]) => ratio(n, d));
const notZero = anyRatio.filter((r) => r.numerator !== 0n);

function lowest(r: Ratio): boolean {
  let [a, b] = [r.numerator < 0n ? -r.numerator : r.numerator, r.denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return r.denominator > 0n && a === 1n;
}

test.prop([anyRatio, anyRatio, anyRatio])('addition and multiplication make a field', (a, b, c) => {
  expect(add(a, b)).toEqual(add(b, a));
  expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
  expect(multiply(a, b)).toEqual(multiply(b, a));
  expect(multiply(multiply(a, b), c)).toEqual(multiply(a, multiply(b, c)));
  expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
  expect(add(a, ZERO)).toEqual(a);
  expect(multiply(a, ONE)).toEqual(a);
});

test.prop([anyRatio, notZero])('subtraction and division undo addition and multiplication', (a, b) => {
  expect(subtract(add(a, b), b)).toEqual(a);
  expect(divide(multiply(a, b), b)).toEqual(a);
  expect(multiply(b, divide(ONE, b))).toEqual(ONE);
});

test.prop([anyRatio, anyRatio])('every result is in lowest terms with a positive denominator', (a, b) => {
  for (const r of [a, add(a, b), subtract(a, b), multiply(a, b)]) expect(lowest(r)).toBe(true);
});

test.prop([anyRatio, anyRatio, anyRatio])('comparison is a total order that addition keeps', (a, b, c) => {
  expect(compare(a, b) + compare(b, a)).toBe(0);
  expect(compare(add(a, c), add(b, c))).toBe(compare(a, b));
  expect(compare(a, b) === 0).toBe(formatFraction(a) === formatFraction(b));
  if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
});

test.prop([anyRatio])('a printed fraction reads back as the same ratio', (a) => {
  expect(parseRatio(formatFraction(a))).toEqual(a);
});

test.prop([fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 })])(
  'a decimal reads as its digits over a power of ten',
  (scaled, places) => {
    expect(parseRatio(formatScaled(scaled, places))).toEqual(ratio(scaled, 10n ** BigInt(places)));
  },
);

test.prop([anyRatio, fc.integer({ min: 0, max: 8 })])(
  'a percent is off by at most half its last place',
  (a, places) => {
    const shown = parseRatio(formatPercent(a, places));
    const off = subtract(shown, multiply(a, ratio(100n)));
    const size = off.numerator < 0n ? subtract(ZERO, off) : off;
    expect(compare(size, ratio(1n, 2n * 10n ** BigInt(places)))).toBeLessThanOrEqual(0);
  },
);

test.prop([whole, whole.filter((d) => d > 0n)])(
  'rounding is odd: the sign does not change the size',
  (n, d) => {
    expect(divideHalfUp(-n, d)).toBe(-divideHalfUp(n, d));
  },
);

test.each([
  ['2/3', '2/3', '66.666667'],
  ['0.51', '51/100', '51.000000'],
  ['-1.5', '-3/2', '-150.000000'],
  ['400/493', '400/493', '81.135903'],
  ['4/4', '1/1', '100.000000'],
  ['0', '0/1', '0.000000'],
  ['-0.000000001', '-1/1000000000', '0.000000'],
  ['0.000000005', '1/200000000', '0.000001'],
])('%s is shown as %s and %s', (text, fraction, percent) => {
  expect(showRatio(parseRatio(text))).toEqual({ fraction, percent });
});

test.each(['', '1/0', '0/000', '1/-2', '+1', '.5', '5.', '1e3', ' 1', '1/2/3', '1.5/2', '50%', '１', 'NaN'])(
  'refuses %j',
  (text) => {
    expect(tryParseRatio(text)).toBeNull();
    expect(() => parseRatio(text)).toThrow(RangeError);
  },
);

test('2/3 is not 0.6667, and half is not a majority', () => {
  expect(compare(parseRatio('2/3'), parseRatio('0.6667'))).toBe(-1);
  expect(compare(parseRatio('50/100'), parseRatio('0.5'))).toBe(0);
  expect(() => ratio(1n, 0n)).toThrow(RangeError);
  expect(() => divide(ONE, ZERO)).toThrow(RangeError);
});
