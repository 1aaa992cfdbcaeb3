import { parametersV1 } from '@guanyun/domain/matters/parameters-v1.ts';
import { expect, test } from 'vitest';
import { aboveOf, readValue, typedOf } from './figure-text.ts';

const figure = (kind: 'amount' | 'share' | 'fraction' | 'working_days') => ({ kind, options: [] });

test('every figure that is built in comes back from its field as it went in', () => {
  for (const one of parametersV1) expect(readValue(one, typedOf(one, one.value)), one.key).toBe(one.value);
});

test.each([
  ['amount', '300', '3000000.00'],
  ['amount', '50.000001', '500000.01'],
  ['amount', '１，０００', '10000000.00'],
  ['amount', '>50', '500000.01'],
  ['amount', '>', null],
  ['share', '>50', null],
  ['amount', '1.0000001', null],
  ['amount', '-1', null],
  ['amount', '三百', null],
  ['amount', '', null],
  ['share', '12.5%', '1/8'],
  ['share', '100', '1/1'],
  ['share', '101', null],
  ['fraction', '2/4', '1/2'],
  ['fraction', '3/2', null],
  ['working_days', ' 15 ', '15'],
  ['working_days', '1.5', null],
  ['working_days', '0', null],
] as const)('%s typed as %j is %j', (kind, typed, value) => {
  expect(readValue(figure(kind), typed)).toBe(value);
});

test('an amount that must be passed is said by the round one', () => {
  expect([aboveOf('500000.01'), aboveOf('500000.00'), aboveOf('0.01'), aboveOf('3000000.02')]).toEqual([
    '50',
    null,
    null,
    null,
  ]);
});
