import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fen, sumFen } from '../kernel/money.ts';
import { type Ratio, ratio } from '../kernel/ratio.ts';
import { accountLine, accountLines } from './account-lines.ts';
import type { Intragroup } from './consolidation.ts';
import { groupAccounts } from './group-accounts.ts';
import { type GroupBooks, imbalanceOf } from './group-books.ts';
import { worksheet } from './worksheet.ts';

const lineSide = new Map(accountLines.map(({ code, side }) => [code, side]));

const size = 5;
const signed = fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).map(fen);
const amount = fc.bigInt({ min: 0n, max: 100_000n }).map(fen);
const part: fc.Arbitrary<Ratio> = fc
  .tuple(fc.bigInt({ min: 1n, max: 30n }), fc.bigInt({ min: 0n, max: 30n }))
  .map(([some, rest]) => ratio(some, some + rest));
const own = accountLines.filter(({ joint }) => !joint);

/** Any figures; cash makes the balance sheet balance. */
const statement = (company: string) =>
  fc.array(signed, { minLength: own.length, maxLength: own.length }).map((amounts) => {
    const figures = own.map(({ code }, index) => ({
      ...{ line: code, amount: amounts[index] ?? fen(0n), sheet: '报表', cell: `D${index + 2}` },
    }));
    const off = imbalanceOf({ company, figures });
    return {
      company,
      figures: figures.map((one) => (one.line === 'cash' ? { ...one, amount: fen(one.amount - off) } : one)),
    };
  });
const name = (index: number): string => (index === 0 ? 'P' : `S${index}`);

/** Each subsidiary is held by one or two companies that stand before it: any depth, no loop. */
const books: fc.Arbitrary<GroupBooks> = fc
  .record({
    statements: fc.tuple(...Array.from({ length: size + 1 }, (_, index) => statement(name(index)))),
    held: fc.array(
      fc.record({ owner: fc.nat(), share: part, carrying: amount, goodwill: amount, income: amount }),
      {
        minLength: size,
        maxLength: size,
      },
    ),
    rows: fc.array(
      fc.record({
        seller: fc.nat(size),
        buyer: fc.nat(size),
        price: amount,
        cost: amount,
        unsoldShare: part,
        taxRate: part,
      }),
      { maxLength: 6 },
    ),
    lost: fc.option(fc.integer({ min: 1, max: size })),
  })
  .map(({ statements, held, rows, lost }) => {
    const holders = held.map((one, index) => ({
      ...one,
      owner: name(one.owner % (index + 1)),
      owned: name(index + 1),
    }));
    return {
      parent: 'P',
      controlled: holders.map(({ owned }) => owned),
      holdings: holders.map(({ owner, owned, share }) => ({ owner, owned, share })),
      statements: statements.filter((_, index) => index !== lost),
      investments: holders.map((one, index) => ({ ...one, id: `I${index}` })),
      intragroup: rows
        .filter(({ seller, buyer }) => seller !== buyer)
        .map(
          ({ seller, buyer, ...row }, index): Intragroup => ({
            ...{ ...row, id: `R${index}`, kind: 'inventory', seller: name(seller), buyer: name(buyer) },
          }),
        ),
    };
  });

test.prop([books])(
  'whatever is reported balances to the fen, and every figure is the sum of its parts',
  (given) => {
    const accounts = groupAccounts(given);
    expect(accounts.balanced).toBe(true);
    for (const { debit, credit } of accounts.entries)
      expect(sumFen(debit.map((one) => one.amount))).toBe(sumFen(credit.map((one) => one.amount)));
    const figures = [
      ...accounts.balance,
      ...accounts.income,
      accounts.netProfit,
      ...Object.values(accounts.totals),
    ];
    for (const figure of figures) {
      expect(figure.amount).toBe(sumFen(figure.parts.map((one) => one.amount)));
      expect(figure.amount).toBe(figure.companies + figure.eliminations);
    }
    const members = new Set([given.parent, ...given.controlled]);
    for (const { code } of accountLines) {
      const written = given.statements
        .filter(({ company }) => members.has(company))
        .flatMap((one) => one.figures.filter(({ line }) => line === code));
      const figure = figures.find((one) => one.code === code);
      expect(figure?.companies).toBe(sumFen(written.map((one) => one.amount)));
    }
  },
);

