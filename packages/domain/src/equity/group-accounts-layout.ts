import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { type AccountLine, accountLine, accountLines, lineOfAccount, ofIncome } from './account-lines.ts';
import type { Consolidation, Elimination } from './consolidation.ts';
import type { Adjustment } from './group-accounts-investments.ts';
import type { BookedEntry, BookedLines, CompanyStatement, Investment } from './group-books.ts';

/** What a figure is made of; amounts are as they count in the figure. */
export type Part =
  | {
      readonly kind: 'company';
      readonly company: string;
      readonly line: string;
      readonly amount: Fen;
      readonly sheet: string;
      readonly cell: string;
    }
  | { readonly kind: 'entry'; readonly entry: number; readonly line: string; readonly amount: Fen }
  | { readonly kind: 'minority'; readonly company: string; readonly amount: Fen };

/** A consolidated figure: what the companies wrote, what the entries change, and both together. */
export type Figure = {
  readonly code: string;
  readonly companies: Fen;
  readonly eliminations: Fen;
  readonly amount: Fen;
  readonly parts: readonly Part[];
};

type EntryLine = {
  readonly line: string;
  readonly zh: string;
  readonly en: string;
  readonly amount: Fen;
};
/** An entry of the consolidation, numbered from 1; `ref` is the company, the intragroup row or the investment. */
export type GroupEntry = {
  readonly number: number;
  readonly ref: string;
  readonly step: Elimination['step'] | BookedEntry['step'] | 'equity_method' | 'dividend';
  readonly debit: readonly EntryLine[];
  readonly credit: readonly EntryLine[];
};

export type Statements = {
  readonly balance: readonly Figure[];
  readonly income: readonly Figure[];
  readonly netProfit: Figure;
  readonly totals: {
    readonly assets: Figure;
    readonly liabilities: Figure;
    readonly equity: Figure;
    readonly liabilitiesAndEquity: Figure;
  };
  /** Null where the rule cannot tell. */
  readonly minority: Figure | null;
  readonly attributable: Fen | null;
  readonly balanced: boolean;
};

type Unnumbered = Omit<GroupEntry, 'number'>;

function plain(code: string, amount: Fen): EntryLine {
  const { zh, en } = accountLine(code);
  return { line: code, zh, en, amount };
}

/** A debit of one line against a credit of another; below zero the lines turn round. */
function twoLines(
  ref: string,
  step: GroupEntry['step'],
  debit: string,
  credit: string,
  amount: Fen,
): Unnumbered {
  const size = fen(amount < 0n ? -amount : amount);
  const [one, other] = amount < 0n ? [credit, debit] : [debit, credit];
  return { ref, step, debit: [plain(one, size)], credit: [plain(other, size)] };
}

const bookedLines = (lines: BookedLines): EntryLine[] => lines.map(({ line, amount }) => plain(line, amount));

/** What was put to companies' figures on paper, below zero on the other side. */
function bookedEntry({ ref, step, debit, credit }: BookedEntry): Unnumbered {
  const turned = (lines: BookedLines): BookedLines =>
    lines.filter(({ amount }) => amount < 0n).map(({ line, amount }) => ({ line, amount: fen(-amount) }));
  const kept = (lines: BookedLines): BookedLines => lines.filter(({ amount }) => amount > 0n);
  return {
    ...{ ref, step },
    debit: bookedLines([...kept(debit), ...turned(credit)]),
    credit: bookedLines([...kept(credit), ...turned(debit)]),
  };
}

/** All entries in their order: what stands on paper, investments to their share, income from within, then what the rule takes out. */
export function entriesOf(
  eliminations: readonly Elimination[],
  adjustments: readonly Adjustment[],
  investments: readonly Investment[],
  present: ReadonlySet<string>,
  booked: readonly BookedEntry[] = [],
): GroupEntry[] {
  const adjusting = adjustments.map(({ investment, amount }) =>
    twoLines(investment.id, 'equity_method', 'investment', 'retained', amount),
  );
  const dividends = investments
    .filter(({ owner, owned, income }) => present.has(owner) && present.has(owned) && income !== 0n)
    .map(({ id, income }) => twoLines(id, 'dividend', 'investment_income', 'retained', income));
  const shown = (lines: Elimination['debit']): EntryLine[] =>
    lines.map(({ account, amount }) => ({ ...lineOfAccount(account), amount }));
  const taken = eliminations.map(({ ref, step, debit, credit }) => ({
    ...{ ref, step, debit: shown(debit), credit: shown(credit) },
  }));
  const all = [...booked.map(bookedEntry), ...adjusting, ...dividends, ...taken];
  return all
    .filter(({ debit, credit }) => debit.length + credit.length > 0)
    .map((entry, index) => ({ ...entry, number: index + 1 }));
}

