import { cpus } from 'node:os';
import { type DecisionReport, showReport } from './decide-report.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';

/** Milliseconds of one page in one zone, round by round: over HTTP, and by the plain statements. */
export type Timed = { readonly stack: readonly number[]; readonly floor: readonly number[] };

export type PageFigures = {
  readonly page: string;
  readonly stackMs: Spread;
  readonly floorMs: Spread;
  /** Each round's median over HTTP to its median of plain statements. */
  readonly ratio: Spread;
  /** The large zone's median to the small one's, round by round. */
  readonly growth: Spread;
};

export type MattersReport = {
  readonly matters: number;
  readonly small: number;
  readonly filledSeconds: number;
  readonly pages: readonly PageFigures[];
  readonly decision: DecisionReport;
};

const ratios = (over: readonly number[], under: readonly number[]): Spread =>
  spreadOf(over.map((value, round) => value / (under[round] ?? Number.NaN)));

export const figuresOf = (page: string, large: Timed, small: Timed): PageFigures => ({
  page,
  stackMs: spreadOf(large.stack),
  floorMs: spreadOf(large.floor),
  ratio: ratios(large.stack, large.floor),
  growth: ratios(large.stack, small.stack),
});

/** A Chinese character is two columns wide. */
const wide = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(1, width - [...text].reduce((w, c) => w + (c.charCodeAt(0) > 0xff ? 2 : 1), 0)));

export function showMatters(report: MattersReport): string {
  const row = (cells: readonly string[]): string =>
    cells.map((cell, at) => wide(cell, at === 0 ? 26 : 22)).join('');
  return [
    `${report.matters.toLocaleString('en')} 件事项（另一园区 ${report.small.toLocaleString('en')} 件）/ matters in a zone (in another ${report.small.toLocaleString('en')})`,
    `Node ${process.versions.node}, ${cpus().length} processors; filled in ${report.filledSeconds.toFixed(0)} s; median (min–max) of the rounds`,
    '',
    row(['page', 'HTTP ms', 'SQL ms', 'ratio to SQL', 'growth']),
    ...report.pages.map((page) =>
      row([
        page.page,
        showSpread(page.stackMs, 1),
        showSpread(page.floorMs, 1),
        showSpread(page.ratio, 2),
        showSpread(page.growth, 2),
      ]),
    ),
    '',
    showReport(report.decision),
  ].join('\n');
}
