import { assert } from '../kernel/assert.ts';
import { type LocalDate, yearOf } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { ONE, type Ratio, ratio, subtract, ZERO } from '../kernel/ratio.ts';
import {
  type CrossHolding,
  type Elimination,
  elimination,
  type Intragroup,
  type IntragroupBalance,
  type IntragroupFixedAsset,
  type IntragroupInventory,
  type Subsidiary,
} from './consolidation.ts';
import { type ExactAmount, exactly, minus, NOTHING, times, toFen } from './exact-amount.ts';
import { equityPostings, equityTotal } from './statement-lines.ts';

/** Profit of one company on others of the group that the group has not made yet, after tax. */
export type Unrealised = {
  readonly seller: string;
  /** What remains at the end of the year. */
  readonly remaining: ExactAmount;
  /** What of it this year's profit holds; below zero where the year realises what earlier years made. */
  readonly ofYear: ExactAmount;
};

/** What a row of intragroup dealings takes out. */
export type RowEffect = {
  readonly eliminations: Elimination[];
  readonly unrealised: Unrealised | null;
  /** What the group's net profit gains by the row, the unrealised apart. */
  readonly profit: ExactAmount;
};

/** Investment against equity; the excess is goodwill, a shortfall of the cost a bargain gain. */
export function equityElimination(subsidiary: Subsidiary, minorityShare: Ratio): Elimination[] {
  const { id, equity, investmentCost } = subsidiary;
  if (equity === undefined || investmentCost === undefined) return [];
  const minority = toFen(times(exactly(equityTotal(equity)), minorityShare));
  const excess = investmentCost + minority - equityTotal(equity);
  return elimination(
    id,
    'equity',
    [...equityPostings(equity), ['goodwill', fen(excess > 0n ? excess : 0n)]],
    [
      ['investment', investmentCost],
      ['minority_equity', minority],
      ['bargain_gain', fen(excess < 0n ? -excess : 0n)],
    ],
  );
}

/** Shares of the parent in a subsidiary's hands become treasury shares. */
export function treasuryElimination({ owner, cost }: CrossHolding): Elimination[] {
  if (cost === undefined) return [];
  return elimination(owner, 'treasury', [['treasury_shares', cost]], [['investment', cost]]);
}

function balanceEffect(row: IntragroupBalance): RowEffect {
  const { id, amount, allowance, openingAllowance } = row;
  const change = fen(allowance - openingAllowance);
  const tax = toFen(times(exactly(allowance), row.taxRate));
  const openingTax = toFen(times(exactly(openingAllowance), row.taxRate));
  return {
    eliminations: [
      ...elimination(id, 'balance', [['payable', amount]], [['receivable', amount]]),
      ...elimination(
        id,
        'allowance',
        [['receivable_allowance', allowance]],
        [
          ['opening_retained', openingAllowance],
          ['credit_loss', change],
        ],
      ),
      ...elimination(
        id,
        'deferred_tax',
        [
          ['opening_retained', openingTax],
          ['income_tax', fen(tax - openingTax)],
        ],
        [['deferred_tax_asset', tax]],
      ),
    ],
    unrealised: null,
    profit: times(exactly(change), subtract(ONE, row.taxRate)),
  };
}

/** The seller's minority bears its share: first of what remains, of which earlier years' part is in opening retained. */
function minorityElimination(
  id: string,
  { remaining, ofYear }: Unrealised,
  minorityShare: Ratio,
): Elimination[] {
  const equity = toFen(times(remaining, minorityShare));
  const opening = toFen(times(minus(remaining, ofYear), minorityShare));
  return elimination(
    id,
    'minority',
    [['minority_equity', equity]],
    [
      ['opening_retained', opening],
      ['minority_profit', fen(equity - opening)],
    ],
  );
}

