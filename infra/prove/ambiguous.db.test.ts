import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Asked, type Cast, play, type Stage, stubborn } from './acts.ts';
import { type DurablePostgres, startDurablePostgres } from './durable-postgres.ts';
import { foundProofZone } from './proof-zone.ts';
import { countOf, number, random, seed, tell } from './runs.ts';
import { sqlOnce } from './sql.ts';
import { Standing } from './standing.ts';
import { startProxy, type TcpProxy } from './tcp-proxy.ts';

// The full count is five hundred commits whose answer never came: GUANYUN_AMBIGUOUS=500.
const AMBIGUOUS = countOf('GUANYUN_AMBIGUOUS', 40);
/** One in so many takes the backend itself away. */
const BACKENDS = 10;
const HOUR = 3_600_000;

let server: DurablePostgres;
let proxy: TcpProxy;
let direct: Database;
let through: Database;
let cast: Cast;
let stage: Stage;
let standing: Standing;
beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  server = await startDurablePostgres('guanyun');
  await server.start();
  ({ db: direct, cast } = await foundProofZone(server.url));
  standing = new Standing(testDeps(direct, '2026-06-16T02:00:00Z'));
  proxy = await startProxy(() => server.port);
  const url = new URL(appUrl(server.url));
  url.port = String(proxy.port);
  through = connect(url.href, 4);
  stage = { cast, deps: testDeps(through, '2026-06-16T02:00:00Z') };
}, 180_000);
afterAll(async () => {
  await proxy?.close();
  await Promise.all([through?.close(), direct?.close()].map((closed) => closed?.catch(() => undefined)));
  await server?.remove();
  vi.restoreAllMocks();
});

/** What becomes of the commit: never sent on, sent on and cut at once, answered with the answer held back, or its backend killed. */
const manners = ['unsent', 'sent', 'answered', 'reset'] as const;
type Manner = (typeof manners)[number] | 'backend';

/** Cuts the next connection that commits; resolves when it did. */
function cutNextCommit(manner: Manner): Promise<void> {
  return new Promise((done) => {
    let held = 0;
    proxy.watch((link, direction, piece) => {
      const late = () => {
        if (manner === 'reset') link.reset();
        else link.cut();
        proxy.watch((_link, _direction, all) => all);
        done();
      };
      if (held === link.id && direction === 'down') {
        late();
        return Buffer.alloc(0);
      }
      if (held !== 0 || direction !== 'up' || !piece.includes('COMMIT')) return piece;
      held = link.id;
      if (manner === 'unsent') {
        late();
        return Buffer.alloc(0);
      }
      if (manner === 'backend') void killCommitting().then(late);
      else if (manner !== 'answered') setTimeout(late, random.below(4));
      return piece;
    });
  });
}

async function killCommitting(): Promise<void> {
  const rows = await sqlOnce<{ pid: number }>(
    server.url,
    `SELECT pid FROM pg_stat_activity WHERE usename = 'guanyun_app' ORDER BY query = 'COMMIT;' DESC, state_change DESC LIMIT 1`,
  ).catch(() => []);
  try {
    if (rows[0] !== undefined) process.kill(rows[0].pid, 'SIGKILL');
  } catch {
    // It was through.
  }
}

/**
 * Asks until its commit was cut; what a recovering PostgreSQL refused before that was no commit yet.
 * @returns whether it was cut: the recovery may have taken the connection away that was to be
 */
async function unanswered(asked: Asked, cut: Promise<void>): Promise<boolean> {
  let [wasCut, answered] = [false, false];
  void cut.then(() => {
    wasCut = true;
  });
  while (!wasCut && !answered) {
    answered = await play(stage, asked).then(
      () => true,
      () => false,
    );
    if (!wasCut) await wait(5);
  }
  return wasCut;
}

test(
  `${AMBIGUOUS} commits without an answer are there once after asking again (seed ${seed})`,
  async () => {
    const found = { committed: 0, undone: 0, once: 0 };
    const acknowledged = new Map<string, unknown>();
    for (let turn = 0; turn < AMBIGUOUS; ) {
      const manner = turn % BACKENDS === BACKENDS - 1 ? 'backend' : random.pick(manners);
      const asked: Asked = {
        kind: 'twins',
        requestId: randomUUID(),
        of: { nonce: randomUUID(), fen: String(1 + turn) },
      };
      const cut = cutNextCommit(manner);
      if (!(await unanswered(asked, cut))) continue;
      turn += 1;
      const rows = () =>
        sqlOnce(server.url, `SELECT 1 FROM zone_test.requests WHERE id = '${asked.requestId}'`);
      // Asked again at once, while the first may still be on its way.
      if (random.chance(0.5)) await wait(random.below(20));
      if ((await stubborn(rows)).length > 0) found.committed += 1;
      else found.undone += 1;
      const twice = await stubborn(() => Promise.all([1, 2].map(() => play(stage, asked))));
      for (const answer of twice) expect(answer).toEqual(twice[0]);
      if (twice[0]?.outcome !== 'accepted') throw new Error(JSON.stringify(twice[0]));
      acknowledged.set(asked.requestId, twice[0].answer);
      const twins = `SELECT 1 FROM zone_test.vouchers WHERE cause_id = '${asked.requestId}'`;
      const vouchers = await stubborn(() => sqlOnce(server.url, twins));
      if (vouchers.length === 2) found.once += 1;
    }
    const wrongs = await stubborn(() => standing.look(acknowledged));
    tell(
      'G5',
      `${number(AMBIGUOUS)} commits whose answer never came (${found.committed} were committed, ${found.undone} not)`,
      `${number(found.once)} there exactly once after asking again`,
      `${wrongs.halves} halves`,
      `${wrongs.otherAnswers} other answers`,
      `verifier says ${(await stubborn(() => standing.verifierSays())).split(',')[0]}`,
    );
    expect(wrongs).toEqual({ lost: 0, doubled: 0, halves: 0, otherAnswers: 0, uncommon: [] });
    expect(found.once).toBe(AMBIGUOUS);
    expect(Math.min(found.committed, found.undone)).toBeGreaterThan(0);
  },
  HOUR,
);