test.prop([books])('attributable and minority make the net profit; goodwill is what was stated', (given) => {
  const accounts = groupAccounts(given);
  expect(accounts.complete).toBe(given.statements.length === size + 1);
  const { minority, attributable } = accounts;
  if (minority !== null) expect((attributable ?? 0n) + minority.amount).toBe(accounts.netProfit.amount);
  // Each entry is rounded by itself, the rule's profit once.
  expect(accounts.rounding <= accounts.entries.length && -accounts.rounding <= accounts.entries.length).toBe(
    true,
  );
  if (!accounts.complete) return;
  const figure = (code: string) => accounts.balance.find((one) => one.code === code);
  expect(figure('goodwill')?.eliminations).toBe(sumFen(given.investments.map((one) => one.goodwill)));
  expect(figure('investment')?.eliminations).toBe(-sumFen(given.investments.map((one) => one.carrying)));
});

test.prop([books])('the worksheet adds up: companies, and debits less credits, make every line', (given) => {
  const accounts = groupAccounts(given);
  const { balance, income } = worksheet(accounts);
  const shown = [
    ...accounts.balance,
    ...accounts.income,
    ...Object.values(accounts.totals),
    accounts.netProfit,
  ];
  for (const line of [...balance, ...income]) {
    expect(sumFen(line.companies.values())).toBe(line.sum);
    const turn = line.code === 'total_assets' || lineSide.get(line.code) === 'debit' ? 1n : -1n;
    expect(line.sum + (line.debit - line.credit) * turn).toBe(line.amount);
    expect(shown.find(({ code }) => code === line.code)?.amount).toBe(line.amount);
  }
  const assets = balance.find(({ code }) => code === 'total_assets');
  const both = balance.find(({ code }) => code === 'total_liabilities_equity');
  expect((assets?.debit ?? 0n) + (both?.debit ?? 0n)).toBe((assets?.credit ?? 0n) + (both?.credit ?? 0n));
});

test.prop([books])(
  'minorities company by company are the balance sheet’s, and consolidated = parent + minority',
  (given) => {
    const accounts = groupAccounts(given);
    const line = accounts.balance.find(({ code }) => code === 'minority_equity');
    expect(sumFen(accounts.minorities.map(({ equity }) => equity))).toBe(line?.amount);
    const own = accounts.balance.filter(
      ({ code }) => code !== 'minority_equity' && accountLine(code).kind === 'equity',
    );
    const parent = sumFen(own.map(({ code, amount: one }) => fen(code === 'treasury_shares' ? -one : one)));
    expect(parent + (line?.amount ?? 0n)).toBe(accounts.totals.equity.amount);
  },
);

/** Every subsidiary is held by the parent and by up to all the others, round in loops; at most nine tenths are theirs. */
const looped: fc.Arbitrary<GroupBooks> = fc
  .record({
    statements: fc.tuple(...Array.from({ length: size + 1 }, (_, index) => statement(name(index)))),
    shares: fc.array(fc.bigInt({ min: 0n, max: 18n }), { minLength: size * size, maxLength: size * size }),
    carryings: fc.array(amount, { minLength: size * (size + 1), maxLength: size * (size + 1) }),
  })
  .map(({ statements, shares, carryings }) => {
    const names = Array.from({ length: size }, (_, index) => name(index + 1));
    const holdings = names.flatMap((owned, of) => [
      { owner: 'P', owned, share: ratio(1n, 10n) },
      ...names.flatMap((owner, by) => {
        const share = ratio(shares[of * size + by] ?? 0n, 100n);
        return owner === owned || share.numerator === 0n ? [] : [{ owner, owned, share }];
      }),
    ]);
    return {
      ...{ parent: 'P', controlled: names, holdings, statements, intragroup: [] },
      investments: holdings.map(({ owner, owned }, index) => ({
        ...{ id: `I${index}`, owner, owned, carrying: carryings[index] ?? fen(0n) },
        ...{ goodwill: fen(0n), income: fen(0n) },
      })),
    };
  });

test.prop([looped])(
  'loops of subsidiaries balance, make no goodwill and leave nothing of the investments',
  (given) => {
    const accounts = groupAccounts(given);
    expect(accounts.blocks).toEqual([]);
    expect(accounts.balanced).toBe(true);
    for (const { debit, credit } of accounts.entries)
      expect(sumFen(debit.map((one) => one.amount))).toBe(sumFen(credit.map((one) => one.amount)));
    const figure = (code: string) => accounts.balance.find((one) => one.code === code);
    expect(figure('goodwill')?.eliminations).toBe(0n);
    expect(figure('investment')?.eliminations).toBe(-sumFen(given.investments.map((one) => one.carrying)));
    expect(sumFen(accounts.minorities.map(({ equity }) => equity))).toBe(figure('minority_equity')?.amount);
    expect((accounts.attributable ?? 0n) + (accounts.minority?.amount ?? 0n)).toBe(accounts.netProfit.amount);
  },
);
