import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { ARCHIVE_SECONDS } from '@guanyun/db/embedded/cluster.ts';
import { startEmbeddedPostgres } from '@guanyun/db/embedded/embedded.ts';
import { connect } from '@guanyun/db/kernel/connection.ts';
import { expect, test } from 'vitest';
import { Drill } from './drill.ts';
import { SCHEMA } from './proof-zone.ts';
import { countOf, number, random, seed, tell } from './runs.ts';
import { sqlOnce } from './sql.ts';
import { Standing } from './standing.ts';

// In full: several drills, the archive as in production, and a database of a gigabyte: GUANYUN_DRILLS=5.
const DRILLS = countOf('GUANYUN_DRILLS', 1);
const FULL = DRILLS > 1;
const ARCHIVED = FULL ? ARCHIVE_SECONDS : 2;
const HOUR = 3_600_000;

const WEIGHT_MB = 950;
/** Weight beside the zone, for a restore that takes its time. */
async function weigh(url: string): Promise<void> {
  await sqlOnce(url, 'CREATE TABLE public.weight (text text STORAGE EXTERNAL)');
  for (let written = 0; written < WEIGHT_MB; written += 50)
    await sqlOnce(
      url,
      `INSERT INTO public.weight SELECT string_agg(md5((g * 8192 + h)::text || '-${written}'), '')
       FROM generate_series(1, 200) g, generate_series(1, 8192) h GROUP BY g`,
    );
}

type Figures = {
  whole: number;
  exact: number;
  lost: number[];
  seconds: number[];
  bytes: number;
  acts: number;
};

/** Starts what was restored and asks it. */
async function inRestored<T>(home: string, ask: (url: string) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), database: 'guanyun' });
  try {
    return await ask(server.url);
  } finally {
    await server.stop();
  }
}

const entriesIn = async (url: string): Promise<number> =>
  Number((await sqlOnce<{ n: number }>(url, `SELECT count(*)::int AS n FROM ${SCHEMA}.journal`))[0]?.n);

/** What of the acknowledged is there; the earliest moment of what is not. */
async function lossIn(url: string, drill: Drill, outside: string): Promise<number | null> {
  const rows = await sqlOnce<{ id: string }>(url, `SELECT id FROM ${SCHEMA}.requests`);
  const there = new Set(rows.map(({ id }) => id));
  const lost = [...drill.acknowledged].filter(([id]) => !there.has(id)).map(([, { at }]) => at);
  const kept = new Map(
    [...drill.acknowledged].filter(([id]) => there.has(id)).map(([id, { answer }]) => [id, answer]),
  );
  const db = connect(url, 2);
  try {
    const standing = new Standing(testDeps(db, '2026-06-16T02:00:00Z'));
    const wrongs = await standing.look(kept);
    expect(wrongs).toEqual({ lost: 0, doubled: 0, halves: 0, otherAnswers: 0, uncommon: [] });
    expect(await drill.verifierSays(db, outside)).toMatch(/^VALID /);
  } finally {
    await db.close();
  }
  return lost.length === 0 ? null : Math.min(...lost);
}

/** A byte of a file turned over, at or after `from`. */
function flip(path: string, from = 0): void {
  const bytes = readFileSync(path);
  const at = from + random.below(bytes.length - from);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  writeFileSync(path, bytes);
}

const segmentsOf = (backup: string): string[] =>
  readdirSync(join(backup, 'wal'))
    .filter((name) => /^[0-9A-F]{24}\.gz$/.test(name))
    .sort();
const baseOf = (backup: string): string =>
  join(backup, 'base', readdirSync(join(backup, 'base')).at(-1) ?? '');
/** Segments that a restore from the newest base reads: what lies before it is the older base's. */
function neededOf(backup: string): string[] {
  const { startLsn, segmentSize } = JSON.parse(readFileSync(join(baseOf(backup), 'backup.json'), 'utf8')) as {
    startLsn: string;
    segmentSize: number;
  };
  const [high = 0, low = 0] = startLsn.split('/').map((half) => Number.parseInt(half, 16));
  const place = [high, Math.floor(low / segmentSize)].map((n) =>
    n.toString(16).toUpperCase().padStart(8, '0'),
  );
  return segmentsOf(backup).filter((name) => name.slice(8, 24) >= place.join(''));
}
const anyDocument = (backup: string): string => {
  const [folder = ''] = readdirSync(join(backup, 'documents'));
  return join(backup, 'documents', folder, readdirSync(join(backup, 'documents', folder))[0] ?? '');
};

