import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from '../paths.ts';
import { type Figures, figureIn, type Goal, goals, listed, trustTable, withFigure } from './goals.ts';

const FIGURES = join(ROOT, 'docs/trust-figures.json');
const SHEET = join(ROOT, 'docs/trust.md');
const [BEGIN, END] = ['<!-- figures: written by `pnpm prove` -->', '<!-- end of figures -->'];

const readFigures = (): Figures => JSON.parse(readFileSync(FIGURES, 'utf8')) as Figures;

/** Keeps a goal's figure of a full run and writes the sheet's table anew. */
function keep(id: string, figure: string): void {
  const figures = withFigure(readFigures(), id, figure, new Date().toISOString().slice(0, 10));
  writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
  const sheet = readFileSync(SHEET, 'utf8');
  const [before, after] = [sheet.indexOf(BEGIN) + BEGIN.length, sheet.indexOf(END)];
  if (after < before) throw new Error('docs/trust.md has lost its place for figures');
  writeFileSync(SHEET, `${sheet.slice(0, before)}\n\n${trustTable(figures)}\n\n${sheet.slice(after)}`);
}

/** Runs the tests that measure a goal; the figures that they print, by goal, or null where one failed. */
async function measure(goal: Goal, full: boolean): Promise<ReadonlyMap<string, string> | null> {
  const child = spawn(process.execPath, [join(ROOT, 'infra/test.ts'), ...goal.tests], {
    cwd: ROOT,
    env: { ...process.env, GUANYUN_PICTURES: 'off', ...(full ? goal.full : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const figures = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const text = stripVTControlCharacters(line);
    process.stderr.write(`${text}\n`);
    const found = figureIn(text);
    if (found !== null)
      figures.set(found.id, [figures.get(found.id), found.figure].filter(Boolean).join('; '));
  }
  const code = child.exitCode ?? (await new Promise((done) => child.once('exit', done)));
  return code === 0 ? figures : null;
}

async function prove(wanted: readonly Goal[], full: boolean): Promise<number> {
  let missed = 0;
  const lines: string[] = [];
  const measured = new Map<string, ReadonlyMap<string, string> | null>();
  for (const goal of wanted) {
    // Several goals may be measured by one file: it runs once.
    const key = goal.tests.join(' ');
    if (!measured.has(key)) measured.set(key, await measure(goal, full));
    const figure = measured.get(key)?.get(goal.id);
    if (figure === undefined) missed += 1;
    else if (full) keep(goal.id, figure);
    lines.push(`${goal.id}: ${figure ?? 'NOT SHOWN'}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return missed === 0 ? 0 : 1;
}

const usage = `prove --list                 每个目标及最近一次足量结果 / each goal with its last full figure
prove GOAL… [--ci]           逐个证明；--ci 用小样本 / shows goals by their tests; --ci with small counts
`;

async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--list')) {
    process.stdout.write(`${listed(readFigures()).join('\n')}\n`);
    return 0;
  }
  const asked = words.filter((word) => !word.startsWith('--'));
  const known = asked.map((id) => goals.find((goal) => goal.id === id.toUpperCase()));
  const wanted = known.filter((goal) => goal !== undefined && goal.tests.length > 0) as Goal[];
  if (asked.length === 0 || wanted.length < asked.length) {
    const unknown = asked.filter((_, i) => known[i] === undefined || known[i]?.tests.length === 0);
    if (unknown.length > 0)
      process.stderr.write(`${unknown.join(' ')}：没有可运行的证明 / nothing measures it\n`);
    process.stderr.write(usage);
    return 2;
  }
  return prove(wanted, !words.includes('--ci'));
}

process.exitCode = await main(process.argv.slice(2));
