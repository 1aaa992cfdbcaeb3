import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type BenchStack, startBenchStack } from './bench-stack.ts';
import { measureList, showList } from './contracts-list.ts';
import { measureRadar, showRadar } from './contracts-radar.ts';
import { measureRules, showRules } from './contracts-rules.ts';
import { measureTender, showTender } from './contracts-tender.ts';
import { whole } from './decide.ts';

type Wanted = {
  readonly lines: number;
  readonly rounds: number;
  readonly contracts: number;
  readonly suppliers: number;
  readonly calls: number;
  readonly bidders: number;
};
type Say = (line: string) => void;
/** One part of the bench: its figures, and how they are shown. */
type Measured = { readonly report: unknown; readonly lines: readonly string[] };
type Part = (wanted: Wanted, signal: AbortSignal, say: Say) => Promise<Measured>;

/** Each part on a database of its own. */
async function onStack(say: Say, work: (stack: BenchStack) => Promise<Measured>): Promise<Measured> {
  say('正在启动 PostgreSQL（落盘设置）/ starting PostgreSQL with durable settings');
  const stack = await startBenchStack();
  try {
    return await work(stack);
  } finally {
    await stack.remove();
  }
}

const parts: Readonly<Record<string, Part>> = {
  rules: async (wanted, signal, say) => {
    const report = await measureRules(wanted, signal, say);
    return { report, lines: showRules(report) };
  },
  radar: (wanted, signal, say) =>
    onStack(say, async (stack) => {
      const report = await measureRadar(stack, wanted, signal, say);
      return { report, lines: showRadar(report) };
    }),
  tender: (wanted, signal, say) =>
    onStack(say, async (stack) => {
      const report = await measureTender(stack, wanted, signal, say);
      return { report, lines: showTender(report) };
    }),
  list: (wanted, signal, say) =>
    onStack(say, async (stack) => {
      const report = await measureList(stack, wanted, signal, say);
      return { report, lines: showList(report) };
    }),
};

/** Rules by the line, the split radar, a tender of many bidders and the list of contracts at scale, each against its floor; `--part` names one of them. */
export async function contracts(args: readonly string[], signal: AbortSignal, say: Say): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      lines: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      contracts: { type: 'string', default: '1000000' },
      suppliers: { type: 'string', default: '100000' },
      calls: { type: 'string', default: '300' },
      bidders: { type: 'string', default: '200' },
      part: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const wanted = {
    lines: whole(values.lines, 'lines', 10_000_000),
    rounds: whole(values.rounds, 'rounds', 50),
    contracts: whole(values.contracts, 'contracts', 10_000_000),
    suppliers: whole(values.suppliers, 'suppliers', 1_000_000),
    calls: whole(values.calls, 'calls', 100_000),
    bidders: whole(values.bidders, 'bidders', 1000),
  };
  const chosen = Object.entries(parts).filter(([name]) => values.part === undefined || values.part === name);
  if (chosen.length === 0) throw new Error(`no part ${values.part}: ${Object.keys(parts).join(', ')}`);
  const reports: Record<string, unknown> = {};
  const lines = [`Node ${process.versions.node}, ${cpus().length} processors; median (min–max)`];
  for (const [name, part] of chosen) {
    const measured = await part(wanted, signal, say);
    reports[name] = measured.report;
    lines.push('', ...measured.lines);
  }
  process.stdout.write(`${values.json ? JSON.stringify(reports, null, 2) : lines.join('\n')}\n`);
}
