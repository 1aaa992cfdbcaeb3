import { expect, test } from 'vitest';
import { changeFromText } from './story-data.ts';

test.each([
  ['', '0.00'],
  ['0', '0.00'],
  ['-0.00', '0.00'],
  ['12.5', '12.50'],
  ['-1,200', '-1200.00'],
  ['--1', null],
  ['1.234', null],
  ['x', null],
])('%s is %s', (typed, amount) => {
  expect(changeFromText(typed)).toBe(amount);
});
