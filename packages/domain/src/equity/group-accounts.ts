import type { Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { consolidate } from './consolidate.ts';
import { adjustInvestments } from './group-accounts-investments.ts';
import { entriesOf, type GroupEntry, layOut, type Statements } from './group-accounts-layout.ts';
import { type GroupBooks, netProfitOf } from './group-books.ts';

/** Consolidated statements; whatever is wanting is named, and they are then incomplete. */
export type GroupAccounts = Statements & {
  readonly entries: readonly GroupEntry[];
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
  const entries = entriesOf(result.eliminations, adjusted.adjustments, books.investments, present);
  const statements = layOut(
    [...present].flatMap((id) => reported.get(id) ?? []),
    entries,
    result,
  );
  const missing = members.filter((id) => !present.has(id));
  const blocks = [...adjusted.blocks, ...result.blocks];
  return {
    ...statements,
    entries,
    missing,
    outside: books.statements.map((one) => one.company).filter((id) => !members.includes(id)),
    complete: missing.length === 0 && blocks.length === 0,
    rounding: fen(statements.netProfit.amount - result.netProfit),
    blocks,
    reasons: [method, ...result.reasons],
  };
}
