import { describe, expect, test } from 'vitest';
import { fen, formatYuan } from '../kernel/money.ts';
import { ratio } from '../kernel/ratio.ts';
import { groupAccounts } from './group-accounts.ts';
import type { Figure } from './group-accounts-layout.ts';
import { type CompanyStatement, type GroupBooks, imbalanceOf } from './group-books.ts';

const yuan = (n: number) => fen(BigInt(n) * 100n);
const statement = (company: string, lines: Record<string, number>): CompanyStatement => ({
  company,
  figures: Object.entries(lines).map(([line, amount], index) => ({
    ...{ line, amount: yuan(amount), sheet: '报表', cell: `D${index + 2}` },
  })),
});

/** P owns 80% of S for 800; S has earned 300 since and paid 100 of it as a dividend this year, of which P has 80. */
const parent = statement('P', {
  ...{ cash: 1280, receivable: 100, investment: 800, capital: 2000, retained: 180 },
  ...{ revenue: 500, cost_of_sales: 400, investment_income: 80 },
});
const child = statement('S', {
  ...{ cash: 1000, inventory: 400, payable: 200, capital: 1000, retained: 200 },
  ...{ revenue: 900, cost_of_sales: 700 },
});
const books: GroupBooks = {
  parent: 'P',
  controlled: ['S'],
  holdings: [{ owner: 'P', owned: 'S', share: ratio(4n, 5n) }],
  statements: [parent, child],
  investments: [
    { id: '内部投资 2', owner: 'P', owned: 'S', carrying: yuan(800), goodwill: yuan(0), income: yuan(80) },
  ],
  intragroup: [],
};
const all = (given: GroupBooks) => {
  const accounts = groupAccounts(given);
  const { balance, income, totals, netProfit } = accounts;
  const figure = (code: string): Figure => {
    const found = [...balance, ...income, ...Object.values(totals), netProfit].find(
      (one) => one.code === code,
    );
    if (found === undefined) throw new Error(code);
    return found;
  };
  return { accounts, figure, amount: (code: string) => formatYuan(figure(code).amount) };
};

describe('a parent and one subsidiary', () => {
  test('the investment goes, the minority has its fifth, and what S earned is retained and no goodwill', () => {
    const { accounts, amount, figure } = all(books);
    expect(accounts).toMatchObject({ balanced: true, complete: true, missing: [], outside: [], blocks: [] });
    expect(['investment', 'goodwill', 'minority_equity', 'capital', 'retained'].map(amount)).toEqual([
      '0.00',
      '0.00',
      '240.00',
      '2000.00',
      '340.00',
    ]);
    expect(amount('total_assets')).toBe('2780.00');
    expect(figure('capital').parts).toEqual([
      { kind: 'company', company: 'P', line: 'capital', amount: 200000n, sheet: '报表', cell: 'D5' },
      { kind: 'company', company: 'S', line: 'capital', amount: 100000n, sheet: '报表', cell: 'D5' },
      { kind: 'entry', entry: 3, line: 'capital', amount: -100000n },
    ]);
  });

  test('the dividend is no income of the group; attributable and minority make the net profit', () => {
    const { accounts, amount } = all(books);
    expect([amount('investment_income'), amount('net_profit')]).toEqual(['0.00', '300.00']);
    expect(accounts.minority?.amount).toBe(yuan(40));
    expect(accounts.attributable).toBe(yuan(260));
    expect(accounts.entries.map((entry) => `${entry.number} ${entry.step} ${entry.ref}`)).toEqual([
      '1 equity_method 内部投资 2',
      '2 dividend 内部投资 2',
      '3 equity S',
    ]);
  });

  test('goodwill is what was stated, and nothing else', () => {
    const [investment] = books.investments;
    if (investment === undefined) throw new Error('no investment');
    const { accounts, amount } = all({ ...books, investments: [{ ...investment, goodwill: yuan(30) }] });
    expect([amount('goodwill'), accounts.balanced]).toEqual(['30.00', true]);
    expect(amount('retained')).toBe('370.00');
  });

  test('a sale within the group: the profit on what is left goes, and the minority of the seller bears its part', () => {
    const sale = {
      id: '内部存货 2',
      kind: 'inventory',
      seller: 'S',
      buyer: 'P',
      taxRate: ratio(1n, 4n),
    } as const;
    const { accounts, amount, figure } = all({
      ...books,
      intragroup: [{ ...sale, price: yuan(500), cost: yuan(300), unsoldShare: ratio(1n, 2n) }],
    });
    expect(['revenue', 'cost_of_sales', 'inventory', 'deferred_tax_asset', 'net_profit'].map(amount)).toEqual(
      ['900.00', '700.00', '300.00', '25.00', '225.00'],
    );
    expect(accounts.balanced).toBe(true);
    expect([amount('minority_equity'), accounts.minority?.amount]).toEqual(['225.00', yuan(25)]);
    const steps = figure('revenue').parts.flatMap((part) =>
      part.kind === 'entry' ? [accounts.entries[part.entry - 1]?.step] : [],
    );
    expect(steps).toEqual(['sale']);
  });

  test('balances within the group meet on both sides', () => {
    const none = { allowance: yuan(0), openingAllowance: yuan(0), taxRate: ratio(0n) };
    const { accounts, amount } = all({
      ...books,
      intragroup: [
        { ...none, id: '内部往来 2', kind: 'balance', creditor: 'P', debtor: 'S', amount: yuan(100) },
      ],
    });
    expect([amount('receivable'), amount('payable'), accounts.balanced]).toEqual(['0.00', '100.00', true]);
  });
});

