import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { act } from '@guanyun/application/evidence/act.ts';
import { exportLog } from '@guanyun/application/evidence/export-log.ts';
import { beginWith, tellMigrations } from '@guanyun/application/evidence/log-tree.ts';
import { type LogSigner, verifierKey } from '@guanyun/application/evidence/signed-note.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { cloneTestDatabase, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { finalActs } from '@guanyun/domain/evidence/final-acts.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { holderOf, type LogHolder } from './log-holders.ts';
import { keepLog, type LogKeeper } from './log-keeper.ts';
import { headerOf, mailServer, partsOf } from './testing/mail-server.ts';

const VERIFY = fileURLToPath(new URL('../../../infra/verify/verify.mjs', import.meta.url));
const SEED = Number(process.env.GUANYUN_SEED ?? 20_261_124);
const MOVES = 120;
const EVERY_SECONDS = 50;
const SECONDS_PROMISED = 60;
const [FINAL = ''] = finalActs;

const databases: TestDatabase[] = [];
async function freshDeps(now: () => Date): Promise<Deps> {
  const db = await cloneTestDatabase();
  databases.push(db);
  return testDeps(db.app, now);
}
afterEach(async () => {
  vi.useRealTimers();
  for (const db of databases.splice(0)) await db.drop();
});

const keys = generateKeyPairSync('ed25519');
const signer: LogSigner = {
  origin: 'guanyun/test',
  publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  sign: (bytes) => sign(null, bytes, keys.privateKey),
};
const sizeOf = (note: string): number => Number(note.split('\n')[1]);
/** One entry, told to these keepers as the server that wrote it would. */
async function write(deps: Deps, name: string, keeper: LogKeeper): Promise<void> {
  const about = { kind: 'person', id: null, title: '示例' };
  const command = { requestId: randomUUID(), act: name, body: {}, about };
  await act(deps, null, command, async () => accept({ subject: about, content: {}, answer: null }));
  keeper.recorded(name);
}
const movedClock = () =>
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'Date'],
    now: new Date('2026-05-06T00:00:00Z'),
  });

/** Wants few; notes when it was tried and given, and how many entries were there then. */
function slowHolder() {
  const holder = {
    ...{ name: 'mailto:a@example.cn', everySeconds: EVERY_SECONDS, failing: false, covers: 0, there: 0 },
    ...{ tried: [] as number[], missed: 0 },
    async give(note: string) {
      holder.tried.push(Date.now());
      if (holder.failing) throw new Error('not there');
      holder.covers = sizeOf(note);
      holder.missed += holder.there - holder.covers;
    },
  };
  return holder satisfies LogHolder;
}
const gapsOf = (at: readonly number[]): number[] => at.slice(1).map((one, i) => (one - (at[i] ?? 0)) / 1000);

test('a holder that wants few has every entry within 60 s, though two servers give it at the same moments, and a note in 50 s at most', async () => {
  movedClock();
  const chance = chanceOf(SEED);
  const deps = await freshDeps(() => new Date());
  const holder = slowHolder();
  const failures: unknown[] = [];
  const keepers = [1, 2].map(() => keepLog(deps, signer, [holder], (error) => failures.push(error)));
  const idle = async () => {
    for (const keeper of keepers) await keeper.idle();
  };
  await idle();
  const open: { index: number; at: number }[] = [];
  let slowest = 0;
  const settle = async (): Promise<void> => {
    await idle();
    const held = open.filter(({ index }) => index < holder.covers);
    open.splice(0, held.length);
    for (const { at } of held) slowest = Math.max(slowest, Date.now() - at);
  };
  for (let move = 0; move < MOVES; move += 1) {
    for (let n = chance.pick([0, 0, 1, 3, 30]); n > 0; n -= 1) {
      open.push({ index: holder.there, at: Date.now() });
      holder.there += 1;
      await write(deps, chance.maybe(0.1) ? FINAL : 'x', chance.pick(keepers));
      await settle();
    }
    for (let seconds = 1 + chance.below(30); seconds > 0; seconds -= 1) {
      vi.advanceTimersByTime(1000);
      await settle();
    }
  }
  expect([failures, holder.missed]).toEqual([[], 0]);
  expect(slowest).toBeGreaterThan(0);
  expect(slowest).toBeLessThanOrEqual(SECONDS_PROMISED * 1000);
  expect(holder.tried.length).toBeGreaterThan(10);
  expect(Math.min(...gapsOf(holder.tried))).toBeGreaterThanOrEqual(EVERY_SECONDS);
  await write(deps, 'x', keepers[0] as LogKeeper);
  for (const keeper of keepers) await keeper.stop();
  expect(holder.covers).toBe(holder.there + 1);
});

