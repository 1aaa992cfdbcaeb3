import { expect, test } from 'vitest';
import { jointShares } from './joint-shares.ts';

test('the lead bears what the participants leave, and the parts add up to the amount', () => {
  expect(jointShares('a', '300.00', [{ companyId: 'b', amount: '100.01' }])).toEqual([
    { companyId: 'a', amount: '199.99' },
    { companyId: 'b', amount: '100.01' },
  ]);
});

test('no part of an amount is nothing; a matter without amount has no parts', () => {
  const others = [{ companyId: 'b', amount: null }];
  expect(jointShares('a', '300.00', others).map((s) => s.amount)).toEqual(['300.00', '0.00']);
  expect(jointShares('a', null, others).map((s) => s.amount)).toEqual([null, null]);
});
