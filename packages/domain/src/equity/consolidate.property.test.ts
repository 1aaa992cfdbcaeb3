import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { sideTotal } from '../accounting/entry-lines.ts';
import { localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { add, multiply, ONE, type Ratio, ratio, subtract } from '../kernel/ratio.ts';
import { consolidate } from './consolidate.ts';
import type { Group, Intragroup, Subsidiary } from './consolidation.ts';
import { type StatementLine, statementLines } from './statement-lines.ts';

const size = 5;
const amount = fc.bigInt({ min: 0n, max: 100_000n }).map(fen);
const signed = fc.bigInt({ min: -100_000n, max: 100_000n }).map(fen);
const part: fc.Arbitrary<Ratio> = fc
  .tuple(fc.bigInt({ min: 0n, max: 30n }), fc.bigInt({ min: 1n, max: 30n }))
  .map(([some, rest]) => ratio(some, some + rest));
const equity = fc.record({
  capital: amount,
  capitalReserve: signed,
  surplusReserve: amount,
  retained: signed,
});
const company = fc.nat(size).map((index) => (index === size ? 'P' : `S${index}`));

/** Two holders each, anywhere in the group, loops included; together never the whole. */
const subsidiaries: fc.Arbitrary<Subsidiary[]> = fc
  .array(
    fc.record({
      owners: fc.tuple(company, company),
      share: part,
      profit: signed,
      equity,
      investmentCost: amount,
    }),
    { minLength: size, maxLength: size },
  )
  .map((list) =>
    list.map(({ owners, share, ...rest }, index) => ({
      ...rest,
      id: `S${index}`,
      holders: owners
        .map((owner) => (owner === `S${index}` ? 'P' : owner))
        .map((owner) => ({ owner, share: multiply(share, ratio(1n, 2n)) })),
    })),
  );

const day = fc.tuple(fc.integer({ min: 2023, max: 2026 }), fc.integer({ min: 1, max: 12 }));
const row: fc.Arbitrary<Omit<Intragroup, 'id'> & { readonly id: string }> = fc
  .record({
    kind: fc.constantFrom('balance' as const, 'inventory' as const, 'fixed_asset' as const),
    parties: fc.tuple(company, company),
    amounts: fc.tuple(amount, amount, amount),
    unsold: part,
    taxRate: part,
    on: day,
    remainingMonths: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ kind, parties: [one, two], amounts: [a, b, c], taxRate, ...rest }) => {
    const base = { id: '', taxRate };
    if (kind === 'balance') {
      return { ...base, kind, creditor: one, debtor: two, amount: a, allowance: b, openingAllowance: c };
    }
    const sale = { ...base, seller: one, buyer: two, price: a };
    if (kind === 'inventory') return { ...sale, kind, cost: b, unsoldShare: rest.unsold };
    const [year, month] = rest.on;
    const on = localDate(`${year}-${String(month).padStart(2, '0')}-10`);
    return {
      ...sale,
      kind,
      carrying: b,
      on,
      remainingMonths: rest.remainingMonths,
      asOf: localDate('2026-12-31'),
    };
  });

const group: fc.Arbitrary<Group> = fc.record({
  parent: fc.record({ id: fc.constant('P'), profit: signed }),
  subsidiaries,
  intragroup: fc
    .array(row, { maxLength: 8 })
    .map((rows) => rows.map((each, index) => ({ ...each, id: `R${index}` }) as Intragroup)),
  crossHolding: fc.array(
    fc.record({
      owner: fc.constantFrom('S0', 'S1'),
      share: part.map((share) => multiply(share, ratio(1n, 3n))),
      cost: fc.option(amount, { nil: undefined }),
    }),
    { maxLength: 2 },
  ),
  method: fc.constantFrom('treasury_share' as const, 'simultaneous' as const),
});

test.prop([group])('every elimination balances, with no zero line and a line once on a side', (of) => {
  for (const { debit, credit } of consolidate(of).eliminations) {
    expect(debit.length).toBeGreaterThan(0);
    expect(sideTotal(debit)).toBe(sideTotal(credit));
    for (const side of [debit, credit]) {
      expect(new Set(side.map((line) => line.account)).size).toBe(side.length);
      expect(side.every((line) => line.amount > 0n && statementLines.includes(line.account))).toBe(true);
    }
  }
});