test('what failed may have arrived: it is not tried again at once, and each failure is told', async () => {
  movedClock();
  const deps = await freshDeps(() => new Date());
  const holder = slowHolder();
  holder.failing = true;
  const failures: string[] = [];
  const keeper = keepLog(deps, signer, [holder], (error, doing) =>
    failures.push(`${doing}: ${String(error)}`),
  );
  for (let seconds = 0; seconds < 600; seconds += 5) {
    if (seconds % 20 === 0) await write(deps, FINAL, keeper);
    vi.advanceTimersByTime(5000);
    await keeper.idle();
  }
  expect(holder.tried.length).toBeGreaterThan(8);
  expect(Math.min(...gapsOf(holder.tried))).toBeGreaterThanOrEqual(EVERY_SECONDS);
  expect(failures).toEqual(holder.tried.map(() => 'checkpoint for mailto:a@example.cn: Error: not there'));
  holder.failing = false;
  await keeper.stop();
  expect(holder.covers).toBe(30);
});

test('a holder that does not answer holds up no other', async () => {
  const deps = await freshDeps(() => new Date());
  const given: number[] = [];
  let answer: (() => void) | null = null;
  const mute: LogHolder = {
    name: 'mute',
    give: () => new Promise<void>((done) => (answer = done)),
  };
  const quick: LogHolder = { name: 'quick', give: async (note) => void given.push(sizeOf(note)) };
  const keeper = keepLog(deps, signer, [mute, quick], (error) => {
    throw error;
  });
  for (const size of [1, 2, 3]) {
    await write(deps, FINAL, keeper);
    await vi.waitFor(() => expect(given).toContain(size));
  }
  expect(answer).not.toBeNull();
  const release = setInterval(() => answer?.(), 5);
  await keeper.stop();
  clearInterval(release);
});

/** What an auditor runs, with the mail's text or its file saved: exit and last line. */
function verified(folder: string, checkpoint: string): string {
  const files = ['log.jsonl', '--key', 'key.txt', '--checkpoint', checkpoint];
  const { status, stdout } = spawnSync(process.execPath, [VERIFY, ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  return `${status} ${stdout.trimEnd().split('\n').at(-1)}`;
}

test('text and file of a mail that went by a real mail server verify the export', async () => {
  const deps = await freshDeps(() => new Date());
  await beginWith(deps, 'sha256');
  await tellMigrations(deps, 'test');
  const [server, folder] = [
    await mailServer({ tls: 'none' }),
    await mkdtemp(join(tmpdir(), 'guanyun-mail-')),
  ];
  try {
    const smtp = {
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      login: null,
      from: 'log@zone.cn',
    } as const;
    const failures: unknown[] = [];
    const keeper = keepLog(deps, signer, [holderOf('mailto:inspectors@example.cn', smtp)], (error) =>
      failures.push(error),
    );
    await keeper.idle();
    for (let n = 0; n < 5; n += 1) await write(deps, FINAL, keeper);
    await keeper.stop();
    expect(failures).toEqual([]);
    // The first at the start, then what came in the meantime, once.
    expect(server.mails).toHaveLength(2);
    const lines: string[] = [];
    await exportLog(deps, signer.origin, async (line) => void lines.push(`${JSON.stringify(line)}\n`));
    await writeFile(join(folder, 'log.jsonl'), lines.join(''));
    await writeFile(join(folder, 'key.txt'), `${verifierKey(signer)}\n`);
    const { head, parts } = partsOf(server.mails[1]?.raw ?? '');
    expect(headerOf(head, 'Subject')).toBe('存证检查点 test 6');
    for (const [i, { bytes }] of parts.entries()) {
      await writeFile(join(folder, `${i}.txt`), bytes);
      expect(verified(folder, `${i}.txt`)).toMatch(/^0 VALID 6 entries/);
      await writeFile(join(folder, 'false.txt'), bytes.toString().replace('\n6\n', '\n5\n'));
      expect(verified(folder, 'false.txt')).toMatch(/^1 INVALID/);
    }
    expect(parts).toHaveLength(2);
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
});
