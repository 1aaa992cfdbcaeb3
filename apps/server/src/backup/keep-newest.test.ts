import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { segmentName } from '@guanyun/db/backup/wal.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BaseRecord, listBases, placesOf, recordFile, recordText } from './backup-folder.ts';
import { keepNewest } from './take-backup.ts';

const ROUNDS = 100;
const SEGMENT = 16 * 1024 * 1024;
const seed = Number(process.env.GUANYUN_SEED ?? Date.now() % 2 ** 31);
let state = seed;
/** A whole number below `n`, the same again for the same seed. */
const below = (n: number): number => {
  state = (state * 48_271 + 11) % 2_147_483_647;
  return state % n;
};

let top = '';
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'guanyun-keep-'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

const lsn = (segment: number): string => `0/${(segment * SEGMENT + 40).toString(16).toUpperCase()}`;
const some = { size: 1, digest: 'a'.repeat(64) };

async function somewhere(starts: readonly number[], segments: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(top, 'b-'));
  const { bases, wal, documents } = placesOf(folder);
  for (const path of [wal, documents]) await mkdir(path, { recursive: true });
  await writeFile(join(documents, 'document'), '');
  for (const name of segments) await writeFile(join(wal, `${name}.gz`), '');
  await writeFile(join(wal, '00000002.history.gz'), '');
  for (const [i, start] of starts.entries()) {
    const at = new Date(Date.UTC(2026, 0, 1 + i)).toISOString();
    const record: BaseRecord = {
      ...{
        format: 'guanyun-backup/1',
        startedAt: at,
        finishedAt: at,
        database: 'guanyun',
        superuser: 'postgres',
      },
      ...{ postgres: 18, system: '1', timeline: 1, startLsn: lsn(start), stopLsn: lsn(start + 1) },
      ...{ segmentSize: SEGMENT, files: { 'base.tar.zst': some, backup_manifest: some, documents: some } },
    };
    const base = join(bases, at.replace(/[-:.]/g, ''));
    await mkdir(base, { recursive: true });
    await writeFile(recordFile(base), recordText(record));
  }
  return folder;
}

it('removes no segment from which a kept backup goes on, and no document', async () => {
  let removed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const starts = Array.from({ length: 1 + below(5) }, () => 1 + below(40)).sort((a, b) => a - b);
    // Here and there the log went on on another timeline.
    const segments = Array.from({ length: 45 }, (_, n) => segmentName(n > 20 ? 1 + below(2) : 1, n, SEGMENT));
    const folder = await somewhere(starts, segments);
    const keep = 1 + below(5);
    const gone = await keepNewest(folder, keep);
    const oldest = starts.slice(-keep)[0] ?? 0;
    const { wal, documents } = placesOf(folder);
    const left = (await readdir(wal)).filter((name) => name.length === 27);
    expect(left.sort()).toEqual(
      segments
        .slice(oldest)
        .map((name) => `${name}.gz`)
        .sort(),
    );
    expect(await listBases(folder)).toHaveLength(Math.min(keep, starts.length));
    expect([await readdir(documents), (await readdir(wal)).includes('00000002.history.gz')]).toEqual([
      ['document'],
      true,
    ]);
    removed += gone.segments;
  }
  process.stdout.write(
    `G34: ${ROUNDS} cleanings of backups removed ${removed} segments, 0 of them needed by a backup that stays, seed ${seed}\n`,
  );
  expect(removed).toBeGreaterThan(ROUNDS);
});

it('keeps at least one', async () => {
  const folder = await somewhere([3], [segmentName(1, 3, SEGMENT)]);
  await expect(keepNewest(folder, 0)).rejects.toThrow(RangeError);
  expect(await listBases(folder)).toHaveLength(1);
});
