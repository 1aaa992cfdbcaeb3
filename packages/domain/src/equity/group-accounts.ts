import type { Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { ONE, type Ratio, subtract } from '../kernel/ratio.ts';
import { consolidate } from './consolidate.ts';
import { partiesOf } from './eliminations.ts';
import { type AdjustedInvestments, adjustInvestments } from './group-accounts-investments.ts';
import { entriesOf, type GroupEntry, layOut, type Statements } from './group-accounts-layout.ts';
import { type GroupBooks, netProfitOf } from './group-books.ts';
import { outsideShare } from './minority.ts';
import { equityTotal } from './statement-lines.ts';

/** What others own of a subsidiary: of its net assets with its share of what lies below, and of its profit. */
export type MinorityOf = {
  readonly company: string;
  /** Held within the group, directly. */
  readonly share: Ratio;
  readonly outside: Ratio;
  readonly netAssets: Fen;
  /** As it stands in the balance sheet: what the entries for this company put there. */
  readonly equity: Fen;
  /** Rounded by itself; null where the rule cannot tell. */
  readonly profit: Fen | null;
};

/** Consolidated statements; whatever is wanting is named, and they are then incomplete. */
export type GroupAccounts = Statements & {
  readonly entries: readonly GroupEntry[];
  /** Bottom-up: a company after those that it holds. */
  readonly minorities: readonly MinorityOf[];
  /** Controlled on the day, and no statement of it is known. */
  readonly missing: readonly string[];
  /** Not controlled on the day: its statement is left out. */
  readonly outside: readonly string[];
  readonly complete: boolean;
  /** What the eliminations, rounded each, differ by from the rule's profit that is rounded once. */
  readonly rounding: Fen;
  readonly blocks: readonly Finding[];
  readonly reasons: readonly Reason[];
};

const method: Reason = {
  rule: 'EQUITY_METHOD',
  outcome: 'pass',
  because: '抵销前，对子公司的长期股权投资调整为享有其净资产的份额加所列商誉，差额计入未分配利润；不另生商誉',
  basis: [{ title: '企业会计准则第33号——合并财务报表', grade: 'memory' }],
};

function minoritiesOf(
  books: GroupBooks,
  adjusted: AdjustedInvestments,
  entries: readonly GroupEntry[],
  profits: ReadonlyMap<string, Fen | null>,
): MinorityOf[] {
  const sellers = new Map(books.intragroup.map((row) => [row.id, partiesOf(row)[0]]));
  const byCompany = Map.groupBy(entries, ({ ref }) => sellers.get(ref) ?? ref);
  const inBalance = (company: string): Fen => {
    const own = byCompany.get(company) ?? [];
    const of = (lines: GroupEntry['debit']): Fen =>
      sumFen(lines.filter(({ line }) => line === 'minority_equity').map(({ amount }) => amount));
    return fen(sumFen(own.map(({ credit }) => of(credit))) - sumFen(own.map(({ debit }) => of(debit))));
  };
  return adjusted.bottomUp.map((one) => {
    const outside = outsideShare(one);
    return {
      ...{ company: one.id, share: subtract(ONE, outside), outside },
      netAssets: one.equity === undefined ? fen(0n) : equityTotal(one.equity),
      equity: inBalance(one.id),
      profit: profits.get(one.id) ?? null,
    };
  });
}

/** The consolidated statements of a group, each figure with its parts: companies' cells and eliminations. */
export function groupAccounts(books: GroupBooks): GroupAccounts {
  const members = [books.parent, ...books.controlled];
  const reported = new Map(books.statements.map((one) => [one.company, one]));
  const present = new Set(members.filter((id) => reported.has(id)));
  const adjusted = adjustInvestments(books, present);
  const incomeOf = (id: string): Fen =>
    sumFen(
      books.investments.filter((one) => one.owner === id && present.has(one.owned)).map((i) => i.income),
    );
  const profitOf = (id: string): Fen => fen(netProfitOf(reported.get(id)) - incomeOf(id));
  const result = consolidate({
    parent: { id: books.parent, profit: profitOf(books.parent) },
    subsidiaries: adjusted.subsidiaries.map((one) => ({ ...one, profit: profitOf(one.id) })),
    intragroup: books.intragroup,
    crossHolding: adjusted.crossHolding,
    method: 'treasury_share',
  });
  const entries = entriesOf(
    result.eliminations,
    adjusted.adjustments,
    books.investments,
    present,
    books.booked,
  );
  const statements = layOut(
    [...present].flatMap((id) => reported.get(id) ?? []),
    entries,
    result,
  );
  const missing = members.filter((id) => !present.has(id));
  const blocks = [...(books.findings ?? []), ...adjusted.blocks, ...result.blocks];
  return {
    ...statements,
    entries,
    minorities: minoritiesOf(
      books,
      adjusted,
      entries,
      new Map(result.minorities.map(({ id, profit }) => [id, profit])),
    ),
    missing,
    outside: books.statements.map((one) => one.company).filter((id) => !members.includes(id)),
    complete: missing.length === 0 && blocks.length === 0,
    rounding: fen(statements.netProfit.amount - result.netProfit),
    blocks,
    reasons: [method, ...result.reasons],
  };
}
