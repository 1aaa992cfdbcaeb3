import { describe, expect, test } from 'vitest';
import { cellText, dateText, numberText } from './cell-text.ts';

describe('numberText', () => {
  test.each([
    ['40000000', '40000000'],
    ['0.8', '0.8'],
    ['0.30000000000000004', '0.3'],
    ['1234.5600000000001', '1234.56'],
    ['40000000.009999998', '40000000.01'],
    ['4E7', '40000000'],
    ['1.5e-7', '0.00000015'],
    ['-2.0000000000000001E-3', '-0.002'],
    ['0', '0'],
    ['0.00', '0.00'],
    ['123456789012345678', '123456789012346000'],
    ['abc', 'abc'],
    ['', ''],
  ])('%s is %s', (stored, text) => {
    expect(numberText(stored)).toBe(text);
  });
});

test('a date is a day; a time of day is kept, a rounding error is not', () => {
  expect(dateText(new Date('2026-11-22T00:00:00Z'))).toBe('2026-11-22');
  expect(dateText(new Date('2026-11-21T23:59:59.999Z'))).toBe('2026-11-22');
  expect(dateText(new Date('2026-11-22T09:30:00Z'))).toBe('2026-11-22 09:30:00');
});

test('empty and boolean cells', () => {
  expect([null, undefined, true, false, '管委会'].map(cellText)).toEqual(['', '', '是', '否', '管委会']);
});
