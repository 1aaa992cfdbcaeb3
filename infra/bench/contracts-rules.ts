import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractClassifyRule } from '@guanyun/domain/contracts/contract-classify.rule.ts';
import { mustTenderRule } from '@guanyun/domain/contracts/must-tender.rule.ts';
import { GUANYUN_COMMAND, HOME } from '../paths.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';

export type RuleFigures = {
  readonly rule: string;
  readonly lines: number;
  readonly perSecond: Spread;
  readonly floorPerSecond: Spread;
  readonly ratio: Spread;
};

const FOLDER = join(HOME, 'bench-rules');
/** Parses each line and prints it again: what no rule can be quicker than. */
const floorScript = `
let rest = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  let text = '';
  for (const line of lines) text += JSON.stringify(JSON.parse(line)) + '\\n';
  process.stdout.write(text);
});`;

/** The rule's own example with other amounts in every line. */
function linesOf(example: unknown, count: number): string {
  const text = JSON.stringify(example);
  const lines = Array.from({ length: count }, (_, at) =>
    text.replace(/"(\d{5,})\.00"/, (_all, yuan: string) => `"${BigInt(yuan) + BigInt(at % 97)}.00"`),
  );
  return `${lines.join('\n')}\n`;
}

/** Seconds that a process takes for the file, and how many lines came out. */
async function timed(args: readonly string[], file: string): Promise<{ seconds: number; lines: number }> {
  const input = openSync(file, 'r');
  try {
    const from = performance.now();
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      stdio: [input, 'pipe', 'inherit'],
    });
    let lines = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 0x0a) lines += 1;
    });
    const exit = await new Promise<number | null>((done) => child.once('close', done));
    if (exit !== 0) throw new Error(`${args.join(' ')} ended with ${exit}`);
    return { seconds: (performance.now() - from) / 1000, lines };
  } finally {
    closeSync(input);
  }
}

async function measureRule(
  { name, example }: { readonly name: string; readonly example: unknown },
  count: number,
  rounds: number,
  signal: AbortSignal,
): Promise<RuleFigures> {
  const file = join(FOLDER, `${name}.ndjson`);
  writeFileSync(file, linesOf(example, count));
  const [perSecond, floorPerSecond]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    signal.throwIfAborted();
    const ours = await timed([GUANYUN_COMMAND, 'rule', name, '--lines'], file);
    const floor = await timed(['-e', floorScript], file);
    if (ours.lines !== count || floor.lines !== count) throw new Error(`${name} lost lines`);
    perSecond.push(count / ours.seconds);
    floorPerSecond.push(count / floor.seconds);
  }
  const ratio = spreadOf(perSecond.map((value, at) => (floorPerSecond[at] ?? Number.NaN) / value));
  return {
    ...{ rule: name, lines: count, ratio },
    ...{ perSecond: spreadOf(perSecond), floorPerSecond: spreadOf(floorPerSecond) },
  };
}

/** The gate and the tender duty through `guanyun rule NAME --lines`, against parsing and printing the same lines. */
export async function measureRules(
  wanted: { readonly lines: number; readonly rounds: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<RuleFigures[]> {
  mkdirSync(FOLDER, { recursive: true });
  try {
    const figures: RuleFigures[] = [];
    for (const rule of [contractClassifyRule, mustTenderRule]) {
      say(`正在试算 ${rule.name} ${wanted.lines} 行 / asking ${rule.name} ${wanted.lines} lines`);
      figures.push(await measureRule(rule, wanted.lines, wanted.rounds, signal));
    }
    return figures;
  } finally {
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

export const showRules = (figures: readonly RuleFigures[]): string[] => [
  'rules through --lines, start of the process included, against parsing and printing the same lines',
  ...figures.map(
    ({ rule, lines, perSecond, floorPerSecond, ratio }) =>
      `  ${rule}: ${showSpread(perSecond, 0)} lines/s of ${lines}, floor ${showSpread(floorPerSecond, 0)} lines/s, ratio ${showSpread(ratio, 2)}`,
  ),
];