describe('what is wanting is named', () => {
  test('a controlled company without a statement', () => {
    const { accounts } = all({ ...books, controlled: ['S', 'T'] });
    expect(accounts).toMatchObject({ missing: ['T'], complete: false, balanced: true });
  });

  test('a statement of a company that is not controlled stays out', () => {
    const { accounts, amount } = all({
      ...books,
      statements: [...books.statements, statement('X', { cash: 1 })],
    });
    expect([accounts.outside, amount('cash')]).toEqual([['X'], '2280.00']);
  });

  test('an investment that nobody stated, or that the register does not know', () => {
    const without = all({ ...books, investments: [] }).accounts;
    expect(without.blocks.map(({ because }) => because)).toEqual(['缺少 P 对 S 的内部投资，权益未抵销']);
    const strange = all({ ...books, holdings: [] }).accounts;
    expect(strange.blocks[0]?.because).toContain('并不持有');
    for (const accounts of [without, strange])
      expect(accounts).toMatchObject({ complete: false, balanced: true });
  });

  test('shares of the parent in a subsidiary’s hands that nobody stated', () => {
    const own = { owner: 'S', owned: 'P', share: ratio(1n, 20n) };
    const { accounts } = all({ ...books, holdings: [...books.holdings, own] });
    expect(accounts.blocks.map(({ because }) => because)).toEqual([
      '缺少 S 对 P 的内部投资，所持母公司股份未列为库存股',
    ]);
  });

  test('companies that hold one another wholly, with nobody outside', () => {
    const investment = (owner: string, owned: string) => ({
      ...{ id: `${owner}${owned}`, owner, owned, carrying: yuan(10), goodwill: yuan(0), income: yuan(0) },
    });
    const { accounts } = all({
      ...books,
      controlled: ['S', 'T', 'U'],
      statements: [
        ...books.statements,
        statement('T', { investment: 10, capital: 10 }),
        statement('U', { investment: 10, capital: 10 }),
      ],
      holdings: [
        ...books.holdings,
        { owner: 'T', owned: 'U', share: ratio(1n) },
        { owner: 'U', owned: 'T', share: ratio(1n) },
      ],
      investments: [...books.investments, investment('T', 'U'), investment('U', 'T')],
    });
    expect(accounts.blocks[0]?.because).toContain('T、U 互相持股而没有外部股东');
    expect(accounts).toMatchObject({ complete: false, balanced: true, attributable: null });
  });
});

test('a subsidiary’s shares in the parent are treasury shares', () => {
  const { accounts, amount } = all({
    ...books,
    holdings: [...books.holdings, { owner: 'S', owned: 'P', share: ratio(1n, 20n) }],
    statements: [
      parent,
      statement('S', {
        cash: 900,
        investment: 100,
        inventory: 400,
        payable: 200,
        capital: 1000,
        retained: 200,
      }),
    ],
    investments: [
      ...books.investments,
      { id: '内部投资 3', owner: 'S', owned: 'P', carrying: yuan(100), goodwill: yuan(0), income: yuan(0) },
    ],
  });
  expect([amount('treasury_shares'), amount('investment'), accounts.balanced]).toEqual([
    '100.00',
    '0.00',
    true,
  ]);
});

