import { parseArgs } from 'node:util';
import { startBenchStack } from './bench-stack.ts';
import { whole } from './decide.ts';
import { measureAccounts } from './equity-accounts.ts';
import { measureOwnership } from './equity-ownership.ts';
import { measureRegister } from './equity-register.ts';
import { type EquityReport, showEquity } from './equity-report.ts';

const DATABASE = 'register';

type Wanted = { readonly events: number; readonly rounds: number; readonly json: boolean };

function readArguments(args: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    events: whole(values.events, 'events', 10_000_000),
    rounds: whole(values.rounds, 'rounds', 50),
    json: values.json,
  };
}

/**
 * Seeing through groups of a thousand to a hundred thousand companies, to reading their holdings once; consolidating a
 * thousand companies, to adding up the same rows once; and cap tables at a million events, to plain SQL.
 */
export async function equity(
  args: readonly string[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const { json, ...wanted } = readArguments(args);
  say('正在启动 PostgreSQL（落盘设置）/ starting PostgreSQL with durable settings');
  const stack = await startBenchStack();
  let report: EquityReport;
  try {
    await stack.createDatabase(DATABASE);
    const ownership = await measureOwnership(stack.databaseUrl(DATABASE), wanted.rounds, signal, say);
    const accounts = measureAccounts(wanted.rounds, signal, say);
    report = { ownership, register: await measureRegister(stack, DATABASE, wanted, say), accounts };
  } finally {
    await stack.remove();
  }
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : showEquity(report)}\n`);
}
