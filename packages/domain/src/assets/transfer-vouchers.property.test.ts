import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { sideTotal } from '../accounting/entry-lines.ts';
import { localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { assetClasses } from './asset-class.ts';
import { type TransferBatch, transferRelations } from './transfer-batch.ts';
import { transferVouchers } from './transfer-vouchers.ts';

const amount = fc.bigInt({ min: 0n, max: 100_000n }).map(fen);
const asset = fc
  .record({
    class: fc.constantFrom(...assetClasses),
    use: fc.constantFrom('own' as const, 'leased' as const),
    net: amount,
    depreciation: amount,
    impairment: amount,
    monthlyDepreciation: amount,
    publicBenefit: fc.boolean(),
  })
  .map(({ net, ...rest }) => ({ ...rest, cost: fen(net + rest.depreciation + rest.impairment) }));
const batch: fc.Arbitrary<TransferBatch> = fc
  .record({
    relation: fc.constantFrom(...transferRelations),
    capitalInjection: fc.constantFrom('reserve' as const, 'capital' as const, 'none' as const),
    assets: fc.array(asset, { maxLength: 8 }),
    balances: fc.record({ capitalReserve: amount, surplusReserve: amount, retained: amount, costs: amount }),
    months: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ relation, assets, balances, months, capitalInjection }) => ({
    path: relation === 'gov_to_company' ? 'P1' : 'P2',
    relation,
    capitalInjection,
    assets: assets.map((each, index) => ({ ...each, id: `K${index}` })),
    transferor: { kind: relation === 'gov_to_company' ? 'public_body' : 'company', ...balances },
    basisDate: localDate('2026-01-31'),
    deliveryDate: localDate(`2026-0${months}-28`),
  }));

test.prop([batch])('debits equal credits in every entry, one line for an account, none of zero', (of) => {
  const { transferor, transferee } = transferVouchers(of);
  for (const { debit, credit } of [...transferor.entries, ...transferee.entries]) {
    expect(sideTotal(debit)).toBe(sideTotal(credit));
    for (const side of [debit, credit]) {
      expect(new Set(side.map((line) => line.account)).size).toBe(side.length);
      expect(side.every((line) => line.amount > 0n)).toBe(true);
    }
  }
});

test.prop([batch])('what goes out comes in, and is the sum of the lines', (of) => {
  const { netOut, netIn, lines, excluded, transferee } = transferVouchers(of);
  expect(netIn).toBe(netOut);
  expect(lines.reduce((sum, line) => sum + line.net, 0n)).toBe(netOut);
  expect(lines.length + excluded.length).toBe(of.assets.length);
  expect(sideTotal(transferee.entries.flatMap((entry) => entry.debit))).toBe(netIn);
});

test.prop([batch])('no side books a gain or a loss by the transfer itself', (of) => {
  const { transferor, transferee } = transferVouchers(of);
  const moving = [...transferor.entries, ...transferee.entries].filter(
    ({ step }) => step === 'out' || step === 'in',
  );
  const accounts = moving.flatMap((entry) => [...entry.debit, ...entry.credit]).map((line) => line.account);
  expect(accounts.filter((account) => /^[56]/.test(account) || account === '2401')).toEqual([]);
});
