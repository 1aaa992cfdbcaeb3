import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBooking, showBooking } from './assets-booking.ts';
import { measureImport, showImport } from './assets-import.ts';
import { measurePages, showPages } from './assets-pages.ts';
import { type BenchStack, startBenchStack } from './bench-stack.ts';
import { whole } from './decide.ts';

type Wanted = { readonly rows: number; readonly rounds: number; readonly assets: number };
type Say = (line: string) => void;
/** One part of the bench: its figures, and how they are shown. */
type Measured = { readonly report: unknown; readonly lines: readonly string[] };
type Part = (stack: BenchStack, wanted: Wanted, signal: AbortSignal, say: Say) => Promise<Measured>;

const parts: Readonly<Record<string, Part>> = {
  import: async (stack, wanted, signal, say) => {
    const report = await measureImport(stack, wanted, signal, say);
    return { report, lines: showImport(report) };
  },
  booking: async (stack, wanted, signal, say) => {
    // One proposal names at most fifty thousand assets.
    const report = await measureBooking(
      stack,
      { ...wanted, rows: Math.min(wanted.rows, 50_000) },
      signal,
      say,
    );
    return { report, lines: showBooking(report) };
  },
  pages: async (stack, wanted, signal, say) => {
    const report = await measurePages(stack, wanted, signal, say);
    return { report, lines: showPages(report) };
  },
};

/** The register at scale, part by part, each against its floor; `--part` names one of them. */
export async function assets(args: readonly string[], signal: AbortSignal, say: Say): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '1' },
      assets: { type: 'string', default: '500000' },
      part: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const wanted = {
    rows: whole(values.rows, 'rows', 120_000),
    rounds: whole(values.rounds, 'rounds', 50),
    assets: whole(values.assets, 'assets', 10_000_000),
  };
  const chosen = Object.entries(parts).filter(([name]) => values.part === undefined || values.part === name);
  if (chosen.length === 0) throw new Error(`no part ${values.part}: ${Object.keys(parts).join(', ')}`);
  say('正在启动 PostgreSQL（落盘设置）/ starting PostgreSQL with durable settings');
  const stack = await startBenchStack();
  const reports: Record<string, unknown> = {};
  const lines = [
    `Node ${process.versions.node}, ${cpus().length} processors; median (min–max) of the rounds`,
  ];
  try {
    for (const [name, part] of chosen) {
      const measured = await part(stack, wanted, signal, say);
      reports[name] = measured.report;
      lines.push('', ...measured.lines);
    }
  } finally {
    await stack.remove();
  }
  process.stdout.write(`${values.json ? JSON.stringify(reports, null, 2) : lines.join('\n')}\n`);
}
