import { accountLine } from '@guanyun/domain/equity/account-lines.ts';
import type { GroupAccounts } from '@guanyun/domain/equity/group-accounts.ts';
import type { Figure, GroupEntry, Part } from '@guanyun/domain/equity/group-accounts-layout.ts';
import { stepNames } from '@guanyun/domain/equity/group-accounts-steps.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import type { NameOf, Reported } from './read-group-accounts.ts';

/** A sentence of the rule with the names of the companies in the place of their ids. */
export const namedIn = (text: string, nameOf: NameOf): string =>
  text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => nameOf(id).name || id);

const showPart = (part: Part) => ({ ...part, amount: formatYuan(part.amount) });

function showFigure({ code, companies, eliminations, amount, parts }: Figure) {
  return {
    code,
    companies: formatYuan(companies),
    eliminations: formatYuan(eliminations),
    amount: formatYuan(amount),
    parts: parts.filter((part) => part.amount !== 0n).map(showPart),
  };
}

/** A line that nobody wrote and nothing changed is not shown. */
const showLines = (figures: readonly Figure[]) =>
  figures
    .filter(({ parts }) => parts.length > 0)
    .map((figure) => {
      const { zh, en, kind } = accountLine(figure.code);
      return { ...showFigure(figure), title: { zh, en }, kind };
    });

/** The row of dealings that an entry is for; none for an entry of a company. */
export const dealingOf = (ref: string, { items }: Reported) => items.find(({ id }) => id === ref);

/** The document and the cell of the row of dealings that an entry is for, and between whom; null for an entry of a company. */
function originOf(ref: string, reported: Reported, nameOf: NameOf) {
  const row = dealingOf(ref, reported);
  if (row === undefined) return null;
  const { kind, sheet, cell, document } = row;
  return { kind, sheet, cell, document, from: nameOf(row.fromId), to: nameOf(row.toId) };
}

function showEntry(entry: GroupEntry, reported: Reported, nameOf: NameOf) {
  const lines = (side: GroupEntry['debit']) =>
    side.map(({ zh, en, amount }) => ({ title: { zh, en }, amount: formatYuan(amount) }));
  const origin = originOf(entry.ref, reported, nameOf);
  return {
    number: entry.number,
    step: stepNames[entry.step],
    origin,
    company: origin === null ? nameOf(entry.ref) : null,
    debit: lines(entry.debit),
    credit: lines(entry.credit),
  };
}

/** Group accounts as they go over the wire: amounts as text, companies by name, each source with its document. */
export function showAccounts(accounts: GroupAccounts, reported: Reported, nameOf: NameOf) {
  const { totals, minority, attributable } = accounts;
  return {
    balance: showLines(accounts.balance),
    income: showLines(accounts.income),
    totals: {
      assets: showFigure(totals.assets),
      liabilities: showFigure(totals.liabilities),
      equity: showFigure(totals.equity),
      liabilitiesAndEquity: showFigure(totals.liabilitiesAndEquity),
    },
    netProfit: showFigure(accounts.netProfit),
    minority: minority === null ? null : showFigure(minority),
    attributable: attributable === null ? null : formatYuan(attributable),
    balanced: accounts.balanced,
    complete: accounts.complete,
    rounding: formatYuan(accounts.rounding),
    missing: accounts.missing.map(nameOf),
    outside: accounts.outside.map(nameOf),
    blocks: accounts.blocks.map(({ code, because }) => ({ code, because: namedIn(because, nameOf) })),
    reasons: accounts.reasons.map((reason) => ({ ...reason, because: namedIn(reason.because, nameOf) })),
    entries: accounts.entries.map((entry) => showEntry(entry, reported, nameOf)),
    companies: reported.statements.map((row) => ({
      ...nameOf(row.companyId),
      version: row.version,
      document: row.document,
      recordedAt: row.recordedAt.toISOString(),
    })),
  };
}
