import { cpus } from 'node:os';
import type { AccountsReport } from './equity-accounts.ts';
import type { OwnershipFigures, OwnershipReport } from './equity-ownership.ts';
import type { RegisterReport } from './equity-register.ts';
import { showSpread } from './figures.ts';

export type EquityReport = {
  readonly ownership: OwnershipReport;
  readonly register: RegisterReport;
  readonly accounts: AccountsReport;
};

/** One column for what is measured, the others for figures. */
const row = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => cell.padEnd(at === 0 ? 22 : 25))
    .join('')
    .trimEnd();

function showSize(size: OwnershipFigures, { sqlSeconds }: OwnershipReport): string {
  const sql =
    size.sqlMs === null
      ? `not within ${sqlSeconds} s`
      : `${size.sqlMs.toFixed(0)} (off ${size.sqlOff?.toExponential(0)})`;
  return row([
    size.companies.toLocaleString('en'),
    showSpread(size.ms, 2),
    showSpread(size.floorMs, 3),
    showSpread(size.ratio, 0),
    size.growth === null ? '' : showSpread(size.growth, 2),
    sql,
  ]);
}

function showOwnership(report: OwnershipReport): string[] {
  const { sizes, sqlLeast } = report;
  return [
    '穿透持股、控制与层级 / effective ownership, control and levels from one root; three holdings each, 1% in loops',
    row(['companies', 'ms', 'edges read once, ms', 'ratio', 'growth exponent', 'recursive SQL, ms']),
    ...sizes.map((size) => showSize(size, report)),
    `The SQL adds up chains of more than ${sqlLeast}, effective ownership only; it has no control or levels.`,
    ...sizes.map((size) => {
      const exact =
        size.exactMs === null ? '' : `, all owners in exact fractions ${size.exactMs.toFixed(0)} ms`;
      return `${size.companies.toLocaleString('en')}: ${size.controlled.toLocaleString('en')} controlled, ${size.deepest} levels, every share within ${size.bound.toExponential(1)}, peak memory so far ${size.peakMegabytes.toFixed(0)} MB${exact}`;
    }),
  ];
}

function showRegister({ events, companies, filledSeconds, figures }: RegisterReport): string[] {
  return [
    `股权结构 / cap table as of a day, ${events.toLocaleString('en')} events of ${companies.toLocaleString('en')} companies, filled in ${filledSeconds.toFixed(0)} s`,
    row(['', 'ms', 'plain SQL, ms', 'ratio']),
    ...figures.map((one) =>
      row([one.question, showSpread(one.ms, 1), showSpread(one.floorMs, 1), showSpread(one.ratio, 2)]),
    ),
  ];
}

function showAccounts(report: AccountsReport): string[] {
  const { companies, lines, intragroup, eliminations, ms, floorMs, ratio, peakMegabytes } = report;
  const count = (value: number): string => value.toLocaleString('en');
  return [
    `合并报表 / consolidation of ${count(companies)} companies with ${lines} lines each and ${count(intragroup)} intragroup rows: ${count(eliminations)} eliminations`,
    row(['', 'ms', 'rows summed once, ms', 'ratio']),
    row(['consolidate', showSpread(ms, 0), showSpread(floorMs, 1), showSpread(ratio, 1)]),
    `Peak memory so far ${peakMegabytes.toFixed(0)} MB`,
  ];
}

export function showEquity({ ownership, register, accounts }: EquityReport): string {
  return [
    `Node ${process.versions.node}, ${cpus().length} processors; median (min–max) of the rounds`,
    '',
    ...showOwnership(ownership),
    '',
    ...showRegister(register),
    '',
    ...showAccounts(accounts),
  ].join('\n');
}
