import { randomUUID } from 'node:crypto';
import { transferZone } from '@guanyun/application/crossings/testing/transfers.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Asked, type Cast, play, type Stage, stubborn } from './acts.ts';
import { takeUp } from './proof-zone.ts';
import { countOf, number, quantile, random, seed, tell } from './runs.ts';
import { Standing } from './standing.ts';
import { type Direction, type Link, startProxy, type TcpProxy } from './tcp-proxy.ts';

// The full count is a thousand faults of the network: GUANYUN_CUTS=1000.
const CUTS = countOf('GUANYUN_CUTS', 14);
const CONNECTIONS = 6;
const ACTS = 4;
const HANG_SECONDS = 15;
const WHOLE_SECONDS = 5;
const HOUR = 3_600_000;

let database: TestDatabase;
let proxy: TcpProxy;
let through: Database;
let stage: Stage;
let standing: Standing;
beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  database = await cloneTestDatabase();
  const { zone, giver, sub } = await transferZone(database.app);
  const cast: Cast = { zone, giver, sub };
  await takeUp(database.ownerUrl, database.app);
  standing = new Standing(testDeps(database.app, '2026-06-16T02:00:00Z'));
  const url = new URL(appUrl(database.ownerUrl));
  const port = Number(url.port);
  proxy = await startProxy(() => port);
  url.port = String(proxy.port);
  through = connect(url.href, CONNECTIONS);
  stage = { cast, deps: testDeps(through, '2026-06-16T02:00:00Z') };
});
afterAll(async () => {
  await proxy?.close();
  await through?.close().catch(() => undefined);
  await database?.drop();
  vi.restoreAllMocks();
});

const faults: Readonly<Record<string, (link: Link) => void>> = {
  cut: (link) => link.cut(),
  reset: (link) => link.reset(),
  stall: (link) => link.stall(),
  'half-open, application gone': (link) => link.halfOpen('application'),
  'half-open, database gone': (link) => link.halfOpen('database'),
  latency: (link) => {
    link.delay(2000);
    setTimeout(() => link.delay(0), 100);
  },
  // Whatever is connected falls silent; who connects anew gets through.
  partition: () => {
    for (const link of proxy.links) link.stall();
  },
};
const kinds = Object.keys(faults);

/** Does it to the link on which so many bytes have passed in one direction, in the middle of a piece. */
function faultAt(bytes: number, on: Direction, fault: (link: Link) => void): () => boolean {
  let [left, done] = [bytes, false];
  proxy.watch((link, direction, piece) => {
    if (done || direction !== on) return piece;
    if (piece.length < left) {
      left -= piece.length;
      return piece;
    }
    done = true;
    queueMicrotask(() => fault(link));
    // What is only late comes whole.
    return fault === faults.latency ? piece : piece.subarray(0, left);
  });
  return () => done;
}

const seconds = (from: number): number => (performance.now() - from) / 1000;
type Tried = { asked: Asked; answer: unknown; lasted: number };

async function tryOnce(kind: 'twins' | 'supply'): Promise<Tried> {
  const asked: Asked = {
    kind,
    requestId: randomUUID(),
    of: { nonce: randomUUID(), fen: String(1 + random.below(500)) },
  };
  const began = performance.now();
  const answer = await play(stage, asked).then(
    (given) => (given.outcome === 'accepted' ? given.answer : undefined),
    () => undefined,
  );
  return { asked, answer, lasted: seconds(began) };
}

/** Seconds until every connection of the pool works at the same time. */
async function wholeAgain(): Promise<number> {
  const began = performance.now();
  const all = () =>
    Promise.all(
      Array.from({ length: CONNECTIONS }, () =>
        inTransaction(through, everything, (tx) => query(tx, 'SELECT pg_sleep(0.02)')),
      ),
    );
  await stubborn(all);
  return seconds(began);
}

test(
  `${CUTS} faults of the network between the application and its database (seed ${seed})`,
  async () => {
    const lasted: number[] = [];
    const whole: number[] = [];
    const resolved: number[] = [];
    const acknowledged = new Map<string, unknown>();
    let [unanswered, struck] = [0, 0];
    for (let turn = 0; turn < CUTS; turn += 1) {
      const kind = kinds[turn % kinds.length] ?? 'cut';
      const happened = faultAt(
        1 + random.below(12_000),
        random.pick(['up', 'down']),
        faults[kind] ?? (() => undefined),
      );
      const tried = await Promise.all(
        Array.from({ length: ACTS }, (_, n) => tryOnce(n % 2 === 0 ? 'twins' : 'supply')),
      );
      if (happened()) struck += 1;
      proxy.watch((_link, _direction, piece) => piece);
      const again = await wholeAgain();
      whole.push(again);
      for (const one of tried) {
        lasted.push(one.lasted);
        if (one.answer !== undefined) acknowledged.set(one.asked.requestId, one.answer);
        else unanswered += 1;
        const began = performance.now();
        const answer = await stubborn(async () => {
          const asked = performance.now();
          return play(stage, one.asked).finally(() => lasted.push(seconds(asked)));
        });
        // Asked again it may wait, and be turned away, until the database gives up what the first had locked.
        if (one.answer === undefined) resolved.push(seconds(began));
        if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusals));
        if (one.answer === undefined) acknowledged.set(one.asked.requestId, answer.answer);
      }
    }
    const wrongs = await standing.look(acknowledged);
    const wrong = wrongs.lost + wrongs.doubled + wrongs.halves + wrongs.otherAnswers;
    const [longest, slowest] = [Math.max(...lasted), Math.max(...whole)];
    tell(
      'G6',
      `${number(CUTS)} faults (${struck} in the middle of an act) of ${kinds.length} kinds`,
      `${number(CUTS * ACTS)} acts, ${unanswered} unanswered, each once after asking again (${Math.max(0, ...resolved).toFixed(1)} s at most)`,
      `longest ${longest.toFixed(1)} s`,
      `pool whole after ${slowest.toFixed(1)} s at most (p50 ${quantile(whole, 0.5).toFixed(2)} s)`,
      `${wrong} wrong results`,
    );
    expect(wrongs).toEqual({ lost: 0, doubled: 0, halves: 0, otherAnswers: 0, uncommon: [] });
    expect(longest).toBeLessThan(HANG_SECONDS);
    expect(slowest).toBeLessThan(WHOLE_SECONDS);
  },
  6 * HOUR,
);

test('what takes long is not taken for silence', async () => {
  const asleep = (tx: Parameters<Parameters<typeof inTransaction>[2]>[0]) => query(tx, 'SELECT pg_sleep(9)');
  await inTransaction(through, everything, asleep);
});

test('a pool whose connections fell silent closes', async () => {
  await wholeAgain();
  for (const link of proxy.links) link.stall();
  const began = performance.now();
  await through.close();
  expect(seconds(began)).toBeLessThan(WHOLE_SECONDS);
});
