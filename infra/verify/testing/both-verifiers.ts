import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is given to a verifier; with a receipt there is no export. */
export type Case = {
  readonly what: string;
  readonly key: Buffer | string;
  readonly export?: Buffer;
  readonly checkpoints?: readonly (Buffer | string)[];
  /** `SIZE:ROOT` as it stands on a paper. */
  readonly printed?: readonly string[];
  readonly receipt?: Buffer | string;
};
/** `digest` is that of all the verifier printed. */
export type Verdict = { readonly exit: number; readonly digest: string; readonly last: string };

export const FOLDER = fileURLToPath(new URL('..', import.meta.url));
export const PYTHON = ['python3', 'python'].find((name) => {
  const asked = spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
  return asked.status === 0;
});
export const NO_PYTHON = 'no Python 3.8 on this machine: verify.py is not tested';

const NODE_VERIFIER: readonly string[] = [process.execPath, join(FOLDER, 'verify.mjs')];
const PYTHON_VERIFIER: readonly string[] | undefined = PYTHON
  ? [PYTHON, join(FOLDER, 'verify.py')]
  : undefined;
export const VERIFIERS = [NODE_VERIFIER, PYTHON_VERIFIER].filter((one) => one !== undefined);

function argumentsOf(folder: string, one: Case, at: number): string[] {
  const put = (name: string, bytes: Buffer | string): string => {
    const path = join(folder, `${at}.${name}`);
    writeFileSync(path, bytes);
    return path;
  };
  const key = ['--key', put('key', one.key)];
  if (one.receipt !== undefined) return ['--receipt', put('receipt', one.receipt), ...key];
  const notes = (one.checkpoints ?? []).flatMap((note, n) => ['--checkpoint', put(`note${n}`, note)]);
  const printed = (one.printed ?? []).flatMap((text) => ['--printed', text]);
  return [put('export', one.export ?? Buffer.alloc(0)), ...key, ...notes, ...printed];
}

async function outputOf([command = '', ...args]: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
  return Buffer.concat(chunks).toString('utf8');
}

function verdictsIn(output: string, count: number): Verdict[] {
  const verdicts = output.split('\n').slice(0, -1);
  if (verdicts.length !== count) throw new Error(`${count} cases, but ${verdicts.length} verdicts`);
  return verdicts.map((line) => {
    const [exit, digest = '', ...last] = line.split('\t');
    return { exit: Number(exit), digest, last: last.join('\t') };
  });
}

/** The verdicts of each verifier on all cases, one process for each verifier. */
export async function judge(cases: readonly Case[]): Promise<Verdict[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-verify-'));
  try {
    const list = join(folder, 'list');
    writeFileSync(list, cases.map((one, at) => `${argumentsOf(folder, one, at).join('\t')}\n`).join(''));
    const outputs = await Promise.all(VERIFIERS.map((verifier) => outputOf([...verifier, '--batch', list])));
    return outputs.map((output) => verdictsIn(output, cases.length));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What one verifier prints and its exit code for this case, run as an auditor runs it. */
export function run(
  verifier: readonly string[],
  one: Case,
): { readonly exit: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-verify-'));
  try {
    const [command = '', ...args] = [...verifier, ...argumentsOf(folder, one, 0)];
    const done = spawnSync(command, args, { encoding: 'utf8' });
    return { exit: done.status, said: `${done.stdout}${done.stderr}`.replaceAll(folder, '…') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
