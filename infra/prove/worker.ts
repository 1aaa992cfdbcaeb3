import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { connect } from '@guanyun/db/kernel/connection.ts';
import { type Asked, type Cast, type Kind, play, stubborn, transfer } from './acts.ts';

/**
 * A process that does acts through the application until somebody kills it, several at a time. Each line it writes is one
 * JSON value: `asked` before an act, `done` with its answer after.
 */
export type Told = { readonly asked: Asked } | { readonly done: string; readonly answer: unknown };

const { url, cast, lanes, go } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  cast: Cast;
  lanes: number;
  go: boolean;
};
const db = connect(url, lanes + 2);
const stage = { deps: testDeps(db, '2026-06-16T02:00:00Z'), cast };
// A line is with the reader before the next thing is done: what was told stays told after a kill.
const tell = (told: Told): void => void writeSync(1, `${JSON.stringify(told)}\n`);
// What Sequelize says of lost connections is what is proven here.
console.warn = () => undefined;

async function ask(kind: Kind, of: Readonly<Record<string, string>>): Promise<unknown> {
  const asked: Asked = { kind, requestId: randomUUID(), of };
  tell({ asked });
  const answer = await stubborn(() => play(stage, asked));
  if (answer.outcome === 'refused') throw new Error(`${kind}: ${JSON.stringify(answer.refusals)}`);
  tell({ done: asked.requestId, answer: answer.answer });
  return answer.answer;
}

async function lane(n: number): Promise<never> {
  for (let turn = n; ; turn += 1) {
    if (turn % 3 === 0) await transfer(stage, ask);
    else await ask('twins', { nonce: randomUUID(), fen: String(1 + (turn % 900)) });
  }
}

const start = (): void => {
  for (let n = 0; n < lanes; n += 1)
    lane(n).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    });
};
// It waits warm until it is told to go: a kill need not wait for a start.
if (go) start();
else process.stdin.once('data', start);