function figureOf(code: string, parts: readonly Part[]): Figure {
  const companies = sumFen(parts.filter(({ kind }) => kind === 'company').map(({ amount }) => amount));
  const amount = sumFen(parts.map((part) => part.amount));
  return { code, companies, eliminations: fen(amount - companies), amount, parts };
}

/** What an entry does to a line: what goes through profit reaches what is retained as well. */
function effects(entry: GroupEntry): [string, Part][] {
  const parts: [string, Part][] = [];
  const sides = [
    { side: 'debit', lines: entry.debit },
    { side: 'credit', lines: entry.credit },
  ] as const;
  for (const { side, lines } of sides) {
    for (const { line, amount } of lines) {
      const known = accountLine(line);
      const put = ({ code, side: natural }: AccountLine): void => {
        const signed = fen(natural === side ? amount : -amount);
        parts.push([code, { kind: 'entry', entry: entry.number, line, amount: signed }]);
      };
      put(known);
      if (ofIncome(known)) put(accountLine('retained'));
    }
  }
  return parts;
}

function partsByLine(
  statements: readonly CompanyStatement[],
  entries: readonly GroupEntry[],
): Map<string, Part[]> {
  const byLine = new Map<string, Part[]>(accountLines.map(({ code }) => [code, []]));
  for (const { company, figures } of statements)
    for (const figure of figures) byLine.get(figure.line)?.push({ kind: 'company', company, ...figure });
  for (const entry of entries) for (const [code, part] of effects(entry)) byLine.get(code)?.push(part);
  return byLine;
}

/** The figure that adds others up; a line that stands on the other side is taken off. */
function totalOf(code: string, figures: readonly Figure[], side: AccountLine['side']): Figure {
  const parts = figures.flatMap((figure) => {
    const turned = accountLine(figure.code).side !== side;
    return figure.parts.map((part) => (turned ? { ...part, amount: fen(-part.amount) } : part));
  });
  return figureOf(code, parts);
}

/** Lays the statements out; every figure is the sum of its parts by construction. */
export function layOut(
  statements: readonly CompanyStatement[],
  entries: readonly GroupEntry[],
  { minority, minorities }: Consolidation,
): Statements {
  const byLine = partsByLine(statements, entries);
  const figures = accountLines.map(({ code }) => figureOf(code, byLine.get(code) ?? []));
  const of = (...kinds: AccountLine['kind'][]): Figure[] =>
    figures.filter(({ code }) => kinds.includes(accountLine(code).kind));
  const assets = totalOf('total_assets', of('asset'), 'debit');
  const liabilities = totalOf('total_liabilities', of('liability'), 'credit');
  const equity = totalOf('total_equity', of('equity'), 'credit');
  const both = totalOf('total_liabilities_equity', of('liability', 'equity'), 'credit');
  const netProfit = totalOf('net_profit', of('gain', 'charge'), 'credit');
  const parts = minorities.flatMap(({ id, profit }): Part[] =>
    profit === null || profit === 0n ? [] : [{ kind: 'minority', company: id, amount: profit }],
  );
  return {
    balance: of('asset', 'liability', 'equity'),
    income: of('gain', 'charge'),
    netProfit,
    totals: { assets, liabilities, equity, liabilitiesAndEquity: both },
    // The whole is rounded once, its parts each: the figure is the rule's.
    minority:
      minority.profit === null ? null : { ...figureOf('minority_profit', parts), amount: minority.profit },
    attributable: minority.profit === null ? null : fen(netProfit.amount - minority.profit),
    balanced: assets.amount === both.amount,
  };
}
