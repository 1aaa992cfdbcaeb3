import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fen } from '../kernel/money.ts';
import { accountBalances, decidePosting, type Voucher, voucherTotals } from './voucher.ts';

const amount = fc.bigInt({ min: -2n, max: 5n }).map(fen);
const line = fc.record({
  account: fc.constantFrom('1601', '1602', '4002'),
  debit: amount,
  credit: amount,
  memo: fc.constant(''),
});
const voucher: fc.Arbitrary<Voucher> = fc.record({
  book: fc.constant('enterprise' as const),
  lines: fc.array(line, { maxLength: 5 }),
});

test.prop([voucher])('what is posted balances', (of) => {
  const decision = decidePosting(of);
  if (decision.outcome !== 'accepted') return;
  const { debit, credit } = voucherTotals(of);
  expect(debit).toBe(credit);
  expect(decision.effects.total > 0n).toBe(true);
  expect([...accountBalances([of]).values()].reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
});
