import { cpus } from 'node:os';
import { type Spread, showSpread, spreadOf, Tally } from './figures.ts';
import type { Segment } from './recording.ts';

/** One round's milliseconds, all counted cases together. `serverProcessor` is 0 where the system does not tell. */
export type Round = {
  readonly stack: {
    readonly steps: ReadonlyMap<string, number>;
    readonly total: number;
    readonly serverProcessor: number;
  };
  readonly replay: {
    readonly steps: ReadonlyMap<string, number>;
    readonly total: number;
    readonly kinds: ReadonlyMap<string, number>;
  };
};

type Step = {
  readonly step: string;
  readonly calls: number;
  readonly statements: number;
  readonly stackMs: Spread;
  readonly replayMs: Spread;
  readonly ratio: Spread;
};

/** What `bench decide` found. Milliseconds and counts are for one case; spreads are over the rounds. */
export type DecisionReport = {
  readonly cases: number;
  readonly rounds: number;
  readonly machine: { node: string; postgres: string; processors: number };
  readonly calls: number;
  readonly statements: number;
  readonly transactions: number;
  readonly ratio: Spread;
  readonly stackMs: Spread;
  readonly replayMs: Spread;
  /** Processor time of the server process; null where the system does not tell. */
  readonly serverProcessorMs: Spread | null;
  readonly steps: readonly Step[];
  readonly replayByKind: readonly { kind: string; ms: Spread }[];
};

function stepsOf(cases: number, segments: readonly Segment[], rounds: readonly Round[]): Step[] {
  const [calls, statements] = [new Tally(), new Tally()];
  for (const segment of segments) {
    calls.add(segment.step, 1);
    statements.add(segment.step, segment.statements.length);
  }
  const over = (read: (round: Round) => number | undefined): Spread =>
    spreadOf(rounds.map((round) => read(round) ?? 0));
  return [...calls.sums].map(([step, count]) => ({
    step,
    calls: count / cases,
    statements: (statements.sums.get(step) ?? 0) / cases,
    stackMs: over(({ stack }) => (stack.steps.get(step) ?? 0) / cases),
    replayMs: over(({ replay }) => (replay.steps.get(step) ?? 0) / cases),
    ratio: over(({ stack, replay }) => (stack.steps.get(step) ?? 0) / (replay.steps.get(step) ?? 0)),
  }));
}

/** Sums up the rounds; `segments` are the counted calls only. */
export function reportOf(
  cases: number,
  segments: readonly Segment[],
  rounds: readonly Round[],
  postgres: string,
): DecisionReport {
  const over = (read: (round: Round) => number): Spread => spreadOf(rounds.map(read));
  const all = segments.flatMap(({ statements }) => statements);
  const steps = stepsOf(cases, segments, rounds);
  const kinds = [...(rounds[0]?.replay.kinds.keys() ?? [])];
  const processor = over(({ stack }) => stack.serverProcessor / cases);
  return {
    cases,
    rounds: rounds.length,
    machine: { node: process.versions.node, postgres, processors: cpus().length },
    calls: segments.length / cases,
    statements: all.length / cases,
    transactions: all.filter(({ sql }) => /^\s*COMMIT/i.test(sql)).length / cases,
    ratio: over(({ stack, replay }) => stack.total / replay.total),
    stackMs: over(({ stack }) => stack.total / cases),
    replayMs: over(({ replay }) => replay.total / cases),
    serverProcessorMs: processor.max === 0 ? null : processor,
    steps,
    replayByKind: kinds.map((kind) => ({
      kind,
      ms: over(({ replay }) => (replay.kinds.get(kind) ?? 0) / cases),
    })),
  };
}

const row = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(20) : cell.padStart(at < 3 ? 11 : 22))).join('');

/** The report as text: the ratio first, then where the time goes. */
export function showReport(report: DecisionReport): string {
  const { machine } = report;
  const processor = report.serverProcessorMs;
  return [
    `决定一件事项：整套系统 ÷ 同样的 SQL / one decision: the whole stack ÷ the same SQL = ${showSpread(report.ratio, 2)}`,
    '',
    `${report.rounds} 轮 × ${report.cases} 件，中位数（最小–最大）/ ${report.rounds} rounds × ${report.cases} cases, median (min–max)`,
    `Node ${machine.node}, PostgreSQL ${machine.postgres} (fsync on), ${machine.processors} processors`,
    `每件 / per case: ${report.calls} calls, ${report.statements} statements, ${report.transactions} commits`,
    `  whole stack        ${showSpread(report.stackMs, 1)} ms`,
    `  same SQL by pg     ${showSpread(report.replayMs, 1)} ms`,
    ...(processor ? [`  server processor   ${showSpread(processor, 1)} ms`] : []),
    '',
    row(['step', 'calls', 'statements', 'stack ms', 'SQL ms', 'ratio']),
    ...report.steps.map((step) =>
      row([
        step.step,
        String(step.calls),
        String(step.statements),
        showSpread(step.stackMs, 1),
        showSpread(step.replayMs, 1),
        showSpread(step.ratio, 2),
      ]),
    ),
    '',
    '重放中各类语句 / the replay by kind of statement',
    ...report.replayByKind.map(({ kind, ms }) => `  ${kind.padEnd(19)}${showSpread(ms, 1)} ms`),
  ].join('\n');
}