/** The ten bytes of a gzip file's head hold nothing of the log. */
const GZIP_HEAD = 10;
type Lie = { what: string; tell: (backup: string, older: string) => void; says: string };
const lies: readonly Lie[] = [
  ...['base.tar.zst', 'backup_manifest', 'documents', 'backup.json'].map(
    (name): Lie => ({ what: `a byte of ${name}`, tell: (at) => flip(join(baseOf(at), name)), says: name }),
  ),
  { what: 'a byte of a document', tell: (at) => flip(anyDocument(at)), says: 'documents/' },
  {
    what: 'a byte of the log',
    tell: (at) => flip(join(at, 'wal', random.pick(neededOf(at))), GZIP_HEAD),
    says: '.gz',
  },
  {
    what: 'a segment left out',
    tell: (at) => rmSync(join(at, 'wal', neededOf(at).at(-2) ?? '')),
    says: 'lacks',
  },
  {
    what: 'the last segments left out',
    tell: (at, older) => {
      const known = new Set(segmentsOf(older));
      for (const name of segmentsOf(at)) if (!known.has(name)) rmSync(join(at, 'wal', name));
    },
    // Too few for the checkpoint, or none that the newest base can go on from.
    says: 'not restored',
  },
];

async function refused(drill: Drill, lie: Lie, backup: string, outside: string): Promise<void> {
  lie.tell(backup, join(drill.folder, 'older'));
  const into = join(drill.folder, 'lied');
  const said = await drill.restore(into, outside, [], backup);
  expect([lie.what, said.exit, said.text]).toEqual([lie.what, 1, expect.stringContaining(lie.says)]);
  expect(existsSync(into)).toBe(false);
  rmSync(backup, { recursive: true });
}

async function drillOnce(drill: Drill, figures: Figures): Promise<void> {
  const [before, outside] = ['before', 'outside'].map((name) => join(drill.folder, name)) as [string, string];
  if (FULL) await weigh(drill.server.url);
  drill.work();
  await drill.acts(30);
  // While acts are written.
  const taken = await drill.take();
  expect([taken.exit, taken.text]).toEqual([0, expect.stringContaining('backed up')]);
  await drill.acts(30 + random.below(40));
  await drill.rest();
  const size = await drill.checkpoint(before);
  await drill.checkpoint(outside);
  const moment = new Date(Date.now() + 5);
  await wait(50);
  drill.work();
  await drill.acts(20);
  await drill.archived();
  const older = drill.copy('older');
  await drill.acts(20);
  const second = await drill.take(['--keep', '2']);
  expect([second.exit, second.text]).toEqual([0, expect.stringContaining('removed 0 old backups')]);
  await drill.acts(20);
  await drill.checkpoint(outside);
  await drill.archived();
  await drill.acts(20 + random.below(200));
  const lostAt = await drill.lose();
  figures.acts += drill.acknowledged.size;

  const whole = join(drill.folder, 'whole');
  const began = performance.now();
  const said = await drill.restore(whole, outside);
  expect([said.exit, said.text]).toEqual([
    0,
    expect.stringContaining('those of the checkpoint from outside'),
  ]);
  figures.bytes = Math.max(figures.bytes, statSync(join(baseOf(drill.backup), 'base.tar.zst')).size);
  const firstLost = await inRestored(whole, async (url) => {
    await sqlOnce(url, 'SELECT 1');
    figures.seconds.push((performance.now() - began) / 1000);
    return lossIn(url, drill, outside);
  });
  figures.lost.push(firstLost === null ? 0 : (lostAt - firstLost) / 1000);
  figures.whole += 1;

  const then = join(drill.folder, 'then');
  const past = await drill.restore(then, outside, ['--to', moment.toISOString()]);
  expect([past.exit, past.text]).toEqual([0, expect.stringContaining(`${size}`)]);
  expect(await inRestored(then, entriesIn)).toBe(size);
  figures.exact += 1;

  for (const lie of lies) await refused(drill, lie, drill.copy('lie'), outside);
  const old: Lie = { what: 'an older backup', tell: () => undefined, says: 'older backup' };
  await refused(drill, old, older, outside);
  const fork: Lie = { what: 'another history', tell: () => undefined, says: 'a fork' };
  await refused(drill, fork, drill.copy('lie'), drill.forge(size));
}

test(
  `${DRILLS} times all is lost and restored (seed ${seed})`,
  async () => {
    const figures: Figures = { whole: 0, exact: 0, lost: [], seconds: [], bytes: 0, acts: 0 };
    for (let i = 0; i < DRILLS; i += 1) {
      const drill = await Drill.begin(ARCHIVED);
      try {
        await drillOnce(drill, figures);
      } finally {
        await drill.end();
      }
    }
    tell(
      'G9',
      `${DRILLS} losses of everything after ${number(figures.acts)} acknowledged acts`,
      `restored root = outside checkpoint ${figures.whole} of ${DRILLS}`,
      `to a moment exactly ${figures.exact} of ${DRILLS}`,
      `RPO ${Math.max(...figures.lost).toFixed(1)} s (a segment at least every ${ARCHIVED} s)`,
      `RTO ${Math.max(...figures.seconds).toFixed(1)} s from ${(figures.bytes / 1e6).toFixed(0)} MB compressed`,
      `${DRILLS * (lies.length + 2)} of ${DRILLS * (lies.length + 2)} false backups refused`,
    );
  },
  HOUR,
);
