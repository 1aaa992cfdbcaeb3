import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { fen, formatYuan, sumFen } from '../kernel/money.ts';
import { ratio, ZERO } from '../kernel/ratio.ts';
import { groupAccounts } from './group-accounts.ts';
import type { CompanyStatement, GroupBooks } from './group-books.ts';
import type { PlanItem } from './plan.ts';
import { type PlannedGroup, plannedBooks } from './plan-accounts.ts';

const yuan = (n: number) => fen(BigInt(n) * 100n);
const statement = (company: string, lines: Record<string, number>): CompanyStatement => ({
  company,
  figures: Object.entries(lines).map(([line, amount], index) => ({
    ...{ line, amount: yuan(amount), sheet: '报表', cell: `D${index + 2}` },
  })),
});
const base = { id: 'i', companyId: 'T', separable: true, note: '', facts: {} };
const T = statement('T', { cash: 300, capital: 200, retained: 100 });
const alone: GroupBooks = {
  parent: 'P',
  ...{ controlled: [], holdings: [], investments: [], intragroup: [] },
  statements: [statement('P', { cash: 500, capital: 500 }), T],
};
const four = ratio(4n, 5n);
const joins = (items: readonly PlanItem[], before = alone): PlannedGroup => ({
  before,
  after: { controlled: ['T'], holdings: [{ owner: 'P', owned: 'T', share: four }] },
  shareBefore: () => ZERO,
  items,
});
const after = (group: PlannedGroup) => {
  const planned = plannedBooks(group);
  const accounts = groupAccounts(planned.books);
  const amount = (code: string) => {
    const found = [...accounts.balance, ...Object.values(accounts.totals)].find((one) => one.code === code);
    return formatYuan(found?.amount ?? fen(0n));
  };
  return { ...planned, accounts, of: (...codes: string[]) => codes.map(amount) };
};
const shown = ['cash', 'investment', 'goodwill', 'capital', 'capital_reserve', 'retained', 'minority_equity'];
const free: PlanItem = { ...base, method: 'free_transfer', fromId: 'X', toId: 'P', share: '0.8' };