function inventoryEffect(row: IntragroupInventory, minorityShare: Ratio): RowEffect {
  const { id, price, cost, unsoldShare, taxRate } = row;
  const profit = times(exactly(fen(price - cost)), unsoldShare);
  const after = times(profit, subtract(ONE, taxRate));
  const [gross, tax] = [toFen(profit), toFen(times(profit, taxRate))];
  const unrealised = { seller: row.seller, remaining: after, ofYear: after };
  return {
    eliminations: [
      ...elimination(id, 'sale', [['revenue', price]], [['cost_of_sales', price]]),
      ...elimination(id, 'unrealised', [['cost_of_sales', gross]], [['inventory', gross]]),
      ...elimination(id, 'deferred_tax', [['deferred_tax_asset', tax]], [['income_tax', tax]]),
      ...minorityElimination(id, unrealised, minorityShare),
    ],
    unrealised,
    profit: NOTHING,
  };
}

function monthOf(date: LocalDate): number {
  return yearOf(date) * 12 + Number(date.slice(5, 7)) - 1;
}

/** Parts of the useful life that were charged before the year of `asOf` and until `asOf`. */
function lifeCharged(row: IntragroupFixedAsset): { before: Ratio; until: Ratio } {
  const months = monthOf(row.asOf) - monthOf(row.on);
  const earlier = Math.max(months - (monthOf(row.asOf) % 12) - 1, 0);
  const part = (count: number): Ratio =>
    ratio(BigInt(Math.min(count, row.remainingMonths)), BigInt(row.remainingMonths));
  return { before: part(earlier), until: part(months) };
}

function fixedAssetEffect(row: IntragroupFixedAsset, minorityShare: Ratio): RowEffect {
  const { id, taxRate } = row;
  const later = yearOf(row.on) < yearOf(row.asOf);
  const gain = fen(row.price - row.carrying);
  const { before, until } = lifeCharged(row);
  const [remaining, opening] = [
    times(exactly(gain), subtract(ONE, until)),
    times(exactly(gain), later ? subtract(ONE, before) : ZERO),
  ];
  const [charged, chargedBefore] = [toFen(times(exactly(gain), until)), toFen(times(exactly(gain), before))];
  const [tax, openingTax] = [toFen(times(remaining, taxRate)), toFen(times(opening, taxRate))];
  const afterTax = subtract(ONE, taxRate);
  const left = times(remaining, afterTax);
  const unrealised = {
    seller: row.seller,
    remaining: left,
    ofYear: minus(left, times(opening, afterTax)),
  };
  return {
    eliminations: [
      ...elimination(
        id,
        'unrealised',
        [[later ? 'opening_retained' : 'disposal_gain', gain]],
        [['fixed_assets', gain]],
      ),
      ...elimination(
        id,
        'depreciation',
        [['accumulated_depreciation', charged]],
        [
          ['opening_retained', chargedBefore],
          ['admin_expense', fen(charged - chargedBefore)],
        ],
      ),
      ...elimination(
        id,
        'deferred_tax',
        [['deferred_tax_asset', tax]],
        [
          ['opening_retained', openingTax],
          ['income_tax', fen(tax - openingTax)],
        ],
      ),
      ...minorityElimination(id, unrealised, minorityShare),
    ],
    unrealised,
    profit: NOTHING,
  };
}

/** What a row takes out; `minorityShare` says it of the seller, nothing where that is the parent. */
export function rowEffect(row: Intragroup, minorityShare: (company: string) => Ratio): RowEffect {
  switch (row.kind) {
    case 'balance':
      return balanceEffect(row);
    case 'inventory':
      return inventoryEffect(row, minorityShare(row.seller));
    case 'fixed_asset':
      assert(row.on <= row.asOf, 'the sale is not after the day of the statements');
      return fixedAssetEffect(row, minorityShare(row.seller));
  }
}

/** The two companies of a row. */
export function partiesOf(row: Intragroup): readonly [string, string] {
  return row.kind === 'balance' ? [row.creditor, row.debtor] : [row.seller, row.buyer];
}
