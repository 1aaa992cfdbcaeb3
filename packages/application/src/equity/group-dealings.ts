import type { IntragroupRow } from '@guanyun/db/equity/statement.store.ts';
import type { Intragroup } from '@guanyun/domain/equity/consolidation.ts';
import type { Investment } from '@guanyun/domain/equity/group-books.ts';
import { type CombinationTerms, combinationKinds } from '@guanyun/domain/equity/group-combinations.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { parseRatio } from '@guanyun/domain/kernel/ratio.ts';

/** Reads the fields of a stored row; the import checked them, so what is not there is a broken invariant and throws. */
function reader({ fields }: IntragroupRow) {
  const given = fields as Readonly<Record<string, unknown>>;
  const text = (name: string): string => String(given[name]);
  const money = (name: string): Fen => parseYuan(text(name));
  return { text, money, share: (name: string) => parseRatio(text(name)) };
}

/** The investments among the rows. */
export function investmentsOf(rows: readonly IntragroupRow[]): Investment[] {
  return rows
    .filter(({ kind }) => kind === 'investment')
    .map((row) => {
      const { money } = reader(row);
      const amounts = { carrying: money('carrying'), goodwill: money('goodwill'), income: money('income') };
      return { id: row.id, owner: row.fromId, owned: row.toId, ...amounts };
    });
}

/** Balances and sales among the rows, as the rule takes them. */
export function dealingsOf(rows: readonly IntragroupRow[]): Intragroup[] {
  return rows.flatMap((row): Intragroup[] => {
    const { text, money, share } = reader(row);
    if (row.kind === 'investment' || row.kind === 'combination') return [];
    const base = { id: row.id, taxRate: share('taxRate') };
    if (row.kind === 'balance') {
      const parties = { creditor: row.fromId, debtor: row.toId };
      const allowances = { allowance: money('allowance'), openingAllowance: money('openingAllowance') };
      return [{ ...base, ...parties, ...allowances, kind: 'balance', amount: money('amount') }];
    }
    const sale = { ...base, seller: row.fromId, buyer: row.toId, price: money('price') };
    if (row.kind === 'inventory')
      return [{ ...sale, kind: 'inventory', cost: money('cost'), unsoldShare: share('unsoldShare') }];
    const dates = { on: localDate(text('on')), asOf: localDate(row.periodEnd) };
    const remainingMonths = Number(text('remainingMonths'));
    return [{ ...sale, ...dates, kind: 'fixed_asset', carrying: money('carrying'), remainingMonths }];
  });
}

/** How a company joined, as its row says it; what a cell leaves open is null. The share is the register's. */
export function combinationOf(
  row: IntragroupRow,
): Omit<CombinationTerms, 'share'> & { readonly on: LocalDate } {
  const { text, money } = reader(row);
  const given = (name: string): boolean => text(name) !== '';
  const orUnknown = (name: string): Fen | null => (given(name) ? money(name) : null);
  const reserves = (whose: string) => ({
    capitalReserve: money(`${whose}CapitalReserve`),
    surplusReserve: money(`${whose}SurplusReserve`),
    retained: money(`${whose}Retained`),
  });
  const equity = (whose: string) =>
    given(`${whose}Capital`) ? { capital: money(`${whose}Capital`), ...reserves(whose) } : null;
  const kind = combinationKinds.find((one) => one === text('combination'));
  if (kind === undefined) throw new RangeError(`no combination ${text('combination')}`);
  const paid = [
    { kind: 'cash', book: orUnknown('cash'), fair: orUnknown('cash') },
    { kind: 'land', book: orUnknown('landBook'), fair: orUnknown('landFair') },
    { kind: 'fixed_asset', book: orUnknown('assetBook'), fair: orUnknown('assetFair') },
    { kind: 'shares', book: orUnknown('sharesBook'), fair: orUnknown('sharesFair') },
  ] as const;
  return {
    ...{ kind, on: localDate(text('on')), credit: text('credit') === 'capital' ? 'capital' : 'reserve' },
    consideration: paid.flatMap(({ book, ...one }) => (book === null ? [] : [{ ...one, book }])),
    equity: equity('target'),
    acquirer: equity('acquirer'),
    fairAdjustment: orUnknown('fairAdjustment'),
    goodwill: orUnknown('goodwill') ?? fen(0n),
    taxRate: given('taxRate') ? parseRatio(text('taxRate')) : null,
    investmentBook: orUnknown('investmentBook'),
    approvedAmount: orUnknown('approvedAmount'),
    transferor: given('transferorRetained') ? reserves('transferor') : null,
  };
}
