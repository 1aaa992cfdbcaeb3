import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { accountLine, accountLines } from './account-lines.ts';
import type { GroupAccounts } from './group-accounts.ts';
import type { Figure, Part } from './group-accounts-layout.ts';

/** A line of the consolidation worksheet 合并工作底稿: what each company wrote, what was debited and credited, what comes out. */
export type WorksheetLine = {
  readonly code: string;
  readonly companies: ReadonlyMap<string, Fen>;
  readonly sum: Fen;
  readonly debit: Fen;
  readonly credit: Fen;
  readonly amount: Fen;
};

const known = new Set(accountLines.map(({ code }) => code));
const onDebitSide = (code: string): boolean =>
  known.has(code) ? accountLine(code).side === 'debit' : code === 'total_assets';

function worksheetLine(figure: Figure): WorksheetLine {
  const { code, parts } = figure;
  const turn = onDebitSide(code) ? 1n : -1n;
  // A part is signed as it counts in the figure; what adds to an asset was debited, what adds to equity credited.
  const debits = parts.filter(({ kind }) => kind === 'entry').map(({ amount }) => amount * turn);
  const side = (of: (amount: bigint) => bigint): Fen =>
    sumFen(debits.map((amount) => fen(of(amount) > 0n ? of(amount) : 0n)));
  const written = parts.filter((part): part is Extract<Part, { kind: 'company' }> => part.kind === 'company');
  return {
    code,
    companies: new Map(
      [...Map.groupBy(written, ({ company }) => company)].map(([company, own]) => [
        company,
        sumFen(own.map(({ amount }) => amount)),
      ]),
    ),
    sum: figure.companies,
    debit: side((amount) => amount),
    credit: side((amount) => -amount),
    amount: figure.amount,
  };
}

/** The lines that somebody wrote or an entry changed. */
export const usedLines = ({ balance, income }: GroupAccounts): ReadonlySet<string> =>
  new Set([...balance, ...income].filter(({ parts }) => parts.length > 0).map(({ code }) => code));

/**
 * The worksheet behind group accounts: its used lines, or those given, in the order of the statements, totals after what they add up. An entry in profit or
 * loss counts in retained profit as well, so that in the balance sheet alone debits are credits.
 */
export function worksheet(
  accounts: GroupAccounts,
  used = usedLines(accounts),
): { readonly balance: readonly WorksheetLine[]; readonly income: readonly WorksheetLine[] } {
  const { balance, income, totals, netProfit } = accounts;
  const of = (...kinds: string[]): Figure[] =>
    balance.filter(({ code }) => used.has(code) && kinds.includes(accountLine(code).kind));
  const figures = [
    ...of('asset'),
    totals.assets,
    ...of('liability'),
    totals.liabilities,
    ...of('equity'),
    totals.equity,
    totals.liabilitiesAndEquity,
  ];
  return {
    balance: figures.map(worksheetLine),
    income: [...income.filter(({ code }) => used.has(code)), netProfit].map(worksheetLine),
  };
}
