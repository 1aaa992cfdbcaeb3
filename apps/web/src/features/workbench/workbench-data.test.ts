import { fen } from '@guanyun/domain/kernel/money.ts';
import { expect, test } from 'vitest';
import { totalOf, transferredPercent } from './cluster-share.ts';
import { pageOf, pressure, underWay } from './workbench-data.ts';

test('days left press from three on, and harder from two', () => {
  expect([-1, 0, 2, 3, 4].map(pressure)).toEqual(['late', 'late', 'late', 'near', 'calm']);
});

test('every kind that waits has a page', () => {
  expect((['matter', 'meeting', 'order', 'list', 'warrant'] as const).map(pageOf)).toEqual([
    '/matters/$id',
    '/meetings/$id',
    '/orders/$id',
    '/lists/$id',
    '/warrants/$id',
  ]);
});

test('a matter is under way until it ends', () => {
  expect(underWay({ state: 'returned' })).toBe(true);
  expect(underWay({ state: 'executing' })).toBe(true);
  expect(underWay({ state: 'completed' })).toBe(false);
});

test('the share transferred is of what was formed', () => {
  expect(transferredPercent({ formed: '300.00', transferred: '200.00' })).toBe('67');
  expect(transferredPercent({ formed: '0.00', transferred: '0.00' })).toBeNull();
});

test('stages add up over clusters', () => {
  const line = { formed: '0.10', toTransfer: '0.10', inTransfer: '0.00', transferred: '0.00' };
  expect(totalOf([line, line, line], 'formed')).toBe(fen(30n));
});
