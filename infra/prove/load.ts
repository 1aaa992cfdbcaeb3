import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Asked, Cast } from './acts.ts';
import type { Told } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A process under load, and what it told: acts asked that it had no answer of, and those it acknowledged. */
export type Load = {
  readonly pid: number;
  readonly asked: ReadonlyMap<string, Asked>;
  /** Acknowledged and not taken yet; `take` hands them over. */
  take(): Map<string, unknown>;
  /** How many were acknowledged in all. */
  acknowledged(): number;
  /** When the last acknowledgement came, by the clock of `performance`. */
  lastAt(): number;
  go(): void;
  /** SIGKILL; returns when all it wrote was read. */
  kill(): Promise<void>;
  /** What made it end by itself, which it never should. */
  failure(): string;
};

/** Starts a process that waits, warm, until it is told to go. */
export function startLoad(url: string, cast: Cast, lanes: number): Load {
  const child: ChildProcess = spawn(
    process.execPath,
    [WORKER, JSON.stringify({ url, cast, lanes, go: false })],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
    },
  );
  const asked = new Map<string, Asked>();
  let done = new Map<string, unknown>();
  let [count, last, error] = [0, 0, ''];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  const read = new Promise<void>((closed) => {
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    lines.on('line', (line) => {
      if (!line.endsWith('}')) return;
      const told = JSON.parse(line) as Told;
      if ('asked' in told) return void asked.set(told.asked.requestId, told.asked);
      done.set(told.done, told.answer);
      asked.delete(told.done);
      count += 1;
      last = performance.now();
    });
    lines.on('close', closed);
  });
  const ended = new Promise<void>((closed) => child.once('close', () => closed()));
  return {
    pid: child.pid ?? 0,
    asked,
    take() {
      const taken = done;
      done = new Map();
      return taken;
    },
    acknowledged: () => count,
    lastAt: () => last,
    go: () => void child.stdin?.write('go\n'),
    async kill() {
      child.kill('SIGKILL');
      await Promise.all([ended, read]);
    },
    failure: () => error,
  };
}