test('minorities go bottom-up: what S’s minority has of T comes through S', () => {
  const chain = all({
    parent: 'P',
    controlled: ['S', 'T'],
    holdings: [
      { owner: 'P', owned: 'S', share: ratio(7n, 10n) },
      { owner: 'S', owned: 'T', share: ratio(3n, 5n) },
    ],
    statements: [
      statement('P', { cash: 0, investment: 700, capital: 700 }),
      statement('S', { cash: 900, investment: 600, capital: 1000, retained: 500, revenue: 500 }),
      statement('T', { cash: 1200, capital: 1000, retained: 200, revenue: 200 }),
    ],
    investments: [
      { id: 'a', owner: 'P', owned: 'S', carrying: yuan(700), goodwill: yuan(0), income: yuan(0) },
      { id: 'b', owner: 'S', owned: 'T', carrying: yuan(600), goodwill: yuan(0), income: yuan(0) },
    ],
    intragroup: [],
  });
  expect(chain.accounts.minority?.amount).toBe(yuan(266));
  expect(chain.accounts.attributable).toBe(yuan(434));
  // 40% of T's 1 200, and 30% of S's 1 500 and its 120 of T.
  expect(chain.amount('minority_equity')).toBe('966.00');
  expect(chain.amount('retained')).toBe('434.00');
});

test('a company’s balance sheet that does not balance is off by what its assets exceed the rest by', () => {
  expect(imbalanceOf(parent)).toBe(0n);
  expect(imbalanceOf(statement('X', { cash: 5, payable: 2, capital: 2, revenue: 9 }))).toBe(100n);
});

describe('subsidiaries that hold one another', () => {
  const tenth = ratio(1n, 10n);
  const investment = (owner: string, owned: string, carrying: number) => ({
    ...{
      id: `${owner}→${owned}`,
      owner,
      owned,
      carrying: yuan(carrying),
      goodwill: yuan(0),
      income: yuan(0),
    },
  });
  const pair: GroupBooks = {
    parent: 'P',
    controlled: ['S', 'T'],
    holdings: [
      { owner: 'P', owned: 'S', share: ratio(4n, 5n) },
      { owner: 'P', owned: 'T', share: ratio(7n, 10n) },
      { owner: 'S', owned: 'T', share: tenth },
      { owner: 'T', owned: 'S', share: tenth },
    ],
    statements: [
      statement('P', { cash: 100, investment: 1500, capital: 1600 }),
      statement('S', { cash: 1100, investment: 100, capital: 1000, retained: 200, revenue: 100 }),
      statement('T', { cash: 1400, investment: 100, capital: 1000, retained: 500, revenue: 200 }),
    ],
    investments: [
      investment('P', 'S', 800),
      investment('P', 'T', 700),
      investment('S', 'T', 100),
      investment('T', 'S', 100),
    ],
    intragroup: [],
  };

  test('each has its share in the other, to the fen; nothing is left of the investments', () => {
    const { accounts, amount } = all(pair);
    expect(accounts).toMatchObject({ balanced: true, complete: true, blocks: [] });
    expect(['investment', 'goodwill', 'capital', 'total_assets'].map(amount)).toEqual([
      '0.00',
      '0.00',
      '1600.00',
      '2600.00',
    ]);
    // S = 1 100 + T ÷ 10 and T = 1 400 + S ÷ 10: 1 252.5252… and 1 525.2525…, of which a tenth and a fifth are others'.
    expect(accounts.minorities.map((one) => [one.company, one.netAssets, one.equity])).toEqual([
      ['S', 125253n, 12525n],
      ['T', 152525n, 30505n],
    ]);
    expect(amount('minority_equity')).toBe('430.30');
    expect(amount('retained')).toBe('569.70');
    // 121.2121… and 212.1212… of profit: a tenth and a fifth.
    expect(accounts.minority?.amount).toBe(5455n);
    expect(accounts.attributable).toBe(24545n);
  });

  test('one of them without a stated investment: the loop is named and nothing of it eliminated', () => {
    const { accounts } = all({ ...pair, investments: pair.investments.slice(0, 3) });
    expect(accounts.blocks.map(({ because }) => because)).toEqual(['缺少 T 对 S 的内部投资，权益未抵销']);
    expect(accounts.balanced).toBe(true);
  });
});
