import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { act } from '@guanyun/application/evidence/act.ts';
import type { LogSigner } from '@guanyun/application/evidence/signed-note.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { finalActs } from '@guanyun/domain/evidence/final-acts.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { afterAll, expect, test, vi } from 'vitest';
import type { LogHolder } from './log-holders.ts';
import { keepLog, type LogKeeper } from './log-keeper.ts';

/**
 * How long an entry stands with nobody outside: by a clock that the test moves, while entries come by chance and holders fail
 * at times. GUANYUN_CHECKPOINTS sets how many moves of the clock (150), GUANYUN_SEED which.
 */
const MOVES = Number(process.env.GUANYUN_CHECKPOINTS ?? 150);
const SEED = Number(process.env.GUANYUN_SEED ?? 20_261_123);
const chance = chanceOf(SEED);
const SECONDS_PROMISED = 60;
const ENTRIES_PROMISED = 100;

const db = await cloneTestDatabase();
afterAll(async () => {
  vi.useRealTimers();
  await db.drop();
});
const keys = generateKeyPairSync('ed25519');
const signer: LogSigner = {
  origin: 'guanyun/test',
  publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  sign: (bytes) => sign(null, bytes, keys.privateKey),
};

/** Holds what it is given, unless it fails; each note says how many entries it covers. */
function someHolder(name: string): LogHolder & { covers: number; failing: boolean } {
  const holder = {
    ...{ name, covers: 0, failing: false },
    async give(note: string) {
      if (holder.failing) throw new Error('not there');
      holder.covers = Math.max(holder.covers, Number(note.split('\n')[1]));
    },
  };
  return holder;
}

type Entry = { index: number; at: number; final: boolean };

test(`through ${MOVES} moves of the clock every entry is outside with two holders in time, final acts at once`, async () => {
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'Date'],
    now: new Date('2026-05-06T00:00:00Z'),
  });
  const holders = [someHolder('a'), someHolder('b'), someHolder('c')];
  let keeper: LogKeeper | null = null;
  const plain = testDeps(db.app, () => new Date());
  const deps: Deps = { ...plain, recorded: (name) => keeper?.recorded(name) };
  const failures: string[] = [];
  keeper = keepLog(plain, signer, holders, (error) => failures.push(String(error)));
  const about = { kind: 'person', id: null, title: '示例' };
  const names = [...finalActs];
  const open: Entry[] = [];
  let [written, finals, slowest, most, finalSlowest] = [0, 0, 0, 0, 0];
  /** Takes out what two holders have by now, with how long and with how many it waited. */
  const settle = async (): Promise<void> => {
    await keeper?.idle();
    const held = holders.map(({ covers }) => covers).sort((x, y) => y - x)[1] ?? 0;
    const waited = open.filter(({ index }) => index < held);
    most = Math.max(most, open.length);
    open.splice(0, waited.length);
    for (const entry of waited) {
      slowest = Math.max(slowest, Date.now() - entry.at);
      if (entry.final) finalSlowest = Math.max(finalSlowest, Date.now() - entry.at);
    }
  };
  for (let move = 0; move < MOVES; move += 1) {
    // One of the three is out of reach now and then: two are left.
    const down = chance.below(9);
    for (const [i, holder] of holders.entries()) holder.failing = i === down;
    for (let n = chance.pick([0, 0, 1, 3, 8, 40]); n > 0; n -= 1) {
      const final = chance.maybe(0.03);
      const name = final ? chance.pick(names) : 'x';
      const command = { requestId: randomUUID(), act: name, body: {}, about };
      await act(deps, null, command, async () => accept({ subject: about, content: {}, answer: null }));
      open.push({ index: written, at: Date.now(), final });
      [written, finals] = [written + 1, finals + (final ? 1 : 0)];
      most = Math.max(most, open.length);
      if (final || open.length >= ENTRIES_PROMISED) await settle();
    }
    for (let seconds = 1 + chance.below(20); seconds > 0; seconds -= 5) {
      vi.advanceTimersByTime(Math.min(5, seconds) * 1000);
      await settle();
    }
  }
  await keeper.stop();
  await settle();
  process.stdout.write(
    `G15: ${written} entries in ${MOVES} moves of the clock, none outside later than ${slowest / 1000} s, at most ${most} at once; ${finals} final acts, outside within ${finalSlowest / 1000} s; two of ${holders.length} holders have each, ${failures.length} failures tried again, seed ${SEED}\n`,
  );
  expect(written).toBeGreaterThan(MOVES);
  expect([open, finals > 0]).toEqual([[], true]);
  expect(slowest).toBeLessThanOrEqual(SECONDS_PROMISED * 1000);
  expect(most).toBeLessThanOrEqual(ENTRIES_PROMISED);
  expect(finalSlowest).toBe(0);
}, 600_000);
