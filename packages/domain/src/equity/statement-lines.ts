import type { Posting } from '../accounting/entry-lines.ts';
import { type Fen, fen } from '../kernel/money.ts';

/** The lines of consolidated statements that eliminations touch. */
export const statementLines = [
  'capital',
  'capital_reserve',
  'surplus_reserve',
  'retained',
  'net_assets',
  'goodwill',
  'bargain_gain',
  'investment',
  'treasury_shares',
  'minority_equity',
  'minority_profit',
  'assets',
  'deferred_tax_asset',
  'deferred_tax_liability',
  'income_tax',
  'opening_retained',
  'receivable',
  'receivable_allowance',
  'payable',
  'credit_loss',
  'revenue',
  'cost_of_sales',
  'inventory',
  'disposal_gain',
  'fixed_assets',
  'accumulated_depreciation',
  'admin_expense',
] as const;
export type StatementLine = (typeof statementLines)[number];

/** Owners' equity by its four parts; all but the capital may be below zero. */
export type Equity = {
  readonly capital: Fen;
  readonly capitalReserve: Fen;
  readonly surplusReserve: Fen;
  readonly retained: Fen;
};

/** Equity in all. */
export function equityTotal(equity: Equity): Fen {
  return fen(equity.capital + equity.capitalReserve + equity.surplusReserve + equity.retained);
}

/** The four equity lines, as they are taken out. */
export function equityPostings(equity: Equity): Posting<StatementLine>[] {
  return [
    ['capital', equity.capital],
    ['capital_reserve', equity.capitalReserve],
    ['surplus_reserve', equity.surplusReserve],
    ['retained', equity.retained],
  ];
}