describe('right after a plan', () => {
  test('what came free stands at its share in net assets in the capital reserve; nothing of it is retained', () => {
    const { of, accounts, undetermined } = after(joins([free]));
    expect(of(...shown)).toEqual(['800.00', '0.00', '0.00', '500.00', '240.00', '0.00', '60.00']);
    expect(accounts).toMatchObject({ balanced: true, complete: true });
    expect(undetermined).toEqual([]);
    expect(accounts.entries[0]).toMatchObject({ step: 'planned', ref: 'T' });
  });

  test('what was bought takes its price; the difference is named', () => {
    const bought: PlanItem = {
      ...base,
      method: 'acquisition',
      fromId: 'X',
      toId: 'P',
      share: '0.8',
      price: '200.00',
    };
    const { of, undetermined } = after(joins([bought]));
    expect(of(...shown)).toEqual(['600.00', '0.00', '0.00', '500.00', '40.00', '0.00', '60.00']);
    expect(undetermined).toEqual([{ company: 'T', acquirer: 'P', amount: yuan(40) }]);
  });

  test('what is put in becomes capital of the group', () => {
    const given = { fromId: 'X', share: '0.8', invested: '240.00', perYuan: '1.2' };
    const { of, undetermined } = after(joins([{ ...base, method: 'contribution_in_kind', ...given }]));
    expect(of(...shown)).toEqual(['800.00', '0.00', '0.00', '700.00', '40.00', '0.00', '60.00']);
    expect(undetermined).toEqual([]);
  });

  test('new money of the group in a company that it holds already', () => {
    const before: GroupBooks = {
      ...alone,
      controlled: ['T'],
      holdings: [{ owner: 'P', owned: 'T', share: four }],
      statements: [statement('P', { cash: 340, investment: 160, capital: 500 }), T],
      investments: [
        { id: 'r', owner: 'P', owned: 'T', carrying: yuan(160), goodwill: yuan(0), income: yuan(0) },
      ],
    };
    const item: PlanItem = {
      ...base,
      method: 'capital_increase',
      toId: 'P',
      invested: '100.00',
      perYuan: '1',
    };
    const { of, accounts, undetermined } = after({
      ...{ before, items: [item], shareBefore: () => four },
      after: { controlled: ['T'], holdings: [{ owner: 'P', owned: 'T', share: ratio(13n, 15n) }] },
    });
    // Between holders of one group: capital reserve, whoever controlled it before.
    expect(undetermined).toEqual([]);
    // Thirteen fifteenths of 400 against four fifths of 300 and 100 in cash.
    expect(of(...shown)).toEqual(['640.00', '0.00', '0.00', '500.00', '6.67', '80.00', '53.33']);
    expect(accounts).toMatchObject({ balanced: true, complete: true });
  });

  test('a company that goes takes its investment along', () => {
    const before: GroupBooks = {
      ...alone,
      controlled: ['T'],
      holdings: [{ owner: 'P', owned: 'T', share: four }],
      statements: [statement('P', { cash: 340, investment: 160, capital: 500 }), T],
      investments: [
        { id: 'r', owner: 'P', owned: 'T', carrying: yuan(160), goodwill: yuan(0), income: yuan(0) },
      ],
    };
    const sold: PlanItem = {
      ...base,
      method: 'acquisition',
      fromId: 'P',
      toId: 'X',
      share: '0.8',
      price: '200.00',
    };
    const { of, accounts } = after({
      ...{ before, items: [sold], shareBefore: () => four },
      after: { controlled: [], holdings: [] },
    });
    expect(of('cash', 'investment', 'capital_reserve', 'total_assets')).toEqual([
      '540.00',
      '0.00',
      '40.00',
      '540.00',
    ]);
    expect(accounts.outside).toEqual(['T']);
  });

  test('a merger is named and not measured, a company without a statement is missing', () => {
    const merger: PlanItem = { ...base, method: 'merger', toId: 'P', exchange: '1' };
    expect(after({ ...joins([merger]), after: { controlled: [], holdings: [] } }).unmeasured).toEqual(['T']);
    const without = { ...alone, statements: alone.statements.slice(0, 1) };
    const { accounts, of } = after(joins([free], without));
    expect(accounts).toMatchObject({ missing: ['T'], complete: false, balanced: true });
    expect(of('cash', 'capital_reserve')).toEqual(['500.00', '0.00']);
  });
});

const amount = fc.bigInt({ min: -100_000n, max: 100_000n });
propertyTest.prop([
  amount,
  amount,
  amount,
  fc.bigInt({ min: 1n, max: 99n }),
  fc.bigInt({ min: 1n, max: 99_999n }),
])(
  'whatever comes at whatever price balances to the fen, makes no goodwill and leaves the parent’s retained profit alone',
  (capital, retained, own, percent, price) => {
    const share = ratio(percent, 100n);
    const lines = (company: string, profit: bigint): CompanyStatement => ({
      company,
      figures: [
        ['cash', capital + profit],
        ['capital', capital],
        ['retained', profit],
      ].map(([line, sum]) => ({
        line: String(line),
        amount: fen(BigInt(sum ?? 0)),
        sheet: '报表',
        cell: 'D2',
      })),
    });
    const item: PlanItem = {
      ...{ ...base, method: 'acquisition', fromId: 'X', toId: 'P', share: '1' },
      price: formatYuan(fen(price)),
    };
    const { accounts } = after({
      before: { ...alone, statements: [lines('P', own), lines('T', retained)] },
      after: { controlled: ['T'], holdings: [{ owner: 'P', owned: 'T', share }] },
      ...{ shareBefore: () => ZERO, items: [item] },
    });
    expect(accounts.balanced).toBe(true);
    for (const { debit, credit } of accounts.entries)
      expect(sumFen(debit.map((one) => one.amount))).toBe(sumFen(credit.map((one) => one.amount)));
    const of = (code: string) => accounts.balance.find((one) => one.code === code)?.amount;
    expect([of('goodwill'), of('investment')]).toEqual([0n, 0n]);
    // A half fen of the share may fall to either side.
    expect([own - 1n, own, own + 1n]).toContain(of('retained'));
  },
);
