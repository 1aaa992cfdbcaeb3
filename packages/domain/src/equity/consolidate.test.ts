import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { consolidateRule } from './consolidate.rule.ts';

type Json = Record<string, unknown>;

function ask(input: Json) {
  const answer = askRule(consolidateRule, { parent: { id: 'P' }, ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(consolidateRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
type Output = ReturnType<typeof ask>;
type Lines = { account: string; amount: string }[];
const print = (lines: Lines): string => lines.map(({ account, amount }) => `${account} ${amount}`).join(', ');
const entries = (out: Output): string[] =>
  out.eliminations.map((e) => `${e.ref} ${e.step}: ${print(e.debit)} / ${print(e.credit)}`);
const codes = (findings: { code: string }[]): string[] => findings.map((finding) => finding.code);
const problems = (input: Json): string[] => {
  const answer = askRule(consolidateRule, { parent: { id: 'P' }, subsidiaries: [], ...input });
  return answer.ok ? [] : answer.problems.map(({ path, message }) => `${path}: ${message}`);
};

const equity = (capital: string, capitalReserve: string, surplusReserve: string, retained: string): Json => ({
  capital,
  capitalReserve,
  surplusReserve,
  retained,
});
/** A subsidiary of which outsiders have a fifth. */
const S = { id: 'S', share: '0.8' };
const statement = (netProfit: string, attributable: string, minority: string): Json => ({
  netProfit,
  attributable,
  minority,
});

describe('investment against equity', () => {
  const one = { ...S, share: '0.6', equity: equity('700.00', '200.00', '100.00', '200.00') };

  test('60% of 1 200 for 900: goodwill 180, minority 480', () => {
    const out = ask({ subsidiaries: [{ ...one, investmentCost: '900.00' }] });
    expect(entries(out)).toEqual([
      'S equity: capital 700.00, capital_reserve 200.00, surplus_reserve 100.00, retained 200.00, goodwill 180.00 / investment 900.00, minority_equity 480.00',
    ]);
    expect(out.minorities).toEqual([{ id: 'S', equity: '480.00', profit: '0.00' }]);
    expect(out.statement.minorityEquity).toBe('480.00');
  });

  test('a cost under the share is a bargain gain, an equal one nothing', () => {
    expect(entries(ask({ subsidiaries: [{ ...one, investmentCost: '700.00' }] }))[0]).toMatch(
      /retained 200\.00 \/ investment 700\.00, minority_equity 480\.00, bargain_gain 20\.00$/,
    );
    expect(entries(ask({ subsidiaries: [{ ...one, investmentCost: '720.00' }] }))[0]).toMatch(
      /retained 200\.00 \/ investment 720\.00, minority_equity 480\.00$/,
    );
  });

  test('a wholly owned company has no minority; without a cost there is nothing to eliminate', () => {
    const whole = ask({ subsidiaries: [{ ...one, share: '1', investmentCost: '1200.00' }] });
    expect(entries(whole)[0]).toMatch(/retained 200\.00 \/ investment 1200\.00$/);
    expect(whole.minorities).toEqual([{ id: 'S', equity: '0.00', profit: '0.00' }]);
    const costless = ask({ subsidiaries: [one] });
    expect(costless.eliminations).toEqual([]);
    expect(costless.minority.equity).toBe('480.00');
  });

  test('minority equity goes below zero, losses too', () => {
    const poor = { ...one, equity: equity('100.00', '0.00', '0.00', '-600.00'), profit: '-50.00' };
    const out = ask({ subsidiaries: [{ ...poor, investmentCost: '60.00' }] });
    expect(out.minorities).toEqual([{ id: 'S', equity: '-200.00', profit: '-20.00' }]);
    expect(out.statement).toMatchObject(statement('-50.00', '-30.00', '-20.00'));
    expect(entries(out)).toEqual([
      'S equity: capital 100.00, goodwill 360.00, minority_equity 200.00 / investment 60.00, retained 600.00',
    ]);
  });

  test('minority equity is not told while that of one company is not given', () => {
    const out = ask({ subsidiaries: [one, { id: 'T', share: '0.9' }] });
    expect(out.minorities.map((each) => each.equity)).toEqual(['480.00', null]);
    expect(out.minority.equity).toBeNull();
    expect(ask({ subsidiaries: [one, { id: 'T', share: '1' }] }).minority.equity).toBe('480.00');
    expect(ask({ subsidiaries: [] }).statement).toEqual({
      ...statement('0.00', '0.00', '0.00'),
      minorityEquity: '0.00',
    });
  });

  test('shares held by others of the group count with the group', () => {
    const T = {
      id: 'T',
      share: '0.4',
      owner: 'S',
      also: [{ owner: 'P', share: '0.15' }],
      equity: equity('100.00', '0.00', '0.00', '0.00'),
      profit: '100.00',
    };
    const out = ask({ subsidiaries: [T, { ...S, profit: '10.00' }] });
    // 45% of 100; 20% of (10 + 40% of 100)
    expect(out.minorities).toEqual([
      { id: 'T', equity: '45.00', profit: '45.00' },
      { id: 'S', equity: null, profit: '10.00' },
    ]);
    expect(out.attributable.profit).toBe('55.00');
  });
});

describe('balances', () => {
  const balance = { id: 'B', kind: 'balance', creditor: 'P', debtor: 'S', amount: '1000.00' };
  const of = (row: Json): Output => ask({ subsidiaries: [S], intragroup: [{ ...balance, ...row }] });

  test('payable against receivable, and nothing else without an allowance', () => {
    const out = of({ taxRate: '0.25' });
    expect(entries(out)).toEqual(['B balance: payable 1000.00 / receivable 1000.00']);
    expect(out.statement.netProfit).toBe('0.00');
  });

  test('an allowance that grows: opening part, the change, deferred tax', () => {
    const out = of({ allowance: '50.00', openingAllowance: '20.00', taxRate: '0.25' });
    expect(entries(out).slice(1)).toEqual([
      'B allowance: receivable_allowance 50.00 / opening_retained 20.00, credit_loss 30.00',
      'B deferred_tax: opening_retained 5.00, income_tax 7.50 / deferred_tax_asset 12.50',
    ]);
    expect(out.statement).toMatchObject(statement('22.50', '22.50', '0.00'));
  });

  test('an allowance that shrinks, one that is gone, and no tax', () => {
    expect(entries(of({ allowance: '20.00', openingAllowance: '50.00', taxRate: '0.25' })).slice(1)).toEqual([
      'B allowance: receivable_allowance 20.00, credit_loss 30.00 / opening_retained 50.00',
      'B deferred_tax: opening_retained 12.50 / deferred_tax_asset 5.00, income_tax 7.50',
    ]);
    expect(entries(of({ openingAllowance: '50.00', amount: '0.00' }))).toEqual([
      'B allowance: credit_loss 50.00 / opening_retained 50.00',
    ]);
    expect(of({ openingAllowance: '50.00' }).statement.netProfit).toBe('-50.00');
  });
});

describe('inventory', () => {
  const sale = {
    id: 'I',
    kind: 'inventory',
    seller: 'S',
    buyer: 'P',
    price: '500.00',
    cost: '300.00',
    unsoldShare: '0.5',
    taxRate: '0.25',
  };
  const of = (row: Json, subsidiary: Json = S): Output =>
    ask({ subsidiaries: [subsidiary], intragroup: [{ ...sale, ...row }] });

  test('upstream: the minority of the seller bears its share', () => {
    const out = of({}, { ...S, profit: '1000.00', equity: equity('1000.00', '0.00', '0.00', '500.00') });
    expect(entries(out)).toEqual([
      'I sale: revenue 500.00 / cost_of_sales 500.00',
      'I unrealised: cost_of_sales 100.00 / inventory 100.00',
      'I deferred_tax: deferred_tax_asset 25.00 / income_tax 25.00',
      'I minority: minority_equity 15.00 / minority_profit 15.00',
    ]);
    expect(out.minorities).toEqual([{ id: 'S', equity: '285.00', profit: '185.00' }]);
    expect(out.statement).toMatchObject(statement('925.00', '740.00', '185.00'));
  });

  test('an unrealised 100 of an 80% company costs its minority 20', () => {
    const out = of({ taxRate: '0' });
    expect(out.minority.profit).toBe('-20.00');
    expect(out.attributable.profit).toBe('-80.00');
    expect(entries(out)).toHaveLength(3);
  });

  test('downstream is the parent’s alone', () => {
    const out = of({ seller: 'P', buyer: 'S' });
    expect(out.eliminations.map(({ step }) => step)).toEqual(['sale', 'unrealised', 'deferred_tax']);
    expect(out.statement).toMatchObject(statement('-75.00', '-75.00', '0.00'));
  });

  test('all sold on: the sale alone; sold at a loss: the lines turn round', () => {
    expect(entries(of({ unsoldShare: '0' }))).toEqual(['I sale: revenue 500.00 / cost_of_sales 500.00']);
    expect(entries(of({ cost: '700.00' })).slice(1)).toEqual([
      'I unrealised: inventory 100.00 / cost_of_sales 100.00',
      'I deferred_tax: income_tax 25.00 / deferred_tax_asset 25.00',
      'I minority: minority_profit 15.00 / minority_equity 15.00',
    ]);
    expect(of({}, { ...S, share: '1' }).eliminations.map(({ step }) => step)).not.toContain('minority');
  });

  test('a sale far down passes up every level', () => {
    const T = { id: 'T', share: '0.6', owner: 'S', profit: '200.00' };
    const out = ask({
      subsidiaries: [{ ...S, share: '0.7', profit: '500.00' }, T],
      intragroup: [{ ...sale, seller: 'T', buyer: 'S', taxRate: '0' }],
    });
    // 40% of 100; 30% of (500 + 60% of 100); the entry has the seller's own minority alone
    expect(out.minorities.map(({ profit }) => profit)).toEqual(['168.00', '40.00']);
    expect(entries(out).at(-1)).toBe('I minority: minority_equity 40.00 / minority_profit 40.00');
  });

  test('amounts are rounded once', () => {
    const out = of({ price: '100.00', cost: '0.00', unsoldShare: '1/3', taxRate: '0.25' });
    expect(entries(out).slice(1)).toEqual([
      'I unrealised: cost_of_sales 33.33 / inventory 33.33',
      'I deferred_tax: deferred_tax_asset 8.33 / income_tax 8.33',
      'I minority: minority_equity 5.00 / minority_profit 5.00',
    ]);
  });
});

describe('fixed assets', () => {
  const sale = {
    id: 'F',
    kind: 'fixed_asset',
    seller: 'S',
    buyer: 'P',
    on: '2026-06-15',
    price: '1200.00',
    carrying: '600.00',
    remainingMonths: 60,
    asOf: '2026-12-31',
    taxRate: '0.25',
  };
  const of = (row: Json): Output => ask({ subsidiaries: [S], intragroup: [{ ...sale, ...row }] });

  test('the year of the sale', () => {
    const out = of({});
    expect(entries(out)).toEqual([
      'F unrealised: disposal_gain 600.00 / fixed_assets 600.00',
      'F depreciation: accumulated_depreciation 60.00 / admin_expense 60.00',
      'F deferred_tax: deferred_tax_asset 135.00 / income_tax 135.00',
      'F minority: minority_equity 81.00 / minority_profit 81.00',
    ]);
    expect(out.statement).toMatchObject(statement('-405.00', '-324.00', '-81.00'));
  });

  test('the year after: what belongs to the year of the sale stands in opening retained profit', () => {
    const out = of({ asOf: '2027-12-31' });
    expect(entries(out)).toEqual([
      'F unrealised: opening_retained 600.00 / fixed_assets 600.00',
      'F depreciation: accumulated_depreciation 180.00 / opening_retained 60.00, admin_expense 120.00',
      'F deferred_tax: deferred_tax_asset 105.00, income_tax 30.00 / opening_retained 135.00',
      'F minority: minority_equity 63.00, minority_profit 18.00 / opening_retained 81.00',
    ]);
    expect(out.statement).toMatchObject(statement('90.00', '72.00', '18.00'));
  });

  test('the last year of its life, and the years after', () => {
    expect(entries(of({ asOf: '2031-12-31' }))).toEqual([
      'F unrealised: opening_retained 600.00 / fixed_assets 600.00',
      'F depreciation: accumulated_depreciation 600.00 / opening_retained 540.00, admin_expense 60.00',
      'F deferred_tax: income_tax 15.00 / opening_retained 15.00',
      'F minority: minority_profit 9.00 / opening_retained 9.00',
    ]);
    const over = of({ asOf: '2032-12-31' });
    expect(entries(over)).toEqual([
      'F unrealised: opening_retained 600.00 / fixed_assets 600.00',
      'F depreciation: accumulated_depreciation 600.00 / opening_retained 600.00',
    ]);
    expect(over.statement.netProfit).toBe('0.00');
  });

  test('the month of the sale does not count, the month of the statements does', () => {
    const depreciation = (on: string, asOf: string): string | undefined =>
      entries(of({ on, asOf })).find((line) => line.startsWith('F depreciation'));
    expect(depreciation('2026-12-01', '2026-12-31')).toBeUndefined();
    expect(depreciation('2026-11-30', '2026-12-01')).toBe(
      'F depreciation: accumulated_depreciation 10.00 / admin_expense 10.00',
    );
    expect(depreciation('2026-12-31', '2027-01-01')).toBe(
      'F depreciation: accumulated_depreciation 10.00 / admin_expense 10.00',
    );
  });

  test('the minority part of its equity is less what remains, whatever the year', () => {
    const subsidiary = { ...S, equity: equity('1000.00', '0.00', '0.00', '0.00') };
    const at = (asOf: string): string | null =>
      ask({ subsidiaries: [subsidiary], intragroup: [{ ...sale, asOf }] }).minority.equity;
    expect(['2026-12-31', '2027-12-31', '2032-12-31'].map(at)).toEqual(['119.00', '137.00', '200.00']);
  });

  test('a loss turns round, the parent’s sale is its own', () => {
    expect(entries(of({ price: '0.00', seller: 'P', buyer: 'S', taxRate: '0' }))).toEqual([
      'F unrealised: fixed_assets 600.00 / disposal_gain 600.00',
      'F depreciation: admin_expense 60.00 / accumulated_depreciation 60.00',
    ]);
  });
});

describe('minority profit bottom-up', () => {
  test('80 + 186 = 266, attributable 434, in any order', () => {
    const T = { id: 'T', share: '0.6', owner: 'S', profit: '200.00' };
    const of = { id: 'S', share: '0.7', profit: '500.00' };
    const out = ask({ subsidiaries: [T, of] });
    expect(out.minorities).toEqual([
      { id: 'T', equity: null, profit: '80.00' },
      { id: 'S', equity: null, profit: '186.00' },
    ]);
    expect(out.minority).toEqual({ equity: null, profit: '266.00' });
    expect(out.attributable).toEqual({ profit: '434.00' });
    expect(out.statement).toEqual({ ...statement('700.00', '434.00', '266.00'), minorityEquity: null });
    expect(out).toMatchObject({ reportable: true, blocks: [], warnings: [] });
    expect(ask({ subsidiaries: [of, T] }).statement).toEqual(out.statement);
  });

  test('subsidiaries that hold one another are solved exactly', () => {
    const A = { id: 'A', share: '0.7', also: [{ owner: 'B', share: '0.2' }], profit: '100.00' };
    const B = { id: 'B', share: '0.5', also: [{ owner: 'A', share: '0.3' }], profit: '200.00' };
    const out = ask({ subsidiaries: [A, B] });
    // A′ = (100 + 0.3 × 200) ÷ 0.94, B′ = 200 + 0.2 A′
    expect(out.minorities.map(({ profit }) => profit)).toEqual(['17.02', '46.81']);
    expect(out.statement).toMatchObject(statement('300.00', '236.17', '63.83'));
  });

  test('a loop that nobody outside owns cannot be told', () => {
    const A = { id: 'A', share: '1', owner: 'B', profit: '100.00' };
    const out = ask({ subsidiaries: [A, { id: 'B', share: '1', owner: 'A' }] });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out.blocks[0]?.because).toContain('A、B');
    expect(out).toMatchObject({ attributable: { profit: null }, reportable: false });
    expect(out.statement).toMatchObject({ netProfit: '100.00', attributable: null, minority: null });
  });

  test('a company outside the group in an owner, a row or a cross-holding is data that lacks', () => {
    const sub = { ...S, equity: equity('1.00', '0.00', '0.00', '0.00'), investmentCost: '1.00' };
    const owner = ask({ subsidiaries: [{ ...sub, owner: 'X' }] });
    expect(codes(owner.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(owner).toMatchObject({ eliminations: [], minority: { equity: null, profit: null } });
    const row = { id: 'B', kind: 'balance', creditor: 'X', debtor: 'S', amount: '1.00' };
    const party = ask({ subsidiaries: [sub], intragroup: [row, { ...row, id: 'C', creditor: 'P' }] });
    expect(party.blocks[0]?.because).toContain('X');
    expect(party.eliminations.map(({ ref }) => ref)).toEqual(['S', 'C']);
    const cross = ask({ subsidiaries: [sub], crossHolding: [{ owner: 'X', share: '0.1', cost: '1.00' }] });
    expect(codes(cross.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(cross.eliminations.map(({ step }) => step)).toEqual(['equity']);
  });
});

describe('shares of the parent in a subsidiary’s hands', () => {
  const group: Json = {
    parent: { id: 'P', profit: '100.00' },
    subsidiaries: [{ ...S, profit: '50.00' }],
    crossHolding: [{ owner: 'S', share: '0.1', cost: '30.00' }],
  };

  test('treasury shares: the subsidiary takes no part in the parent’s profit', () => {
    const out = ask(group);
    expect(entries(out)).toEqual(['S treasury: treasury_shares 30.00 / investment 30.00']);
    expect(out.statement).toMatchObject(statement('150.00', '140.00', '10.00'));
    expect(out).toMatchObject({ reportable: true, warnings: [] });
    expect(ask({ ...group, crossHolding: [{ owner: 'S', share: '0.1' }] }).eliminations).toEqual([]);
  });

  test('simultaneous: both solved together, for analysis only', () => {
    const out = ask({ ...group, method: 'simultaneous' });
    // P′ = 140 ÷ 0.92, S′ = 50 + 0.1 P′: outsiders get 0.9 P′ and 0.2 S′
    expect(out.statement).toMatchObject(statement('150.00', '136.96', '13.04'));
    expect(out).toMatchObject({ reportable: false, eliminations: [], blocks: [] });
    expect(codes(out.warnings)).toEqual(['NOT_FOR_STATEMENTS']);
  });

  test('a parent that its own subsidiary holds wholly belongs to nobody', () => {
    const input = { ...group, subsidiaries: [{ id: 'S', share: '1' }], method: 'simultaneous' };
    const out = ask({ ...input, crossHolding: [{ owner: 'S', share: '1' }] });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out.attributable.profit).toBeNull();
  });
});

describe('depth and size', () => {
  const chain = (length: number): Json[] =>
    Array.from({ length }, (_, index) => ({
      id: `C${index}`,
      share: '0.9',
      ...(index === 0 ? {} : { owner: `C${index - 1}` }),
      ...(index === length - 1 ? { profit: '100.00' } : {}),
    }));

  test('a chain of three thousand, lowest first or last, leaves almost nothing to the parent', () => {
    const out = ask({ subsidiaries: chain(3000) });
    expect(out.statement).toMatchObject(statement('100.00', '0.00', '100.00'));
    expect(ask({ subsidiaries: chain(3000).reverse() }).statement).toEqual(out.statement);
  });

  test('a long ring through the parent is solved as a chain is', () => {
    const input = { subsidiaries: chain(60), crossHolding: [{ owner: 'C59', share: '0.5' }] };
    const out = ask({ ...input, method: 'simultaneous' });
    // P′ = 0.9^60 × (100 + 0.5 P′)
    const whole = (0.9 ** 60 * 100) / (1 - 0.5 * 0.9 ** 60);
    expect(out.statement.attributable).toBe((0.5 * whole).toFixed(2));
  });
});

test('bad input is refused by the name of its field', () => {
  expect(problems({ method: 'equity' })[0]).toMatch(/^method: .*treasury_share/);
  expect(problems({ extra: 1 })[0]).toMatch(/^extra: .*不是允许的字段/);
  expect(problems({ intragroup: [{ id: 'x', kind: 'loan' }] })[0]).toMatch(
    /^intragroup\.0\.kind: .*"balance"/,
  );
  expect(
    problems({ subsidiaries: [S, S, { id: 'P', share: '1' }] }).map((text) => text.slice(0, 19)),
  ).toEqual(['subsidiaries.1.id: ', 'subsidiaries.2.id: ']);
  const also = [{ owner: 'P', share: '0.3' }];
  expect(problems({ subsidiaries: [{ ...S, also }] })[0]).toMatch(/^subsidiaries\.0\.share: .*合计/);
  expect(problems({ subsidiaries: [{ ...S, owner: 'S' }] })[0]).toMatch(/^subsidiaries\.0\.owner: /);
  expect(problems({ subsidiaries: [{ ...S, also: [{ owner: 'S', share: '0.1' }] }] })[0]).toMatch(
    /^subsidiaries\.0\.also\.0\.owner: /,
  );
  const row = { id: 'a', kind: 'balance', creditor: 'P', debtor: 'P', amount: '1.00' };
  expect(problems({ intragroup: [row] })[0]).toMatch(/^intragroup\.0\.debtor: /);
  expect(problems({ intragroup: [row, row] })).toHaveLength(3);
  const asset = {
    id: 'f',
    kind: 'fixed_asset',
    seller: 'P',
    buyer: 'P',
    on: '2026-02-01',
    price: '1.00',
    carrying: '1.00',
    remainingMonths: 0,
    asOf: '2026-01-31',
  };
  expect(problems({ intragroup: [asset] })[0]).toMatch(/^intragroup\.0\.remainingMonths: /);
  const lasting = { ...asset, remainingMonths: 1 };
  expect(problems({ intragroup: [lasting] }).map((text) => text.split(':')[0])).toEqual([
    'intragroup.0.buyer',
    'intragroup.0.asOf',
  ]);
  expect(
    problems({
      crossHolding: [
        { owner: 'P', share: '0.6' },
        { owner: 'S', share: '0.6' },
      ],
    }),
  ).toHaveLength(2);
});
