import { accountName } from '@guanyun/domain/accounting/chart-of-accounts.ts';
import { lineOfAccount } from '@guanyun/domain/equity/account-lines.ts';
import type { CombinationEntry, CombinationResult } from '@guanyun/domain/equity/combination.ts';
import type { CombinationTerms } from '@guanyun/domain/equity/group-combinations.ts';
import type { StatementLine } from '@guanyun/domain/equity/statement-lines.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, formatYuan } from '@guanyun/domain/kernel/money.ts';
import { showRatio } from '@guanyun/domain/kernel/ratio.ts';
import type { Joined } from './group-combinations.ts';
import type { NameOf } from './group-reports.ts';
import { namedIn } from './show-group-accounts.ts';

const amounts = [
  ...(['investment', 'reserveChange', 'surplusChange', 'retainedChange', 'identifiable'] as const),
  ...(['deferredTax', 'goodwill', 'bargainGain', 'minority'] as const),
];

/** An initial entry with its accounts in words: those of a company's books by the chart, the group's by the statements. */
function showEntry(entry: CombinationEntry, on: LocalDate) {
  const named = (account: string) => {
    if (entry.book !== 'consolidated') {
      const name = accountName('enterprise', account, on) ?? '';
      return { zh: `${account} ${name}`, en: `${account} ${name}` };
    }
    const { zh, en } = lineOfAccount(account as StatementLine);
    return { zh, en };
  };
  const lines = (side: CombinationEntry['debit']) =>
    side.map(({ account, amount }) => ({ title: named(account), amount: formatYuan(amount) }));
  return { book: entry.book, step: entry.step, debit: lines(entry.debit), credit: lines(entry.credit) };
}

function showResult(result: CombinationResult, on: LocalDate) {
  const known = amounts
    .map((name): [string, Fen | null] => [name, result[name]])
    .flatMap(([name, amount]) =>
      amount === null || amount === 0n ? [] : [{ name, amount: formatYuan(amount) }],
    );
  return {
    amounts: known,
    restated: result.restated,
    entries: result.entries.map((entry) => showEntry(entry, on)),
    blocks: [...result.blocks],
    warnings: [...result.warnings],
    reasons: [...result.reasons],
  };
}

/** What was told of the combination is not what the register has: free there and paid for here, or the other way. */
function differs(event: string | undefined, terms: CombinationTerms | null): boolean {
  if (event === undefined || terms === null) return false;
  const free = event === 'free_transfer';
  return free ? terms.consideration.length > 0 : terms.kind === 'free_transfer';
}

/** Each company that joined: by what, how the combination is made, what it comes to, and what is still asked for. */
export function showJoined(
  joined: readonly Joined[],
  { periodEnd, nameOf }: { readonly periodEnd: LocalDate; readonly nameOf: NameOf },
) {
  const orNull = (id: string | null) => (id === null ? null : nameOf(id));
  return joined.map(({ company, how, event, through, acquirer, share, row, terms, answer }) => ({
    company: nameOf(company),
    how,
    event: event === null ? null : { ...event, from: orNull(event.from) },
    through: orNull(through),
    acquirer: orNull(acquirer),
    share: share === null ? null : showRatio(share),
    kind: terms?.kind ?? null,
    ground: row === null ? null : String((row.fields as { basis?: unknown }).basis ?? ''),
    on: row === null ? null : String((row.fields as { on?: unknown }).on ?? ''),
    origin: row === null ? null : { sheet: row.sheet, cell: row.cell, document: row.document },
    /** An adjustment to fair value is carried on as it was on the day: what was written off it since is not known. */
    agedFairValue:
      terms?.kind === 'acquisition' && terms.fairAdjustment !== null && terms.fairAdjustment !== 0n,
    asked: answer?.asked.map((one) => namedIn(one, nameOf)) ?? [],
    differs: differs(event?.kind, terms),
    wantsRow: how === 'event' && row === null,
    unheld: row !== null && share === null,
    result: answer?.result ? showResult(answer.result, periodEnd) : null,
  }));
}
