import { accountLine } from '@guanyun/domain/equity/account-lines.ts';
import type { GroupAccounts } from '@guanyun/domain/equity/group-accounts.ts';
import type { Figure, GroupEntry, Part } from '@guanyun/domain/equity/group-accounts-layout.ts';
import { stepNames } from '@guanyun/domain/equity/group-accounts-steps.ts';
import { fen, formatYuan } from '@guanyun/domain/kernel/money.ts';
import type { Comparatives, Compared } from './compare-group-accounts.ts';
import type { NameOf, Reported } from './group-reports.ts';

/** A sentence of the rule with the names of the companies in the place of their ids. */
export const namedIn = (text: string, nameOf: NameOf): string =>
  text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => nameOf(id).name || id);

const showPart = (part: Part) => ({ ...part, amount: formatYuan(part.amount) });

type Before = (code: string) => Figure | undefined;

/** `before` is the amount of the year before, null where nothing of it is known. */
function showFigure({ code, companies, eliminations, amount, parts }: Figure, before: Before | null) {
  return {
    code,
    companies: formatYuan(companies),
    eliminations: formatYuan(eliminations),
    amount: formatYuan(amount),
    before: before === null ? null : formatYuan(before(code)?.amount ?? fen(0n)),
    parts: parts.filter((part) => part.amount !== 0n).map(showPart),
  };
}

/** A line that nobody wrote and nothing changed, now or in the year before, is not shown. */
const showLines = (figures: readonly Figure[], before: Before | null) =>
  figures
    .filter(({ code, parts }) => parts.length > 0 || (before?.(code)?.parts.length ?? 0) > 0)
    .map((figure) => {
      const { zh, en, kind } = accountLine(figure.code);
      return { ...showFigure(figure, before), title: { zh, en }, kind };
    });

/** Every figure of earlier accounts by its code. */
function figuresOf(compared: Compared | null): Before | null {
  if (compared === null) return null;
  const { balance, income, totals, netProfit, minority } = compared.accounts;
  const all = [
    ...balance,
    ...income,
    ...Object.values(totals),
    netProfit,
    ...(minority === null ? [] : [minority]),
  ];
  const byCode = new Map(all.map((figure) => [figure.code, figure]));
  return (code) => byCode.get(code);
}

const showCompared = (compared: Compared | null, nameOf: NameOf) =>
  compared && {
    periodEnd: compared.periodEnd,
    complete: compared.accounts.complete,
    restated: compared.restated.map(nameOf),
    unknown: compared.unknown.map(nameOf),
  };

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
export function showAccounts(
  accounts: GroupAccounts,
  reported: Reported,
  nameOf: NameOf,
  compared: Comparatives = { balance: null, income: null },
) {
  const { totals, minority, attributable } = accounts;
  const [balance, income] = [figuresOf(compared.balance), figuresOf(compared.income)];
  const attributableBefore = compared.income?.accounts.attributable ?? null;
  return {
    balance: showLines(accounts.balance, balance),
    income: showLines(accounts.income, income),
    compared: {
      balance: showCompared(compared.balance, nameOf),
      income: showCompared(compared.income, nameOf),
    },
    totals: {
      assets: showFigure(totals.assets, balance),
      liabilities: showFigure(totals.liabilities, balance),
      equity: showFigure(totals.equity, balance),
      liabilitiesAndEquity: showFigure(totals.liabilitiesAndEquity, balance),
    },
    netProfit: showFigure(accounts.netProfit, income),
    minority: minority === null ? null : showFigure(minority, income),
    attributable: attributable === null ? null : formatYuan(attributable),
    attributableBefore: attributableBefore === null ? null : formatYuan(attributableBefore),
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