test.prop([group])('attributable and minority are the net profit, to the fen, by either method', (of) => {
  const other = of.method === 'simultaneous' ? 'treasury_share' : 'simultaneous';
  const [one, two] = [consolidate(of), consolidate({ ...of, method: other })];
  expect(one.blocks).toEqual([]);
  expect((one.attributable ?? 0n) + (one.minority.profit ?? 0n)).toBe(one.netProfit);
  expect(two.netProfit).toBe(one.netProfit);
});

test.prop([
  group.chain((of) =>
    fc.tuple(
      fc.constant(of),
      fc.shuffledSubarray([...of.subsidiaries], { minLength: size }),
      fc.shuffledSubarray([...of.intragroup], { minLength: of.intragroup.length }),
    ),
  ),
])(
  'the order of subsidiaries and rows is of no consequence to the totals',
  ([of, otherSubsidiaries, otherRows]) => {
    const [one, two] = [
      consolidate(of),
      consolidate({ ...of, subsidiaries: otherSubsidiaries, intragroup: otherRows }),
    ];
    expect([two.netProfit, two.attributable, two.minority]).toEqual([
      one.netProfit,
      one.attributable,
      one.minority,
    ]);
    expect(new Set(two.minorities.map(({ id, profit }) => `${id} ${profit}`))).toEqual(
      new Set(one.minorities.map(({ id, profit }) => `${id} ${profit}`)),
    );
  },
);

const profitLines: ReadonlySet<StatementLine> = new Set([
  'revenue',
  'cost_of_sales',
  'credit_loss',
  'income_tax',
  'disposal_gain',
  'admin_expense',
]);

test.prop([group])('the net profit is what the companies made and what the eliminations do to it', (of) => {
  const result = consolidate(of);
  const own = [of.parent, ...of.subsidiaries].reduce((sum, { profit }) => sum + profit, 0n);
  let effect = 0n;
  for (const { debit, credit } of result.eliminations) {
    for (const { account, amount: of } of debit) if (profitLines.has(account)) effect -= of;
    for (const { account, amount: of } of credit) if (profitLines.has(account)) effect += of;
  }
  const difference = result.netProfit - own - effect;
  // Each line is rounded once: a row has at most four of them.
  const most = BigInt(of.intragroup.length) * 2n + 1n;
  expect(difference <= most && -difference <= most).toBe(true);
});

/** The equations of one subsidiary and its parent, by Cramer's rule. */
test.prop([signed, signed, part, part])(
  'simultaneous is the algebra of two companies',
  (p, s, share, back) => {
    const result = consolidate({
      parent: { id: 'P', profit: p },
      subsidiaries: [{ id: 'S', holders: [{ owner: 'P', share }], profit: s }],
      intragroup: [],
      crossHolding: [{ owner: 'S', share: back }],
      method: 'simultaneous',
    });
    const below = subtract(ONE, multiply(share, back));
    const parent = multiply(
      add(ratio(p), multiply(share, ratio(s))),
      ratio(below.denominator, below.numerator),
    );
    const outsiders = multiply(parent, subtract(ONE, back));
    const got = subtract(ratio(result.attributable ?? 0n), outsiders);
    // Half a fen of the minority, of which this is the rest.
    expect(2n * (got.numerator < 0n ? -got.numerator : got.numerator) <= got.denominator).toBe(true);
  },
);

test.prop([fc.array(fc.tuple(part, signed), { minLength: 1, maxLength: 8 })])(
  'down a chain the parent has the product of the shares',
  (links) => {
    const result = consolidate({
      parent: { id: 'P', profit: fen(0n) },
      subsidiaries: links.map(([share, profit], index) => ({
        id: `S${index}`,
        holders: [{ owner: index === 0 ? 'P' : `S${index - 1}`, share }],
        profit,
      })),
      intragroup: [],
      crossHolding: [],
      method: 'treasury_share',
    });
    let [through, mine] = [ONE, ratio(0n)];
    for (const [share, profit] of links) {
      through = multiply(through, share);
      mine = add(mine, multiply(through, ratio(profit)));
    }
    const off = subtract(ratio(result.attributable ?? 0n), mine);
    expect(2n * (off.numerator < 0n ? -off.numerator : off.numerator) <= off.denominator).toBe(true);
  },
);
