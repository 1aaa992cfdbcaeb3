import type { Finding } from '../kernel/basis.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import { accountLine, ofIncome } from './account-lines.ts';
import type { Intragroup } from './consolidation.ts';

/** One figure of a company's statement and the cell it was read from. */
export type StatementFigure = {
  readonly line: string;
  readonly amount: Fen;
  readonly sheet: string;
  readonly cell: string;
};
export type CompanyStatement = { readonly company: string; readonly figures: readonly StatementFigure[] };

/** What one company of the group has invested in another, as its books carry it; `income` is what came of it in the period. */
export type Investment = {
  readonly id: string;
  readonly owner: string;
  readonly owned: string;
  readonly carrying: Fen;
  readonly goodwill: Fen;
  readonly income: Fen;
};

/** Lines of the statements and what is debited or credited to them. */
export type BookedLines = readonly { readonly line: string; readonly amount: Fen }[];
/** An entry put to a company's figures on paper, before they are consolidated; `ref` is the company it is about. */
export type BookedEntry = {
  readonly company: string;
  readonly ref: string;
  readonly step: 'restated' | 'fair_value' | 'transfer_back' | 'planned';
  readonly debit: BookedLines;
  readonly credit: BookedLines;
};

/** A group on the last day of a period: who is controlled, who holds what directly, and what everybody reported. */
export type GroupBooks = {
  readonly parent: string;
  readonly controlled: readonly string[];
  readonly holdings: readonly { readonly owner: string; readonly owned: string; readonly share: Ratio }[];
  readonly statements: readonly CompanyStatement[];
  readonly investments: readonly Investment[];
  readonly intragroup: readonly Intragroup[];
  readonly booked?: readonly BookedEntry[];
  /** What is known to be wrong with what was stated; the accounts are then incomplete. */
  readonly findings?: readonly Finding[];
};

/** What a company's statement says of one line, nothing where it is silent. */
export const amountOf = (statement: CompanyStatement | undefined, code: string): Fen =>
  sumFen((statement?.figures ?? []).filter((one) => one.line === code).map((one) => one.amount));

/** Gains less charges. */
export function netProfitOf(statement: CompanyStatement | undefined): Fen {
  const profit = (statement?.figures ?? [])
    .filter((one) => ofIncome(accountLine(one.line)))
    .map((one) => (accountLine(one.line).kind === 'gain' ? one.amount : -one.amount));
  return fen(profit.reduce((sum, amount) => sum + amount, 0n));
}

/** What a company's assets exceed its liabilities and equity by: nothing where its balance sheet balances. */
export function imbalanceOf(statement: CompanyStatement): Fen {
  const signed = statement.figures
    .filter((one) => !ofIncome(accountLine(one.line)))
    .map((one) => (accountLine(one.line).kind === 'asset' ? one.amount : -one.amount));
  return fen(signed.reduce((sum, amount) => sum + amount, 0n));
}
