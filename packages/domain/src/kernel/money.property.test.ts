import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { displayYuan, fen, formatYuan, multiplyRatio, parseYuan, sumFen, tryParseYuan } from './money.ts';
import { compare, multiply, parseRatio, ratio, subtract } from './ratio.ts';

const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(fen);
const share = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
  .map(([n, d]) => ratio(n, d));

test.prop([amount])('a printed amount reads back as the same amount', (f) => {
  expect(parseYuan(formatYuan(f))).toBe(f);
});

test.prop([fc.array(amount)])('a sum does not depend on the order', (items) => {
  expect(sumFen([...items].reverse())).toBe(sumFen(items));
});

test.prop([amount, share])('a product is the nearest fen to the exact product', (f, r) => {
  const off = subtract(ratio(multiplyRatio(f, r)), multiply(ratio(f), r));
  const size = off.numerator < 0n ? ratio(-off.numerator, off.denominator) : off;
  expect(compare(size, ratio(1n, 2n))).toBeLessThanOrEqual(0);
});

test.prop([amount, share])('negating the amount negates the product', (f, r) => {
  expect(multiplyRatio(fen(-f), r)).toBe(-multiplyRatio(f, r));
});

test.prop([amount])('the display in yuan is the amount with separators', (f) => {
  expect(displayYuan(f, 'yuan').replaceAll(',', '')).toBe(formatYuan(f));
});

test('shows 元, 万元 and 亿元', () => {
  const f = parseYuan('40000000.00');
  expect(displayYuan(f, 'yuan')).toBe('40,000,000.00');
  expect(displayYuan(f, 'wan')).toBe('4,000.00');
  expect(displayYuan(f, 'yi')).toBe('0.40');
  expect(displayYuan(parseYuan('-50.00'), 'wan')).toBe('-0.01');
  expect(displayYuan(parseYuan('-49.99'), 'wan')).toBe('0.00');
  expect(displayYuan(parseYuan('999.99'), 'yuan')).toBe('999.99');
});

test('rounds a half away from zero, once', () => {
  expect(multiplyRatio(fen(1n), parseRatio('1/2'))).toBe(1n);
  expect(multiplyRatio(fen(-1n), parseRatio('1/2'))).toBe(-1n);
  expect(multiplyRatio(parseYuan('100.00'), parseRatio('1/3'))).toBe(3333n);
  expect(sumFen([])).toBe(0n);
});

test.each([
  '',
  '1',
  '1.0',
  '1.000',
  '01.00',
  '.50',
  '+1.00',
  '1,000.00',
  ' 1.00',
  '1e2.00',
  '--1.00',
  '１.00',
])('refuses %j', (text) => {
  expect(tryParseYuan(text)).toBeNull();
  expect(() => parseYuan(text)).toThrow(RangeError);
});
