import type { Fen } from '@guanyun/domain/kernel/money.ts';

/** A text, or an amount of money that is written as a number of yuan. */
export type SheetCell = string | Fen;

/** A sheet to hand out: cells under their columns. */
export type Sheet = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
};
