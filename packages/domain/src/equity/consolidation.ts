import type { EntrySides, Posting } from '../accounting/entry-lines.ts';
import { entrySides } from '../accounting/entry-lines.ts';
import type { Finding, Reason } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import type { Equity, StatementLine } from './statement-lines.ts';

/** A subsidiary on the day of consolidation. Its profit is without income from others of the group. */
export type Subsidiary = {
  readonly id: string;
  /** Every holder of the group and its share; together the group's share. */
  readonly holders: readonly { readonly owner: string; readonly share: Ratio }[];
  readonly equity?: Equity | undefined;
  readonly profit: Fen;
  readonly investmentCost?: Fen | undefined;
};

type Row = { readonly id: string; readonly taxRate: Ratio };

/** What one company owes another, and what the creditor has written off it. */
export type IntragroupBalance = Row & {
  readonly kind: 'balance';
  readonly creditor: string;
  readonly debtor: string;
  readonly amount: Fen;
  readonly allowance: Fen;
  readonly openingAllowance: Fen;
};

/** Goods sold within the group in the year. */
export type IntragroupInventory = Row & {
  readonly kind: 'inventory';
  readonly seller: string;
  readonly buyer: string;
  readonly price: Fen;
  readonly cost: Fen;
  /** What part of them the buyer still has. */
  readonly unsoldShare: Ratio;
};

/** A fixed asset sold within the group in this year or an earlier one. */
export type IntragroupFixedAsset = Row & {
  readonly kind: 'fixed_asset';
  readonly seller: string;
  readonly buyer: string;
  readonly on: LocalDate;
  readonly price: Fen;
  readonly carrying: Fen;
  /** Months of use left on the day of the sale. */
  readonly remainingMonths: number;
  readonly asOf: LocalDate;
};

export type Intragroup = IntragroupBalance | IntragroupInventory | IntragroupFixedAsset;

/** A subsidiary's shares in the parent. */
export type CrossHolding = {
  readonly owner: string;
  readonly share: Ratio;
  readonly cost?: Fen | undefined;
};

/** A group in one year. `treasury_share` is the method of CAS 33, `simultaneous` is for analysis only. */
export type Group = {
  readonly parent: { readonly id: string; readonly profit: Fen };
  readonly subsidiaries: readonly Subsidiary[];
  readonly intragroup: readonly Intragroup[];
  readonly crossHolding: readonly CrossHolding[];
  readonly method: 'treasury_share' | 'simultaneous';
};

export const eliminationSteps = [
  'equity',
  'balance',
  'allowance',
  'sale',
  'unrealised',
  'depreciation',
  'deferred_tax',
  'minority',
  'treasury',
] as const;

/** A balanced elimination of the consolidated statements; `ref` is the subsidiary or the intragroup row. */
export type Elimination = EntrySides<StatementLine> & {
  readonly ref: string;
  readonly step: (typeof eliminationSteps)[number];
};

/** An elimination as a list of one, or none when there is nothing to take out. */
export function elimination(
  ref: string,
  step: Elimination['step'],
  debits: readonly Posting<StatementLine>[],
  credits: readonly Posting<StatementLine>[],
): Elimination[] {
  const sides = entrySides(step, debits, credits);
  return sides === null ? [] : [{ ref, step, ...sides }];
}

/** Amounts in fen; null what is not given or cannot be told. */
export type Consolidation = {
  readonly eliminations: readonly Elimination[];
  readonly minorities: readonly {
    readonly id: string;
    readonly equity: Fen | null;
    readonly profit: Fen | null;
  }[];
  readonly minority: { readonly equity: Fen | null; readonly profit: Fen | null };
  readonly netProfit: Fen;
  readonly attributable: Fen | null;
  readonly reportable: boolean;
  /** DATA_INSUFFICIENT. */
  readonly blocks: readonly Finding[];
  /** NOT_FOR_STATEMENTS. */
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};
