import { expect, test } from 'vitest';
import { sumYuan, yuanFromText } from './yuan-text.ts';

test('separators and missing decimals are forgiven', () => {
  expect(yuanFromText('112,000,000')).toBe('112000000.00');
  expect(yuanFromText(' 0112000000.5 ')).toBe('112000000.50');
});

test('what is no amount above zero is none', () => {
  for (const typed of ['', '0', '0.00', '-1', '1.234', '一亿', '1e5']) expect(yuanFromText(typed)).toBeNull();
});

test('amounts add up to the fen', () => {
  expect(sumYuan(['0.10', '0.20'])).toBe('0.30');
  expect(sumYuan([])).toBe('0.00');
});
