import type { IntragroupRow } from '@guanyun/db/equity/statement.store.ts';
import type { Intragroup } from '@guanyun/domain/equity/consolidation.ts';
import type { Investment } from '@guanyun/domain/equity/group-books.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, parseYuan } from '@guanyun/domain/kernel/money.ts';
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
    if (row.kind === 'investment') return [];
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
