import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NO_PYTHON, PYTHON, VERIFIERS } from '../verify/testing/both-verifiers.ts';
import { type Entry, entryAt, type Log, leavesOf, linesOf, written } from '../verify/testing/honest-log.ts';
import { hex, Signer } from '../verify/testing/signing.ts';
import { whole } from './decide.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';

type Figures = {
  readonly verifier: string;
  readonly seconds: Spread;
  /** The same language hashing the file from end to end and doing nothing else, its start included. */
  readonly floorSeconds: Spread;
  readonly ratio: Spread;
  /** The same without the start of the process. */
  readonly floorRatio: Spread;
};

/** Rows that each entry of the measured log writes. */
const ROWS_EACH = 3;
/** Checkpoints are signed after so many entries. */
const SIGNED_EVERY = 1000;

const HASH_IN_NODE = `const { createHash } = require('node:crypto'); const { openSync, readSync } = require('node:fs');
const file = openSync(process.argv[1], 'r'); const piece = Buffer.alloc(1 << 20); const hash = createHash('sha256');
const from = performance.now();
for (let read = 1; read > 0; ) { read = readSync(file, piece, 0, piece.length, null); hash.update(piece.subarray(0, read)); }
hash.digest(); console.log((performance.now() - from) / 1000);`;
const HASH_IN_PYTHON = `import hashlib, sys, time
begun, digest = time.perf_counter(), hashlib.sha256()
with open(sys.argv[1], 'rb') as file:
    for piece in iter(lambda: file.read(1 << 20), b''):
        digest.update(piece)
digest.digest()
print(time.perf_counter() - begun)`;

/** A log in which each entry inserts its rows and, where there are any, changes one that an earlier entry wrote. */
function largeLog(count: number): Log {
  const texts = new Map<string, string>();
  const text = (value: unknown): string => {
    const row = JSON.stringify(value);
    texts.set(hex(row), row);
    return hex(row);
  };
  const entries = Array.from({ length: count }, (_, index): Entry => {
    const own = Array.from(
      { length: ROWS_EACH },
      (_, at) => `I\tasset_line\t["${index}",${at}]\t${text([index, at, 'line'])}\n`,
    );
    const older =
      index > 0 ? `U\tasset_line\t["${index >> 1}",0]\t${text([index >> 1, 0, 'by', index])}\n` : '';
    const content = JSON.stringify({
      amount: String(index * 7919),
      lines: ROWS_EACH,
      reason: '设备入账'.repeat(20),
    });
    const leaf = {
      act: 'asset.book',
      outcome: 'accepted',
      recordedAt: new Date(1.75e12 + index).toISOString(),
    };
    return entryAt(index, { leaf, content, rows: older + own.join('') });
  });
  const signedAt = Array.from(
    { length: Math.floor(count / SIGNED_EVERY) },
    (_, at) => (at + 1) * SIGNED_EVERY,
  );
  const tables = [{ name: 'asset_line', sealed: false }];
  return { signer: new Signer('bench.example/log', Buffer.alloc(32, 7)), tables, entries, texts, signedAt };
}

/** What a command prints; seconds of its life. */
async function lived(
  [command = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly said: string; readonly seconds: number }> {
  const begun = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], signal });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { said, seconds: (performance.now() - begun) / 1000 };
}

async function measure(
  verifier: readonly string[],
  files: { readonly log: string; readonly key: string; readonly note: string },
  rounds: number,
  signal: AbortSignal,
): Promise<Figures> {
  const inNode = verifier[0] === process.execPath;
  const floor = inNode
    ? [process.execPath, '-e', HASH_IN_NODE, files.log]
    : [PYTHON ?? '', '-c', HASH_IN_PYTHON, files.log];
  const [ours, floors, bare]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const check = await lived(
      [...verifier, files.log, '--key', files.key, '--checkpoint', files.note],
      signal,
    );
    if (!/^VALID /m.test(check.said))
      throw new Error(`an honest log was refused: ${check.said.slice(0, 300)}`);
    const hashed = await lived(floor, signal);
    ours.push(check.seconds);
    floors.push(hashed.seconds);
    bare.push(Number(hashed.said));
  }
  const over = (under: readonly number[]): Spread =>
    spreadOf(ours.map((seconds, round) => seconds / (under[round] ?? Number.NaN)));
  return {
    verifier: inNode ? 'verify.mjs' : 'verify.py',
    seconds: spreadOf(ours),
    floorSeconds: spreadOf(floors),
    ratio: over(floors),
    floorRatio: over(bare),
  };
}

/** How long an auditor waits for each verifier, against hashing the same file alone. */
export async function verify(
  args: readonly string[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      entries: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
    },
  });
  const entries = whole(values.entries, 'entries', 200_000);
  const rounds = whole(values.rounds, 'rounds', 50);
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-verify-'));
  try {
    say(`正在写出 ${entries} 条日志 / writing a log of ${entries} entries`);
    const log = largeLog(entries);
    const files = { log: join(folder, 'log'), key: join(folder, 'key'), note: join(folder, 'note') };
    writeFileSync(files.log, written(linesOf(log)));
    writeFileSync(files.key, log.signer.verifierKey);
    writeFileSync(files.note, log.signer.checkpoint(entries, leavesOf(log.entries)));
    if (!PYTHON) say(NO_PYTHON);
    const figures: Figures[] = [];
    for (const verifier of VERIFIERS) figures.push(await measure(verifier, files, rounds, signal));
    const size = (statSync(files.log).size / 1e6).toFixed(0);
    const report = { entries, rows: entries * ROWS_EACH, megabytes: Number(size), figures };
    const lines = [
      `${entries} entries, ${entries * ROWS_EACH} rows, ${size} MB; Node ${process.versions.node}, ${cpus().length} processors; median (min–max) of ${rounds} rounds`,
      ...figures.map(
        (one) =>
          `${one.verifier.padEnd(12)} ${showSpread(one.seconds, 2)} s; hashing the file alone ${showSpread(one.floorSeconds, 2)} s; ratio ${showSpread(one.ratio, 1)}, without the start of the process ${showSpread(one.floorRatio, 1)}`,
      ),
    ];
    process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : lines.join('\n')}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
